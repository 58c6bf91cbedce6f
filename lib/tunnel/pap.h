#ifndef PPTP_LIB_TUNNEL_PAP_H_
#define PPTP_LIB_TUNNEL_PAP_H_

#include <cstdint>

#include "lib/tunnel/auth.h"

// The Password Authentication Protocol (RFC 1334 section 2), both sides. Times and
// numbers are pppd's.
namespace pptp::tunnel {

// Sends name and password, up to 10 times, 3 seconds apart. Neither may be longer than
// 255 bytes, which is what the packet has room for.
class PapClient : public Authentication {
 public:
  explicit PapClient(Credentials credentials);

  void Start(Instant now, Actions* actions) override;
  void OnPacket(const ppp::Packet& packet, Instant now, Actions* actions) override;
  void OnProtocolReject(Actions* actions) override;
  void OnTime(Instant now, Actions* actions) override;

 private:
  void SendRequest(Instant now, Actions* actions);

  Credentials credentials_;
  uint8_t last_id_ = 0;  // requests have the ids 1 to last_id_
};

// Waits up to 30 seconds for name and password.
class PapServer : public Authentication {
 public:
  explicit PapServer(SecretLookup* secrets);

  void Start(Instant now, Actions* actions) override;
  void OnPacket(const ppp::Packet& packet, Instant now, Actions* actions) override;
  void OnProtocolReject(Actions* actions) override;
  void OnTime(Instant now, Actions* actions) override;

 private:
  void Check(const ppp::PapRequest& request, uint8_t id, Actions* actions);

  SecretLookup* secrets_;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_PAP_H_
