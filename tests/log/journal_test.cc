#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/log/reading.h"

// Journal entries that span lines, and what journalctl prints between entries.
namespace pptp::log {
namespace {

using testing::ElementsAre;

std::string BinaryField(const std::string& name, const std::string& value) {
  std::string field = name + "\n";
  for (unsigned shift = 0; shift < 64; shift += 8) {
    field += static_cast<char>(uint64_t{value.size()} >> shift & 0xff);
  }
  return field + value + "\n";
}

std::string ExportEntry(const std::string& message_field, const std::string& pid = "9") {
  return "__CURSOR=s=0;i=1\n__REALTIME_TIMESTAMP=1795324745123456\n_BOOT_ID=aa\n_HOSTNAME=gw\n"
         "SYSLOG_IDENTIFIER=pppd\n_PID=" +
         pid + "\n" + message_field + "\n";
}

TEST(JournalExport, ReadsEntries) {
  const Reading reading =
      Read(ExportEntry("MESSAGE=Modem hangup\n") + ExportEntry("MESSAGE=Exit.\n", "10"));
  ASSERT_EQ(2U, reading.messages.size());
  EXPECT_EQ("Modem hangup", reading.messages[0].text);
  EXPECT_EQ("gw", reading.messages[0].host);
  EXPECT_EQ("pppd", ProgramName(reading.messages[0].program));
  EXPECT_EQ(9U, reading.messages[0].pid);
  EXPECT_EQ("2026-11-22T05:19:05.123456+00:00", reading.messages[0].time);
  EXPECT_EQ(7U, reading.messages[0].line);
  EXPECT_EQ("MESSAGE=Modem hangup", reading.messages[0].raw);
  EXPECT_EQ("Exit.", reading.messages[1].text);
  EXPECT_EQ(15U, reading.messages[1].line);
  EXPECT_EQ(16U, reading.lines);
}

// Ten bytes long: the length itself holds a line feed.
TEST(JournalExport, ReadsBinaryFields) {
  const std::string ten = "Exit.\nExit";
  const Reading reading = Read(ExportEntry(BinaryField("MESSAGE", ten)));
  EXPECT_THAT(reading.texts(), ElementsAre("Exit.", "Exit"));
  for (size_t size = 1; size < 300; size += 7) {
    const std::string value(size, 'x');
    EXPECT_THAT(Read(ExportEntry(BinaryField("MESSAGE", value)), {.piece = 3}).texts(),
                ElementsAre(value));
  }
}

TEST(JournalExport, ABrokenBinaryFieldLosesNoLine) {
  const Reading reading = Read(
      "__CURSOR=s=0;i=1\nMESSAGE=Modem hangup\nSTRAY\nNov 22 05:19:05 gw pppd[9]: Exit.\nlast\n");
  EXPECT_THAT(reading.texts(), ElementsAre("Modem hangup", "STRAY", "Exit.", "last"));
  EXPECT_EQ(4U, reading.messages[2].line);
  EXPECT_EQ(5U, reading.lines);
}

TEST(JournalExport, AnEntryMayEndWithTheFile) {
  EXPECT_THAT(Read("__REALTIME_TIMESTAMP=1795324745123456\nMESSAGE=Exit.").texts(),
              ElementsAre("Exit."));
}

constexpr char kVerbose[] =
    "Sun 2026-11-22 05:19:05.123456 UTC [s=1f;i=2;b=3;m=4;t=5;x=6]\n"
    "    _HOSTNAME=gw\n"
    "    SYSLOG_IDENTIFIER=pppd\n"
    "    _PID=9\n"
    "    MESSAGE=LCP: timeout sending Config-Requests\n"
    "            second line\n"
    "    PRIORITY=4\n"
    "Sun 2026-11-22 05:19:06.000000 UTC [s=1f;i=3;b=3;m=4;t=5;x=6]\n"
    "    SYSLOG_IDENTIFIER=pppd\n"
    "    MESSAGE=Exit.\n"
    "pppd[9]: raw\n";

TEST(JournalVerbose, ReadsEntries) {
  const Reading reading = Read(kVerbose);
  ASSERT_EQ(4U, reading.messages.size());
  EXPECT_EQ("LCP: timeout sending Config-Requests", reading.messages[0].text);
  EXPECT_EQ("2026-11-22T05:19:05.123456+00:00", reading.messages[0].time);
  EXPECT_EQ("gw", reading.messages[0].host);
  EXPECT_EQ(9U, reading.messages[0].pid);
  EXPECT_EQ(5U, reading.messages[0].line);
  EXPECT_EQ("second line", reading.messages[1].text);
  EXPECT_EQ("pppd", reading.messages[1].tag);
  EXPECT_EQ("Exit.", reading.messages[2].text);
  EXPECT_EQ("raw", reading.messages[3].text);
}

constexpr char kPretty[] =
    "{\n"
    "\t\"_HOSTNAME\" : \"gw\",\n"
    "\t\"SYSLOG_IDENTIFIER\" : \"pppd\",\n"
    "\t\"__REALTIME_TIMESTAMP\" : \"1795324745123456\",\n"
    "\t\"MESSAGE\" : \"Exit.\"\n"
    "}\n";

TEST(JournalJsonPretty, ReadsEntries) {
  const Reading reading = Read(kPretty);
  ASSERT_EQ(1U, reading.messages.size());
  EXPECT_EQ("Exit.", reading.messages[0].text);
  EXPECT_EQ("pppd", reading.messages[0].tag);
  EXPECT_EQ(5U, reading.messages[0].line);
  EXPECT_EQ(6U, reading.lines);
}

TEST(JournalJsonPretty, WhatIsNoneIsReadAsText) {
  EXPECT_THAT(Read("{\nModem hangup\n}\nExit.\n").texts(),
              ElementsAre("{", "Modem hangup", "}", "Exit."));
  EXPECT_THAT(Read("{\nModem hangup\nExit.\n").texts(), ElementsAre("{", "Modem hangup", "Exit."));
}

TEST(JournalJsonLines, ANewBootIdIsABoot) {
  const Reading reading = Read(
      R"({"MESSAGE":"one","_HOSTNAME":"a","_BOOT_ID":"01"}
{"MESSAGE":"other host","_HOSTNAME":"b","_BOOT_ID":"77"}
{"MESSAGE":"two","_HOSTNAME":"a","_BOOT_ID":"02"}
)");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "other host", "-- Boot 02 --", "two"));
  EXPECT_EQ(MessageKind::kBoot, reading.messages[2].kind);
  EXPECT_EQ("a", reading.messages[2].host);
}

TEST(JournalJsonLines, AMessageOfSeveralLinesKeepsItsSender) {
  const Reading reading =
      Read(R"({"MESSAGE":"Invalid user\npppd[1]: CHAP authentication failed","_COMM":"sshd"})");
  ASSERT_EQ(2U, reading.messages.size());
  EXPECT_EQ("other", ProgramName(reading.messages[1].program));
}

TEST(Journal, SeparatorsAreLinesButNoMessages) {
  const Reading reading = Read(
      "-- Logs begin at Sun 2026-11-22 05:00:00 UTC, end at Sun 2026-11-22 06:00:00 UTC. --\n"
      "-- Journal begins at Sun 2026-11-22 05:00:00 UTC, ends at Sun 2026-11-22 06:00:00 UTC. --\n"
      "Nov 22 05:19:05 gw pppd[9]: Exit.\n"
      "-- Reboot --\n"
      "-- Boot 0123456789abcdef0123456789abcdef --\n"
      "-- No entries --\n"
      "-- cursor: s=1;i=2\n");
  EXPECT_THAT(reading.texts(),
              ElementsAre("Exit.", "-- Reboot --", "-- Boot 0123456789abcdef0123456789abcdef --"));
  EXPECT_EQ(MessageKind::kText, reading.messages[0].kind);
  EXPECT_EQ(MessageKind::kBoot, reading.messages[1].kind);
  EXPECT_EQ(MessageKind::kBoot, reading.messages[2].kind);
  EXPECT_EQ(7U, reading.lines);
}

TEST(Journal, IndentedLinesBelongToTheEntryAbove) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw sshd[1]: first\n"
      "                            CHAP authentication failed\n"
      "Nov 22 05:19:05 gw pppd[9]: first\n"
      "                            second\n");
  ASSERT_EQ(4U, reading.messages.size());
  EXPECT_EQ("other", ProgramName(reading.messages[1].program));
  EXPECT_EQ("pppd", ProgramName(reading.messages[3].program));
  EXPECT_EQ("second", reading.messages[3].text);
}

}  // namespace
}  // namespace pptp::log
