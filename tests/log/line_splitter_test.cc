#include "lib/log/line_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/log/reading.h"

// Line ends, encodings and sizes, through the whole reader.
namespace pptp::log {
namespace {

using testing::ElementsAre;

TEST(LineSplitter, EveryPhysicalLineCounts) {
  struct {
    const char* log;
    uint64_t lines;
  } const kCases[] = {
      {"", 0},         {"a", 1},          {"a\n", 1},      {"\n", 1},        {"\n\n", 2},
      {"a\nb", 2},     {"a\r\nb\r\n", 2}, {"a\rb\rc", 3},  {"a\rb\rc\r", 3}, {"a\r", 1},
      {"a\r\r\nb", 2}, {"x\na\rb\n", 2},  {"\r\n\r\n", 2},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(c.lines, Read(c.log).lines) << testing::PrintToString(c.log);
    EXPECT_EQ(c.lines, Read(c.log, {.piece = 1}).lines) << testing::PrintToString(c.log);
    EXPECT_EQ(std::string_view(c.log).size(), Read(c.log).bytes);
  }
}

TEST(LineSplitter, ClassicMacFiles) {
  const Reading reading = Read("Modem hangup\rExit.\rpppd[9]: Exit.\r");
  EXPECT_THAT(reading.texts(), ElementsAre("Modem hangup", "Exit.", "Exit."));
  EXPECT_EQ(3U, reading.messages[2].line);
}

TEST(LineSplitter, NulBytesAreNotThere) {
  using namespace std::string_literals;
  EXPECT_THAT(Read("\0\0\0\0Nov 22 05:19:05 gw pppd[9]: Modem\0 hangup\0\n"s).texts(),
              ElementsAre("Modem hangup"));
}

TEST(LineSplitter, ByteOrderMarks) {
  EXPECT_THAT(Read("\xef\xbb\xbfpppd[9]: Exit.\n\xef\xbb\xbfpppd[9]: Exit.\n").texts(),
              ElementsAre("Exit.", "Exit."));
  std::string little = "\xff\xfe", big = "\xfe\xff";
  for (char c : std::string("pppd[9]: Exit.\r\nModem hangup\r\n")) {
    little += c;
    little += '\0';
    big += '\0';
    big += c;
  }
  for (const std::string& log : {little, big}) {
    for (size_t piece : {size_t{1}, size_t{3}, SIZE_MAX}) {
      const Reading reading = Read(log, {.piece = piece});
      EXPECT_THAT(reading.texts(), ElementsAre("Exit.", "Modem hangup"));
      EXPECT_EQ(2U, reading.lines);
      EXPECT_EQ(log.size(), reading.bytes);
    }
  }
}

TEST(LineSplitter, Utf16BeyondTheBasicPlane) {
  using namespace std::string_literals;
  EXPECT_THAT(Read("\xff\xfe\x3d\xd8\x00\xde"s).texts(), ElementsAre("\xf0\x9f\x98\x80"));
  EXPECT_THAT(Read("\xff\xfe\x3d\xd8"s
                   "a\0"s)
                  .texts(),
              ElementsAre("\xef\xbf\xbd"
                          "a"));
  EXPECT_THAT(Read("\xff\xfe"s
                   "a\0b"s)
                  .texts(),
              ElementsAre("a\xef\xbf\xbd"));
}

TEST(LineSplitter, AHugeLineIsCutAndCountsOnce) {
  std::vector<std::string> texts;
  size_t longest = 0;
  Reader reader({.longest_line = 1000}, [&](const Message& m) {
    texts.emplace_back(m.text.substr(0, 20));
    longest = std::max({longest, m.text.size(), m.raw.size()});
  });
  reader.Begin(0, kNewest);
  reader.Feed("pppd[9]: Modem hangup\npppd[9]: ");
  const std::string piece(1 << 20, 'x');
  for (int i = 0; i < 100; ++i) reader.Feed(piece);
  reader.Feed("\npppd[9]: Exit.\n");
  reader.End();
  EXPECT_THAT(texts, ElementsAre("Modem hangup", std::string(20, 'x'), "Exit."));
  EXPECT_LE(longest, 1000U);
  EXPECT_EQ(3U, reader.lines());
}

TEST(LineSplitter, ANewInputStartsAnew) {
  std::vector<uint64_t> lines;
  std::vector<std::string> hosts;
  Reader reader({}, [&](const Message& m) {
    lines.push_back(m.line);
    hosts.emplace_back(m.host);
  });
  reader.Begin(0, kNewest, "one");
  reader.Feed("a\nb");
  reader.Begin(1, kNewest, "two");
  reader.Feed("c\nNov 22 05:19:05 gw pppd[9]: Exit.\n");
  reader.End();
  EXPECT_THAT(lines, ElementsAre(1, 2, 1, 2));
  EXPECT_THAT(hosts, ElementsAre("one", "one", "two", "gw"));
  EXPECT_EQ(2U, reader.lines());
}

}  // namespace
}  // namespace pptp::log
