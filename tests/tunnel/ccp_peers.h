#ifndef PPTP_TESTS_TUNNEL_CCP_PEERS_H_
#define PPTP_TESTS_TUNNEL_CCP_PEERS_H_

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "lib/ppp/wire.h"
#include "lib/tunnel/ccp.h"
#include "tests/tunnel/auth_told.h"

namespace pptp::tunnel {

// What an MS-CHAPv2 authentication leaves to the side of that role.
inline AuthResult MsChapV2Result(crypto::MppeRole role, uint8_t response_byte = 1) {
  crypto::ChallengeResponse response;
  response.fill(response_byte);
  return {AuthMethod::kMsChapV2, "joe",
          MppeKeySet::FromMsChapV2(role, crypto::Secret("geheim"), response)};
}

// One end, with what it has told since it was last asked.
struct CcpEnd {
  explicit CcpEnd(const MppeConfig& config) : ccp(config) {}

  void Receive(const ppp::Packet& packet, Instant now) {
    Bytes encoded;
    ppp::EncodePacket(packet, &encoded);
    ccp.OnPacket(packet, encoded, now, &actions);
  }
  bool Closed() const { return !close.empty(); }

  Ccp ccp;
  Actions actions;
  std::vector<std::string> told;
  std::string close;  // the reason of its CloseLink
};

// A client and a server whose CCP packets reach each other; "loss" is per cent.
class CcpPeers {
 public:
  CcpPeers(const MppeConfig& client, const MppeConfig& server, unsigned loss = 0, uint64_t seed = 1)
      : client_(client), server_(server), loss_(loss), engine_(seed) {}

  void Start(bool keys = true) {
    const AuthResult plain = {AuthMethod::kPap, "joe", std::nullopt};
    const AuthResult to = keys ? MsChapV2Result(crypto::MppeRole::kClient) : plain;
    const AuthResult of = keys ? MsChapV2Result(crypto::MppeRole::kServer) : plain;
    client_.ccp.Start(&to, nullptr, now_, &client_.actions);
    server_.ccp.Start(nullptr, &of, now_, &server_.actions);
    Deliver();
  }

  // Carries out actions and packets until both are silent.
  void Deliver() {
    while (Collect(&client_, &server_) | Collect(&server_, &client_)) {
      while (!wire_.empty()) {
        const OnTheWire next = wire_.front();
        wire_.pop_front();
        if (!next.to->Closed()) next.to->Receive(next.packet, now_);
        Collect(&client_, &server_);
        Collect(&server_, &client_);
      }
    }
  }

  // A minute, or until nothing is left to be waited for.
  void Wait(std::chrono::seconds most = std::chrono::seconds(60)) {
    const Instant end = now_ + most;
    for (;;) {
      const Instant next = std::min(client_.ccp.deadline(), server_.ccp.deadline());
      if (next > end) break;
      now_ = std::max(now_, next);
      client_.ccp.OnTime(now_, &client_.actions);
      server_.ccp.OnTime(now_, &server_.actions);
      Deliver();
    }
    now_ = end;
  }

  CcpEnd& client() { return client_; }
  CcpEnd& server() { return server_; }
  Instant now() const { return now_; }
  void DropNext(const std::string& text) { drop_ = text; }

 private:
  struct OnTheWire {
    CcpEnd* to;
    ppp::Packet packet;
  };

  bool Collect(CcpEnd* from, CcpEnd* to) {
    Actions actions;
    actions.swap(from->actions);
    for (const Action& action : actions) {
      if (const auto* close = std::get_if<CloseLink>(&action)) {
        if (from->close.empty()) from->close = close->reason;
      }
      const auto* send = std::get_if<SendPacket>(&action);
      if (!send) continue;
      if (!drop_.empty() && ppp::PrintPacket(send->packet).find(drop_) != std::string::npos) {
        drop_.clear();
        continue;
      }
      if (engine_() % 100 >= loss_) wire_.push_back({to, send->packet});
    }
    const bool any = !actions.empty();
    for (std::string& line : Told(&actions)) from->told.push_back(std::move(line));
    return any;
  }

  Instant now_{std::chrono::seconds(1)};
  CcpEnd client_, server_;
  unsigned loss_;
  std::mt19937_64 engine_;
  std::deque<OnTheWire> wire_;
  std::string drop_;
};

}  // namespace pptp::tunnel

#endif  // PPTP_TESTS_TUNNEL_CCP_PEERS_H_
