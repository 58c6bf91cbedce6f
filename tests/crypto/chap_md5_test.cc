#include "lib/crypto/chap_md5.h"

#include <gtest/gtest.h>

#include "tests/crypto/hex.h"

namespace pptp::crypto {
namespace {

// RFC 1994 has no vector; this one is coreutils' md5sum over "\x01secretchallenge".
TEST(ChapMd5, IsTheMd5OfIdSecretAndChallenge) {
  const Secret password(std::string_view("secret"));
  const Bytes expected = FromHex("46e47770030e2b4e26a0db72a7efec00");
  EXPECT_EQ(Hex(expected), Hex(RespondChapMd5(1, password, AsBytes("challenge"))));
  EXPECT_TRUE(VerifyChapMd5(1, password, AsBytes("challenge"), expected));
}

TEST(ChapMd5, RefusesEverythingElse) {
  const Secret password(std::string_view("secret"));
  const ChapMd5Response response = RespondChapMd5(1, password, AsBytes("challenge"));
  EXPECT_FALSE(VerifyChapMd5(2, password, AsBytes("challenge"), response));
  EXPECT_FALSE(VerifyChapMd5(1, password, AsBytes("challengf"), response));
  EXPECT_FALSE(
      VerifyChapMd5(1, Secret(std::string_view("Secret")), AsBytes("challenge"), response));
  EXPECT_FALSE(VerifyChapMd5(1, password, AsBytes("challenge"), ByteView(response).first(15)));
  EXPECT_FALSE(VerifyChapMd5(1, password, AsBytes("challenge"), {}));
}

}  // namespace
}  // namespace pptp::crypto
