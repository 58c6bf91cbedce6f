#ifndef PPTP_LIB_TUNNEL_CHAP_RESPONDER_H_
#define PPTP_LIB_TUNNEL_CHAP_RESPONDER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

#include "lib/crypto/ms_chap_v2.h"
#include "lib/tunnel/auth.h"

// The side of CHAP that answers challenges (RFC 1994, RFC 2433, RFC 2759), up to 60
// seconds as pppd does.
//
// With MS-CHAPv2 the server has to prove that it knows the password, too: a Success
// without that proof ends the link. Every method goes on answering challenges once it has
// succeeded, but what the peer then says about the answers changes nothing any more: keys are
// those of the first success. Another try after a Failure with R=1 is not made.
namespace pptp::tunnel {

class ChapResponder : public Authentication {
 public:
  // REQUIRES: a method of CHAP.
  ChapResponder(AuthMethod method, Credentials credentials, RandomSource* random);

  void Start(Instant now, Actions* actions) override;
  void OnPacket(const ppp::Packet& packet, Instant now, Actions* actions) override;
  void OnProtocolReject(Actions* actions) override;
  void OnTime(Instant now, Actions* actions) override;

 private:
  // A challenge and our answer to it.
  struct Round {
    uint8_t id;
    Bytes challenge;
    Bytes response;
    crypto::MsChapV2Exchange exchange{};  // version 2 only, as is
    crypto::ChallengeResponse nt_response{};
  };

  void OnChallenge(const ppp::Packet& packet, const ppp::ChapValue& challenge, Instant now,
                   Actions* actions);
  void SendResponse(const Round& round, Instant now, Actions* actions);
  bool TakesChallenge(size_t size) const;
  Round Respond(uint8_t id, const Bytes& challenge);

  void OnSuccess(uint8_t id, const std::string& message, Actions* actions);
  const Round* RoundOf(uint8_t id) const;
  const Round* ProvedRound(const std::string& message, Actions* actions) const;
  std::optional<MppeKeySet> KeysOf(const Round& round) const;

  void OnFailure(const std::string& message, Actions* actions);

  Credentials credentials_;
  RandomSource* random_;
  Instant gives_up_ = kNever;
  // The last few, oldest first: a server may challenge again before it has judged.
  std::deque<Round> rounds_;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_CHAP_RESPONDER_H_
