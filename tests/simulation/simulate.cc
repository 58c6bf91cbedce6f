// simulate storm|meeting FIRST COUNT: runs storms (storm.h) or meetings (meeting.h) with the
// seeds FIRST to FIRST+COUNT-1 on all processors and prints those that go against the rules.
// With "fresh" for FIRST the seeds are new each time; a failure is repeated by its seed.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "pptp/analyzer.h"
#include "tests/simulation/meeting.h"
#include "tests/simulation/storm.h"

namespace {

// Runs one seed; what went wrong, or nothing.
using Run = std::function<std::string(uint64_t seed)>;

class Runner {
 public:
  Runner(Run run, uint64_t first, uint64_t count)
      : run_(std::move(run)), next_(first), end_(first + count) {}

  void RunAll() {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i) {
      threads.emplace_back([this] { Work(); });
    }
    for (std::thread& thread : threads) thread.join();
  }
  uint64_t failures() const { return failures_; }

 private:
  void Work() {
    for (uint64_t seed = next_++; seed < end_; seed = next_++) {
      const std::string violation = run_(seed);
      if (violation.empty()) continue;
      const std::lock_guard<std::mutex> lock(mutex_);
      if (++failures_ <= 20) std::printf("%s\n", violation.c_str());
    }
  }

  const Run run_;
  std::atomic<uint64_t> next_;
  const uint64_t end_;
  std::mutex mutex_;
  uint64_t failures_ = 0;
};

Run RunOf(std::string_view what) {
  if (what == "storm") return pptp::simulation::RunStorm;
  if (what != "meeting") return nullptr;
  auto knowledge = pptp::Knowledge::Load();
  if (!knowledge) {
    std::fprintf(stderr, "%s\n", knowledge.error().message().c_str());
    return nullptr;
  }
  return
      [knowledge = *knowledge](uint64_t seed) { return pptp::simulation::Meet(knowledge, seed); };
}

}  // namespace

int main(int argc, char** argv) {
  const Run run = argc == 4 ? RunOf(argv[1]) : nullptr;
  if (!run) {
    std::fprintf(stderr, "usage: simulate storm|meeting FIRST|fresh COUNT\n");
    return 2;
  }
  uint64_t first = std::strtoull(argv[2], nullptr, 10);
  if (std::strcmp(argv[2], "fresh") == 0) first = std::random_device{}() * uint64_t{1'000'000};
  const uint64_t count = std::strtoull(argv[3], nullptr, 10);
  const auto start = std::chrono::steady_clock::now();
  Runner runner(run, first, count);
  runner.RunAll();
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  std::printf("%llu seeds from %llu in %.1f s: %llu against the rules\n",
              static_cast<unsigned long long>(count), static_cast<unsigned long long>(first),
              time.count(), static_cast<unsigned long long>(runner.failures()));
  return runner.failures() == 0 ? 0 : 1;
}
