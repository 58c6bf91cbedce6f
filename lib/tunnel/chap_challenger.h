#ifndef PPTP_LIB_TUNNEL_CHAP_CHALLENGER_H_
#define PPTP_LIB_TUNNEL_CHAP_CHALLENGER_H_

#include <cstdint>
#include <optional>
#include <string>

#include "lib/tunnel/auth.h"

// The side of CHAP that challenges (RFC 1994, RFC 2433, RFC 2759): up to 10 times, 3
// seconds apart, always with the same challenge, as pppd does. The first answer decides; when
// it comes again, so does the verdict.
namespace pptp::tunnel {

class ChapChallenger : public Authentication {
 public:
  // REQUIRES: a method of CHAP.
  ChapChallenger(AuthMethod method, std::string our_name, SecretLookup* secrets,
                 RandomSource* random);

  void Start(Instant now, Actions* actions) override;
  void OnPacket(const ppp::Packet& packet, Instant now, Actions* actions) override;
  void OnProtocolReject(Actions* actions) override;
  void OnTime(Instant now, Actions* actions) override;

 private:
  struct Granted {
    std::string message;
    std::optional<MppeKeySet> keys;
  };

  void SendChallenge(Instant now, Actions* actions);
  void SendVerdict(Actions* actions) const;
  void Judge(const ppp::ChapValue& response, Actions* actions);

  // Empty when the response is not the one that the password gives.
  std::optional<Granted> CheckMd5(const crypto::Secret& password, ByteView response) const;
  std::optional<Granted> CheckMsChap(const crypto::Secret& password, ByteView response,
                                     Actions* actions) const;
  std::optional<Granted> CheckMsChapV2(const crypto::Secret& password, ByteView response,
                                       const std::string& name) const;
  std::string DeniedMessage() const;

  std::string our_name_;
  SecretLookup* secrets_;
  RandomSource* random_;
  Bytes challenge_;
  uint8_t id_ = 0;
  int sent_ = 0;
  std::string verdict_;  // the message of our Success or Failure
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_CHAP_CHALLENGER_H_
