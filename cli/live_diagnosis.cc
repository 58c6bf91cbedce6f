#include "cli/live_diagnosis.h"

#include <algorithm>
#include <string>
#include <utility>

#include "lib/base/wall_clock.h"

namespace pptp::cli {
namespace {

constexpr size_t kMostTold = 1000;

}  // namespace

LiveDiagnosis::LiveDiagnosis(Knowledge knowledge, std::function<void(const Finding&)> tell)
    : tell_(std::move(tell)), analyzer_(std::move(knowledge), [this] {
        Analyzer::Options options;
        options.on_finding = [this](const Finding& finding) { Tell(finding); };
        return options;
      }()) {
  analyzer_.BeginInput("the log of this tunnel", NowMicros());
}

void LiveDiagnosis::Feed(std::string_view line) {
  analyzer_.Feed(line);
  unread_ = true;
}

void LiveDiagnosis::Look() {
  if (std::exchange(unread_, false)) analyzer_.Flush();
}

Report LiveDiagnosis::Finish() {
  analyzer_.EndInput();
  Report report = analyzer_.Finish();
  for (const Finding& finding : report.findings) Tell(finding);
  return report;
}

void LiveDiagnosis::Tell(const Finding& finding) {
  std::string key = finding.session + ' ' + finding.problem;
  if (std::find(told_.begin(), told_.end(), key) != told_.end()) return;
  // A client that connects again and again for months must not remember it all.
  if (told_.size() == kMostTold) told_.erase(told_.begin());
  told_.push_back(std::move(key));
  tell_(finding);
}

}  // namespace pptp::cli
