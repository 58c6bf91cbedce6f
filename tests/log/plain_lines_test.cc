#include "lib/log/plain_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <ostream>
#include <random>
#include <string>
#include <vector>

namespace pptp::log {
namespace {

struct Line {
  size_t begin = 0, end = 0;
  LineKind kind = LineKind::kPlain;

  friend bool operator==(const Line&, const Line&) = default;
  friend void PrintTo(const Line& line, std::ostream* out) {
    *out << line.begin << " to " << line.end << " kind " << static_cast<int>(line.kind);
  }
};

// "text" begins with the line and goes on: a name may end where its line does.
LineKind KindSlowly(std::string_view line, std::string_view text) {
  const bool special = std::any_of(line.begin(), line.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x7f || byte == '&';
  });
  if (special) return LineKind::kSpecial;
  for (size_t at = line.find('<'); at != std::string_view::npos; at = line.find('<', at + 1)) {
    if (MayStartTag(text.substr(at))) return LineKind::kTagged;
  }
  return LineKind::kPlain;
}

// Byte by byte: what PlainLines is tested against.
std::vector<Line> LinesSlowly(std::string_view text) {
  std::vector<Line> lines;
  size_t begin = 0;
  for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', begin)) {
    lines.push_back({begin, end, KindSlowly(text.substr(begin, end - begin), text.substr(begin))});
    begin = end + 1;
  }
  return lines;
}

std::vector<Line> LinesOf(std::string_view text, PlainLines* lines, size_t readable_behind = 0) {
  std::vector<Line> all;
  lines->Begin(text, readable_behind);
  for (; lines->has_line(); lines->Next()) {
    all.push_back({lines->begin(), lines->end(), lines->kind()});
  }
  return all;
}

TEST(PlainLines, EveryByteAtEveryPlace) {
  auto lines = std::make_unique<PlainLines>();
  std::string text;
  for (int line = 0; line < 12; ++line) text += "sent [LCP <b] " + std::to_string(line) + "\n";
  for (size_t at = 0; at < text.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string other = text;
      other[at] = static_cast<char>(byte);
      ASSERT_EQ(LinesSlowly(other), LinesOf(other, lines.get())) << byte << " at " << at;
    }
  }
}

TEST(PlainLines, LinesOfEveryLength) {
  constexpr std::string_view kBytes = "\n %~<b\t\x1b\x7f\x80\xff&\r";
  auto lines = std::make_unique<PlainLines>();
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    const bool long_lines = round % 100 == 0;
    std::string text(random() % (long_lines ? 40000 : 300), ' ');
    for (char& c : text) {
      const bool some = random() % (long_lines ? 4000 : 16) == 0;
      if (some) c = kBytes[random() % (random() % 4 == 0 ? kBytes.size() : 3)];
    }
    ASSERT_EQ(LinesSlowly(text), LinesOf(text, lines.get())) << testing::PrintToString(text);
    // What can be read behind is none of its lines.
    const std::string_view front = std::string_view(text).substr(0, random() % (text.size() + 1));
    ASSERT_EQ(LinesSlowly(front), LinesOf(front, lines.get(), text.size() - front.size()))
        << testing::PrintToString(text);
  }
}

TEST(PlainLines, SeekGoesToTheLineThatBeginsThere) {
  auto lines = std::make_unique<PlainLines>();
  std::string text;
  for (int line = 0; line < 2000; ++line)
    text += std::string(static_cast<size_t>(line) % 50, 'x') + "\n";
  text += "no end";
  const std::vector<Line> all = LinesSlowly(text);
  lines->Begin(text);
  for (size_t i = 0; i < all.size(); i += 1 + i % 7) {
    lines->Seek(all[i].begin);
    ASSERT_TRUE(lines->has_line());
    ASSERT_EQ(all[i], (Line{lines->begin(), lines->end(), lines->kind()}));
  }
  lines->Seek(text.size());
  EXPECT_FALSE(lines->has_line());
}

// Whatever is a tag for those who remove them is possibly one here.
TEST(PlainLines, MissesNoTag) {
  auto lines = std::make_unique<PlainLines>();
  for (const char* tag : {"<b>", "</b>", "<BR/>", "<h2>", "<Td class=\"x\">", "<blockquote>",
                          "</x>", "<p >", "<tbody>", "<span id=1>"}) {
    const std::string text = std::string("Connect: ppp0 <--> <magic 0x1>") + tag + "x\n";
    ASSERT_TRUE(MayHoldTags(text)) << tag;
    const std::vector<Line> all = LinesOf(text, lines.get());
    ASSERT_EQ(1U, all.size());
    EXPECT_EQ(LineKind::kTagged, all[0].kind) << tag;
  }
  EXPECT_EQ(LineKind::kPlain, LinesOf("<--> <magic 0x1> <pcomp>\n", lines.get())[0].kind);
}

}  // namespace
}  // namespace pptp::log
