// With and without the filter for lines that mean nothing the report is the same, byte for byte.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "pptp/render.h"
#include "tests/diagnose/analyze.h"

namespace pptp {
namespace {

namespace fs = std::filesystem;

const fs::path kCorpus = fs::path(PPTP_SOURCE_DIR) / "corpus";

std::vector<std::string> ReadLines(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line + "\n");
  return lines;
}

std::string ReportOn(const std::string& log, bool prefilter, unsigned jobs = 1, size_t piece = 0) {
  Analyzer::Options options;
  options.prefilter = prefilter;
  options.jobs = jobs;
  return RenderJson(test::Analyze(log, options, piece));
}

// Lines of other programs at rising times, enough to be filtered.
std::string Noise(std::mt19937* random, int from, int count) {
  static const std::vector<std::string> kLines = [] {
    std::vector<std::string> lines;
    for (const std::string& line : ReadLines(kCorpus / "noise" / "mixed.log")) {
      lines.push_back(line.substr(std::min<size_t>(line.size(), 15)));
    }
    return lines;
  }();
  std::string text;
  for (int i = from; i < from + count; ++i) {
    const std::string& line = kLines[(*random)() % kLines.size()];
    const int hour = i / 600 % 24, minute = i / 10 % 60, second = i % 10;
    const bool next_day = i >= 600 * 24;
    char stamp[32];
    std::snprintf(stamp, sizeof stamp, "Nov %d %02d:%02d:%02d", next_day ? 22 : 21, hour, minute,
                  second);
    text += stamp + line;
  }
  return text;
}

std::vector<fs::path> CorpusLogs() {
  std::vector<fs::path> logs;
  for (const auto& entry : fs::recursive_directory_iterator(kCorpus)) {
    if (entry.path().extension() == ".log") logs.push_back(entry.path());
  }
  std::sort(logs.begin(), logs.end());
  return logs;
}

// Several logs at a time: the noise takes longest.
TEST(Prefilter, ChangesNothingOnTheCorpusAmidNoise) {
  constexpr size_t kTogether = 8;
  constexpr int kNoise = 200;
  std::mt19937 random(1723);
  const std::vector<fs::path> logs = CorpusLogs();
  for (size_t first = 0; first < logs.size(); first += kTogether) {
    SCOPED_TRACE(logs[first]);
    std::string log = Noise(&random, 0, kNoise);
    int noise = kNoise;
    for (size_t i = first; i < std::min(first + kTogether, logs.size()); ++i, noise += kNoise) {
      for (const std::string& line : ReadLines(logs[i])) log += line;
      log += Noise(&random, noise, kNoise);
    }
    const std::string slow = ReportOn(log, false);
    ASSERT_EQ(slow, ReportOn(log, true));
    ASSERT_EQ(slow, ReportOn(log, true, 2, 150'000));
  }
}

// Lines of all logs in any order, whole, cut, doubled: what no program would write.
TEST(Prefilter, ChangesNothingOnLinesInAnyOrder) {
  std::vector<std::string> lines;
  for (const fs::path& path : CorpusLogs()) {
    for (std::string& line : ReadLines(path)) lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  for (unsigned seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::string log;
    for (int i = 0; log.size() < 300'000; i += 40) {
      log += Noise(&random, i, 20 + static_cast<int>(random() % 20));
      for (unsigned more = random() % 4; more > 0; --more) {
        std::string line = lines[random() % lines.size()];
        if (random() % 4 == 0) line.erase(random() % line.size(), random() % 20);
        log += line;
      }
    }
    const std::string slow = ReportOn(log, false);
    ASSERT_EQ(slow, ReportOn(log, true));
    ASSERT_EQ(slow, ReportOn(log, true, 3, 140'000));
  }
}

}  // namespace
}  // namespace pptp
