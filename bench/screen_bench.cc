#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "lib/catalog/catalog.h"
#include "lib/diagnose/line_filter.h"
#include "lib/log/byte_scan.h"
#include "lib/log/screen.h"

namespace pptp::log {
namespace {

// A morning of programs that have nothing to do with PPP.
std::string MakeNoise() {
  constexpr std::string_view kLines[] = {
      "box sshd[4500]: Accepted publickey for alice from 192.0.2.7 port 51022 ssh2",
      "box systemd[1]: Started Session 812 of user alice.",
      "box CRON[9121]: (root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)",
      "gate kernel: [UFW BLOCK] IN=eth0 OUT= SRC=198.51.100.3 DST=192.0.2.1 LEN=40 PROTO=TCP "
      "DPT=23",
      "mail postfix/smtp[901]: 4F2: to=<bob@example.org>, relay=mx.example.org[203.0.113.25]:25",
  };
  std::string log;
  for (int second = 0; second < 30'000; ++second) {
    for (std::string_view line : kLines) {
      log += fmt::format("Nov 22 {:02}:{:02}:{:02} {}\n", second / 3600, second / 60 % 60,
                         second % 60, line);
    }
  }
  return log;
}

ScreenTexts Texts() {
  const auto catalog = catalog::Catalog::Compile(catalog::BuiltinPacks());
  return diagnose::TextsFor(**catalog);
}

// The vectors alone.
void BM_ScanBytes(benchmark::State& state) {
  const std::string log = MakeNoise();
  const LiteralSet literals(Texts().everywhere, "<&");
  const auto found = std::make_unique<FoundBytes>();
  for (auto _ : state) {
    for (size_t at = 0; at + FoundBytes::kMostBytes <= log.size(); at += FoundBytes::kMostBytes) {
      ScanBytes(log, at, FoundBytes::kMostBytes, literals.tables(), found.get());
      benchmark::DoNotOptimize(found->hits.end());
      benchmark::ClobberMemory();
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(log.size()));
}
BENCHMARK(BM_ScanBytes)->Unit(benchmark::kMillisecond);

// Which lines are worth reading, of a log in which none is.
void BM_ScreenNoise(benchmark::State& state) {
  const std::string log = MakeNoise();
  const Screen screen(Texts());
  SpeakerCache speakers;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        screen.Scan({log, 0, 0, log.size(), 0}, Screen::Others::kIgnored, &speakers));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(log.size()));
}
BENCHMARK(BM_ScreenNoise)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pptp::log
