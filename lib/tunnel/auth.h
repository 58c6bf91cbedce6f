#ifndef PPTP_LIB_TUNNEL_AUTH_H_
#define PPTP_LIB_TUNNEL_AUTH_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "lib/base/instant.h"
#include "lib/base/random_source.h"
#include "lib/crypto/secret.h"
#include "lib/ppp/packet.h"
#include "lib/tunnel/action.h"
#include "lib/tunnel/auth_method.h"
#include "lib/tunnel/mppe_key_set.h"

// Authentication in one direction: of us to the peer, or of the peer to us. LCP settles
// whether there is one and by which method; the two directions know nothing of each
// other and may use different methods.
//
//   auto login = AuthenticateToPeer(AuthMethod::kMsChapV2, std::move(credentials), &random);
//   login->Start(now, &actions);
//   login->OnPacket(packet, now, &actions);  // packets of login->protocol()
//   login->OnTime(now, &actions);            // when deadline() has come
//   if (login->result()) ...                 // it succeeded; CCP takes the keys out of it
//
// A packet of the other direction (a Challenge for the side that challenges) is passed
// over, so a link with both directions gives every packet to both. Each object serves
// one life of the link: when LCP goes down, it is thrown away. Failure ends in one CloseLink.
namespace pptp::tunnel {

// What LCP's authentication option has to be for that method.
ppp::Protocol AuthProtocol(AuthMethod method);

// What a successful authentication left behind.
struct AuthResult {
  AuthMethod method = AuthMethod::kMsChapV2;
  std::string name;                // whose identity was proved
  std::optional<MppeKeySet> keys;  // for MPPE; none after PAP and MD5
};

// Who we are. "name" is sent as it stands: "DOMAIN\user" keeps its domain.
struct Credentials {
  std::string name;
  crypto::Secret password;
};

// Where the side that asks for authentication finds what the others should know.
class SecretLookup {
 public:
  virtual ~SecretLookup() = default;
  // The password of "name", as it stands in the peer's packet with any domain; null when
  // nobody has that name. It stays valid until the next call.
  virtual const crypto::Secret* Find(std::string_view name) = 0;
};

class Authentication {
 public:
  virtual ~Authentication() = default;
  Authentication(const Authentication&) = delete;
  Authentication& operator=(const Authentication&) = delete;

  // LCP has opened.
  virtual void Start(Instant now, Actions* actions) = 0;
  virtual void OnPacket(const ppp::Packet& packet, Instant now, Actions* actions) = 0;
  // LCP received a Protocol-Reject for protocol().
  virtual void OnProtocolReject(Actions* actions) = 0;
  virtual void OnTime(Instant now, Actions* actions) = 0;
  Instant deadline() const { return deadline_; }

  AuthMethod method() const { return method_; }
  ppp::Protocol protocol() const { return AuthProtocol(method_); }
  bool running() const { return state_ == State::kRunning; }
  bool failed() const { return state_ == State::kFailed; }

  // Null until it has succeeded.
  const AuthResult* result() const { return result_ ? &*result_ : nullptr; }

 protected:
  // "failure" is what a failure closes the link with.
  Authentication(AuthMethod method, CloseLink failure)
      : method_(method), failure_(std::move(failure)) {}

  void Run(Instant deadline) {
    state_ = State::kRunning;
    deadline_ = deadline;
  }
  void Wait(Instant deadline) { deadline_ = deadline; }
  void Succeed(AuthResult result);
  void Fail(Actions* actions);
  void Send(uint8_t code, uint8_t id, ppp::Body body, Actions* actions) const;

 private:
  enum class State : uint8_t { kIdle, kRunning, kSucceeded, kFailed };

  const AuthMethod method_;
  const CloseLink failure_;
  State state_ = State::kIdle;
  Instant deadline_ = kNever;
  std::optional<AuthResult> result_;
};

// We prove who we are. Borrows "random", which MS-CHAPv2 needs.
std::unique_ptr<Authentication> AuthenticateToPeer(AuthMethod method, Credentials credentials,
                                                   RandomSource* random);

// The peer proves who it is. "our_name" goes into the Challenges. Borrows both sources.
std::unique_ptr<Authentication> AuthenticatePeer(AuthMethod method, std::string our_name,
                                                 SecretLookup* secrets, RandomSource* random);

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_AUTH_H_
