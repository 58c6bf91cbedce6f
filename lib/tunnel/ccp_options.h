#ifndef PPTP_LIB_TUNNEL_CCP_OPTIONS_H_
#define PPTP_LIB_TUNNEL_CCP_OPTIONS_H_

#include <cstdint>
#include <optional>

#include "lib/ppp/mppe.h"
#include "lib/tunnel/negotiator.h"

namespace pptp::tunnel {

enum class MppePolicy : uint8_t {
  kRefused,   // packets go in the clear, whatever the peer wants
  kAllowed,   // encrypted if the peer can; else in the clear
  kRequired,  // encrypted, or the link is closed
};

struct MppeConfig {
  MppePolicy policy = MppePolicy::kRequired;
  uint32_t strengths = ppp::kMppe128Bit | ppp::kMppe40Bit;  // of ppp::kMppeStrengths
  bool stateful = false;         // take the stateful mode if the peer insists on it
  bool insist_stateful = false;  // be such a peer, as some servers are
};

// What CCP asks for and takes: MPPE by policy (RFC 3078 section 2), and no compression.
//
// CCP negotiates each direction by itself (RFC 1962 section 4): our Configure-Request is about
// what we receive, the peer's about what we send. Either end asks for all strengths that
// it allows, the other names the strongest that both have. Stateless mode is asked for;
// the stateful one is taken or refused as the peer proposes it.
class CcpOptions : public Negotiator {
 public:
  explicit CcpOptions(const MppeConfig& config);

  // Whether MPPE may be spoken of at all in the negotiations that follow: the policy
  // wants it and there are keys for it.
  void SetUsable(bool usable) { usable_ = usable; }

  void Restart() override;
  ppp::Options Request() override;
  void OnAck(Actions* actions) override;
  bool OnNak(const ppp::Options& wanted, Actions* actions) override;
  bool OnReject(const ppp::Options& rejected, Actions* actions) override;
  Answer Judge(const ppp::Options& request, bool may_nak, Actions* actions) override;

  // The bits of the MPPE option on which each direction has settled, with one strength;
  // zero when it has not.
  uint32_t send() const { return send_; }
  uint32_t receive() const { return receive_; }

  // Whether our Configure-Request is an empty one.
  bool asks_nothing() const { return asked_ == 0; }

  // There will be no encryption in this negotiation. If it is required, "reason" is
  // logged and closes the link.
  void GiveUp(const char* reason, Actions* actions);

 private:
  bool Speaks() const { return usable_ && !given_up_; }
  // The bit of the mode that we ask for.
  uint32_t Mode() const {
    return config_.insist_stateful ? uint32_t{0} : uint32_t{ppp::kMppeStateless};
  }
  bool RefusesMode(uint32_t bits, Actions* actions) const;
  std::optional<uint32_t> BetterBits(const ppp::Option& option, Actions* actions) const;
  Answer JudgeMissing(const ppp::Options& request, bool may_nak, Actions* actions);

  const MppeConfig config_;
  bool usable_ = false;
  bool given_up_ = false;
  uint32_t asked_ = 0;      // in our next Configure-Request
  uint32_t requested_ = 0;  // in the last one
  uint32_t send_ = 0;
  uint32_t receive_ = 0;
};

// pppd's reasons for closing a link that has to be encrypted.
inline constexpr char kPeerRefusedMppe[] = "MPPE required but peer refused";
inline constexpr char kMppeNegotiationFailed[] = "MPPE required but peer negotiation failed";

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_CCP_OPTIONS_H_
