#include "lib/crypto/password_hash.h"

#include <gtest/gtest.h>

#include "lib/crypto/des.h"
#include "tests/crypto/hex.h"

namespace pptp::crypto {
namespace {

struct PasswordCase {
  const char* name;
  std::string_view password;
  const char* utf16;
};
const PasswordCase kPasswordCases[] = {
    {"Empty", "", ""},
    {"Ascii", "MyPw", "4D 00 79 00 50 00 77 00"},  // RFC 2433 section B.2
    {"TwoBytes", "\xc3\xa9", "E9 00"},
    {"ThreeBytes", "\xe2\x82\xac", "AC 20"},
    {"FourBytesAreTwoUnits", "\xf0\x9f\x94\x91", "3D D8 11 DD"},
    {"LastCharacter", "\xf4\x8f\xbf\xbf", "FF DB FF DF"},
    {"NulInside", std::string_view("a\0b", 3), "61 00 00 00 62 00"},
    // None of these is UTF-8: they are taken as Latin-1.
    {"Latin1", "caf\xe9", "63 00 61 00 66 00 E9 00"},
    {"CutOff", "a\xe2\x82", "61 00 E2 00 82 00"},
    {"LoneContinuation", "\x80", "80 00"},
    {"TooLong", "\xc0\xaf", "C0 00 AF 00"},
    {"TooLongOfThree", "\xe0\x80\xaf", "E0 00 80 00 AF 00"},
    {"Surrogate", "\xed\xa0\x80", "ED 00 A0 00 80 00"},
    {"BeyondUnicode", "\xf4\x90\x80\x80", "F4 00 90 00 80 00 80 00"},
    {"FiveBytes", "\xf8\x88\x80\x80\x80", "F8 00 88 00 80 00 80 00 80 00"},
    {"Utf8ThenNot", "\xc3\xa9\xff", "C3 00 A9 00 FF 00"},
};

TEST(PasswordHash, PasswordsBecomeUtf16) {
  for (const PasswordCase& c : kPasswordCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(c.utf16, Hex(Utf16Password(Secret(c.password)).view()));
  }
}

// RFC 2433 section B.3, RFC 2759 section 9.3.
TEST(PasswordHash, DesKeysGetParity) {
  EXPECT_EQ("FD 0B 5B 5E 7F 6E 34 D9",
            Hex(ExpandDesKey(BlockFromHex<7>("FC 15 6A F7 ED CD 6C")).view()));
  EXPECT_EQ("0E 6E 79 67 37 EA 08 FE",
            Hex(ExpandDesKey(BlockFromHex<7>("0E DD E3 33 7D 42 7F")).view()));
}

// RFC 2433 section B.2, RFC 2759 sections 9.2 and 9.3.
TEST(PasswordHash, NtHashesOfTheRfcs) {
  EXPECT_EQ("FC 15 6A F7 ED CD 6C 0E DD E3 33 7D 42 7F 4E AC",
            Hex(NtPasswordHash(Secret(std::string_view("MyPw"))).view()));
  const PasswordHash hash = NtPasswordHash(Secret(std::string_view("clientPass")));
  EXPECT_EQ("44 EB BA 8D 53 12 B8 D6 11 47 44 11 F5 69 89 AE", Hex(hash.view()));
  EXPECT_EQ("41 C0 0C 58 4B D2 D9 1C 40 17 A2 A1 2F A5 9F 3F",
            Hex(HashNtPasswordHash(hash).view()));
}

// RFC 3079 section 2.5.
TEST(PasswordHash, LmHashOfTheRfc) {
  EXPECT_EQ("76 A1 52 93 60 96 D7 83 0E 23 90 22 74 04 AF D2",
            Hex(LmPasswordHash(Secret(std::string_view("clientPass"))).view()));
}

TEST(PasswordHash, LmHashIgnoresCaseAndWhatFollowsTheFourteenthByte) {
  const auto hash = [](std::string_view password) {
    return Hex(LmPasswordHash(Secret(password)).view());
  };
  EXPECT_EQ(hash("CLIENTPASS"), hash("clientPass"));
  EXPECT_EQ(hash("12345678901234"), hash("12345678901234567890"));
  EXPECT_NE(hash("1234567890123"), hash("12345678901234"));
  // The well-known hash of no password at all.
  EXPECT_EQ("AA D3 B4 35 B5 14 04 EE AA D3 B4 35 B5 14 04 EE", hash(""));
}

}  // namespace
}  // namespace pptp::crypto
