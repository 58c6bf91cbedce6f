#include "lib/log/reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <random>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

// A little of everything, as people glue logs together.
std::string MixedLog() {
  using namespace std::string_literals;
  return "Script started on Tue Sep 10 12:00:00 2002\r\n"
         "\x1b[01mroot@gw\x1b[0m:~# pon tunnel\r\n"
         "Using interface ppp0\r\nWaiting 1\rWaiting 2\r\n"
         "Nov 22 05:19:05 gw pppd[123]: pppd 2.4.9 started by root, uid 0\n"
         "Nov 22 05:19:05 gw sshd[1]: Invalid user pppd[12]: CHAP authentication failed\n"
         "2026-11-22T05:19:05.123456+00:00 gw pptp[9]: anon log[main:pptp.c:314]: The synchronous "
         "pptp option is NOT activated\n"
         "<30>1 2026-11-22T05:19:05Z gw pppd 123 - [a x=\"\\]\"] sent [LCP ConfReq id=0x1 <mru "
         "1400>]\n"
         "> > sent [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x5d4790f>\n"
         "> > <pcomp> <accomp>]\n"
         "rcvd [LCP ConfAck id=0x1]rcvd [CHAP Failure id=0x1 \"E=691 R=1\"]\n"
         "<code>sent [CCP ConfReq id=0x1 &lt;mppe +H -M +S -L -D -C&gt;]</code><br>\n"
         "-- Boot 0123456789abcdef0123456789abcdef --\n"
         "__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=1795324745123456\n_COMM=pppd\nMESSAGE\n"
         "\x0b\0\0\0\0\0\0\0Exit.\nExit.\n\n"s
         "{\"MESSAGE\":\"Modem hangup\",\"_PID\":\"9\",\"_COMM\":\"pppd\",\"_BOOT_ID\":\"1\"}\n"
         "{\n\t\"MESSAGE\" : \"Exit.\"\n}\n"
         "Sun 2026-11-22 05:19:05.123456 UTC [s=1f;i=2;b=3;m=4;t=5;x=6]\n"
         "    SYSLOG_IDENTIFIER=pppd\n    MESSAGE=Exit.\n"
         "[12345.678901] ppp0: ppp: compressor dropped pkt\n"
         "[2026-11-22 05:19:05]:  info: ppp0: recv [LCP ConfAck id=1]\n"
         "vpn_1  | Modem hangup\n"
         "Nov 22 05:19:05 gw last message repeated 3 times\n"
         "Nov 22 05:19:05 gw pppd[123]: message repeated 3 times: [ Modem hangup]\n"
         "M\xe4r 22 05:19:05 gw pppd[123]: local  IP address 192.0.2.9\n"
         "\0\0\0Nov 22 05:19:05 gw kernel: [   12.3] PPP generic driver version 2.4.2\n"s
         "sent [LCP EchoReq id=0x1";
}

TEST(Reader, PiecesDoNotMatter) {
  const std::string log = MixedLog();
  const Reading whole = Read(log);
  ASSERT_GT(whole.messages.size(), 25U);
  for (size_t piece = 1; piece < 40; ++piece) {
    const Reading reading = Read(log, {.piece = piece});
    EXPECT_EQ(whole.messages, reading.messages) << "pieces of " << piece;
    EXPECT_EQ(whole.lines, reading.lines);
    EXPECT_EQ(whole.bytes, reading.bytes);
  }
}

TEST(Reader, LinesCountAsTheirLineFeeds) {
  const std::string log = MixedLog();
  const auto feeds = static_cast<uint64_t>(std::count(log.begin(), log.end(), '\n'));
  EXPECT_EQ(feeds + 1, Read(log).lines);  // the last has none
  EXPECT_EQ(log.size(), Read(log).bytes);
}

TEST(Reader, EmptyMessagesAndTextSurvive) {
  EXPECT_TRUE(Read("").messages.empty());
  EXPECT_TRUE(Read("\n \n\t\n").messages.empty());
  EXPECT_TRUE(Read("Nov 22 05:19:05 gw pppd[9]: \n").messages.empty());
}

// Whatever the bytes: no crash (under the sanitizers), the same for any pieces, and
// as many lines as the bytes have.
TEST(Reader, SurvivesMutations) {
  const std::string log = MixedLog();
  std::mt19937 random(20020910);
  for (int round = 0; round < 400; ++round) {
    std::string mutated = log;
    const int changes = 1 + static_cast<int>(random() % 20);
    for (int i = 0; i < changes; ++i) {
      const size_t at = random() % mutated.size();
      switch (random() % 5) {
        case 0:
          mutated[at] = static_cast<char>(random());
          break;
        case 1:
          mutated.erase(at, random() % 40);
          break;
        case 2:
          mutated.insert(at, log.substr(random() % log.size(), random() % 60));
          break;
        case 3:
          mutated.insert(at, 1, "\n\r\b\x1b[]<>\"&{}\\:"[random() % 14]);
          break;
        default:
          std::swap(mutated[at], mutated[random() % mutated.size()]);
          break;
      }
      if (mutated.empty()) mutated.push_back('x');
    }
    const Reading whole = Read(mutated);
    const Reading pieces = Read(mutated, {.piece = 1 + random() % 50});
    ASSERT_EQ(whole.messages, pieces.messages) << testing::PrintToString(mutated);
    ASSERT_EQ(whole.lines, pieces.lines);
    for (const Heard& heard : whole.messages) {
      ASSERT_GE(heard.line, 1U);
      ASSERT_LE(heard.line, whole.lines);
      ASSERT_FALSE(heard.text.empty());
    }
  }
}

// One long line of each character that some step looks for: a step that looks
// again and again at the same bytes would take a hundred times as long.
TEST(Reader, TakesLinearTime) {
  const char* const kUnits[] = {"\x1b[1",
                                "\x1b]0",
                                "<a ",
                                "&lt;",
                                "<br>",
                                "\r",
                                "[",
                                "\"",
                                "sent [LCP ",
                                "] ",
                                "<",
                                "> ",
                                "| ",
                                "{\"a\":[",
                                "\\",
                                "#012",
                                "^M",
                                "The remote ",
                                "pppd[1]: ",
                                "a: ",
                                "Nov 22 05:19:05 ",
                                "\b",
                                "(",
                                "sent [LCP TermAck id=0x1]",
                                "Modem hangup ",
                                "00 ",
                                "x | ",
                                "last message repeated 1 times "};
  for (const char* unit : kUnits) {
    for (const char* start : {"", "Nov 22 05:19:05 gw pppd[1]: ", "sent [LCP ", "{"}) {
      std::string log = start;
      while (log.size() < 150'000) log += unit;
      const std::clock_t began = std::clock();  // the processor's time: others may be at work
      Reader reader({}, [](const Message&) {});
      reader.Begin(0, kNewest);
      reader.Feed(log);
      reader.End();
      const double took = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
      EXPECT_LT(took, 1.0) << start << unit;
    }
  }
}

}  // namespace
}  // namespace pptp::log
