#ifndef PPTP_LIB_PPP_PACKET_H_
#define PPTP_LIB_PPP_PACKET_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/base/bytes.h"

// The PPP packet as a typed value.
//
// A packet has two spellings: bytes on the wire, and the text that pppd prints
// with its "debug" option (lib/ppp/notation.h). Both are read into and written
// from the types below, which know nothing of either.
//
// Values only: no I/O, no state, safe to copy and to move between threads.
namespace pptp::ppp {

// PPP protocol numbers (RFC 1661 section 2; IANA "PPP DLL Protocol Numbers").
// Any other number is allowed in a Packet too.
enum class Protocol : uint16_t {
  kIpv4 = 0x0021,
  kVjCompressed = 0x002d,
  kVjUncompressed = 0x002f,
  kIpv6 = 0x0057,
  kCompressed = 0x00fd,  // a compressed or MPPE-encrypted datagram (RFC 3078)
  kIpcp = 0x8021,
  kIpxcp = 0x802b,
  kAtcp = 0x8029,
  kEcp = 0x8053,
  kIpv6cp = 0x8057,
  kCcp = 0x80fd,
  kLcp = 0xc021,
  kPap = 0xc023,
  kCbcp = 0xc029,
  kChap = 0xc223,
  kEap = 0xc227,
};

// The codes of LCP (RFC 1661 section 5, RFC 1570); 1 to 7 are shared by every
// network control protocol, 14 and 15 are CCP's and ECP's (RFC 1962, 1968).
enum : uint8_t {
  kConfigureRequest = 1,
  kConfigureAck = 2,
  kConfigureNak = 3,
  kConfigureReject = 4,
  kTerminateRequest = 5,
  kTerminateAck = 6,
  kCodeReject = 7,
  kProtocolReject = 8,
  kEchoRequest = 9,
  kEchoReply = 10,
  kDiscardRequest = 11,
  kIdentification = 12,
  kTimeRemaining = 13,
  kResetRequest = 14,
  kResetAck = 15,
};

// PAP (RFC 1334), CHAP (RFC 1994), EAP (RFC 3748).
enum : uint8_t { kPapRequest = 1, kPapAck = 2, kPapNak = 3 };
enum : uint8_t { kChapChallenge = 1, kChapResponse = 2, kChapSuccess = 3, kChapFailure = 4 };
enum : uint8_t { kEapRequest = 1, kEapResponse = 2, kEapSuccess = 3, kEapFailure = 4 };

// Option types, named protocol first (RFC 1661, 1570, 1990; RFC 1332, 1877;
// RFC 5072; RFC 1962 with 2118, 3078, 1979, 1977, 1978).
enum : uint8_t {
  kLcpMru = 1,
  kLcpAsyncmap = 2,
  kLcpAuth = 3,
  kLcpQuality = 4,
  kLcpMagic = 5,
  kLcpPcomp = 7,
  kLcpAccomp = 8,
  kLcpCallback = 13,
  kLcpMrru = 17,
  kLcpShortSequence = 18,
  kLcpEndpoint = 19,
  kLcpLinkDiscriminator = 23,
  kIpcpAddresses = 1,
  kIpcpCompression = 2,
  kIpcpAddress = 3,
  kIpcpDns1 = 129,
  kIpcpWins1 = 130,
  kIpcpDns2 = 131,
  kIpcpWins2 = 132,
  kIpv6cpInterfaceId = 1,
  kIpv6cpCompression = 2,
  kCcpPredictor1 = 1,
  kCcpPredictor2 = 2,
  kCcpMppe = 18,
  kCcpBsd = 21,
  kCcpDeflateDraft = 24,
  kCcpDeflate = 26,
};

// CHAP algorithms, the byte after c2 23 in the LCP authentication option
// (RFC 1994, 2433, 2759).
enum : uint8_t { kChapMd5 = 0x05, kChapMs = 0x80, kChapMsV2 = 0x81 };

// One configuration option: type and value; the length byte is implied.
//
// An option read from a log may be one whose text nobody can turn into bytes
// (cut off, elided by hand, or of a program unknown to us). It then keeps the
// text between its angle brackets in "verbatim" and has no value.
struct Option {
  uint8_t type = 0;
  Bytes value;
  std::string verbatim;

  bool readable() const { return verbatim.empty(); }
  friend bool operator==(const Option&, const Option&) = default;
};

// Bytes that a log may show only in part: pppd prints at most 32 bytes of some
// packets and then " ...", people write "<...>" to hide a hash.
struct Data {
  Bytes bytes;
  bool cut = false;      // more followed, not shown
  std::string verbatim;  // text that stood in the bytes' place, if it is not hex

