// The corpus: every log in it gives the findings that stand beside it, alone and
// in the middle of ten thousand lines of other programs, however it is fed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/diagnose/analyze.h"

namespace pptp {
namespace {

namespace fs = std::filesystem;

const fs::path kCorpus = fs::path(PPTP_SOURCE_DIR) / "corpus";

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Expected {
  std::string problem;  // number or id
  std::string role;
  std::string cause;  // empty = any
};

std::vector<Expected> ReadExpected(const fs::path& path) {
  std::vector<Expected> expected;
  std::ifstream file(path);
  EXPECT_TRUE(file) << path << " is missing";
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#' || line == "none") continue;
    std::istringstream words(line);
    Expected entry;
    words >> entry.problem >> entry.role >> entry.cause;
    if (entry.cause.starts_with("cause=")) entry.cause.erase(0, 6);
    expected.push_back(entry);
  }
  return expected;
}

bool Fits(const Finding& finding, const Expected& expected) {
  const std::string number = finding.number ? std::to_string(*finding.number) : "";
  if (finding.problem != expected.problem && number != expected.problem) return false;
  if (ToString(finding.role) != expected.role) return false;
  return expected.cause.empty() ||
         std::any_of(finding.causes.begin(), finding.causes.end(),
                     [&](const CauseText& cause) { return cause.id == expected.cause; });
}

std::string Show(const Finding& finding) {
  std::ostringstream text;
  text << finding.problem << " (" << finding.number.value_or(0) << ") " << ToString(finding.role)
       << " " << ToString(finding.confidence) << " in " << finding.session << ":";
  for (const CauseText& cause : finding.causes) text << " " << cause.id;
  for (const Evidence& evidence : finding.evidence) {
    text << "\n      " << evidence.line << ": " << evidence.text;
  }
  return text.str();
}

// All that is expected was found, and nothing else; several sessions may each
// show the same.
void ExpectFindings(const std::vector<Expected>& expected, const Report& report) {
  for (const Expected& entry : expected) {
    EXPECT_TRUE(std::any_of(report.findings.begin(), report.findings.end(),
                            [&](const Finding& finding) { return Fits(finding, entry); }))
        << "missing: " << entry.problem << " " << entry.role << " " << entry.cause;
  }
  for (const Finding& finding : report.findings) {
    EXPECT_TRUE(std::any_of(expected.begin(), expected.end(),
                            [&](const Expected& entry) { return Fits(finding, entry); }))
        << "too much: " << Show(finding);
  }
}

std::vector<fs::path> CorpusLogs() {
  std::vector<fs::path> logs;
  for (const auto& entry : fs::recursive_directory_iterator(kCorpus)) {
    fs::path expect = entry.path();
    expect.replace_extension(".expect");
    if (entry.is_regular_file() && entry.path().extension() != ".expect" && fs::exists(expect)) {
      logs.push_back(entry.path());
    }
  }
  std::sort(logs.begin(), logs.end());
  return logs;
}

std::string TestName(const testing::TestParamInfo<fs::path>& info) {
  std::string name = fs::relative(info.param, kCorpus).replace_extension();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(c); }, '_');
  return name;
}

class CorpusTest : public testing::TestWithParam<fs::path> {
 protected:
  fs::path ExpectFile() const { return fs::path(GetParam()).replace_extension(".expect"); }
};

TEST_P(CorpusTest, GivesTheExpectedFindings) {
  ExpectFindings(ReadExpected(ExpectFile()), test::Analyze(ReadFile(GetParam())));
}

TEST_P(CorpusTest, GivesTheSameInPiecesOfAnySize) {
  const std::string log = ReadFile(GetParam());
  for (size_t piece : {1u, 7u, 61u}) {
    SCOPED_TRACE(piece);
    ExpectFindings(ReadExpected(ExpectFile()), test::Analyze(log, {}, piece));
  }
}

INSTANTIATE_TEST_SUITE_P(All, CorpusTest, testing::ValuesIn(CorpusLogs()), TestName);

// Ten thousand lines of other programs, of which many nearly match, with "log" in
// their midst.
std::string InNoise(const std::string& log) {
  std::vector<std::string> noise;
  std::istringstream lines(ReadFile(kCorpus / "noise" / "mixed.log"));
  for (std::string line; std::getline(lines, line);) noise.push_back(line);
  std::mt19937 random(1723);
  std::string text;
  for (int i = 0; i < 10000; ++i) {
    if (i == 5000) text += log;
    text += noise[random() % noise.size()] + "\n";
  }
  return text;
}

class CorpusInNoiseTest : public CorpusTest {};

TEST_P(CorpusInNoiseTest, IsFoundAmongTenThousandLines) {
  const Report report = test::Analyze(InNoise(ReadFile(GetParam())));
  ExpectFindings(ReadExpected(ExpectFile()), report);
}

std::vector<fs::path> LogsOfProblems() {
  std::vector<fs::path> logs = CorpusLogs();
  std::erase_if(logs, [](const fs::path& log) {
    const std::string folder = log.parent_path().filename();
    return folder != "howto" && folder != "today";
  });
  return logs;
}

INSTANTIATE_TEST_SUITE_P(All, CorpusInNoiseTest, testing::ValuesIn(LogsOfProblems()), TestName);

TEST(Corpus, HoldsEachOfThe31InBothWordings) {
  for (const char* folder : {"howto", "today"}) {
    std::set<int> numbers;
    for (const fs::path& log : CorpusLogs()) {
      if (log.parent_path().filename() == folder) {
        numbers.insert(std::stoi(log.filename().string().substr(0, 2)));
      }
    }
    EXPECT_EQ(31u, numbers.size()) << folder;
  }
}

}  // namespace
}  // namespace pptp
