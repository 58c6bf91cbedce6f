#include "lib/tunnel/option_verdicts.h"

#include <utility>

namespace pptp::tunnel {

void OptionVerdicts::Nak(const ppp::Option& option, ppp::Option better) {
  if (may_nak_) {
    naked_.push_back(std::move(better));
  } else {
    rejected_.push_back(option);
  }
}

void OptionVerdicts::Ask(ppp::Option option) {
  if (may_nak_) naked_.push_back(std::move(option));
}

Negotiator::Answer OptionVerdicts::Answer(const ppp::Options& request) {
  if (!rejected_.empty()) return {ppp::kConfigureReject, {std::move(rejected_)}};
  if (!naked_.empty()) return {ppp::kConfigureNak, {std::move(naked_)}};
  return {ppp::kConfigureAck, request};
}

}  // namespace pptp::tunnel
