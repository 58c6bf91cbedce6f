#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "lib/log/reader.h"

namespace pptp::log {
namespace {

constexpr int64_t kNewest = 1'795'392'000'000'000;  // 2026-11-23 00:00:00 UTC

// What both ends of a tunnel log while it is set up, in the order of a busy server's log.
constexpr std::string_view kLines[] = {
    "srv pptpd[{}]: CTRL: Client 192.0.2.2 control connection started",
    "srv pptpd[{}]: CTRL: Set parameters to 10000000 maxbps, 3 window size",
    "cli pptp[{}]: anon log[ctrlp_disp:pptp_ctrl.c:939]: Outgoing call established (call ID 12209, "
    "peer's call ID 0).",
    "srv pppd[{}]: pppd 2.4.9 started by root, uid 0",
    "srv pppd[{}]: Connect: ppp0 <--> /dev/pts/0",
    "srv pppd[{}]: sent [LCP ConfReq id=0x1 <asyncmap 0x0> <auth chap MS-v2> <magic 0x3415e681> "
    "<pcomp> <accomp>]",
    "cli pppd[{}]: rcvd [LCP ConfReq id=0x1 <asyncmap 0x0> <auth chap MS-v2> <magic 0x3415e681> "
    "<pcomp> <accomp>]",
    "cli pppd[{}]: sent [CHAP Response id=0x4b <5f1f36a47a1e5c0bcd5a5f2d>, name = \"alice\"]",
    "srv pptpd[{}]: GRE: accepting packet #7",
    "cli pppd[{}]: MPPE 128-bit stateless compression enabled",
    "cli pppd[{}]: local  IP address 10.9.0.11",
    "cli pppd[{}]: sent [LCP EchoReq id=0x0 magic=0xe742000f]",
};

// So many lines of a second each, in sessions of new process ids.
std::string MakeLog(int seconds, const char* stamp) {
  std::string log;
  for (int second = 0; second < seconds; ++second) {
    const std::string time =
        fmt::format(fmt::runtime(stamp), second / 3600, second / 60 % 60, second % 60);
    for (std::string_view line : kLines) {
      log += time;
      log += fmt::format(fmt::runtime(line), 1000 + second);
      log += '\n';
    }
  }
  return log;
}

void ReadLog(const std::string& log, benchmark::State& state) {
  size_t messages = 0;
  for (auto _ : state) {
    Reader reader({}, [&messages](const Message&) { ++messages; });
    reader.Begin(0, kNewest);
    reader.Feed(log);
    reader.End();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(log.size()));
  state.SetItemsProcessed(static_cast<int64_t>(messages));
}

// From bytes to messages, of a log in which every line is of a program of ours.
void BM_ReadDenseSyslog(benchmark::State& state) {
  ReadLog(MakeLog(4000, "Feb  1 {:02}:{:02}:{:02} "), state);
}
BENCHMARK(BM_ReadDenseSyslog)->Unit(benchmark::kMillisecond);

void BM_ReadDenseIsoSyslog(benchmark::State& state) {
  ReadLog(MakeLog(4000, "2026-02-01T{:02}:{:02}:{:02}.123456+00:00 "), state);
}
BENCHMARK(BM_ReadDenseIsoSyslog)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pptp::log
