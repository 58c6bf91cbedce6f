#include "lib/catalog/problem.h"

#include <gtest/gtest.h>

namespace pptp::catalog {
namespace {

struct FillCase {
  const char* name;
  const char* text;
  const char* filled;
  const char* command;
};
const FillCase kFillCases[] = {
    {"Plain", "no names", "no names", "no names"},
    {"Name", "to {server}!", "to 192.0.2.1!", "to 192.0.2.1!"},
    {"NameTwice", "{server}{server}", "192.0.2.1192.0.2.1", "192.0.2.1192.0.2.1"},
    {"Otherwise", "{server|the server}", "192.0.2.1", "192.0.2.1"},
    {"OtherwiseUsed", "{nobody|the server}", "the server", "the server"},
    {"OtherwiseEmpty", "a{nobody|}b", "ab", "ab"},
    {"Missing", "ping {nobody}", "ping <nobody>", "ping <nobody>"},
    {"DoubledBraces", "awk '{{print $1}}' {{{server}}}", "awk '{print $1}' {192.0.2.1}",
     "awk '{print $1}' {192.0.2.1}"},
    {"StrayBraces", "a { b } {not a name} {", "a { b } {not a name} {", "a { b } {not a name} {"},
    {"PeersWords", "x {evil} y", "x '; rm -rf $HOME # y", "x ''\\''; rm -rf $HOME #' y"},
    {"NothingCaptured", "ping {empty}", "ping ", "ping ''"},
};

class FillInTest : public testing::TestWithParam<FillCase> {};
TEST_P(FillInTest, FillsTextAndCommand) {
  const Captures captures = {{"server", "192.0.2.1"}, {"evil", "'; rm -rf $HOME #"}, {"empty", ""}};
  EXPECT_EQ(FillIn(GetParam().text, captures), GetParam().filled);
  EXPECT_EQ(FillInCommand(GetParam().text, captures), GetParam().command);
}
INSTANTIATE_TEST_SUITE_P(All, FillInTest, testing::ValuesIn(kFillCases),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace pptp::catalog
