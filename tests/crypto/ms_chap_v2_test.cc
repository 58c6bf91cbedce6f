#include "lib/crypto/ms_chap_v2.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crypto/hex.h"

namespace pptp::crypto {
namespace {

using testing::HasSubstr;

// The exchange of RFC 2759 section 9.2.
class MsChapV2 : public testing::Test {
 protected:
  bool Proves(std::string_view message) const {
    return CheckMsChapV2Success(exchange_, password_, nt_response_, message).has_value();
  }

  MsChapV2Exchange exchange_{
      BlockFromHex<16>("5B 5D 7C 7D 7B 3F 2F 3E 3C 2C 60 21 32 26 26 28"),
      BlockFromHex<16>("21 40 23 24 25 5E 26 2A 28 29 5F 2B 3A 33 7C 7E"),
      "User",
  };
  const Secret password_{std::string_view("clientPass")};
  const ChallengeResponse nt_response_ =
      BlockFromHex<24>("82 30 9E CD 8D 70 8B 5E A0 8F AA 39 81 CD 83 54 42 33 11 4A 3D 85 D6 DF");
  const std::string proof_ = "S=407A5589115FD0D6209F510FE9C04566932CDA56";
};

TEST_F(MsChapV2, ChallengeHashOfTheRfc) {
  EXPECT_EQ("D0 2E 43 86 BC E9 12 26", Hex(MsChapV2ChallengeHash(exchange_)));
}

TEST_F(MsChapV2, NtResponseOfTheRfc) {
  EXPECT_EQ(Hex(nt_response_), Hex(RespondMsChapV2(exchange_, password_)));
}

TEST_F(MsChapV2, AuthenticatorResponseOfTheRfc) {
  EXPECT_EQ(proof_, MsChapV2AuthenticatorResponse(exchange_, password_, nt_response_));
}

TEST_F(MsChapV2, TheDomainIsNotHashed) {
  exchange_.name = "DOMAIN\\User";
  EXPECT_EQ(Hex(nt_response_), Hex(RespondMsChapV2(exchange_, password_)));
  EXPECT_EQ("User", WithoutDomain("DOMAIN\\User"));
  EXPECT_EQ("User", WithoutDomain("User"));
  EXPECT_EQ("", WithoutDomain("DOMAIN\\"));
  EXPECT_EQ("c", WithoutDomain("a\\b\\c"));
}

// RFC 2759 section 4.
TEST_F(MsChapV2, ResponseValueHasItsParts) {
  const MsChapV2Value value = EncodeMsChapV2Value({exchange_.peer_challenge, nt_response_});
  EXPECT_EQ(Hex(exchange_.peer_challenge) + " 00 00 00 00 00 00 00 00 " + Hex(nt_response_) + " 00",
            Hex(value));
  const auto decoded = DecodeMsChapV2Value(value);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(exchange_.peer_challenge, decoded->peer_challenge);
  EXPECT_EQ(nt_response_, decoded->nt_response);
  EXPECT_FALSE(DecodeMsChapV2Value(ByteView(value).first(48)));
  EXPECT_FALSE(DecodeMsChapV2Value({}));
}

TEST_F(MsChapV2, ServerTakesTheRightPasswordOnly) {
  EXPECT_TRUE(VerifyMsChapV2(exchange_, password_, nt_response_));
  EXPECT_FALSE(VerifyMsChapV2(exchange_, Secret(std::string_view("clientpass")), nt_response_));
  exchange_.name = "user";
  EXPECT_FALSE(VerifyMsChapV2(exchange_, password_, nt_response_));
}

TEST_F(MsChapV2, ClientTakesTheServersProof) {
  EXPECT_TRUE(Proves(proof_));
  EXPECT_TRUE(Proves(proof_ + " M=Access granted"));
  EXPECT_TRUE(Proves("S=407a5589115fd0d6209f510fe9c04566932cda56 M="));
}

TEST_F(MsChapV2, ClientRefusesAServerWithoutProof) {
  for (const char* message : {"", "S=", "M=Welcome", "S=407A5589115FD0D6209F510FE9C04566932CDA5",
                              "s=407A5589115FD0D6209F510FE9C04566932CDA56",
                              " S=407A5589115FD0D6209F510FE9C04566932CDA56"}) {
    EXPECT_FALSE(Proves(message)) << message;
  }
}

TEST_F(MsChapV2, ClientRefusesAnImpostor) {
  for (size_t i = 2; i < proof_.size(); ++i) {
    std::string wrong = proof_;
    wrong[i] = wrong[i] == '0' ? '1' : '0';
    auto checked = CheckMsChapV2Success(exchange_, password_, nt_response_, wrong);
    ASSERT_FALSE(checked) << wrong;
    EXPECT_THAT(checked.error().message(), HasSubstr("impostor"));
  }
}

}  // namespace
}  // namespace pptp::crypto
