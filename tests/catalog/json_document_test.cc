#include "lib/catalog/json_document.h"

#include <gtest/gtest.h>

#include <random>

namespace pptp::catalog {
namespace {

// Every value of a document, and every key, must be found again by its offset.
void ExpectPointers(const JsonDocument& document, const JsonValue& value,
                    const std::string& pointer) {
  EXPECT_EQ(document.PointerTo(value.offset), pointer);
  for (size_t i = 0; i < value.items.size(); ++i) {
    ExpectPointers(document, value.items[i], pointer + "/" + std::to_string(i));
  }
  for (const JsonMember& member : value.members) {
    EXPECT_EQ(document.PointerTo(member.offset), pointer + "/" + member.key);
    ExpectPointers(document, member.value, pointer + "/" + member.key);
  }
}

TEST(JsonDocument, RemembersWhereEveryValueStands) {
  const std::string text =
      "{\n"
      "  \"a\" : [1, -2.5e3, \"x\\\"]\\\\\", {}, [], [[null,true]] ],\n"
      "\t\"b\":{\"c\":false  ,\"d\":\"\\u00e4\"},\"e\":0}";
  const auto document = JsonDocument::Parse("t.json", text);
  ASSERT_TRUE(document) << document.error().message();
  ExpectPointers(*document, document->root(), "");
  const JsonValue& list = document->root().members[0].value;
  ASSERT_EQ(list.items.size(), 6u);
  EXPECT_EQ(list.items[1].number, -2500);
  EXPECT_EQ(list.items[2].text, "x\"]\\");
  EXPECT_EQ(text.substr(list.items[2].offset, 3), "\"x\\");
  EXPECT_EQ(text.substr(list.items[5].items[0].items[1].offset, 4), "true");
  EXPECT_EQ(document->root().members[1].value.members[1].value.text, "\xC3\xA4");
  EXPECT_EQ(document->Where(document->root().members[1].offset), "t.json:3:2");
}

TEST(JsonDocument, EscapesPointerPartsAsRfc6901Says) {
  const std::string text = R"({"a/b": {"c~d": 1}})";
  const auto document = JsonDocument::Parse("t", text);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->PointerTo(text.find('1')), "/a~1b/c~0d");
}

TEST(JsonDocument, SkipsAByteOrderMark) {
  const std::string text = "\xEF\xBB\xBF[7]";
  const auto document = JsonDocument::Parse("t", text);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root().offset, 3u);
  EXPECT_EQ(document->root().items[0].offset, 4u);
}

struct SyntaxCase {
  const char* name;
  const char* text;
  const char* message;
};
const SyntaxCase kSyntaxCases[] = {
    {"Empty", "",
     "t:1:1: syntax error while parsing value - unexpected end of input; expected '[', '{', or a "
     "literal\n    \n    ^ mend the JSON here, or just before"},
    {"CommaTooMany", "[1,\n 2,\n]",
     "t:3:1: /1: syntax error while parsing value - unexpected ']'; expected '[', '{', or a "
     "literal\n"
     "    ]\n    ^ mend the JSON here, or just before"},
    {"NoColon", "{\"a\" 17}",
     "t:1:6: /a: syntax error while parsing object separator - unexpected number literal; expected "
     "':'\n    {\"a\" 17}\n         ^ mend the JSON here, or just before"},
    {"TextAfterTheEnd", "{} x",
     "t:1:4: syntax error while parsing value - invalid literal; expected end "
     "of input\n    {} x\n       ^ mend the JSON here, or just before"},
    {"SameKeyTwice", "{\"a\": 1,\n  \"b\": {\"a\": 1, \"c\": 2, \"a\": 3}}",
     "t:2:25: /b/a: the field \"a\" stands twice in one object\n"
     "    \"b\": {\"a\": 1, \"c\": 2, \"a\": 3}}\n"
     "                          ^ keep one of the two"},
};

class JsonSyntax : public testing::TestWithParam<SyntaxCase> {};
TEST_P(JsonSyntax, IsNamedWithItsPlace) {
  const auto document = JsonDocument::Parse("t", GetParam().text);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code(), Error::Code::kInvalidRule);
  EXPECT_EQ(document.error().message(), GetParam().message);
}
INSTANTIATE_TEST_SUITE_P(All, JsonSyntax, testing::ValuesIn(kSyntaxCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(JsonDocument, RefusesDeepNestingWithoutFallingOver) {
  for (const std::string& open : {std::string("["), std::string("{\"a\":")}) {
    std::string text;
    for (int i = 0; i < 100000; ++i) text += open;
    const auto document = JsonDocument::Parse("t", text);
    ASSERT_FALSE(document);
    EXPECT_NE(document.error().message().find("nested more than 64 deep"), std::string::npos);
    EXPECT_LT(document.error().message().size(), 1000u);
  }
}

TEST(JsonDocument, ShowsThePartOfALongLineThatMatters) {
  std::string text = "[" + std::string(500, ' ') + "\"" + std::string(300, 'x') + "\", y]";
  const auto document = JsonDocument::Parse("t", text);
  ASSERT_FALSE(document);
  std::vector<std::string> lines;
  const std::string& message = document.error().message();
  for (size_t start = 0; start < message.size();) {
    const size_t end = std::min(message.find('\n', start), message.size());
    lines.push_back(message.substr(start, end - start));
    start = end + 1;
  }
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1], "    ..." + std::string(57, 'x') + "\", y]");
  EXPECT_EQ(lines[1][lines[2].find('^')], 'y');
}

TEST(JsonDocument, CountsCharactersNotBytes) {
  const std::string text = "{\"\xC3\xA4\xC3\xB6\": ?}";
  const auto document = JsonDocument::Parse("t", text);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().message().substr(0, 6), "t:1:8:");
}

TEST(JsonDocument, SurvivesDamagedText) {
  const std::string whole =
      R"({"a": [1, 2.5, "x\n\u00e4", {"b": null, "c": true}], "d": {"e": [[], {}]}})";
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    std::string text = whole;
    for (int i = 0; i < 3; ++i) text[random() % text.size()] = static_cast<char>(random());
    if (round % 3 == 0) text.resize(random() % text.size());
    const auto document = JsonDocument::Parse("t", text);
    if (!document) {
      EXPECT_EQ(document.error().code(), Error::Code::kInvalidRule);
    }
  }
}

}  // namespace
}  // namespace pptp::catalog