  friend bool operator==(const Data&, const Data&) = default;
};

// The bodies. Which one goes with which protocol and code is stated at each; a
// packet too short for the body of its code has a Raw one.

struct Options {  // Configure-Request, -Ack, -Nak, -Reject of any control protocol
  std::vector<Option> list;
  friend bool operator==(const Options&, const Options&) = default;
};
struct Terminate {  // Terminate-Request, -Ack: the reason, text or bytes
  Data data;
  friend bool operator==(const Terminate&, const Terminate&) = default;
};
struct CodeReject {  // the rejected packet, from its code on
  Data packet;
  friend bool operator==(const CodeReject&, const CodeReject&) = default;
};
struct ProtocolReject {  // LCP
  uint16_t protocol = 0;
  Data information;  // the rejected packet after its protocol field
  friend bool operator==(const ProtocolReject&, const ProtocolReject&) = default;
};
struct Echo {  // LCP Echo-Request, Echo-Reply, Discard-Request
  uint32_t magic = 0;
  Data data;
  friend bool operator==(const Echo&, const Echo&) = default;
};
struct Identification {  // LCP, RFC 1570 section 2.1
  uint32_t magic = 0;
  std::string message;
  friend bool operator==(const Identification&, const Identification&) = default;
};
struct TimeRemaining {  // LCP, RFC 1570 section 2.2
  uint32_t magic = 0;
  uint32_t seconds = 0;
  std::string message;
  friend bool operator==(const TimeRemaining&, const TimeRemaining&) = default;
};
struct PapRequest {
  std::string user;
  std::string password;
  bool hidden = false;  // pppd printed <hidden>; "password" is empty
  friend bool operator==(const PapRequest&, const PapRequest&) = default;
};
struct PapReply {  // Authenticate-Ack, Authenticate-Nak
  std::string message;
  friend bool operator==(const PapReply&, const PapReply&) = default;
};
struct ChapValue {  // Challenge, Response
  Data value;
  std::string name;  // as on the wire, escapes undone: DOMAIN\user has one backslash
  friend bool operator==(const ChapValue&, const ChapValue&) = default;
};
struct ChapResult {  // Success, Failure
  std::string message;
  friend bool operator==(const ChapResult&, const ChapResult&) = default;
};
struct Eap {  // Request, Response (with a type), Success, Failure (without)
  std::optional<uint8_t> type;
  Data data;  // after the type byte
  friend bool operator==(const Eap&, const Eap&) = default;
};
struct Reset {  // CCP and ECP Reset-Request, Reset-Ack
  Data data;
  friend bool operator==(const Reset&, const Reset&) = default;
};
struct Raw {  // any other code of a control protocol; after the length field
  Data data;
  friend bool operator==(const Raw&, const Raw&) = default;
};
struct Datagram {  // a network-layer or compressed packet, or a malformed one: no code, no id
  Data data;
  friend bool operator==(const Datagram&, const Datagram&) = default;
};
struct Frame {  // bytes in which pppd saw no PPP header: no protocol, no code, no id
  Data data;
  friend bool operator==(const Frame&, const Frame&) = default;
};

using Body = std::variant<Options, Terminate, CodeReject, ProtocolReject, Echo, Identification,
                          TimeRemaining, PapRequest, PapReply, ChapValue, ChapResult, Eap, Reset,
                          Raw, Datagram, Frame>;

// A PPP packet. "code" and "id" mean nothing when the body is a Datagram or a Frame.
struct Packet {
  Protocol protocol = Protocol::kLcp;
  uint8_t code = 0;
  uint8_t id = 0;
  Body body;
  Bytes padding;    // bytes after the length that the packet declares
  Data trailing{};  // inside that length, but not accounted for by the body's format

  friend bool operator==(const Packet&, const Packet&) = default;
};

// True for LCP, IPCP, IPV6CP, CCP, ECP and the other protocols that speak the
// Configure-Request automaton of RFC 1661 (0x8000 to 0xbfff).
bool IsControlProtocol(Protocol protocol);

// pppd's names: "LCP", "IPCP", "ConfReq", "ProtRej", "Challenge". Empty for a
// number that has none.
std::string_view ProtocolName(Protocol protocol);
std::string_view CodeName(Protocol protocol, uint8_t code);

// The names back to numbers, letter case as pppd prints it.
std::optional<Protocol> ProtocolFromName(std::string_view name);
std::optional<uint8_t> CodeFromName(Protocol protocol, std::string_view name);

// The packet's option of that type, or null when it has none or no options.
const Option* FindOption(const Packet& packet, uint8_t type);

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_PACKET_H_
