#include "lib/catalog/json_document.h"

#include <gtest/gtest.h>

#include <random>
#include <span>

namespace pptp::catalog {
namespace {

// Every value of a document, and every key, must be found again by its offset.
void ExpectPointers(const JsonDocument& document, const JsonValue& value,
                    const std::string& pointer) {
  EXPECT_EQ(document.PointerTo(value.offset()), pointer);
  for (size_t i = 0; i < value.items().size(); ++i) {
    ExpectPointers(document, value.items()[i], pointer + "/" + std::to_string(i));
  }
  for (const JsonMember& member : value.members()) {
    EXPECT_EQ(document.PointerTo(member.offset), pointer + "/" + std::string(member.key));
    ExpectPointers(document, member.value, pointer + "/" + std::string(member.key));
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
  const JsonValue& list = document->root().members()[0].value;
  ASSERT_EQ(list.items().size(), 6u);
  EXPECT_EQ(list.items()[1].number(), -2500);
  EXPECT_EQ(list.items()[2].text(), "x\"]\\");
  EXPECT_EQ(text.substr(list.items()[2].offset(), 3), "\"x\\");
  EXPECT_EQ(text.substr(list.items()[5].items()[0].items()[1].offset(), 4), "true");
  EXPECT_EQ(document->root().members()[1].value.members()[1].value.text(), "\xC3\xA4");
  EXPECT_EQ(document->Where(document->root().members()[1].offset), "t.json:3:2");
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
  EXPECT_EQ(document->root().offset(), 3u);
  EXPECT_EQ(document->root().items()[0].offset(), 4u);
}

struct SyntaxCase {
  const char* name;
  const char* text;
  const char* message;
};
const SyntaxCase kSyntaxCases[] = {
    {"Empty", "", "t:1:1: there is no JSON in it\n    \n    ^ write an object, { ... }"},
    {"CommaTooManyInAList", "[1,\n 2,\n]",
     "t:3:1: /1: a value should stand here\n    ]\n"
     "    ^ write a text in double quotes, a number, true, false, null, [ or {"},
    {"CommaTooManyInAnObject", "{\"a\": 1, }",
     "t:1:10: /a: a field's name in double quotes should stand here\n    {\"a\": 1, }\n"
     "             ^ write it, or take the comma before it away"},
    {"NoCommaInAList", "[1 2]",
     "t:1:4: /0: a \",\" or \"]\" should stand here, behind a value of a list\n    [1 2]\n"
     "       ^ mend the JSON here, or just before"},
    {"NoCommaInAnObject", "{\"a\": 1 \"b\": 2}",
     "t:1:9: /a: a \",\" or \"}\" should stand here, behind a field\n    {\"a\": 1 \"b\": 2}\n"
     "            ^ mend the JSON here, or just before"},
    {"NoColon", "{\"a\" 17}",
     "t:1:6: /a: a \":\" should stand here, behind a field's name\n    {\"a\" 17}\n"
     "         ^ mend the JSON here, or just before"},
    {"UnknownWord", "[trub]",
     "t:1:2: a value should stand here\n    [trub]\n"
     "     ^ write a text in double quotes, a number, true, false, null, [ or {"},
    {"TextAfterTheEnd", "{} x",
     "t:1:4: something stands behind the end of the document\n    {} x\n       ^ take it away"},
    {"TextWithoutEnd", "[\"a",
     "t:1:4: the text has no end\n    [\"a\n       ^ write a double quote behind it"},
    {"LineEndInAText", "[\"a\n\"]",
     "t:1:4: a line end or tab inside a text\n    [\"a\n"
     "       ^ end the text with a double quote, or write \\n or \\t"},
    {"UnknownEscape", "[\"a\\d\"]",
     "t:1:4: an escape that JSON does not know\n    [\"a\\d\"]\n"
     "       ^ write \\\\ for a backslash"},
    {"ShortUnicodeEscape", "[\"\\u12g4\"]",
     "t:1:3: a \\u without four hexadecimal digits\n    [\"\\u12g4\"]\n"
     "      ^ write them, as in \\u00e4"},
    {"FirstHalfOfAPair", "[\"\\ud83d!\"]",
     "t:1:3: half of a surrogate pair\n    [\"\\ud83d!\"]\n"
     "      ^ write the character itself, or both halves of it"},
    {"SecondHalfOfAPair", "[1, \"\xED\x95\x9C \\ude00\"]",
     "t:1:5: /1: the text holds half of a surrogate pair\n    [1, \"\xED\x95\x9C \\ude00\"]\n"
     "        ^ write the character itself, or both halves of it"},
    {"NumberTooLarge", "[1e400]",
     "t:1:2: the number is out of range\n    [1e400]\n"
     "     ^ write one that a double can hold"},
    {"NumberTooSmall", "[7, 1e-400]",
     "t:1:5: /1: the number is out of range\n    [7, 1e-400]\n"
     "        ^ write one that a double can hold"},
    {"NoDigitAfterThePoint", "[1.]",
     "t:1:4: a digit of a number should stand here\n    [1.]\n       ^ write it"},
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

// What no text of JSON may hold, wherever it stands: RapidJSON would take some of it.
struct ByteCase {
  const char* name;
  std::string text;
  std::string_view message;
};
const ByteCase kByteCases[] = {
    {"NotUtf8", "[\"a\xE4\"]", "t:1:4: a byte that is no UTF-8"},
    {"CutUtf8", "[\"a\xC3", "t:1:4: a byte that is no UTF-8"},
    {"SurrogateInUtf8", "[\"\xED\xA0\x80\"]", "t:1:3: a byte that is no UTF-8"},
    {"ControlInALongText", "[\"0123456789012345678901234567890123456789\x1A\"]",
     "t:1:43: the control character U+001A"},
    {"ZeroInAText", {"[\"a\0\"]", 6}, "t:1:4: the control character U+0000"},
    {"ZeroAfterTheEnd", {"[]\0[", 4}, "t:1:3: the control character U+0000"},
};

class JsonBytes : public testing::TestWithParam<ByteCase> {};
TEST_P(JsonBytes, AreNamedWithTheirPlace) {
  const auto document = JsonDocument::Parse("t", GetParam().text);
  ASSERT_FALSE(document);
  const std::string& message = document.error().message();
  EXPECT_EQ(message.substr(0, message.find('\n')), GetParam().message);
}
INSTANTIATE_TEST_SUITE_P(All, JsonBytes, testing::ValuesIn(kByteCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(JsonDocument, TakesEveryKindOfText) {
  const std::string text =
      R"(["", "\"\\\/\b\f\n\r\t", "\ud83d\ude00", "\u0000x", "a text of more than sixteen bytes \u00e4 and more"])"
      " \r\n";
  const auto document = JsonDocument::Parse("t", text);
  ASSERT_TRUE(document) << document.error().message();
  const std::span<const JsonValue> items = document->root().items();
  ASSERT_EQ(items.size(), 5u);
  EXPECT_EQ(items[0].text(), "");
  EXPECT_EQ(items[1].text(), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(items[2].text(), "\xF0\x9F\x98\x80");
  EXPECT_EQ(items[3].text(), std::string_view("\0x", 2));
  EXPECT_EQ(items[4].text(), "a text of more than sixteen bytes \xC3\xA4 and more");
}

TEST(JsonDocument, ReadsNumbersExactly) {
  const auto document =
      JsonDocument::Parse("t", "[0, -0.1, 1E3, 9007199254740993, 1.7976931348623157e308]");
  ASSERT_TRUE(document) << document.error().message();
  const std::span<const JsonValue> items = document->root().items();
  ASSERT_EQ(items.size(), 5u);
  EXPECT_EQ(items[0].number(), 0.0);
  EXPECT_EQ(items[1].number(), -0.1);
  EXPECT_EQ(items[2].number(), 1000.0);
  EXPECT_EQ(items[3].number(), 9007199254740992.0);
  EXPECT_EQ(items[4].number(), 1.7976931348623157e308);
}

TEST(JsonDocument, KeepsItsTextsWhenMoved) {
  auto parsed = JsonDocument::Parse("t", R"({"a": "b"})");
  ASSERT_TRUE(parsed);
  const JsonDocument moved = std::move(*parsed);
  ASSERT_EQ(moved.root().members().size(), 1u);
  EXPECT_EQ(moved.root().members()[0].key, "a");
  EXPECT_EQ(moved.root().members()[0].value.text(), "b");
}

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
