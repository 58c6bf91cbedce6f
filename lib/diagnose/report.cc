#include "pptp/report.h"

namespace pptp {

std::string_view ToString(Role role) {
  return role == Role::kCause ? "cause" : "symptom";
}

std::string_view ToString(Confidence confidence) {
  switch (confidence) {
    case Confidence::kPossible:
      return "possible";
    case Confidence::kLikely:
      return "likely";
    case Confidence::kCertain:
      break;
  }
  return "certain";
}

}  // namespace pptp
