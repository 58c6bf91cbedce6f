#include "lib/crypto/ms_chap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crypto/hex.h"

namespace pptp::crypto {
namespace {

using testing::Each;

// RFC 2433 section B.3.
const auto kChallenge = BlockFromHex<8>("10 2D B5 DF 08 5D 30 41");
constexpr const char* kNtResponse =
    "4E 9D 3C 8F 9C FD 38 5D 5B F4 D3 24 67 91 95 6C A4 C3 51 AB 40 9A 3D 61";

Secret MyPw() {
  return Secret(std::string_view("MyPw"));
}

TEST(MsChap, SendsTheNtResponseOfTheRfcAndNoLmResponse) {
  const MsChapValue value = RespondMsChap(kChallenge, MyPw());
  EXPECT_THAT(ByteView(value).first(24), Each(0));
  EXPECT_EQ(kNtResponse, Hex(ByteView(value).subspan(24, 24)));
  EXPECT_EQ(1, value[48]);
}

// The challenge and password of the NTLM literature.
TEST(MsChap, SendsTheLmResponseWhenTold) {
  const MsChapValue value = RespondMsChap(BlockFromHex<8>("01 23 45 67 89 AB CD EF"),
                                          Secret(std::string_view("SecREt01")), LmResponse::kSend);
  EXPECT_EQ("C3 37 CD 5C BD 44 FC 97 82 A6 67 AF 6D 42 7C 6D E6 7C 20 C2 D3 E7 7C 56",
            Hex(ByteView(value).first(24)));
  EXPECT_EQ(1, value[48]);
}

TEST(MsChap, ServerTakesTheRightPasswordOnly) {
  MsChapValue value = RespondMsChap(kChallenge, MyPw());
  EXPECT_TRUE(VerifyMsChap(kChallenge, MyPw(), value));
  EXPECT_FALSE(VerifyMsChap(kChallenge, Secret(std::string_view("mypw")), value));
  EXPECT_FALSE(VerifyMsChap(BlockFromHex<8>("10 2D B5 DF 08 5D 30 42"), MyPw(), value));
  EXPECT_FALSE(VerifyMsChap(kChallenge, MyPw(), ByteView(value).first(48)));
  value[24] ^= 1;
  EXPECT_FALSE(VerifyMsChap(kChallenge, MyPw(), value));
}

TEST(MsChap, ServerRefusesAnLmResponseAlone) {
  MsChapValue value = RespondMsChap(kChallenge, MyPw(), LmResponse::kSend);
  value[48] = 0;
  EXPECT_FALSE(VerifyMsChap(kChallenge, MyPw(), value));
}

}  // namespace
}  // namespace pptp::crypto
