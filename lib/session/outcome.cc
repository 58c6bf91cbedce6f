#include "lib/session/outcome.h"

#include <algorithm>

#include "lib/session/mppe_verdict.h"

namespace pptp::session {
namespace {

Outcome OutcomeOf(const OpenSession& open) {
  const Progress& progress = open.progress;
  bool was_up = open.session.phase == Phase::kUp;
  bool ended = open.session.finished || progress.link_down || progress.down || progress.superseded;
  bool fault = progress.ending == Ending::kFault;
  if (was_up) {
    if (!ended && !fault) return Outcome::kUp;
    return fault ? Outcome::kFailed : Outcome::kClosed;
  }
  if (fault || progress.ending == Ending::kOrderly) return Outcome::kFailed;
  bool began = open.marks != 0 || open.session.phase > Phase::kNone;
  return began && ended ? Outcome::kFailed : Outcome::kIncomplete;
}

// From up to down, or to the last message while it is still up; what pppd itself
// counted when the log does not show one of them.
std::optional<double> SecondsUp(const OpenSession& open) {
  if (open.session.phase != Phase::kUp) return std::nullopt;
  const Progress& progress = open.progress;
  const std::optional<int64_t> micros =
      MicrosBetween(progress.down ? progress.down_since : open.session.ended, progress.up_since);
  if (!micros) return progress.connect_time;
  return std::max(static_cast<double>(*micros) / static_cast<double>(kSecond), 0.0);
}

}  // namespace

void Conclude(OpenSession* open) {
  open->session.outcome = OutcomeOf(*open);
  open->session.seconds_up = SecondsUp(*open);
  open->session.mppe.verdict = MppeVerdict(open->session, open->progress);
}

}  // namespace pptp::session
