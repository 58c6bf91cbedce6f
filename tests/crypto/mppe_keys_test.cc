#include "lib/crypto/mppe_keys.h"

#include <gtest/gtest.h>

#include "lib/crypto/mppe_key_schedule.h"
#include "tests/crypto/hex.h"

namespace pptp::crypto {
namespace {

Secret ClientPass() {
  return Secret(std::string_view("clientPass"));
}

// RFC 2759 section 9.2, on which RFC 3079 section 3.5 builds.
const ChallengeResponse kNtResponse =
    BlockFromHex<24>("82 30 9E CD 8D 70 8B 5E A0 8F AA 39 81 CD 83 54 42 33 11 4A 3D 85 D6 DF");

MppeStartKeys KeysOfV2(MppeStrength strength, MppeRole role) {
  return MppeKeysFromMsChapV2(strength, role, ClientPass(), kNtResponse);
}

std::string Rc4OfTestMessage(const MppeStartKey& start) {
  MppeKeySchedule keys(start);
  Bytes cipher(12);
  keys.Crypt(AsBytes("test message"), cipher.data());
  return Hex(cipher);
}

struct KeyCase {
  const char* name;
  MppeStrength strength;
  const char* start;
  const char* session;
  const char* test_message;
};
// RFC 3079 section 3.5; its "send" keys are those of the server. Its text of the
// 56-bit message ends in 58, which no RC4 of that key gives: a misprint.
const KeyCase kServerSendCases[] = {
    {"40", MppeStrength::k40Bit, "8B 7C DC 14 9B 99 3A 1B", "D1 26 9E C4 9F A6 2E 3E",
     "92 91 37 91 7E 58 03 D6 68 D7 58 98"},
    {"56", MppeStrength::k56Bit, "8B 7C DC 14 9B 99 3A 1B", "D1 5C 00 C4 9F A6 2E 3E",
     "3F 10 68 33 FA 44 8D A8 42 BC 57 B8"},
    {"128", MppeStrength::k128Bit, "8B 7C DC 14 9B 99 3A 1B A1 18 CB 15 3F 56 DC CB",
     "40 5C B2 24 7A 79 56 E6 E2 11 00 7A E2 7B 22 D4", "81 84 83 17 DF 68 84 62 72 FB 5A BE"},
};

TEST(MppeKeys, VersionTwoGivesTheKeysOfTheRfc) {
  for (const KeyCase& c : kServerSendCases) {
    SCOPED_TRACE(c.name);
    const MppeStartKeys keys = KeysOfV2(c.strength, MppeRole::kServer);
    EXPECT_EQ(c.start, Hex(keys.send.view()));
    EXPECT_EQ(c.session, Hex(MppeKeySchedule(keys.send).session_key()));
    EXPECT_EQ(c.test_message, Rc4OfTestMessage(keys.send));
  }
}

TEST(MppeKeys, WhatOneSideSendsWithTheOtherReceivesWith) {
  for (MppeStrength strength :
       {MppeStrength::k40Bit, MppeStrength::k56Bit, MppeStrength::k128Bit}) {
    const MppeStartKeys client = KeysOfV2(strength, MppeRole::kClient);
    const MppeStartKeys server = KeysOfV2(strength, MppeRole::kServer);
    EXPECT_EQ(Hex(client.send.view()), Hex(server.receive.view()));
    EXPECT_EQ(Hex(client.receive.view()), Hex(server.send.view()));
    EXPECT_NE(Hex(client.send.view()), Hex(client.receive.view()));
  }
}

// Made with the RFC's own algorithm; the RFC prints the other direction only.
TEST(MppeKeys, ClientSendsWithItsOwnKey) {
  const MppeStartKeys keys = KeysOfV2(MppeStrength::k128Bit, MppeRole::kClient);
  EXPECT_EQ("D5 F0 E9 52 1E 3E A9 58 96 45 E8 60 51 C8 22 26", Hex(keys.send.view()));
  EXPECT_EQ("49 D1 1D 0F 0C C6 BE FB A2 A9 B4 B6 88 F9 1E EE",
            Hex(MppeKeySchedule(keys.send).session_key()));
}

TEST(MppeKeys, EveryChangeGivesTheNextKey) {
  const MppeStartKeys client = KeysOfV2(MppeStrength::k128Bit, MppeRole::kClient);
  MppeKeySchedule sent(client.send), received(client.receive);
  for (const char* key : {"0E 09 C1 08 10 1D FD DE F6 C0 E2 F2 D9 5D 0B AD",
                          "03 27 34 39 AC 5F 94 C9 7F 13 D9 13 3D F4 DF C5",
                          "14 64 89 FC DB CD DF ED 41 08 5F B0 E7 DB 01 66"}) {
    sent.ChangeKey();
    EXPECT_EQ(key, Hex(sent.session_key()));
  }
  for (const char* key : {"72 6F 10 50 0E 2B 54 13 5B 1B 74 D7 68 2F 04 71",
                          "28 05 BC 78 69 BE C8 25 57 3A 78 03 E9 5A 3A CD",
                          "58 12 8C 36 CA BD 54 96 81 39 FD 94 B5 88 3D 4A"}) {
    received.ChangeKey();
    EXPECT_EQ(key, Hex(received.session_key()));
  }
}

TEST(MppeKeys, WeakKeysStayWeakAfterAChange) {
  MppeKeySchedule forty(KeysOfV2(MppeStrength::k40Bit, MppeRole::kClient).send);
  MppeKeySchedule fifty_six(KeysOfV2(MppeStrength::k56Bit, MppeRole::kClient).send);
  forty.ChangeKey();
  fifty_six.ChangeKey();
  EXPECT_EQ("D1 26 9E", Hex(forty.session_key().first(3)));
  EXPECT_EQ("D1", Hex(fifty_six.session_key().first(1)));
  EXPECT_NE("26 9E", Hex(fifty_six.session_key().subspan(1, 2)));
}

TEST(MppeKeys, ARestoredKeyGoesOnAsBefore) {
  MppeKeySchedule keys(KeysOfV2(MppeStrength::k128Bit, MppeRole::kClient).send);
  const auto saved = keys.Save();
  keys.ChangeKey();
  const std::string next = Hex(keys.session_key());
  keys.ChangeKey();
  keys.Restore(saved);
  keys.ChangeKey();
  EXPECT_EQ(next, Hex(keys.session_key()));
}

// RFC 3079 section 2.5: the start keys up to 56 bits are the front of the LM hash,
// that of 128 bits depends on the challenge. Step 3 of the RFC misprints its
// eighth byte as CA; the session key that follows needs C1.
TEST(MppeKeys, VersionOneGivesTheKeysOfTheRfc) {
  const auto challenge = BlockFromHex<8>("10 2D B5 DF 08 5D 30 41");
  struct {
    const char* name;
    MppeStrength strength;
    const char* start;
    const char* session;
  } const cases[] = {
      {"40", MppeStrength::k40Bit, "76 A1 52 93 60 96 D7 83", "D1 26 9E 53 8C EC 4A 08"},
      {"56", MppeStrength::k56Bit, "76 A1 52 93 60 96 D7 83", "D1 08 01 53 8C EC 4A 08"},
      {"128", MppeStrength::k128Bit, "A8 94 78 50 CF C0 AC C1 D1 78 9F B6 2D DC DD B0",
       "59 D1 59 BC 09 F7 6F 1D A2 A8 6A 28 FF EC 0B 1E"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const MppeStartKeys keys = MppeKeysFromMsChap(c.strength, ClientPass(), challenge);
    EXPECT_EQ(c.start, Hex(keys.send.view()));
    EXPECT_EQ(c.start, Hex(keys.receive.view()));
    EXPECT_EQ(c.session, Hex(MppeKeySchedule(keys.send).session_key()));
  }
}

}  // namespace
}  // namespace pptp::crypto
