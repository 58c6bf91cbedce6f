#ifndef PPTP_LIB_TUNNEL_PPP_LINK_H_
#define PPTP_LIB_TUNNEL_PPP_LINK_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lib/base/bytes.h"
#include "lib/base/instant.h"
#include "lib/base/random_source.h"
#include "lib/ppp/frame.h"
#include "lib/ppp/notation.h"
#include "lib/tunnel/action.h"
#include "lib/tunnel/auth.h"
#include "lib/tunnel/ccp.h"
#include "lib/tunnel/ipcp.h"
#include "lib/tunnel/ipv6cp.h"
#include "lib/tunnel/lcp.h"

namespace pptp::tunnel {

struct LinkConfig {
  std::string interface = "pptp0";  // in the log
  std::string peer;                 // the server's name or address, in the log
  LcpConfig lcp;
  Credentials credentials;          // for the peer that asks for them
  std::string our_name;             // in the Challenges that we send
  SecretLookup* secrets = nullptr;  // needed when lcp.wishes.require_from_peer is not empty
  MppeConfig mppe;
  IpcpConfig ipcp;
  bool ipv6 = false;
  Ipv6cpWishes ipv6cp;
};

// The phases of RFC 1661 section 3.2.
enum class LinkPhase : uint8_t { kDead, kEstablish, kAuthenticate, kNetwork, kTerminate };

// Data that passed, and data that did not.
struct LinkCounters {
  uint64_t packets_sent = 0, bytes_sent = 0;  // of IP
  uint64_t packets_received = 0, bytes_received = 0;
  uint64_t send_refused = 0;    // no network layer for them, or no encryption
  uint64_t plain_refused = 0;   // came in the clear where they have to be encrypted
  uint64_t undecipherable = 0;  // could not be decrypted, or made no sense then
  uint64_t discarded = 0;       // of a protocol that is not open
};

// What the link does to the world around it.
class LinkOutput {
 public:
  virtual ~LinkOutput() = default;
  // A frame of a control protocol, for the peer.
  virtual void SendFrame(ByteView frame, Instant now) = 0;
  // Where the next IP packet may be decrypted to, at least "size" bytes.
  virtual std::span<uint8_t> IpSpace(size_t size) = 0;
  // An IP packet from the peer: in the last IpSpace(), or within the frame that came in. Valid
  // during the call.
  virtual void DeliverIp(ByteView packet) = 0;
  virtual void Log(Level level, std::string_view text) = 0;
  virtual void OnNetworkUp(ppp::Protocol protocol) = 0;  // kIpcp or kIpv6cp; see agreed()
  virtual void OnNetworkDown(ppp::Protocol protocol) = 0;
  // The link is dead, and stays so.
  virtual void OnLinkDead(ExitStatus status, std::string_view reason) = 0;
};

// One PPP link over a call: LCP, authentication, CCP, IPCP and IPV6CP in RFC 1661's
// phases, and the frames that carry data. It logs as pppd 2.4.9 does with "debug".
//
//   PppLink link(std::move(config), &random, &output);
//   link.Up(now);                 // the call is set up
//   link.OnFrame(frame, now);     // each that comes in
//   link.OnTime(now);             // when deadline() has come
//   size = link.EncodeIp(packet, space);
//   link.Close(status, reason, now);   // or HangUp(now), when the call is gone
//
// Where encryption is required, or was agreed, no IP packet leaves or enters but through
// the cipher. Frames of data are neither copied nor allocated for.
class PppLink {
 public:
  // Borrows "random" and "output", and the config's secrets.
  PppLink(LinkConfig config, RandomSource* random, LinkOutput* output);

  void Up(Instant now);
  void OnFrame(ByteView frame, Instant now);
  void OnTime(Instant now);
  Instant deadline() const;

  // Ends the link in good order. The first reason counts.
  void Close(ExitStatus status, std::string reason, Instant now);

  // The call is gone; nothing can be sent any more.
  void HangUp(Instant now);

  // Writes the frame for an IP packet of "protocol" (kIpv4 or kIpv6) to the front of
  // "out". Zero when the packet may not be sent now.
  // REQUIRES: out holds packet.size() + kDataOverhead bytes.
  size_t EncodeIp(ppp::Protocol protocol, ByteView packet, std::span<uint8_t> out);
  static constexpr size_t kDataOverhead = ppp::kLargestFrameHeader + crypto::kMppeOverhead;

  LinkPhase phase() const { return phase_; }
  bool closing() const { return closing_.has_value(); }  // why is known already
  bool ipv4_up() const { return ipcp_.up(); }
  bool ipv6_up() const { return ipv6cp_.up(); }
  const IpcpAgreed& ipcp_agreed() const { return ipcp_.agreed(); }
  Ipv6cpAgreed ipv6cp_agreed() const { return ipv6cp_.Agreed(); }
  LcpAgreed lcp_agreed() const { return lcp_.Agreed(); }
  const Ccp& ccp() const { return ccp_; }
  const LinkCounters& counters() const { return counters_; }

  // The longest IP packet that fits, encryption counted.
  uint16_t Mtu() const;

 private:
  // Carries out "actions_", and what these steps add to it.
  void Work(Instant now);
  void Do(Action action, Instant now);
  void DoLayer(const LayerChange& change, Instant now);
  void SendPacketOut(const ppp::Packet& packet, Instant now);
  void SendSecretOut(const SendSecretPacket& secret, Instant now);
  void OnLcpUp(Instant now);
  void OnLcpDown(Instant now);
  void AdvanceAuthentication(Instant now);
  void EnterNetworkPhase(Instant now);
  void OpenNetworksIfAllowed(Instant now);
  void OnNetworkFinished(Instant now);
  void OnProtocolRejected(ppp::Protocol protocol, Instant now);
  void SayTotals(Instant now);
  void Die();

  void OnControlPacket(ppp::Protocol protocol, ByteView information, Instant now);
  void OnAuthPacket(const ppp::Packet& packet, Instant now);
  void OnEncrypted(ByteView information, Instant now);
  void OnPlainIp(ppp::Protocol protocol, ByteView packet);
  void OnUnknownProtocol(ppp::Protocol protocol, ByteView information);
  void DeliverIp(ppp::Protocol protocol, ByteView packet);
  bool NetworkUp(ppp::Protocol protocol) const;
  void LogPacket(ppp::Direction direction, const ppp::Packet& packet);

  LinkConfig config_;
  RandomSource* random_;
  LinkOutput* output_;
  Lcp lcp_;
  Ccp ccp_;
  Ipcp ipcp_;
  Ipv6cp ipv6cp_;
  std::unique_ptr<Authentication> to_peer_, of_peer_;
  LinkPhase phase_ = LinkPhase::kDead;
  ppp::Compression send_compression_;
  bool networks_opened_ = false;
  bool ip_finished_ = false, ipv6_finished_ = true;
  bool was_up_ = false;   // a network protocol is, and the totals are still to be said
  bool ever_up_ = false;  // one has been
  Instant up_since_{};
  std::optional<CloseLink> closing_;  // the first reason
  bool terminated_by_peer_ = false;
  Actions actions_;
  bool working_ = false;
  LinkCounters counters_;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_PPP_LINK_H_
