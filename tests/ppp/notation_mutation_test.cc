// Damaged lines: whatever happens to a line on its way, reading it neither
// crashes nor loses text.
#include <gtest/gtest.h>

#include <cctype>
#include <random>
#include <string>
#include <vector>

#include "lib/ppp/describe.h"
#include "lib/ppp/notation.h"
#include "tests/ppp/canonical_lines.h"

namespace pptp::ppp {
namespace {

std::vector<std::string> AllLines() {
  std::vector<std::string> lines;
  for (auto part : {TimelessLines(), ModernLines(), SeedLines()}) {
    for (const CanonicalLine& line : part) lines.emplace_back(line.text);
  }
  return lines;
}

// No format has these letters anywhere: they can only survive as text.
constexpr const char* kMarker = "zqjzq";

TEST(NotationMutation, ForeignTextInsertedAnywhereSurvives) {
  for (const std::string& line : AllLines()) {
    for (size_t at = 0; at <= line.size(); ++at) {
      for (const char* blank : {"", " "}) {
        std::string damaged = line;
        damaged.insert(at, std::string(blank) + kMarker + blank);
        auto read = ParsePacketLine(damaged);
        if (!read) continue;  // No packet line any more; the caller has its text.
        std::string printed = PrintPacketLine(*read);
        ASSERT_NE(std::string::npos, printed.find(kMarker)) << damaged << "\n" << printed;
      }
    }
  }
}

// Leaves blanks out, which are not kept, and the quote that closes a string.
std::string Essence(const std::string& text) {
  std::string essence;
  for (char c : text) {
    if (c != ' ') essence += c;
  }
  if (essence.ends_with('"')) essence.pop_back();
  return essence;
}

// Whether cutting there leaves another, shorter number: "=0x12" without its "2".
bool CutsANumber(const std::string& text, size_t size) {
  auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  size_t sign = text.find_last_of("= ", size - 1);
  return text[sign] == '=' && is_word(text[size - 1]) && is_word(text[size]);
}

TEST(NotationMutation, LinesCutAnywhereKeepWhatIsLeft) {
  struct Source {
    std::span<const CanonicalLine> lines;
    Dialect dialect;
  };
  const Source sources[] = {{TimelessLines(), ModernDialect()},
                            {ModernLines(), ModernDialect()},
                            {SeedLines(), SeedDialect()}};
  for (const Source& source : sources) {
    for (const CanonicalLine& line : source.lines) {
      std::string text = line.text;
      for (size_t size = text.find('['); size < text.size(); ++size) {
        std::string cut = text.substr(0, size);
        auto read = ParsePacketLine(cut);
        // A packet without an id gets id 0.
        if (!read || cut.find("id=") == std::string::npos || CutsANumber(text, size)) continue;
        std::string printed = PrintPacketLine(*read, source.dialect);
        // An escape that is cut in its middle reads as the characters it has.
        bool in_escape = cut.find('\\') != std::string::npos && cut.back() != ']';
        if (!in_escape) {
          // What the format promises next (a password) may follow.
          ASSERT_TRUE(Essence(printed).starts_with(Essence(cut))) << cut << "\n" << printed;
        }
      }
    }
  }
}

class Mutator {
 public:
  explicit Mutator(uint32_t seed) : random_(seed) {}

  std::string Damage(std::string text) {
    for (size_t times = 1 + Below(4); times > 0; --times) Step(&text);
    return text;
  }

 private:
  size_t Below(size_t limit) { return random_() % limit; }

  void Step(std::string* text) {
    static constexpr std::string_view kPieces[] = {
        "\"",  "\\",    "]",          "[", "<",  ">",         "...",  " ",
        "0x",  "\\377", "\\37777777", "(", ")",  "+U",        "mppe", "<mppe 1 0 0 40>",
        "id=", "code=", "=",          ",", "00", "fffffffff", "-1",   "name = \""};
    size_t at = Below(text->size() + 1);
    switch (Below(6)) {
      case 0:
        text->erase(at, 1 + Below(4));
        break;
      case 1:
        text->insert(at, kPieces[Below(std::size(kPieces))]);
        break;
      case 2:
        text->insert(at, 1, static_cast<char>(Below(256)));
        break;
      case 3:
        if (at < text->size()) (*text)[at] = static_cast<char>(Below(256));
        break;
      case 4:
        text->insert(at, text->substr(Below(text->size() + 1), Below(20)));
        break;
      default:
        text->resize(at);
    }
  }

  std::mt19937 random_;
};

TEST(NotationMutation, DamagedLinesAreReadAndWrittenSafely) {
  Mutator mutator(1);
  std::vector<std::string> lines = AllLines();
  for (int round = 0; round < 60; ++round) {
    for (const std::string& line : lines) {
      std::string damaged = mutator.Damage(line);
      auto read = ParsePacketLine(damaged);
      if (!read) continue;
      EXPECT_TRUE(LooksLikePacketLine(damaged)) << damaged;
      // What was understood is understood again.
      std::string printed = PrintPacketLine(*read, SeedDialect());
      auto again = ParsePacketLine(printed);
      ASSERT_TRUE(again) << damaged << "\n" << printed;
      EXPECT_EQ(read->packet.protocol, again->packet.protocol) << damaged << "\n" << printed;
      EXPECT_EQ(read->packet.code, again->packet.code) << damaged << "\n" << printed;
      EXPECT_EQ(read->packet.id, again->packet.id) << damaged << "\n" << printed;
      for (char c : DescribePacket(read->packet)) EXPECT_TRUE(c >= 0x20 && c <= 0x7e) << damaged;
      OptionTexts(read->packet);
    }
  }
}

TEST(NotationMutation, NoiseIsReadSafely) {
  std::mt19937 random(2);
  for (int i = 0; i < 10000; ++i) {
    std::string noise = i % 2 == 0 ? "rcvd [LCP " : "sent [";
    for (size_t size = random() % 60; size > 0; --size) noise += static_cast<char>(random());
    auto read = ParsePacketLine(noise);
    if (read) PrintPacketLine(*read);
    ParsePacket(noise);
    ParseOption(noise);
    ParseOption(noise, Protocol::kCcp);
    UnescapeString(noise);
  }
}

// Quadratic work on a line of this length would take minutes.
TEST(NotationMutation, LongLinesTakeLinearTime) {
  for (std::string_view piece :
       {"<", "\"", "[", "]", "<a>", "\\", "00 ", "<[", "\"\"", "< 00 02>", "<>"}) {
    std::string line = "rcvd [LCP ConfReq id=0x1 ";
    while (line.size() < 300000) line += piece;
    EXPECT_TRUE(ParsePacketLine(line)) << piece;
  }
}

}  // namespace
}  // namespace pptp::ppp
