#include "lib/catalog/group_names.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/catalog/packs.h"

namespace pptp::catalog {
namespace {

// What RE2 says of the expression as it stands, and of the one without names.
void ExpectAsRe2(const std::string& pattern) {
  const RE2 named(pattern, RE2::Latin1);
  ASSERT_TRUE(named.ok()) << pattern;
  const WithoutNames found = TakeGroupNames(pattern);
  const RE2 plain(found.pattern, RE2::Latin1);
  ASSERT_TRUE(plain.ok()) << found.pattern;
  const std::map<std::string, int> names(found.names.begin(), found.names.end());
  EXPECT_EQ(names, named.NamedCapturingGroups()) << pattern;
  EXPECT_TRUE(plain.NamedCapturingGroups().empty()) << found.pattern;
  EXPECT_EQ(plain.NumberOfCapturingGroups(), named.NumberOfCapturingGroups()) << pattern;
}

TEST(GroupNames, AreTakenOutAndNothingElse) {
  const WithoutNames found = TakeGroupNames(R"(a(b)(?:c)(?P<peer>[\d.]+)\((?i:x)(?P<why>.*)\))");
  EXPECT_EQ(found.pattern, R"(a(b)(?:c)([\d.]+)\((?i:x)(.*)\))");
  const std::vector<std::pair<std::string, int>> names = {{"peer", 2}, {"why", 3}};
  EXPECT_EQ(found.names, names);
}

TEST(GroupNames, StandNowhereButInGroups) {
  for (const char* pattern :
       {"", R"(\(?P<a>)", R"([(?P<a>])", R"([](?P<a>](?P<b>x))", R"([^](](?P<b>x))",
        R"([\](?P<a>](?P<b>x))", R"([[:alpha:](](?P<b>x))", R"(\Q(?P<a>[\E(?P<b>x))", R"(\Q(?P<a>)",
        R"(\\(?P<b>x))", R"((?P<b>(x)(?P<c>[)]))(y)(?P<d>))", R"((?s)(?P<b>x)(?-s:y))"}) {
    ExpectAsRe2(pattern);
  }
}

void ExpectAsRe2Everywhere(const nlohmann::json& value, size_t* count) {
  for (const auto& [key, item] : value.items()) {
    if (key == "message" && item.is_string()) {
      ExpectAsRe2(item.get<std::string>());
      ++*count;
    }
    if (item.is_structured()) ExpectAsRe2Everywhere(item, count);
  }
}

TEST(GroupNames, OfAllRules) {
  size_t count = 0;
  for (const PackText& pack : PackFiles()) {
    ExpectAsRe2Everywhere(nlohmann::json::parse(pack.json), &count);
  }
  EXPECT_GT(count, 200u);
}

}  // namespace
}  // namespace pptp::catalog
