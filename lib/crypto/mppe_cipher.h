#ifndef PPTP_LIB_CRYPTO_MPPE_CIPHER_H_
#define PPTP_LIB_CRYPTO_MPPE_CIPHER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "lib/base/bytes.h"
#include "lib/crypto/mppe_key_schedule.h"
#include "lib/crypto/mppe_keys.h"

// Microsoft Point-to-Point Encryption of PPP packets (RFC 3078), as Linux speaks it.
//
// An encrypted packet has PPP protocol 0x00fd, then two bytes with the bits A
// (FLUSHED) and D (ENCRYPTED) and a count of 12 bits, then RC4 of the protocol
// field and the data of the packet inside. Both classes deal in what follows the
// protocol field 0x00fd; they allocate nothing and move no byte other than through
// the cipher. One object serves one direction of one tunnel and one thread.
//
// Stateless, every packet has a key of its own: whatever gets lost, the next
// packet can be read. Stateful, RC4 runs on over the packets and the key changes
// with every 256th; after a loss nothing can be read until the peer, asked by a
// CCP Reset-Request, flushes.
//
// Where the RFC leaves a choice or the world does not follow it, this does as
// Linux does: the first count is 0; the first packet of a stateful stream is not
// FLUSHED; a FLUSHED packet always comes with the next key, not merely with RC4
// set up again; a stateless packet is encrypted after its change of key. As the key
// then counts the flushes, a stateful stream whose FLUSHED packet is lost cannot be
// joined again, other than by a new CCP negotiation. That, and not only speed in
// loss, is why stateless is to be preferred.
//
// MPPE authenticates nothing: whoever can insert packets can garble a tunnel.
namespace pptp::crypto {

enum class MppeMode { kStateless, kStateful };

// Bytes in front of the encrypted protocol field.
inline constexpr size_t kMppeHeaderSize = 2;

// Most bytes that encryption adds to a payload: the header and a protocol field.
inline constexpr size_t kMppeOverhead = kMppeHeaderSize + 2;

// Whether MPPE encrypts packets of that protocol: it does those of network
// protocols, 0x0021 to 0x00fa, and leaves LCP, CCP, IPCP and the like plain
// (RFC 3078 section 3).
constexpr bool MppeEncrypts(uint16_t protocol) {
  return protocol >= 0x0021 && protocol <= 0x00fa;
}

class MppeEncryptor {
 public:
  MppeEncryptor(const MppeStartKey& start_key, MppeMode mode) : keys_(start_key), mode_(mode) {}

  // Writes the encrypted packet to the front of "out" and returns its size, at
  // most payload.size() + kMppeOverhead. "compress_protocol" gives the protocol
  // inside one byte (PFC). Zero when "out" is too small or the protocol is not one
  // that MPPE encrypts; nothing has then changed. The payload may lie inside "out"
  // if it begins where its encrypted form will.
  size_t Encrypt(uint16_t protocol, ByteView payload, bool compress_protocol,
                 std::span<uint8_t> out);

  // A CCP Reset-Request came in: the next packet will be FLUSHED. However many
  // come in before it, there is one change of key.
  void OnResetRequest() { flush_ = true; }

 private:
  MppeKeySchedule keys_;
  const MppeMode mode_;
  uint16_t count_ = 0;  // of the next packet
  bool flush_ = false;
};

// Why a packet was not delivered.
enum class MppeFault {
  kNone,
  kTruncated,        // too short for the header and a protocol field, or "out" too small
  kNotEncrypted,     // bit D is not set
  kNotFlushed,       // bit A is not set where it has to be
  kLate,             // a duplicate, or older than a packet that came before
  kGap,              // stateful: packets are missing
  kAwaitingFlush,    // stateful: lost between the gap and the peer's flush
  kUnlikelyPayload,  // what came out is of no protocol that is ever encrypted
};
inline constexpr size_t kMppeFaults = 8;

// "late", "bit ENCRYPTED not set", ... for a log.
std::string_view MppeFaultName(MppeFault fault);

struct MppeDecrypted {
  enum class Outcome {
    kData,        // "protocol" and "payload" are the packet
    kDropped,     // nothing to deliver, nothing to do
    kNeedsReset,  // nothing to deliver; send a CCP Reset-Request, and send it again
                  // from time to time as long as awaiting_flush() holds
    kFatal,       // the peer sends too much that makes no sense: end the link
  };
  Outcome outcome = Outcome::kDropped;
  MppeFault fault = MppeFault::kNone;
  uint16_t protocol = 0;         // also of a packet dropped as kUnlikelyPayload
  std::span<uint8_t> payload{};  // within the caller's "out"
};

class MppeDecryptor {
 public:
  MppeDecryptor(const MppeStartKey& start_key, MppeMode mode) : keys_(start_key), mode_(mode) {}

  // Decrypts what follows a packet's protocol field 0x00fd. "out" holds at least
  // packet.size() - kMppeHeaderSize bytes; it may be the packet's own memory from
  // the third byte on.
  //
  // A jump of the count costs a change of key for each packet passed over. Up to
  // half the circle of counts is taken for a jump, at most 2048 changes or some 3
  // milliseconds, and what lies further for a late packet, at no cost. That bound
  // is accepted: it is what surviving a loss of so many packets takes, and a peer
  // who forges packets can as well end the link. A stateless jump is undone when
  // the plaintext shows that it was false.
  MppeDecrypted Decrypt(ByteView packet, std::span<uint8_t> out);

  // Stateful: whether packets are being thrown away until the peer flushes.
  bool awaiting_flush() const { return awaiting_flush_; }

  // How many packets were delivered, and how many were not for that reason.
  uint64_t delivered() const { return counts_[static_cast<size_t>(MppeFault::kNone)]; }
  uint64_t count(MppeFault fault) const { return counts_[static_cast<size_t>(fault)]; }

 private:
  struct Header {
    bool flushed;
    bool encrypted;
    uint16_t count;
  };
  static Header ReadHeader(ByteView packet);

  MppeFault CheckBits(const Header& header) const;
  MppeDecrypted DecryptStateless(const Header& header, ByteView cipher, std::span<uint8_t> out);
  MppeDecrypted DecryptStateful(const Header& header, ByteView cipher, std::span<uint8_t> out);
  MppeDecrypted Open(ByteView cipher, std::span<uint8_t> out);
  MppeDecrypted Faulty(MppeFault fault, uint16_t protocol = 0);

  MppeKeySchedule keys_;
  const MppeMode mode_;
  uint16_t last_count_ = 0xfff;  // so that the first packet, 0, is the next one
  bool awaiting_flush_ = false;
  uint32_t sanity_ = 0;
  std::array<uint64_t, kMppeFaults> counts_{};
};

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_MPPE_CIPHER_H_
