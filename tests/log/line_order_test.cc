#include "lib/log/line_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

using testing::ElementsAre;

std::vector<std::string> Lines(std::string_view log) {
  std::vector<std::string> lines;
  while (!log.empty()) {
    const size_t end = log.find('\n');
    lines.emplace_back(log.substr(0, end));
    log.remove_prefix(end + 1);
  }
  return lines;
}

std::string Reversed(std::string_view log) {
  std::vector<std::string> lines = Lines(log);
  std::string reversed;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) reversed += *line + "\n";
  return reversed;
}

constexpr std::string_view kTunnel =
    "Nov 22 05:19:05 gw pppd[9]: pppd 2.4.9 started by root, uid 0\n"
    "Nov 22 05:19:05 gw pppd[9]: Using interface ppp0\n"
    "Nov 22 05:19:06 gw pppd[9]: CHAP authentication succeeded\n"
    "Nov 22 05:19:06 gw pppd[9]: local  IP address 192.0.2.9\n"
    "Nov 22 05:49:07 gw pppd[9]: Modem hangup\n"
    "Nov 22 05:49:07 gw pppd[9]: Exit.\n";

TEST(LineOrder, NewestFirstIsReadInItsTrueOrder) {
  const Reading forward = Read(kTunnel);
  const Reading reading = Read(Reversed(kTunnel));
  EXPECT_EQ(forward.texts(), reading.texts());
  for (size_t i = 0; i < reading.messages.size(); ++i) {
    EXPECT_EQ(6 - i, reading.messages[i].line);
    EXPECT_EQ(forward.messages[i].time, reading.messages[i].time);
  }
}

TEST(LineOrder, PiecesDoNotMatter) {
  const std::string log = Reversed(kTunnel);
  const Reading whole = Read(log);
  for (size_t piece : {1U, 7U, 61U}) {
    const Reading reading = Read(log, {.piece = piece});
    EXPECT_EQ(whole.messages, reading.messages) << piece;
    EXPECT_EQ(whole.lines, reading.lines);
    EXPECT_EQ(whole.bytes, reading.bytes);
  }
}

struct OrderCase {
  const char* name;
  const char* log;
  bool reversed;
};

class LineOrderTest : public testing::TestWithParam<OrderCase> {};

TEST_P(LineOrderTest, IsToldByTheTimes) {
  const Reading reading = Read(GetParam().log);
  ASSERT_GT(reading.messages.size(), 1U);
  EXPECT_EQ(GetParam().reversed, reading.messages.front().line > 1);
}

const OrderCase kOrderCases[] = {
    {"Iso",
     "2026-11-22T05:19:07+00:00 gw pppd[9]: Exit.\n"
     "2026-11-22T05:19:06+00:00 gw pppd[9]: Modem hangup\n"
     "2026-11-22T05:19:05+00:00 gw pppd[9]: Using interface ppp0\n",
     true},
    {"Quoted",
     "> Nov 22 05:19:07 gw pppd[9]: Exit.\n"
     "> Nov 22 05:19:06 gw pppd[9]: Modem hangup\n"
     "> Nov 22 05:19:05 gw pppd[9]: Using interface ppp0\n",
     true},
    {"Numbered",
     "1. Nov 22 05:19:07 gw pppd[9]: Exit.\n"
     "2. Nov 22 05:19:06 gw pppd[9]: Modem hangup\n"
     "3. Nov 22 05:19:05 gw pppd[9]: Using interface ppp0\n",
     true},
    {"Json",
     "{\"MESSAGE\":\"Exit.\",\"_COMM\":\"pppd\",\"__REALTIME_TIMESTAMP\":\"1795324747000000\"}\n"
     "{\"MESSAGE\":\"Modem hangup\",\"_COMM\":\"pppd\",\"__REALTIME_TIMESTAMP\":"
     "\"1795324746000000\"}\n"
     "{\"MESSAGE\":\"Connect: ppp0\",\"_COMM\":\"pppd\",\"__REALTIME_TIMESTAMP\":"
     "\"1795324745000000\"}\n",
     true},
    {"NoBreakSpaces",
     "Nov\xc2\xa0 2 05:19:07 gw pppd[9]: Exit.\n"
     "Nov\xc2\xa0 2 05:19:06 gw pppd[9]: Modem hangup\n"
     "Nov\xc2\xa0 2 05:19:05 gw pppd[9]: Using interface ppp0\n",
     true},
    {"Coloured",
     "\x1b[31mNov 22 05:19:07 gw pppd[9]: Exit.\x1b[0m\n"
     "\x1b[31mNov 22 05:19:06 gw pppd[9]: Modem hangup\x1b[0m\n"
     "\x1b[31mNov 22 05:19:05 gw pppd[9]: Using interface ppp0\x1b[0m\n",
     true},
    {"AcrossNewYear",
     "Jan  1 00:00:01 gw pppd[9]: Exit.\n"
     "Dec 31 23:59:59 gw pppd[9]: Modem hangup\n"
     "Dec 31 23:59:50 gw pppd[9]: Using interface ppp0\n",
     true},
    {"WithinASecond",
     "2026-11-22T05:19:05.500000 gw pppd[9]: Exit.\n"
     "2026-11-22T05:19:05.400000 gw pppd[9]: Connection terminated.\n"
     "2026-11-22T05:19:05.300000 gw pppd[9]: Modem hangup\n"
     "2026-11-22T05:19:05.200000 gw pppd[9]: Connect: ppp0 <--> /dev/pts/1\n"
     "2026-11-22T05:19:05.100000 gw pppd[9]: Using interface ppp0\n",
     true},
    {"OneStepBack",
     "Nov 22 05:19:07 gw pppd[9]: Using interface ppp0\n"
     "Nov 22 04:19:07 gw pppd[9]: Modem hangup\n"
     "Nov 22 04:19:07 gw pppd[9]: Exit.\n",
     false},
    {"TwoStepsBack",
     "Nov 22 05:19:07 gw pppd[9]: Using interface ppp0\n"
     "Nov 22 05:19:06 gw pppd[9]: Connect: ppp0 <--> /dev/pts/1\n"
     "Nov 22 05:19:08 gw pppd[9]: Modem hangup\n"
     "Nov 22 05:19:07 gw pppd[9]: Exit.\n",
     false},
    {"Jitter",
     "2026-11-22T05:19:05.300000 gw pppd[9]: Using interface ppp0\n"
     "2026-11-22T05:19:05.200000 gw pppd[9]: Connect: ppp0 <--> /dev/pts/1\n"
     "2026-11-22T05:19:05.100000 gw pppd[9]: Modem hangup\n"
     "2026-11-22T05:19:05.400000 gw pppd[9]: Exit.\n",
     false},
    {"OverNewYear",
     "Dec 31 23:59:50 gw pppd[9]: Using interface ppp0\n"
     "Dec 31 23:59:59 gw pppd[9]: Modem hangup\n"
     "Jan  1 00:00:01 gw pppd[9]: Exit.\n",
     false},
};

