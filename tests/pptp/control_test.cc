#include "lib/pptp/control.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lib/base/text.h"
#include "lib/pptp/control_codec.h"
#include "tests/pptp/message_generator.h"

namespace pptp::control {
namespace {

using testing::HasSubstr;

// 64 bytes: the text, then zeros.
std::string Field(std::string_view text, size_t size = 64) {
  std::string hex = ToHex(AsBytes(text), " ");
  for (size_t i = text.size(); i < size; ++i) hex += hex.empty() ? "00" : " 00";
  return hex;
}

struct WireCase {
  const char* name;
  Message message;
  std::string bytes;
};

// RFC 2637 sections 2.1 to 2.15, every field with a value of its own.
const WireCase kWireCases[] = {
    {"StartRequest",
     StartControlConnectionRequest{0x0100, 0x11, 0x22, 0x33, 0x44, "host", "vendor"},
     "00 9c 00 01 1a 2b 3c 4d 00 01 00 00 01 00 00 00 00 00 00 11 00 00 00 22 00 33 00 44 " +
         Field("host") + " " + Field("vendor")},
    {"StartReply",
     StartControlConnectionReply{0x0100, StartResult::kNotAuthorized, GeneralError::kBadValue, 0x11,
                                 0x22, 0x33, 0x44, "host", "vendor"},
     "00 9c 00 01 1a 2b 3c 4d 00 02 00 00 01 00 04 03 00 00 00 11 00 00 00 22 00 33 00 44 " +
         Field("host") + " " + Field("vendor")},
    {"StopRequest", StopControlConnectionRequest{StopReason::kLocalShutdown},
     "00 10 00 01 1a 2b 3c 4d 00 03 00 00 03 00 00 00"},
    {"StopReply",
     StopControlConnectionReply{PlainResult::kGeneralError, GeneralError::kNotConnected},
     "00 10 00 01 1a 2b 3c 4d 00 04 00 00 02 01 00 00"},
    {"EchoRequest", EchoRequest{0x01020304}, "00 10 00 01 1a 2b 3c 4d 00 05 00 00 01 02 03 04"},
    {"EchoReply", EchoReply{0x01020304, PlainResult::kOk, GeneralError::kNone},
     "00 14 00 01 1a 2b 3c 4d 00 06 00 00 01 02 03 04 01 00 00 00"},
    {"OutgoingRequest",
     OutgoingCallRequest{0x1111, 0x2222, 0x960, 0x989680, 3, 2, 0x40, 0x05, "5551234", "sub"},
     "00 a8 00 01 1a 2b 3c 4d 00 07 00 00 11 11 22 22 00 00 09 60 00 98 96 80 00 00 00 03 "
     "00 00 00 02 00 40 00 05 00 07 00 00 " +
         Field("5551234") + " " + Field("sub")},
    {"OutgoingReply",
     OutgoingCallReply{0x1111, 0x2222, OutgoingCallResult::kDoNotAccept, GeneralError::kPacError,
                       0x3333, 0x05f5e100, 0x40, 0x05, 0x44444444},
     "00 20 00 01 1a 2b 3c 4d 00 08 00 00 11 11 22 22 07 06 33 33 05 f5 e1 00 00 40 00 05 "
     "44 44 44 44"},
    {"IncomingRequest",
     IncomingCallRequest{0x1111, 0x2222, 3, 0x44444444, "called", "caller id", "sub"},
     "00 dc 00 01 1a 2b 3c 4d 00 09 00 00 11 11 22 22 00 00 00 03 44 44 44 44 00 06 00 09 " +
         Field("called") + " " + Field("caller id") + " " + Field("sub")},
    {"IncomingReply",
     IncomingCallReply{0x1111, 0x2222, IncomingCallResult::kDoNotAccept, GeneralError::kNoResource,
                       0x40, 0x05},
     "00 18 00 01 1a 2b 3c 4d 00 0a 00 00 11 11 22 22 03 04 00 40 00 05 00 00"},
    {"IncomingConnected", IncomingCallConnected{0x2222, 0x05f5e100, 0x40, 0x05, 2},
     "00 1c 00 01 1a 2b 3c 4d 00 0b 00 00 22 22 00 00 05 f5 e1 00 00 40 00 05 00 00 00 02"},
    {"CallClear", CallClearRequest{0x1111}, "00 10 00 01 1a 2b 3c 4d 00 0c 00 00 11 11 00 00"},
    {"CallDisconnect",
     CallDisconnectNotify{0x1111, DisconnectResult::kAdminShutdown, GeneralError::kBadCallId,
                          0x3333, "12 packets"},
     "00 94 00 01 1a 2b 3c 4d 00 0d 00 00 11 11 03 05 33 33 00 00 " + Field("12 packets", 128)},
    {"WanError", WanErrorNotify{0x2222, 1, 2, 3, 4, 5, 6},
     "00 28 00 01 1a 2b 3c 4d 00 0e 00 00 22 22 00 00 00 00 00 01 00 00 00 02 00 00 00 03 "
     "00 00 00 04 00 00 00 05 00 00 00 06"},
    {"SetLinkInfo", SetLinkInfo{0x2222, 0xffffffff, 0x000a0000},
     "00 18 00 01 1a 2b 3c 4d 00 0f 00 00 22 22 00 00 ff ff ff ff 00 0a 00 00"},
};

TEST(Control, EveryMessageHasTheBytesOfTheRfc) {
  uint16_t type = 0;
  for (const WireCase& c : kWireCases) {
    SCOPED_TRACE(c.name);
    const Bytes bytes = Encode(c.message);
    EXPECT_EQ(c.bytes, ToHex(bytes, " "));
    EXPECT_EQ(++type, TypeOf(c.message));
    EXPECT_EQ(MessageSize(type), bytes.size());
    const auto received = Decode(bytes);
    ASSERT_TRUE(received) << received.error().message();
    EXPECT_EQ(c.message, received->message);
    EXPECT_EQ(0, received->reserved0);
  }
  EXPECT_EQ(kMessageTypes, type);
}

TEST(Control, GeneratedMessagesComeBack) {
  MessageGenerator generator(2637);
  for (int i = 0; i < 20000; ++i) {
    const Message message = generator.Next();
    const auto received = Decode(Encode(message));
    ASSERT_TRUE(received);
    ASSERT_EQ(message, received->message) << MessageName(TypeOf(message));
  }
}

// Cisco's servers set the reserved field of the header, others leave rubbish
// elsewhere.
TEST(Control, ReservedFieldsMayHoldAnything) {
  Bytes bytes = Encode(SetLinkInfo{7, 1, 2});
  bytes[10] = 0x12;
  bytes[11] = 0x34;
  bytes[14] = 0xff;
  const auto received = Decode(bytes);
  ASSERT_TRUE(received);
  EXPECT_EQ(0x1234, received->reserved0);
  EXPECT_EQ(Message(SetLinkInfo{7, 1, 2}), received->message);
}

TEST(Control, TextsEndWithTheirFirstNulOrTheirField) {
  Bytes bytes = Encode(StartControlConnectionRequest{});
  bytes[28] = 'a';
  bytes[30] = 'b';
  for (size_t i = 92; i < 156; ++i) bytes[i] = 'v';
  const auto received = Decode(bytes);
  ASSERT_TRUE(received);
  const auto* request = std::get_if<StartControlConnectionRequest>(&received->message);
  ASSERT_NE(nullptr, request);
  EXPECT_EQ("a", request->host_name);
  EXPECT_EQ(std::string(64, 'v'), request->vendor_string);
}

TEST(Control, TextsTooLongForTheirFieldAreCut) {
  const std::string longer(100, 'x');
  const Bytes bytes = Encode(OutgoingCallRequest{1, 2, 3, 4, 5, 6, 7, 8, longer, longer});
  EXPECT_EQ(168U, bytes.size());
  EXPECT_EQ(64, bytes[37]) << "the length of the phone number as it was sent";
  const auto received = Decode(bytes);
  ASSERT_TRUE(received);
  EXPECT_EQ(std::string(64, 'x'), std::get_if<OutgoingCallRequest>(&received->message)->subaddress);
}

struct BadCase {
  const char* name;
  Error::Code code;
  const char* says;
  Bytes bytes;
};

Bytes With(size_t at, uint8_t byte, Bytes bytes = Encode(EchoRequest{1})) {
  bytes[at] = byte;
  return bytes;
}

TEST(Control, WhatIsNoMessageIsRefused) {
  const Bytes echo = Encode(EchoRequest{1});
  const BadCase cases[] = {
      {"Empty", Error::Code::kTruncated, "header", {}},
      {"HalfAHeader", Error::Code::kTruncated, "header", Bytes(echo.begin(), echo.begin() + 11)},
      {"Short", Error::Code::kTruncated, "15 of the 16", Bytes(echo.begin(), echo.begin() + 15)},
      {"Magic", Error::Code::kSyntax, "magic cookie is 0x1a2b3c4e", With(7, 0x4e)},
      {"Management", Error::Code::kSyntax, "PPTP message type 2", With(3, 2)},
      {"TypeZero", Error::Code::kSyntax, "unknown type 0", With(9, 0)},
      {"TypeSixteen", Error::Code::kSyntax, "unknown type 16", With(9, 16)},
      {"LengthZero", Error::Code::kSyntax, "length of 0 bytes; it has 16", With(1, 0)},
      {"LengthHuge", Error::Code::kSyntax, "Echo-Request with a length of 65296", With(0, 0xff)},
      {"LengthOfAnother", Error::Code::kSyntax, "Echo-Reply with a length of 16", With(9, 6)},
  };
  for (const BadCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto received = Decode(c.bytes);
    ASSERT_FALSE(received);
    EXPECT_EQ(c.code, received.error().code());
    EXPECT_THAT(received.error().message(), HasSubstr(c.says));
  }
}

TEST(Control, CodesHaveTheNamesThatPptpLogs) {
  EXPECT_EQ("Start-Control-Connection-Request", MessageName(1));
  EXPECT_EQ("Outgoing-Call-Request", MessageName(7));
  EXPECT_EQ("WAN-Error-Notify", MessageName(14));
  EXPECT_EQ("Set-Link-Info", MessageName(15));
  EXPECT_EQ("", MessageName(0));
  EXPECT_EQ("", MessageName(16));
  EXPECT_EQ("Command Channel Already Exists", ResultName(StartResult::kChannelExists));
  EXPECT_EQ("Unknown Result Code", ResultName(StartResult::kUnset));
  EXPECT_EQ("Unknown Result Code", ResultName(StartResult{200}));
  EXPECT_EQ("Not Accepted, Call is administratively prohibited",
            ResultName(OutgoingCallResult::kDoNotAccept));
  EXPECT_EQ("Do Not Accept", ResultName(IncomingCallResult::kDoNotAccept));
  EXPECT_EQ("(your) Request", ResultName(DisconnectResult::kRequest));
  EXPECT_EQ("OK", ResultName(PlainResult::kOk));
  EXPECT_EQ("Stop-Local-Shutdown", ReasonName(StopReason::kLocalShutdown));
  EXPECT_EQ("(None)", ErrorName(GeneralError::kNone));
  EXPECT_EQ("(PAC-Error)", ErrorName(GeneralError::kPacError));
  EXPECT_EQ("(Unknown)", ErrorName(GeneralError{7}));
}

}  // namespace
}  // namespace pptp::control
