#include "lib/log/journal_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace pptp::log {
namespace {

struct JsonCase {
  const char* name;
  const char* text;
  const char* message;  // null: it is no entry
  const char* host = "";
  const char* tag = "";
};

constexpr JsonCase kCases[] = {
    {"Journal", R"({"MESSAGE": "Exit.", "_HOSTNAME": "gw", "SYSLOG_IDENTIFIER": "pppd"})", "Exit.",
     "gw", "pppd"},
    {"BlanksAround", " {\"MESSAGE\" :\t\"Exit.\" } ", "Exit."},
    {"Escapes", R"({"MESSAGE": "a\tb \"c\" \\ \u00e9 \ud83d\ude00 \/"})",
     "a\tb \"c\" \\ \xC3\xA9 \xF0\x9F\x98\x80 /"},
    {"Bytes", R"({"MESSAGE": [69, 120, 105, 116, 46]})", "Exit."},
    {"WhatIsNoByteIsLeftOut", R"({"MESSAGE": [69, 256, -1, 1.5, 120]})", "Ex"},
    {"FirstOfSeveral", R"({"MESSAGE": ["Exit.", "Modem hangup"]})", "Exit."},
    {"FirstOfSeveralInBytes", R"({"MESSAGE": [[69, 120], [105]]})", "Ex"},
    {"TimeAlone", R"({"__REALTIME_TIMESTAMP": "1795324745123456"})", ""},
    {"OtherCollectors", R"({"host": "gw", "message": "Exit.", "program": "pppd", "pid": 9})",
     "Exit.", "gw", "pppd"},
    {"InnerNames",
     R"({"process": {"name": "pppd", "pid": 9}, "host": {"name": "gw"}, "message": "Exit."})",
     "Exit.", "gw", "pppd"},
    {"Wrapped", R"({"_source": {"message": "Exit.", "host": "gw"}, "sort": [1]})", "Exit.", "gw"},
    {"DeepOnesAreSkipped", R"({"a": {"b": {"message": "no"}}, "message": "Exit."})", "Exit."},
    {"BytesThatAreNoUtf8", "{\"MESSAGE\": \"caf\xE9 Exit.\"}", "caf\xE9 Exit."},
    {"NullIsNoMessage", R"({"MESSAGE": null})", nullptr},
    {"NothingKnown", R"({"a": "b"})", nullptr},
    {"Array", R"([{"MESSAGE": "Exit."}])", nullptr},
    {"String", R"("MESSAGE")", nullptr},
    {"CutOff", R"({"MESSAGE": "Exit.)", nullptr},
    {"MoreBehind", R"({"MESSAGE": "Exit."} Exit.)", nullptr},
    {"NoCommas", R"({"MESSAGE": "Exit." "a": 1})", nullptr},
    {"Empty", "", nullptr},
};

class JournalJson : public testing::TestWithParam<JsonCase> {};

TEST_P(JournalJson, IsRead) {
  JournalEntry entry;
  const bool is_entry = ReadJournalJson(GetParam().text, &entry);
  ASSERT_EQ(is_entry, GetParam().message != nullptr);
  if (!is_entry) return;
  EXPECT_EQ(entry.has_message() ? entry.message() : "", GetParam().message);
  const Envelope envelope = entry.MakeEnvelope();
  EXPECT_EQ(envelope.host, GetParam().host);
  EXPECT_EQ(envelope.tag, GetParam().tag);
}

INSTANTIATE_TEST_SUITE_P(All, JournalJson, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(JournalJson, AZeroByteEndsNothing) {
  using namespace std::string_literals;
  JournalEntry entry;
  EXPECT_FALSE(ReadJournalJson("{\"MESSAGE\": \"Exit.\"}\0garbage"s, &entry));
}

TEST(JournalJson, NestingTakesNoStack) {
  constexpr size_t kDeep = 1'000'000;
  JournalEntry entry;
  EXPECT_TRUE(ReadJournalJson(
      "{\"a\": " + std::string(kDeep, '[') + std::string(kDeep, ']') + ", \"MESSAGE\": \"Exit.\"}",
      &entry));
  EXPECT_EQ(entry.message(), "Exit.");
}

// The slow truth is a parser that makes a tree of it all.
TEST(JournalJson, TakesWhatIsJsonAndNothingElse) {
  const std::string line =
      R"({"MESSAGE": "rcvd [LCP ConfReq id=0x1]", "PRIORITY": 6, "a": [1, -2.5e3, [true, null]],)"
      R"( "b": {"c": "\u00e9\n", "d": {}}, "SYSLOG_PID": "884"})";
  const std::vector<std::string> pieces = {"\"", "{", "}", "[", "]", ",",  ":",      "\\", "\\u12",
                                           "0",  "-", ".", "e", " ", "\t", "[1, 2]", "x",  "\x01"};
  std::mt19937 random(3);
  size_t taken = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string damaged = line;
    for (size_t k = random() % 3; k > 0; --k) {
      const size_t at = 12 + random() % (damaged.size() - 12);  // "MESSAGE" stays
      if (random() % 2 == 0) {
        damaged.erase(at, 1 + random() % 2);
      } else {
        damaged.insert(at, pieces[random() % pieces.size()]);
      }
    }
    JournalEntry entry;
    const auto tree = nlohmann::json::parse(damaged, nullptr, /*allow_exceptions=*/false);
    ASSERT_EQ(ReadJournalJson(damaged, &entry), !tree.is_discarded()) << damaged;
    if (tree.is_discarded()) continue;
    ++taken;
    if (tree["MESSAGE"].is_string()) {
      ASSERT_EQ(entry.message(), tree["MESSAGE"].get<std::string>()) << damaged;
    }
  }
  EXPECT_GT(taken, 5000U);
  EXPECT_LT(taken, 18000U);
}

}  // namespace
}  // namespace pptp::log
