#ifndef PPTP_CLI_LIVE_DIAGNOSIS_H_
#define PPTP_CLI_LIVE_DIAGNOSIS_H_

#include <pptp/analyzer.h>

#include <functional>
#include <string_view>
#include <vector>

namespace pptp::cli {

// Reads a client's log while it is written and tells what is found as soon as it is certain.
class LiveDiagnosis {
 public:
  // "tell" gets every finding once, in the middle of Feed(), Look() or Finish().
  LiveDiagnosis(Knowledge knowledge, std::function<void(const Finding&)> tell);

  void Feed(std::string_view line);
  // Judges what has come so far. For a moment in which nothing else does.
  void Look();
  Report Finish();

 private:
  void Tell(const Finding& finding);

  std::function<void(const Finding&)> tell_;
  std::vector<std::string> told_;  // session and problem
  Analyzer analyzer_;
  bool unread_ = false;  // lines came since the last Look()
};

}  // namespace pptp::cli

#endif  // PPTP_CLI_LIVE_DIAGNOSIS_H_
