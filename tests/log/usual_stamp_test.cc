#include "lib/log/usual_stamp.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pptp::log {
namespace {

const std::vector<std::string> kLines = {
    "Nov 22 05:19:05 gw pppd[9]: Exit.",
    "Nov 22 05:19:05 gw pppd[9]: Modem hangup",
    "Nov 22 05:19:06 gw pppd[9]: Exit.",
    "Nov  2 05:19:06 gw pppd[9]: Exit.",
    "Nov  2 05:19:06 PM gw pppd[9]: Exit.",
    "Nov  2 05:19:06 2026 gw pppd[9]: Exit.",
    "Nov  2 05:19:06  gw pppd[9]: Exit.",
    "Nov  2 05:19:06 ",
    "Nov  2 05:19:06",
    "Nov 31 05:19:06 gw pppd[9]: Exit.",
    "Now 22 05:19:06 gw pppd[9]: Exit.",
    "Nov 22 25:19:06 gw pppd[9]: Exit.",
    "Nov 22 05:19:05.123456 gw pppd[9]: Exit.",
    "Nov 22 05:19:05.123457 gw pppd[9]: Exit.",
    "Nov 22 05:19:05.123457 gw pppd[9]: Modem hangup",
    "Nov  2 05:19:05.000001 gw pppd[9]: Exit.",
    "Nov 22 05:19:05.12345 gw pppd[9]: Exit.",
    "Nov 22 05:19:05.1234567 gw pppd[9]: Exit.",
    "Nov 22 05:19:05,123456 gw pppd[9]: Exit.",
    "Nov 22 05:19:05.12345x gw pppd[9]: Exit.",
    "Nov 22 05:19:05.123456 PM gw pppd[9]: Exit.",
    "Nov 22 05:19:05.123456 2026 gw pppd[9]: Exit.",
    "Nov 22 05:19:05.123456  gw pppd[9]: Exit.",
    "Nov 22 05:19:05.123456 ",
    "Nov 22 05:19:05.123456",
    "2026-11-22T05:19:05.123456+00:00 gw pppd[9]: Exit.",
    "2026-11-22T05:19:05.123456+00:00 gw pppd[9]: Modem hangup",
    "2026-11-22T23:59:60.999999+00:00 gw pppd[9]: Exit.",
    "2026-11-22T24:19:05.123456+00:00 gw pppd[9]: Exit.",
    "2026-11-22T05:19:05.12345:+00:00 gw pppd[9]: Exit.",
    "2026-11-22T05:19:05.12345/+00:00 gw pppd[9]: Exit.",
    "2026-11-22T05:19:05.123456+00:00  gw pppd[9]: Exit.",
    "2026-11-22T05:19:05,123456+00:00 gw pppd[9]: Exit.",
    "2026-11-22T05:1x:05.123456+00:00 gw pppd[9]: Exit.",
    "2026-11-22T05:19:05.123456-03:30 gw pppd[9]: Exit.",
    "2026-11-23T05:19:05.123456-03:30 gw pppd[9]: Exit.",
    "2026-11-22T05:19:05.123456+00:0",
    "2026-11-22T05:19:05.123+00:00 gw pppd[9]: Exit.",
    "2026-11-31T05:19:05.123456+00:00 gw pppd[9]: Exit.",
    "",
    std::string(40, '\0'),
};

// Whatever was read before: what stands for itself here must be what is read of a line alone.
TEST(UsualStamps, ALineReadsTheSameWhateverStoodBefore) {
  for (const std::string& before : kLines) {
    for (const std::string& line : kLines) {
      UsualStamps stamps;
      std::string_view behind = before;
      stamps.Consume(&behind);
      std::string_view rest = line, rest_alone = line;
      Stamp alone;
      const bool is_usual = ConsumeUsualStamp(&rest_alone, &alone);
      ASSERT_EQ(is_usual, stamps.Consume(&rest)) << before << '\n' << line;
      EXPECT_EQ(rest_alone, rest) << before << '\n' << line;
      if (!is_usual) continue;
      EXPECT_EQ(alone.shape, stamps.last().shape) << before << '\n' << line;
      EXPECT_EQ(alone.time, stamps.last().time) << before << '\n' << line;
      EXPECT_EQ(alone.month, stamps.last().month) << before << '\n' << line;
      EXPECT_EQ(alone.day, stamps.last().day) << before << '\n' << line;
      EXPECT_EQ(alone.clock, stamps.last().clock) << before << '\n' << line;
    }
  }
}

TEST(UsualStamps, KnowsOnlyThoseOfSyslogDaemons) {
  std::vector<std::string> usual;
  for (const std::string& line : kLines) {
    Stamp stamp;
    std::string_view rest = line;
    if (ConsumeUsualStamp(&rest, &stamp))
      usual.push_back(line.substr(0, line.size() - rest.size()));
  }
  EXPECT_EQ((std::vector<std::string>{
                "Nov 22 05:19:05 ", "Nov 22 05:19:05 ", "Nov 22 05:19:06 ", "Nov  2 05:19:06 ",
                "Nov 22 05:19:05.123456 ", "Nov 22 05:19:05.123457 ", "Nov 22 05:19:05.123457 ",
                "Nov  2 05:19:05.000001 ", "2026-11-22T05:19:05.123456+00:00 ",
                "2026-11-22T05:19:05.123456+00:00 ", "2026-11-22T23:59:60.999999+00:00 ",
                "2026-11-22T05:19:05.123456-03:30 ", "2026-11-23T05:19:05.123456-03:30 "}),
            usual);
}

}  // namespace
}  // namespace pptp::log
