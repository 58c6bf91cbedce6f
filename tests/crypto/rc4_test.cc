#include "lib/crypto/rc4.h"

#include <gtest/gtest.h>
#include <nettle/arcfour.h>

#include <random>
#include <string>
#include <vector>

#include "tests/crypto/hex.h"

namespace pptp::crypto {
namespace {

struct Vector {
  const char* name;
  const char* key;
  const char* stream;
};

// RFC 6229 section 2, of the key lengths that MPPE has; the first 32 bytes.
constexpr Vector kVectors[] = {
    {"Key64Bit", "01 02 03 04 05 06 07 08",
     "97 ab 8a 1b f0 af b9 61 32 f2 f6 72 58 da 15 a8 "
     "82 63 ef db 45 c4 a1 86 84 ef 87 e6 b1 9e 5b 09"},
    {"Key128Bit", "01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10",
     "9a c7 cc 9a 60 9d 1e f7 b2 93 28 99 cd e4 1b 97 "
     "52 48 c4 95 90 14 12 6a 6e 8a 84 f1 1d 1a 9e 1c"},
};

class Rfc6229 : public testing::TestWithParam<Vector> {};

TEST_P(Rfc6229, GivesTheStream) {
  Rc4 rc4;
  rc4.SetKey(FromHex(GetParam().key));
  const Bytes zeros(32);
  Bytes stream(zeros.size());
  rc4.Crypt(zeros, stream.data());
  EXPECT_EQ(FromHex(GetParam().stream), stream);
}

INSTANTIATE_TEST_SUITE_P(Rc4, Rfc6229, testing::ValuesIn(kVectors),
                         [](const auto& param) { return std::string(param.param.name); });

// Pieces of any length, where whole words and single bytes meet; the second key finds what the
// first one left.
TEST(Rc4, AgreesWithNettleInPiecesAndInPlace) {
  std::mt19937 random(1);
  Rc4 rc4;
  for (const size_t key_size : {16, 8, 16}) {
    Bytes key(key_size);
    for (uint8_t& byte : key) byte = static_cast<uint8_t>(random());
    rc4.SetKey(key);
    arcfour_ctx theirs;
    nettle_arcfour_set_key(&theirs, key.size(), key.data());
    for (size_t size = 0; size < 300; ++size) {
      Bytes ours(size);
      for (uint8_t& byte : ours) byte = static_cast<uint8_t>(random());
      Bytes expected(size);
      nettle_arcfour_crypt(&theirs, size, expected.data(), ours.data());
      rc4.Crypt(ours, ours.data());
      ASSERT_EQ(expected, ours) << "a piece of " << size << " bytes";
    }
  }
}

}  // namespace
}  // namespace pptp::crypto
