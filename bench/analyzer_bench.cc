#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lib/catalog/catalog.h"
#include "pptp/analyzer.h"

namespace pptp {
namespace {

namespace fs = std::filesystem;

// What both hosts of the lab logged, all its scenarios one after the other.
std::string LabLogs() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(PPTP_SOURCE_DIR) / "corpus" / "lab")) {
    if (entry.path().string().ends_with(".syslog.log")) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::string log;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    log.append(std::istreambuf_iterator<char>(file), {});
  }
  return log;
}

// The built-in rules, at every start of a program.
void BM_CompileBuiltinPacks(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(catalog::Catalog::Compile(catalog::BuiltinPacks()));
  }
}
BENCHMARK(BM_CompileBuiltinPacks)->Unit(benchmark::kMillisecond);

// All of it, of a log in which every line counts.
void BM_AnalyzeDenseLog(benchmark::State& state) {
  const std::string log = LabLogs();
  const auto knowledge = Knowledge::Load();
  for (auto _ : state) {
    Analyzer analyzer(*knowledge, {});
    analyzer.BeginInput("lab", 1'795'392'000'000'000);
    analyzer.Feed(log);
    analyzer.EndInput();
    benchmark::DoNotOptimize(analyzer.Finish());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(log.size()));
}
BENCHMARK(BM_AnalyzeDenseLog)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pptp
