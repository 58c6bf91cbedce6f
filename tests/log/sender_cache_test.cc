#include "lib/log/sender_cache.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "lib/log/envelope.h"

namespace pptp::log {
namespace {

void ExpectSame(const Envelope& expected, const Envelope& read, const std::string& line) {
  EXPECT_EQ(expected.host, read.host) << line;
  EXPECT_EQ(expected.tag, read.tag) << line;
  EXPECT_EQ(expected.pid, read.pid) << line;
  EXPECT_EQ(expected.text, read.text) << line;
  EXPECT_EQ(expected.program, read.program) << line;
  ASSERT_EQ(expected.stamp.has_value(), read.stamp.has_value()) << line;
  if (!expected.stamp) return;
  EXPECT_EQ(expected.stamp->shape, read.stamp->shape) << line;
  EXPECT_EQ(expected.stamp->time, read.stamp->time) << line;
  EXPECT_EQ(expected.stamp->clock, read.stamp->clock) << line;
}

// Lines of words that mean something in a header or in front of a message, where a reader that
// believes in a header might be wrong. None makes a classifier learn.
class LineMaker {
 public:
  std::string Next() {
    return One(kStamps) + One(kHosts) + " " + One(kTags) + One(kPids) + One(kColons) + One(kTexts);
  }

 private:
  static constexpr const char* kStamps[] = {"Nov 22 05:19:05 ",
                                            "Nov 22 17:19:05  ",
                                            "2026-11-22T05:19:05.123456+00:00 ",
                                            "2026-11-22 05:19:05 ",
                                            "<30>Nov 22 05:19:05 ",
                                            "[2026-11-22 05:19:05]: ",
                                            "05:19:05 "};
  static constexpr const char* kHosts[] = {"gw",      "gw.example.org", "10.9.0.1", "pppd", "PM",
                                           "2026",    "daemon.info",    "Sent",     "22",   "Nov",
                                           "write",   "1795324745",     "log",      "from", "I",
                                           "fe80::1", "Warning",        "-",        "using"};
  static constexpr const char* kTags[] = {
      "pppd",           "/usr/sbin/pppd", "pppd-2.4.9", "kernel", "modprobe", "sshd",
      "NetworkManager", "bash",           "channel",    "loop",   "log",      "22",
      "(unknown)",      "-bash",          "Nov"};
  static constexpr const char* kPids[] = {"",       "[9]", "[123456789]", "[4294967296]",
                                          "[12.3]", "[x]"};
  static constexpr const char* kColons[] = {": ", ": ", ":", ":  ", " "};
  static constexpr const char* kTexts[] = {"",
                                           "Exit.",
                                           "pppd 2.4.9 started by root, uid 0",
                                           "modprobe: FATAL: Module ppp_mppe not found.",
                                           "pppd: options",
                                           "[   12.345678] PPP generic driver version 2.4.2",
                                           "Nov 22 05:19:06 gw pppd[9]: Modem hangup",
                                           "22 05:19:05 2026 gw",
                                           "[main:pptp.c:1]: x.c:2]: ",
                                           "--- last message repeated 3 times ---",
                                           "interface (9): Modem hangup"};

  template <size_t N>
  std::string One(const char* const (&list)[N]) {
    return list[random_() % N];
  }

  std::mt19937 random_{1};
};

TEST(SenderCache, ALineReadsTheSameWhoeverSpokeBefore) {
  LineMaker maker;
  ProgramClassifier experienced;
  for (int round = 0; round < 40000; ++round) {
    const std::string line = maker.Next();
    ProgramClassifier fresh;
    ExpectSame(ReadEnvelope(line, &fresh), ReadEnvelope(line, &experienced), line);
  }
  EXPECT_FALSE(experienced.has_learned());
}

TEST(SenderCache, RemembersWhatWasReadInFull) {
  ProgramClassifier programs;
  EXPECT_EQ(nullptr, programs.senders().Find("gw pppd[124]: Exit."));
  ReadEnvelope("Nov 22 05:19:05 gw pppd[123]: Modem hangup", &programs);
  for (const uint32_t pid : {124U, 124U, 4294967295U, 7U}) {
    const std::string header = "gw pppd[" + std::to_string(pid) + "]:";
    const SenderCache::Known* known = programs.senders().Find(header + " Exit.");
    ASSERT_NE(nullptr, known);
    EXPECT_EQ(Program::kPppd, known->sender.program);
    EXPECT_EQ(pid, known->header.pid);
    EXPECT_EQ(header.size(), known->header.length);
  }
  for (const char* other :
       {"gw pppd[124]:Exit.", "gw pppd: Exit.", "gw pppd[]: Exit.", "gw pppd[4294967296]: Exit.",
        "gw pppd[99999999999999999999]: Exit.", "gw2 pppd[124]: Exit.", "gw pptp[124]: Exit.",
        "124]: Exit.", ": Exit."}) {
    EXPECT_EQ(nullptr, programs.senders().Find(other)) << other;
  }
}

TEST(SenderCache, ANameThatLearnsHasNoProgramForGood) {
  ProgramClassifier programs;
  const std::string line = "Nov 22 05:19:05 gw dialer[9]: ";
  EXPECT_EQ(Program::kOther, ReadEnvelope(line + "hello", &programs).program);
  EXPECT_EQ(Program::kWrapper, ReadEnvelope(line + "sent [LCP EchoReq id=0x1]", &programs).program);
  EXPECT_EQ(Program::kWrapper, ReadEnvelope(line + "hello", &programs).program);
}

}  // namespace
}  // namespace pptp::log
