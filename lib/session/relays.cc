#include "lib/session/relays.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "lib/base/text.h"
#include "lib/session/open_session.h"

namespace pptp::session {
namespace {

constexpr int64_t kMoment = 2 * kSecond;

uint64_t EightBytes(std::string_view text) {
  uint64_t bytes = 0;
  std::memcpy(&bytes, text.data(), std::min(text.size(), sizeof bytes));
  return bytes;
}

bool Together(const std::optional<LogTime>& a, const std::optional<LogTime>& b) {
  const std::optional<int64_t> apart = MicrosBetween(a, b);
  return !apart || (*apart <= kMoment && *apart >= -kMoment);
}

}  // namespace

uint64_t PrintOf(std::string_view words) {
  words = TrimRight(words);
  const size_t tail = std::min<size_t>(words.size(), 8);
  const size_t middle = words.size() / 2;
  uint64_t print = words.size() * 0x9e3779b97f4a7c15U;
  print = (print ^ EightBytes(words)) * 0xbf58476d1ce4e5b9U;
  print = (print ^ EightBytes(words.substr(middle))) * 0x94d049bb133111ebU;
  print = (print ^ EightBytes(words.substr(words.size() - tail))) * 0x9e3779b97f4a7c15U;
  return print == 0 ? 1 : print;
}

bool Relays::IsSecondCopy(const log::Message& message, const Saying& saying, uint64_t print) {
  if (saying.program != log::Program::kPppd && saying.program != log::Program::kPptp) return false;
  const bool relayed = IsRelayed(message, saying);
  any_relayed_ = any_relayed_ || relayed;
  for (Said& said : any_relayed_ ? std::span(said_) : std::span<Said>()) {
    if (said.print != print || said.relayed == relayed || !Together(message.time, said.time)) {
      continue;
    }
    said.print = 0;
    return true;
  }
  said_[next_] = {print, relayed, message.time};
  next_ = (next_ + 1) % said_.size();
  return false;
}

}  // namespace pptp::session
