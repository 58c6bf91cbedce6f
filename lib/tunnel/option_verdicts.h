#ifndef PPTP_LIB_TUNNEL_OPTION_VERDICTS_H_
#define PPTP_LIB_TUNNEL_OPTION_VERDICTS_H_

#include <vector>

#include "lib/ppp/packet.h"
#include "lib/tunnel/negotiator.h"

namespace pptp::tunnel {

// Collects what a Negotiator thinks of each option of a Configure-Request, and makes one
// answer of it: options that are rejected come before values that are wrong, and only
// one kind goes into a packet (RFC 1661 section 5.4).
//
//   OptionVerdicts verdicts(may_nak);
//   for (const ppp::Option& option : request.list) {
//     if (!Known(option)) verdicts.Reject(option);
//     else if (!Good(option)) verdicts.Nak(option, better);
//   }
//   return verdicts.Answer(request);
class OptionVerdicts {
 public:
  // "may_nak" as in Negotiator::Judge().
  explicit OptionVerdicts(bool may_nak) : may_nak_(may_nak) {}

  // An option about which nothing is said is a good one.
  void Reject(const ppp::Option& option) { rejected_.push_back(option); }

  // "option" should be "better"; it is rejected when we sent enough Naks.
  void Nak(const ppp::Option& option, ppp::Option better);

  // A Nak even then: of a magic number that shows a loop.
  void AlwaysNak(ppp::Option better) { naked_.push_back(std::move(better)); }

  // The peer should send "option", which is not in its request.
  void Ask(ppp::Option option);

  bool rejects() const { return !rejected_.empty(); }
  Negotiator::Answer Answer(const ppp::Options& request);

 private:
  bool may_nak_;
  std::vector<ppp::Option> rejected_;
  std::vector<ppp::Option> naked_;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_OPTION_VERDICTS_H_
