#include "lib/tunnel/auth.h"

#include <utility>

#include "lib/tunnel/chap_challenger.h"
#include "lib/tunnel/chap_responder.h"
#include "lib/tunnel/pap.h"

namespace pptp::tunnel {

ppp::Protocol AuthProtocol(AuthMethod method) {
  return method == AuthMethod::kPap ? ppp::Protocol::kPap : ppp::Protocol::kChap;
}

void Authentication::Succeed(AuthResult result) {
  state_ = State::kSucceeded;
  deadline_ = kNever;
  result_ = std::move(result);
}

void Authentication::Fail(Actions* actions) {
  state_ = State::kFailed;
  deadline_ = kNever;
  actions->push_back(failure_);
}

void Authentication::Send(uint8_t code, uint8_t id, ppp::Body body, Actions* actions) const {
  actions->push_back(SendPacket{{protocol(), code, id, std::move(body), {}, {}}});
}

std::unique_ptr<Authentication> AuthenticateToPeer(AuthMethod method, Credentials credentials,
                                                   RandomSource* random) {
  if (method == AuthMethod::kPap) return std::make_unique<PapClient>(std::move(credentials));
  return std::make_unique<ChapResponder>(method, std::move(credentials), random);
}

std::unique_ptr<Authentication> AuthenticatePeer(AuthMethod method, std::string our_name,
                                                 SecretLookup* secrets, RandomSource* random) {
  if (method == AuthMethod::kPap) return std::make_unique<PapServer>(secrets);
  return std::make_unique<ChapChallenger>(method, std::move(our_name), secrets, random);
}

}  // namespace pptp::tunnel
