#include "lib/log/plain_reader.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

// So many lines that the reader knows the log for an ordinary one, and lets lines pass.
std::string OrdinaryLines() {
  std::string log;
  for (int i = 0; i < 300; ++i) {
    const std::string minute = std::to_string(10 + i / 60), second = std::to_string(10 + i % 50);
    log.append("Nov 22 04:").append(minute).append(":").append(second);
    log += " gw pppd[9]: rcvd [LCP EchoReq id=0x1]\n";
  }
  return log;
}

// Logs of lines that are plain, that look so, and that may continue or repeat others.
class LogMaker {
 public:
  // Whether the reader may learn from a line that another program hands on our words.
  explicit LogMaker(bool learns = true) : learns_(learns) {}

  std::string Next(int lines) {
    std::string log;
    for (int i = 0; i < lines; ++i) log += NextLine() + "\n";
    return log;
  }

 private:
  static constexpr const char* kStamps[] = {"Nov 22 05:19:05 ",
                                            "Nov 22 05:19:05 ",
                                            "Nov 22 05:19:05 ",
                                            "Nov 22 05:19:06 ",
                                            "Nov 23 05:19:06  ",
                                            "Dec 31 23:59:59 ",
                                            "Jan  1 00:00:00 ",
                                            "Nov 22 05:19:06 PM ",
                                            "2026-11-22T05:19:05.123456+00:00 ",
                                            "2026-11-22T05:19:05.223456+01:00 ",
                                            "2026-11-22 05:19:05 ",
                                            "<30>Nov 22 05:19:05 ",
                                            ""};
  static constexpr const char* kSenders[] = {"gw pppd[9]: ",       "gw pppd[9]: ",
                                             "gw pppd[9]: ",       "peer pptp[77]: ",
                                             "peer pptp[77]:  ",   "far pptpd[123]: ",
                                             "gw sshd[12]: ",      "gw kernel: ",
                                             "gw kernel: [12.5] ", "gw modprobe: modprobe: ",
                                             "gw dialer[3]: ",     "gw rsyslogd: ",
                                             "gw bash[4]: ",       "pppd[9]: ",
                                             "gw pppd[12.3]: ",    ""};
  static constexpr const char* kTexts[] = {
      "sent [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x6f369055>]",
      "sent [LCP ConfReq id=0x1 <asyncmap 0x0>",
      "<magic 0x6f369055> <pcomp>]",
      "rcvd [CHAP Failure id=0x1 \"E=691 [code]\"]",
      "rcvd [LCP TermAck id=0x2] rcvd [LCP EchoReq id=0x3]",
      "rcvd [LCP TermAck id=0x2] Nov 22 05:19:06 gw pppd[9]: Exit.",
      "Modem hangupNov 22 05:19:07 peer pptp[78]: Exit.",
      "Modem hangup",
      "Modem hangup#012",
      "Exit.   ",
      "",
      "last message repeated 3 times",
      "message repeated 2 times: [ Modem hangup]",
      "Last message 'Modem hangup' repeated 4 times, suppressed by syslog-ng on gw",
      "--- last message repeated 2 times ---",
      "The remote system is required to authenticate",
      "itself but I couldn't find any suitable secret (password) for it to use to do so.",
      "CHAP authentication failed: the name that you gave is not one of those known",
      "here, please ask your administrator",
      "Remote message: <b>no</b> entry [code]",
      "using &lt;channel 1&gt;",
      "[code]",
      "Connect: ppp0 <--> /dev/pts/0 [/code]",
      "Could not find module `/lib/modules` [quote=x]",
      "\x1b[31mModem hangup\x1b[0m",
      "na\xc3\xafve\xc2\xa0name",
      "Exit.\rNov 22 05:19:08 gw pppd[9]: Modem hangup",
      "sent [PAP AuthReq id=0x1 user=\"a\\\"b\" password=<hidden>]",
      "anon log[main:pptp.c:353]: The synchronous pptp option is NOT activated",
      "{\"MESSAGE\":\"Modem hangup\"}",
      "-- Reboot --",
      "                                    further words"};

  std::string NextLine() {
    std::string line = One(kStamps);
    line += One(kSenders);
    if (!learns_ && line.ends_with("dialer[3]: ")) return line + "Carrier found";
    return line + One(kTexts);
  }

  template <size_t N>
  const char* One(const char* const (&list)[N]) {
    return list[random_() % N];
  }

  bool learns_;
  std::mt19937 random_{1};
};

// A piece of one byte holds no line, so all are read in full there.
TEST(PlainReader, ReadsWhatIsReadInFull) {
  LogMaker maker;
  const std::string ordinary = OrdinaryLines();
  for (int round = 0; round < 300; ++round) {
    const std::string log = ordinary + maker.Next(100);
    const Reading in_full = Read(log, {.piece = 1});
    for (size_t piece : {SIZE_MAX, size_t{4000}, size_t{300}}) {
      const Reading reading = Read(log, {.piece = piece});
      ASSERT_EQ(in_full.messages, reading.messages) << log.substr(ordinary.size());
      EXPECT_EQ(in_full.lines, reading.lines);
      EXPECT_EQ(in_full.bytes, reading.bytes);
    }
  }
}

// Lines of a program on another host, which stand between lines that do not continue them, are
// skipped, each by itself: the rest must be read as if they had been read, too.
TEST(PlainReader, ReadsTheSameBetweenLinesThatAreSkipped) {
  const std::string skipped = "Nov 22 05:19:05 web sshd[12]: Accepted password for root\n";
  LogMaker maker(/*learns=*/false);
  const std::string ordinary = OrdinaryLines();
  for (int round = 0; round < 200; ++round) {
    std::string log;
    Screened screened;
    for (; screened.lines < 100; ++screened.lines) {
      const std::string line = maker.Next(1);
      if (line.starts_with("Nov 2")) {
        log += skipped;
        ++screened.lines;
      }
      screened.Add({log.size(), log.size() + line.size(), screened.lines, screened.lines + 1});
      log += line;
    }
    Reading whole = Read(ordinary + log);
    std::erase_if(whole.messages, [](const Heard& heard) { return heard.host == "web"; });
    const Reading reading = ReadScreened(ordinary, log, screened);
    ASSERT_EQ(whole.messages, reading.messages) << log;
    EXPECT_EQ(whole.lines, reading.lines);
    EXPECT_EQ(whole.bytes, reading.bytes);
  }
}

TEST(PlainReader, LeavesLongLinesToTheReader) {
  const std::string log = OrdinaryLines() + "Nov 22 05:19:05 gw pppd[9]: Using interface " +
                          std::string(100, 'p') + "\n";
  const Reading reading = Read(log, {.longest_line = 80});
  EXPECT_EQ("Using interface " + std::string(36, 'p'), reading.messages.back().text);
  EXPECT_EQ(301U, reading.lines);
}

}  // namespace
}  // namespace pptp::log
