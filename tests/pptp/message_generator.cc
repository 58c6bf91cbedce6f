#include "tests/pptp/message_generator.h"

namespace pptp::control {

// Any bytes but NUL, which ends a text.
std::string MessageGenerator::Text(size_t most) {
  std::string text(random_() % (most + 1), 'x');
  for (char& c : text) c = static_cast<char>(1 + random_() % 255);
  return text;
}

Message MessageGenerator::Next() {
  return OfType(static_cast<uint16_t>(1 + random_() % kMessageTypes));
}

Message MessageGenerator::OfType(uint16_t type) {
  switch (type) {
    case 1:
      return StartControlConnectionRequest{U16(), U32(), U32(), U16(), U16(), Text(64), Text(64)};
    case 2:
      return StartControlConnectionReply{
          U16(),   Code<StartResult>(), Code<GeneralError>(), U32(), U32(), U16(), U16(), Text(64),
          Text(64)};
    case 3:
      return StopControlConnectionRequest{Code<StopReason>()};
    case 4:
      return StopControlConnectionReply{Code<PlainResult>(), Code<GeneralError>()};
    case 5:
      return EchoRequest{U32()};
    case 6:
      return EchoReply{U32(), Code<PlainResult>(), Code<GeneralError>()};
    case 7:
      return OutgoingCallRequest{U16(), U16(), U32(), U32(),    U32(),
                                 U32(), U16(), U16(), Text(64), Text(64)};
    case 8:
      return OutgoingCallReply{
          U16(), U16(), Code<OutgoingCallResult>(), Code<GeneralError>(), U16(), U32(), U16(),
          U16(), U32()};
    case 9:
      return IncomingCallRequest{U16(), U16(), U32(), U32(), Text(64), Text(64), Text(64)};
    case 10:
      return IncomingCallReply{U16(), U16(), Code<IncomingCallResult>(), Code<GeneralError>(),
                               U16(), U16()};
    case 11:
      return IncomingCallConnected{U16(), U32(), U16(), U16(), U32()};
    case 12:
      return CallClearRequest{U16()};
    case 13:
      return CallDisconnectNotify{U16(), Code<DisconnectResult>(), Code<GeneralError>(), U16(),
                                  Text(128)};
    case 14:
      return WanErrorNotify{U16(), U32(), U32(), U32(), U32(), U32(), U32()};
    default:
      return SetLinkInfo{U16(), U32(), U32()};
  }
}

}  // namespace pptp::control
