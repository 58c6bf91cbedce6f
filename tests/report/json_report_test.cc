#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "pptp/render.h"
#include "tests/report/golden_file.h"
#include "tests/report/sample_reports.h"

namespace pptp::report {
namespace {

using nlohmann::json;

std::vector<json> ParseLines(const std::string& text) {
  std::vector<json> values;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) values.push_back(json::parse(line));
  return values;
}

void ExpectKeys(const json& object, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) EXPECT_TRUE(object.contains(key)) << key << " in " << object;
}

// The contract of docs/json-report.md: programs depend on these keys being there.
void ExpectContract(const json& report) {
  EXPECT_EQ("pptp-diagnose/1", report["schema"]);
  ExpectKeys(report, {"inputs", "sessions", "findings", "not_judged", "summary"});
  for (const json& input : report["inputs"]) ExpectKeys(input, {"name", "lines", "bytes"});
  for (const json& session : report["sessions"]) {
    ExpectKeys(session, {"id", "host", "interface", "peer", "began", "ended", "outcome", "phase",
                         "mppe", "exchange"});
    for (const json& item : session["exchange"]) {
      ExpectKeys(item, {"input", "line", "time", "direction", "protocol", "code", "id", "options",
                        "text", "count", "note", "went_wrong"});
    }
  }
  for (const json& finding : report["findings"]) {
    ExpectKeys(finding, {"problem", "number", "title", "severity", "role", "confidence", "session",
                         "explains", "explained_by", "causes", "evidence", "symptom"});
    for (const json& cause : finding["causes"]) {
      ExpectKeys(cause, {"id", "text", "solutions"});
      for (const json& solution : cause["solutions"]) ExpectKeys(solution, {"text", "commands"});
    }
    for (const json& evidence : finding["evidence"]) {
      ExpectKeys(evidence, {"input", "line", "text"});
    }
  }
  for (const json& item : report["not_judged"]) ExpectKeys(item, {"problem", "number", "needs"});
}

TEST(JsonReport, HoldsTheContractForEveryReport) {
  for (const Report& report : {RefusedEncryption(), Healthy(), FailedWithoutDetail(),
                               NothingOfOurs(), Empty(), Hostile(), Report()}) {
    ExpectContract(json::parse(RenderJson(report)));
  }
}

TEST(JsonReport, LooksLikeThis) {
  Report report = RefusedEncryption();
  report.sessions[0].exchange.resize(5);
  ExpectGolden("refused_encryption.json", RenderJson(report));
}

TEST(JsonReport, WritesWhatIsUnknownAsNull) {
  Report report = FailedWithoutDetail();
  ExchangeItem message;
  message.text = "LCP: timeout sending Config-Requests";
  report.sessions[0].exchange = {message};
  const json parsed = json::parse(RenderJson(report));
  const json& session = parsed["sessions"][0];
  EXPECT_TRUE(session["began"].is_null());
  EXPECT_TRUE(session["seconds_up"].is_null());
  EXPECT_TRUE(session["mppe"]["agreed_send"].is_null());
  const json& item = session["exchange"][0];
  for (const char* key : {"time", "direction", "protocol", "code", "id"}) {
    EXPECT_TRUE(item[key].is_null()) << key;
  }
  EXPECT_TRUE(item["options"].is_array());
  EXPECT_TRUE(parsed["not_judged"][2]["number"].is_null());
}

TEST(JsonReport, TellsAndCountsWhatWasLeftOut) {
  Report report = RefusedEncryptionAgainAndAgain(2);
  EXPECT_FALSE(json::parse(RenderJson(report)).contains("left_out"));
  const size_t findings = report.findings.size();
  report.left_out.sessions = {{"s2", "failed", "", 40, std::nullopt},
                              {std::nullopt, "up", "pppoe", 2, std::nullopt}};
  report.left_out.findings = {{"no-encryption-here", "s2", Severity::kError, Role::kCause, 40}};
  report.left_out.not_judged = 3;
  const json parsed = json::parse(RenderJson(report));
  const json& left_out = parsed["left_out"];
  ExpectKeys(left_out["sessions"][0], {"like", "outcome", "carrier", "count", "ended"});
  EXPECT_EQ("s2", left_out["sessions"][0]["like"]);
  EXPECT_TRUE(left_out["sessions"][1]["like"].is_null());
  ExpectKeys(left_out["findings"][0], {"problem", "like", "severity", "role", "count"});
  EXPECT_EQ(3, left_out["not_judged"]);
  EXPECT_EQ(44, parsed["summary"]["sessions"]["total"]);
  EXPECT_EQ(2, parsed["summary"]["sessions"]["up"]);
  EXPECT_EQ(findings + 40, parsed["summary"]["findings"]["total"]);
  EXPECT_EQ(left_out, ParseLines(RenderJsonLines(report)).back()["left_out"]);
}

TEST(JsonReport, WritesTimesInIsoForm) {
  const json parsed = json::parse(RenderJson(RefusedEncryption()));
  EXPECT_EQ("2002-09-10T05:19:05", parsed["sessions"][0]["began"]);
}

TEST(JsonReport, CountsInItsSummary) {
  const json summary = json::parse(RenderJson(RefusedEncryptionAgainAndAgain(3)))["summary"];
  EXPECT_EQ(3, summary["sessions"]["total"]);
  EXPECT_EQ(3, summary["sessions"]["failed"]);
  EXPECT_EQ(0, summary["sessions"]["up"]);
  EXPECT_EQ(6, summary["findings"]["error"]);
  EXPECT_EQ(3, summary["findings"]["cause"]);
  EXPECT_EQ(3, summary["findings"]["symptom"]);
}

TEST(JsonReport, StaysAsciiAndValidWithHostileBytes) {
  for (const std::string& text : {RenderJson(Hostile()), RenderJsonLines(Hostile())}) {
    EXPECT_TRUE(std::all_of(text.begin(), text.end(),
                            [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7f); }));
  }
  const json parsed = json::parse(RenderJson(Hostile()));
  const std::string title = parsed["findings"][0]["title"];
  EXPECT_THAT(title, testing::HasSubstr("\x1b[2J")) << "bytes that JSON can carry are kept";
  EXPECT_THAT(title, testing::HasSubstr("\xef\xbf\xbd")) << "U+FFFD for those that it cannot";
}

TEST(JsonReport, SurvivesNumbersThatJsonDoesNotHave) {
  Report report = Healthy();
  report.sessions[0].seconds_up = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(json::parse(RenderJson(report))["sessions"][0]["seconds_up"].is_null());
}

TEST(JsonLines, SaysOfEveryLineWhatItIs) {
  const std::vector<json> lines = ParseLines(RenderJsonLines(RefusedEncryption()));
  std::vector<std::string> types;
  for (const json& line : lines) types.push_back(line["type"]);
  EXPECT_THAT(types,
              testing::ElementsAre("session", "finding", "finding", "not_judged", "summary"));
  EXPECT_EQ("pptp-diagnose/1", lines.back()["schema"]);
  EXPECT_EQ("/var/log/messages", lines.back()["inputs"][0]["name"]);
}

TEST(JsonLines, HoldsTheSameObjectsAsTheDocument) {
  const json document = json::parse(RenderJson(RefusedEncryption()));
  std::vector<json> lines = ParseLines(RenderJsonLines(RefusedEncryption()));
  for (json& line : lines) line.erase("type");
  EXPECT_EQ(document["sessions"][0], lines[0]);
  EXPECT_EQ(document["findings"][0], lines[1]);
  EXPECT_EQ(document["not_judged"][0], lines[3]);
}

}  // namespace
}  // namespace pptp::report
