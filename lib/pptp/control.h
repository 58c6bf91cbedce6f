#ifndef PPTP_LIB_PPTP_CONTROL_H_
#define PPTP_LIB_PPTP_CONTROL_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

// The messages of the PPTP control connection (RFC 2637 section 2) as typed
// values; their bytes are lib/pptp/control_codec.h's business.
//
// Values only: no I/O, no state. Fields have the RFC's names and order. Numbers
// that the RFC reserves, or leaves to be worked out from another field (the length
// of a phone number), are not here. PNS is the client's side, PAC the server's.
namespace pptp::control {

// Of the TCP connection (section 1.3).
inline constexpr uint16_t kPort = 1723;

// Version 1, revision 0 (section 2.1).
inline constexpr uint16_t kProtocolVersion = 0x0100;

// Framing and bearer, as capabilities and as types (sections 2.1, 2.7).
enum : uint32_t { kAsynchronousFraming = 1, kSynchronousFraming = 2, kAnyFraming = 3 };
enum : uint32_t { kAnalogBearer = 1, kDigitalBearer = 2, kAnyBearer = 3 };

// Values on the wire: do not change. Any other value may come in, too.
enum class StartResult : uint8_t {  // section 2.2
  kUnset = 0,                       // sent by some ADSL modems, and meaning success
  kSuccessful = 1,
  kGeneralError = 2,
  kChannelExists = 3,
  kNotAuthorized = 4,
  kVersionNotSupported = 5,
};
enum class StopReason : uint8_t { kNone = 1, kStopProtocol = 2, kLocalShutdown = 3 };  // 2.3
enum class PlainResult : uint8_t { kOk = 1, kGeneralError = 2 };  // sections 2.4, 2.6
enum class OutgoingCallResult : uint8_t {                         // section 2.8
  kConnected = 1,
  kGeneralError = 2,
  kNoCarrier = 3,
  kBusy = 4,
  kNoDialTone = 5,
  kTimeOut = 6,
  kDoNotAccept = 7,
};
enum class IncomingCallResult : uint8_t { kConnect = 1, kGeneralError = 2, kDoNotAccept = 3 };
enum class DisconnectResult : uint8_t {  // section 2.13
  kLostCarrier = 1,
  kGeneralError = 2,
  kAdminShutdown = 3,
  kRequest = 4,
};
enum class GeneralError : uint8_t {  // section 2.16
  kNone = 0,
  kNotConnected = 1,
  kBadFormat = 2,
  kBadValue = 3,
  kNoResource = 4,
  kBadCallId = 5,
  kPacError = 6,
};

struct StartControlConnectionRequest {
  uint16_t protocol_version = kProtocolVersion;
  uint32_t framing_capabilities = kAnyFraming;
  uint32_t bearer_capabilities = kAnyBearer;
  uint16_t maximum_channels = 0;  // zero from a PNS
  uint16_t firmware_revision = 0;
  std::string host_name;  // 64 bytes at most, like every text here but statistics
  std::string vendor_string;
  friend bool operator==(const StartControlConnectionRequest&,
                         const StartControlConnectionRequest&) = default;
};
struct StartControlConnectionReply {
  uint16_t protocol_version = kProtocolVersion;
  StartResult result{};
  GeneralError error{};
  uint32_t framing_capabilities = kAnyFraming;
  uint32_t bearer_capabilities = kAnyBearer;
  uint16_t maximum_channels = 0;
  uint16_t firmware_revision = 0;
  std::string host_name;
  std::string vendor_string;
  friend bool operator==(const StartControlConnectionReply&,
                         const StartControlConnectionReply&) = default;
};
struct StopControlConnectionRequest {
  StopReason reason = StopReason::kNone;
  friend bool operator==(const StopControlConnectionRequest&,
                         const StopControlConnectionRequest&) = default;
};
struct StopControlConnectionReply {
  PlainResult result{};
  GeneralError error{};
  friend bool operator==(const StopControlConnectionReply&,
                         const StopControlConnectionReply&) = default;
};
struct EchoRequest {
  uint32_t identifier = 0;
  friend bool operator==(const EchoRequest&, const EchoRequest&) = default;
};
struct EchoReply {
  uint32_t identifier = 0;
  PlainResult result{};
  GeneralError error{};
  friend bool operator==(const EchoReply&, const EchoReply&) = default;
};
struct OutgoingCallRequest {
  uint16_t call_id = 0;  // the sender's: GRE packets to the sender carry it
  uint16_t call_serial_number = 0;
  uint32_t minimum_bps = 0;
  uint32_t maximum_bps = 0;
  uint32_t bearer_type = kAnyBearer;
  uint32_t framing_type = kAnyFraming;
  uint16_t receive_window = 0;           // packets
  uint16_t packet_processing_delay = 0;  // tenths of a second
  std::string phone_number;
  std::string subaddress;
  friend bool operator==(const OutgoingCallRequest&, const OutgoingCallRequest&) = default;
};
struct OutgoingCallReply {
  uint16_t call_id = 0;       // the sender's
  uint16_t peer_call_id = 0;  // the one of the request
  OutgoingCallResult result{};
  GeneralError error{};
  uint16_t cause_code = 0;
  uint32_t connect_speed = 0;  // bits per second
  uint16_t receive_window = 0;
  uint16_t packet_processing_delay = 0;
  uint32_t physical_channel_id = 0;
  friend bool operator==(const OutgoingCallReply&, const OutgoingCallReply&) = default;
};
struct IncomingCallRequest {
  uint16_t call_id = 0;
  uint16_t call_serial_number = 0;
  uint32_t bearer_type = kAnyBearer;
  uint32_t physical_channel_id = 0;
  std::string dialed_number;
  std::string dialing_number;
  std::string subaddress;
  friend bool operator==(const IncomingCallRequest&, const IncomingCallRequest&) = default;
};
struct IncomingCallReply {
  uint16_t call_id = 0;
  uint16_t peer_call_id = 0;
  IncomingCallResult result{};
  GeneralError error{};
  uint16_t receive_window = 0;
  uint16_t packet_transmit_delay = 0;  // tenths of a second
  friend bool operator==(const IncomingCallReply&, const IncomingCallReply&) = default;
};
struct IncomingCallConnected {
  uint16_t peer_call_id = 0;
  uint32_t connect_speed = 0;
  uint16_t receive_window = 0;
  uint16_t packet_transmit_delay = 0;
  uint32_t framing_type = kAnyFraming;
  friend bool operator==(const IncomingCallConnected&, const IncomingCallConnected&) = default;
};
struct CallClearRequest {
  uint16_t call_id = 0;  // the sender's own
  friend bool operator==(const CallClearRequest&, const CallClearRequest&) = default;
};
struct CallDisconnectNotify {
  uint16_t call_id = 0;  // the sender's own
  DisconnectResult result{};
  GeneralError error{};
  uint16_t cause_code = 0;
  std::string call_statistics;  // 128 bytes at most
  friend bool operator==(const CallDisconnectNotify&, const CallDisconnectNotify&) = default;
};
struct WanErrorNotify {
  uint16_t peer_call_id = 0;
  uint32_t crc_errors = 0;
  uint32_t framing_errors = 0;
  uint32_t hardware_overruns = 0;
  uint32_t buffer_overruns = 0;
  uint32_t time_out_errors = 0;
  uint32_t alignment_errors = 0;
  friend bool operator==(const WanErrorNotify&, const WanErrorNotify&) = default;
};
struct SetLinkInfo {
  uint16_t peer_call_id = 0;
  uint32_t send_accm = 0xffffffff;
  uint32_t receive_accm = 0xffffffff;
  friend bool operator==(const SetLinkInfo&, const SetLinkInfo&) = default;
};

// In the order of their types: a message's type is its index plus one.
using Message = std::variant<StartControlConnectionRequest, StartControlConnectionReply,
                             StopControlConnectionRequest, StopControlConnectionReply, EchoRequest,
                             EchoReply, OutgoingCallRequest, OutgoingCallReply, IncomingCallRequest,
                             IncomingCallReply, IncomingCallConnected, CallClearRequest,
                             CallDisconnectNotify, WanErrorNotify, SetLinkInfo>;

// The control message type, 1 to 15, and its size on the wire, header included;
// zero for a type that does not exist.
inline constexpr uint16_t kMessageTypes = 15;
inline uint16_t TypeOf(const Message& message) {
  return static_cast<uint16_t>(message.index() + 1);
}
size_t MessageSize(uint16_t type);

// "Start-Control-Connection-Request", as pptp logs it behind "Sent control packet
// type is 1". Empty for a type that does not exist.
std::string_view MessageName(uint16_t type);

// What pptp logs for the codes; of those that it leaves unnamed, the RFC's words.
std::string_view ResultName(StartResult result);
std::string_view ResultName(PlainResult result);
std::string_view ResultName(OutgoingCallResult result);
std::string_view ResultName(IncomingCallResult result);
std::string_view ResultName(DisconnectResult result);
std::string_view ReasonName(StopReason reason);
std::string_view ErrorName(GeneralError error);

}  // namespace pptp::control

#endif  // PPTP_LIB_PPTP_CONTROL_H_
