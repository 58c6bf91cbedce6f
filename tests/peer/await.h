#ifndef PPTP_TESTS_PEER_AWAIT_H_
#define PPTP_TESTS_PEER_AWAIT_H_

#include <chrono>
#include <thread>

namespace pptp::peer {

// How long a test waits for what has to happen. Far more than it takes: a machine may be slow.
constexpr std::chrono::seconds kPatience{30};

// Looks until "condition" holds. False if it has not in time.
template <typename Condition>
bool Await(Condition condition, std::chrono::milliseconds patience = kPatience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace pptp::peer

#endif  // PPTP_TESTS_PEER_AWAIT_H_
