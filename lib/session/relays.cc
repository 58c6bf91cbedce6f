#include "lib/session/relays.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "lib/base/text.h"
#include "lib/session/open_session.h"

namespace pptp::session {
namespace {

constexpr double kMomentSeconds = 2;

uint64_t EightBytes(std::string_view text) {
  uint64_t bytes = 0;
  std::memcpy(&bytes, text.data(), std::min(text.size(), sizeof bytes));
  return bytes;
}

// Equal texts have equal prints; it is enough that different ones of two seconds hardly
// ever do.
uint64_t PrintOf(std::string_view text) {
  text = TrimRight(text);
  const size_t tail = std::min<size_t>(text.size(), 8);
  const size_t middle = text.size() / 2;
  uint64_t print = text.size() * 0x9e3779b97f4a7c15U;
  print = (print ^ EightBytes(text)) * 0xbf58476d1ce4e5b9U;
  print = (print ^ EightBytes(text.substr(middle))) * 0x94d049bb133111ebU;
  print = (print ^ EightBytes(text.substr(text.size() - tail))) * 0x9e3779b97f4a7c15U;
  return print == 0 ? 1 : print;
}

bool Together(const std::optional<LogTime>& a, const std::optional<LogTime>& b) {
  const std::optional<double> apart = SecondsBetween(a, b);
  return !apart || (*apart <= kMomentSeconds && *apart >= -kMomentSeconds);
}

}  // namespace

bool IsRelayed(const log::Message& message, const Saying& saying) {
  return message.program == log::Program::kWrapper &&
         (saying.program == log::Program::kPppd || saying.program == log::Program::kPptp);
}

bool Relays::IsSecondCopy(const log::Message& message, const Saying& saying) {
  if (saying.program != log::Program::kPppd && saying.program != log::Program::kPptp) return false;
  const uint64_t print = PrintOf(saying.words);
  const bool relayed = IsRelayed(message, saying);
  any_relayed_ = any_relayed_ || relayed;
  for (Said& said : said_) {
    if (!any_relayed_) break;
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
