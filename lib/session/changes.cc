#include "lib/session/changes.h"

#include <algorithm>

#include "lib/base/text.h"

namespace pptp::session {
namespace {

constexpr size_t kMostValues = 16;
constexpr size_t kLongestName = 255;

}  // namespace

void Advance(Phase phase, OpenSession* open) {
  open->session.phase = std::max(open->session.phase, phase);
}

void SetSide(Side side, bool sure, OpenSession* open) {
  if (open->session.side != Side::kUnknown && (open->progress.side_is_sure || !sure)) return;
  open->session.side = side;
  open->progress.side_is_sure = sure;
}

void SetCarrier(Carrier carrier, OpenSession* open) {
  Carrier& known = open->session.carrier;
  if (carrier != Carrier::kUnknown && known != Carrier::kPptp) known = carrier;
}

void SetEnding(Ending ending, OpenSession* open) {
  if (open->progress.ending == Ending::kNone) open->progress.ending = ending;
}

void GoUp(const std::optional<LogTime>& time, OpenSession* open) {
  Advance(Phase::kUp, open);
  // Whatever went wrong before was overcome.
  if (!open->progress.link_down) open->progress.ending = Ending::kNone;
  if (!open->progress.up_since) open->progress.up_since = time;
}

void GoDown(const std::optional<LogTime>& time, OpenSession* open) {
  if (open->session.phase != Phase::kUp || open->progress.down) return;
  open->progress.down = true;
  open->progress.down_since = time;
}

Ending EndingOfReason(std::string_view reason) {
  static constexpr std::string_view kFaults[] = {
      "Peer not responding",    "Loopback detected",
      "Authentication failed",  "Failed to authenticate",
      "failed to authenticate", "peer refused to authenticate",
      "login failed",           "multilink required",
      "couldn't negotiate",     "MPPE required",
      "Too many MPPE errors",   "Refused our IP",
      "Lost compression sync",  "No auth",
  };
  for (std::string_view fault : kFaults) {
    if (reason.starts_with(fault)) return Ending::kFault;
  }
  return Ending::kOrderly;
}

void AddOnce(uint32_t value, std::vector<uint32_t>* list) {
  if (list->size() >= kMostValues) return;
  if (std::find(list->begin(), list->end(), value) == list->end()) list->push_back(value);
}

void AddOnce(std::string_view value, std::vector<std::string>* list) {
  if (list->size() >= kMostValues) return;
  if (std::find(list->begin(), list->end(), value) == list->end()) list->emplace_back(value);
}

std::string Name(std::string_view text) {
  text = Trim(text);
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text.substr(0, kLongestName));
}

}  // namespace pptp::session
