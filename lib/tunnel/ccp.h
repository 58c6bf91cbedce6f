#ifndef PPTP_LIB_TUNNEL_CCP_H_
#define PPTP_LIB_TUNNEL_CCP_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "lib/base/bytes.h"
#include "lib/base/instant.h"
#include "lib/crypto/mppe_cipher.h"
#include "lib/tunnel/action.h"
#include "lib/tunnel/auth.h"
#include "lib/tunnel/ccp_options.h"
#include "lib/tunnel/control_protocol.h"

// The Compression Control Protocol (RFC 1962), of which PPTP uses one thing: to agree on
// MPPE. Ccp negotiates, makes the ciphers of what was agreed, and guards that nothing
// goes in the clear that should not.
//
//   Ccp ccp(config);
//   ccp.Start(login->result(), nullptr, now, &actions);  // authentication is done
//   ccp.OnPacket(packet, encoded, now, &actions);        // packets of CCP
//   ccp.OnTime(now, &actions);                           // when deadline() has come
//   if (ccp.networks_allowed()) ...                      // IPCP may start, data may flow
//   if (auto* mppe = ccp.encryptor()) ...                // and has to be encrypted by this
//   auto data = ccp.Decrypt(packet, out, now, &actions); // packets of protocol 0x00fd
//
// What the link must keep to, before it sends or delivers any packet of a network
// protocol: without networks_allowed() it is dropped; with encryption().agreed() it is sent
// through encryptor() only, and one that came in other than through Decrypt() is dropped.
// All three change at once within a call, before the LayerChange that tells of it is carried out.
//
// An encrypted CCP that goes down, whoever wanted it, takes the link with it: keys are
// used once, for both ends would start the same RC4 stream again. pppd does so, too.
namespace pptp::tunnel {

class Ccp {
 public:
  explicit Ccp(const MppeConfig& config, const ControlProtocol::Limits& limits = {});
  Ccp(const Ccp&) = delete;
  Ccp& operator=(const Ccp&) = delete;

  // The network phase begins. The results of the authentications, null for none; one
  // of them, and not both, has to have keys for MPPE. Closes the link when MPPE is required and
  // there are no keys. Without MPPE in mind, CCP waits for the peer to begin.
  // REQUIRES: not started, or stopped since.
  void Start(const AuthResult* to_peer, const AuthResult* of_peer, Instant now, Actions* actions);

  // LCP goes down, or the link is being closed. Ciphers and keys are gone.
  void Stop(Instant now, Actions* actions);

  // "encoded" is the packet from its code on.
  void OnPacket(const ppp::Packet& packet, ByteView encoded, Instant now, Actions* actions);

  // LCP received a Protocol-Reject for CCP.
  void OnProtocolReject(Instant now, Actions* actions);

  void OnTime(Instant now, Actions* actions);
  Instant deadline() const;

  // The bits of lib/ppp/mppe.h that each direction has, with one strength. The two may
  // differ. Zeros until both are agreed.
  struct Encryption {
    uint32_t send = 0;
    uint32_t receive = 0;
    bool agreed() const { return send != 0; }
  };
  const Encryption& encryption() const { return encryption_; }
  // In pppd's words, "MPPE 128-bit stateless", both directions if they differ; empty without.
  std::string EncryptionText() const;

  // Whether network protocols may start and their packets flow: CCP has come to an end
  // that the policy allows.
  bool networks_allowed() const;

  // Null unless encryption is agreed. Valid until a call that ends that.
  crypto::MppeEncryptor* encryptor() { return encryptor_ ? &*encryptor_ : nullptr; }

  // Decrypts what follows protocol 0x00fd (see MppeDecryptor::Decrypt). Packets that
  // cannot be read lead to Reset-Requests or, when there are too many, to a CloseLink. Nothing is
  // delivered unless encryption is agreed. Allocates nothing as long as packets are in order.
  crypto::MppeDecrypted Decrypt(ByteView packet, std::span<uint8_t> out, Instant now,
                                Actions* actions);

  // Null unless encryption is agreed; for its counters.
  const crypto::MppeDecryptor* decryptor() const { return decryptor_ ? &*decryptor_ : nullptr; }

  const ControlProtocol& automaton() const { return automaton_; }

 private:
  bool TakeKeys(const AuthResult* to_peer, const AuthResult* of_peer, Actions* actions);
  void Pass(Actions fresh, Instant now, Actions* actions);
  void SettleEncryption(Actions* actions);
  void EndHalfAgreement(Instant now, Actions* actions);
  void OnDown(Actions* actions);
  void OnFinished(Actions* actions);
  void MakeCiphers();
  void DropCiphers();

  bool IsRepeatedRequest(const ppp::Packet& packet) const;
  void OnResetRequest(const ppp::Packet& packet, Actions* actions);
  void OnResetAck(const ppp::Packet& packet);
  void RequestReset(Instant now, Actions* actions);
  void CloseAfterErrors(Actions* actions);

  const MppeConfig config_;
  CcpOptions options_;
  ControlProtocol automaton_;
  std::optional<MppeKeySet> keys_;  // until they are used
  Encryption encryption_;
  std::optional<crypto::MppeEncryptor> encryptor_;
  std::optional<crypto::MppeDecryptor> decryptor_;
  std::optional<ppp::Packet> last_ack_;  // the Configure-Ack that we sent last
  bool waits_for_peer_ = false;
  bool settled_ = false;             // has been open or given up
  bool over_ = true;                 // not started, stopped, or the link is being closed
  bool terminated_by_peer_ = false;  // the packet in hand is a Terminate-Request
  uint8_t reset_id_ = 0;             // of our last Reset-Request
  bool reset_acked_ = true;
  Instant next_reset_ = Instant::min();  // no Reset-Request before that
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_CCP_H_