INSTANTIATE_TEST_SUITE_P(All, LineOrderTest, testing::ValuesIn(kOrderCases),
                         [](const testing::TestParamInfo<OrderCase>& row) {
                           return std::string(row.param.name);
                         });

TEST(LineOrder, LinesOfOneEntryStayTogether) {
  EXPECT_THAT(Read("-- Logs begin at Sun 2026-11-22 05:00:00 UTC. --\n"
                   "Nov 22 05:19:07 gw pppd[9]: Exit.\n"
                   "Nov 22 05:19:06 gw pppd[9]: Modem hangup\n"
                   "                            Connection terminated.\n"
                   "-- Boot 0123456789abcdef0123456789abcdef --\n"
                   "Nov 22 05:19:05 gw pppd[8]: Exit.\n")
                  .texts(),
              ElementsAre("Exit.", "-- Boot 0123456789abcdef0123456789abcdef --", "Modem hangup",
                          "Connection terminated.", "Exit."));
}

// A log that is longer than what is looked at before it is decided; then one that
// is longer than what may be kept.
TEST(LineOrder, ALongLogIsReversedIfItFits) {
  std::string log;
  for (int second = 5000; second > 0; --second) {
    char line[80];
    std::snprintf(line, sizeof line, "Nov 22 %02d:%02d:%02d gw pppd[9]: T%d\n", second / 3600,
                  second / 60 % 60, second % 60, second);
    log += line;
  }
  const auto first = [&log](size_t most_reversed) {
    std::string text;
    uint64_t count = 0;
    Reader reader({.most_reversed = most_reversed}, [&](const Message& m) {
      if (count++ == 0) text = m.text;
    });
    reader.Begin(0, kNewest);
    reader.Feed(log);
    reader.End();
    EXPECT_EQ(5000U, count);
    EXPECT_EQ(5000U, reader.lines());
    return text;
  };
  EXPECT_EQ("T1", first(1 << 20));
  EXPECT_EQ("T5000", first(200'000));
  EXPECT_EQ("T5000", first(1000));
}

TEST(LineOrder, FlushLetsLinesGoThatWait) {
  std::vector<std::string> texts;
  Reader reader({}, [&texts](const Message& m) { texts.emplace_back(m.text); });
  reader.Begin(0, kNewest);
  reader.Feed("Nov 22 05:19:05 gw pppd[9]: Modem hangup\n");
  reader.Flush();
  EXPECT_THAT(texts, ElementsAre("Modem hangup"));
  reader.End();
  EXPECT_EQ(1U, texts.size());
}

}  // namespace
}  // namespace pptp::log
