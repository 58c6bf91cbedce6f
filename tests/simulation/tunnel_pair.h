#ifndef PPTP_TESTS_SIMULATION_TUNNEL_PAIR_H_
#define PPTP_TESTS_SIMULATION_TUNNEL_PAIR_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "lib/crypto/secret.h"
#include "tests/simulation/nat.h"
#include "tests/simulation/node.h"
#include "tests/simulation/world.h"

namespace pptp::simulation {

// The server's users.
class Users : public tunnel::SecretLookup {
 public:
  void Add(std::string name, std::string_view password);
  const crypto::Secret* Find(std::string_view name) override;

 private:
  std::map<std::string, crypto::Secret, std::less<>> users_;
};

// What is to happen in one run.
struct Plan {
  uint64_t seed = 1;
  tunnel::TunnelConfig client, server;
  std::string password = "secret";  // that the server knows
  Faults to_server, to_client;      // of GRE
  Duration tcp_delay = std::chrono::milliseconds(10);
  std::optional<std::string> connect_error;  // TCP cannot be connected
  std::optional<std::string> gre_refused;    // an ICMP error answers the client's GRE
  std::optional<std::string> gre_not_sent;   // the client's own system refuses GRE
  // What is too large for the path on the client's way does not arrive, and ICMP says so.
  std::optional<int> path_mtu;
  // In a field that has to be zero in every control message, of the server's; Cisco's set it.
  uint8_t server_reserved0 = 0;
  // There is a NAT that knows PPTP on the way, and shows the server this call id of the client's.
  std::optional<uint16_t> nat_call_id;
  // May change, drop (empty) or replace a GRE packet of the server's, or of the client's.
  std::function<Bytes(Bytes packet, Instant now)> tamper_server, tamper_client;
  // The server's TCP connection goes silent, or is closed, at this time; or the server sends a
  // Stop-Control-Connection-Request.
  std::optional<Instant> server_goes_silent, server_closes, server_stops;
  Duration lasts = std::chrono::seconds(90);
  int packets = 20;  // of IP, that each end sends once both are up
};

// A configuration that works, MPPE-128 and MS-CHAPv2, as a plan to change.
Plan GoodPlan(uint64_t seed);

// Both ends in one world. Borrows nothing; a run is decided by its plan.
class TunnelPair {
 public:
  explicit TunnelPair(Plan plan);

  // Runs to the plan's end.
  void Run();
  // Runs on for some time, such as after client().tunnel().Close().
  void RunFor(Duration time);

  Node& client() { return *client_; }
  Node& server() { return *server_; }
  Instant now() const { return now_; }
  void CloseClient();

  // What goes against the rules that hold in every run; empty when nothing does.
  const std::string& violation() const { return violation_; }
  bool both_up() const { return client_->network_up() && server_->network_up(); }
  uint64_t sent_by_client() const { return sent_[0].size(); }
  uint64_t sent_by_server() const { return sent_[1].size(); }

 private:
  void JoinByNat(uint16_t call_id);
  void JoinOneWay(Node* from, Node* to, std::unique_ptr<Wire>* gre, std::unique_ptr<Stream>* tcp,
                  const Faults& faults, const std::function<Bytes(Bytes, Instant)>& tamper);
  void RefuseGre();
  bool TooLarge(ByteView packet);
  void StopServer();
  void Connect();
  void RunUntil(Instant end);
  void Traffic();
  void SendIp(Node* node, int which);
  void WatchGre(const Node& from, ByteView packet);
  void Check();
  void CheckEnd(const Node& node);
  void CheckAgreement();
  void CheckDelivered(const Node& receiver, int sender);
  void Violate(std::string what);

  Plan plan_;
  Chance chance_;
  Agenda agenda_;
  Users users_;
  std::unique_ptr<Node> client_, server_;
  std::optional<NatHelper> nat_;
  std::unique_ptr<Wire> gre_to_server_, gre_to_client_;
  std::unique_ptr<Stream> tcp_to_server_, tcp_to_client_;
  Instant now_{};
  uint64_t steps_ = 0;
  std::vector<Bytes> sent_[2];      // by client and server
  tunnel::MppePolicy policy_[2]{};  // of client and server
  bool proof_needed_ = false;       // the client's password is not the one that the server wants
  int traffic_left_ = 0;
  Instant next_traffic_ = kNever;
  std::string violation_;
};

}  // namespace pptp::simulation

#endif  // PPTP_TESTS_SIMULATION_TUNNEL_PAIR_H_
