#include "lib/tunnel/ipv6cp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/tunnel/control_layer_end.h"
#include "tests/tunnel/option_text.h"

namespace pptp::tunnel {
namespace {

using testing::ElementsAre;

constexpr ppp::Protocol kIpv6cp = ppp::Protocol::kIpv6cp;

// Options that had their Restart(): our identifier is ::1:0:2 (the random source counts).
struct Fresh {
  explicit Fresh(const Ipv6cpWishes& wishes = {}) : options(wishes, &random) { options.Restart(); }

  std::string Request() { return TextOf(kIpv6cp, options.Request()); }
  std::string Judge(const std::string& request, bool may_nak = true) {
    return TextOf(kIpv6cp, options.Judge(OptionsOf(kIpv6cp, request), may_nak, &actions));
  }
  bool Nak(const std::string& text) { return options.OnNak(OptionsOf(kIpv6cp, text), &actions); }
  bool Reject(const std::string& text) {
    return options.OnReject(OptionsOf(kIpv6cp, text), &actions);
  }

  CountingRandom random;
  Ipv6cpOptions options;
  Actions actions;
};

const char kOurs[] = "<addr fe80::0000:0001:0000:0002>";
const char kZero[] = "<addr fe80::0000:0000:0000:0000>";
const char kNext[] = "<addr fe80::0000:0003:0000:0004>";
const char kTheirs[] = "<addr fe80::1111:2222:3333:4444>";

TEST(Ipv6cpOptions, AsksForARandomIdentifierOrTheOneGiven) {
  EXPECT_EQ(kOurs, Fresh().Request());
  EXPECT_EQ(kTheirs, Fresh({0x1111222233334444, 0}).Request());
}

struct JudgeCase {
  const char* name;
  std::string request;
  std::string answer;
  std::string answer_at_the_end;
};
const JudgeCase kJudged[] = {
    {"AnIdentifier", kTheirs, std::string("ConfAck ") + kTheirs, std::string("ConfAck ") + kTheirs},
    {"Zero", kZero, std::string("ConfNak ") + kNext, std::string("ConfRej ") + kZero},
    {"Ours", kOurs, std::string("ConfNak ") + kNext, std::string("ConfRej ") + kOurs},
    {"None", "", std::string("ConfNak ") + kNext, "ConfAck "},
    {"TooShort", "< 01 04 00 01>", "ConfRej < 01 04 00 01>", "ConfRej < 01 04 00 01>"},
    {"Compression", std::string(kTheirs) + " <compress 0x4f>", "ConfRej <compress 0x4f>",
     "ConfRej <compress 0x4f>"},
    {"Unknown", std::string(kTheirs) + " < c8 02>", "ConfRej < c8 02>", "ConfRej < c8 02>"},
};

TEST(Ipv6cpOptions, JudgesThePeersRequest) {
  for (const JudgeCase& row : kJudged) {
    EXPECT_EQ(row.answer, Fresh().Judge(row.request)) << row.name;
    EXPECT_EQ(row.answer_at_the_end, Fresh().Judge(row.request, false)) << row.name;
  }
}

TEST(Ipv6cpOptions, GivesThePeerTheIdentifierThatIsMeantForIt) {
  Fresh fresh({0, 0x1111222233334444});
  EXPECT_EQ(std::string("ConfNak ") + kTheirs, fresh.Judge(kZero));
  EXPECT_EQ(std::string("ConfAck ") + kTheirs, fresh.Judge(kTheirs));
  EXPECT_EQ(0x1111222233334444u, fresh.options.Agreed().remote);
}

TEST(Ipv6cpOptions, AsksOnceForAnIdentifierThatThePeerDoesNotTell) {
  Fresh fresh;
  EXPECT_EQ(std::string("ConfNak ") + kNext, fresh.Judge(""));
  EXPECT_EQ("ConfAck ", fresh.Judge(""));
}

TEST(Ipv6cpOptions, TakesTheIdentifierThatThePeerNaksWith) {
  Fresh fresh;
  EXPECT_TRUE(fresh.Nak(kTheirs));
  EXPECT_EQ(kTheirs, fresh.Request());
}

TEST(Ipv6cpOptions, TakesAnotherOneForZeroAndForWhatItGaveAway) {
  Fresh fresh;
  EXPECT_TRUE(fresh.Nak(kZero));
  EXPECT_EQ(kNext, fresh.Request());
  Fresh crossing;
  EXPECT_EQ(std::string("ConfNak ") + kNext, crossing.Judge(kZero));
  EXPECT_TRUE(crossing.Nak(kNext));
  EXPECT_EQ("<addr fe80::0000:0005:0000:0006>", crossing.Request());
}

TEST(Ipv6cpOptions, DropsAnswersThatMakeNoSense) {
  Fresh fresh;
  EXPECT_FALSE(fresh.Nak(""));
  EXPECT_FALSE(fresh.Nak("< 01 03 05>"));
  EXPECT_FALSE(fresh.Reject(""));
  EXPECT_FALSE(fresh.Reject("<compress 0x4f>"));
  EXPECT_EQ(kOurs, fresh.Request());
}

TEST(Ipv6cpOptions, ARejectedIdentifierIsNotAskedForAgain) {
  Fresh fresh;
  EXPECT_TRUE(fresh.Reject(kOurs));
  EXPECT_EQ("", fresh.Request());
  EXPECT_FALSE(fresh.Reject(kOurs));
  EXPECT_NE(0u, fresh.options.Agreed().local);
}

TEST(Ipv6cpOptions, IdentifiersAreLocalAndNotZeroWhateverTheRandomSource) {
  ZeroRandom zero;
  Ipv6cpOptions options({}, &zero);
  options.Restart();
  EXPECT_NE(0u, options.Agreed().local);
  class Ones : public RandomSource {
    void Fill(std::span<uint8_t> bytes) override {
      for (uint8_t& byte : bytes) byte = 0xff;
    }
  } ones;
  Ipv6cpOptions all({}, &ones);
  all.Restart();
  EXPECT_EQ(0xfdffffffffffffffu, all.Agreed().local);
}

// One end of IPV6CP.
class Peer : public ControlLayerEnd {
 public:
  explicit Peer(const Ipv6cpWishes& wishes, uint8_t first_random = 1)
      : ControlLayerEnd(&ipv6cp), random(first_random), ipv6cp(wishes, &random) {}

  CountingRandom random;
  Ipv6cp ipv6cp;
};

TEST(Ipv6cp, BothEndsComeUp) {
  Peer one({}), other({0x1111222233334444, 0});
  one.Start();
  other.Start();
  ASSERT_TRUE(Exchange(&one, &other));
  EXPECT_THAT(one.TakeWords(),
              ElementsAre("started", "up", "notice local  LL address fe80::0000:0001:0000:0002",
                          "notice remote LL address fe80::1111:2222:3333:4444"));
  EXPECT_TRUE(other.up());
  EXPECT_EQ(one.ipv6cp.Agreed().local, other.ipv6cp.Agreed().remote);
}

TEST(Ipv6cp, EqualIdentifiersAreSortedOut) {
  Peer one({7, 0}, 1), other({7, 0}, 100);
  one.Start();
  other.Start();
  ASSERT_TRUE(Exchange(&one, &other));
  ASSERT_TRUE(one.up() && other.up());
  EXPECT_NE(one.ipv6cp.Agreed().local, one.ipv6cp.Agreed().remote);
  EXPECT_EQ(one.ipv6cp.Agreed().local, other.ipv6cp.Agreed().remote);
}

TEST(Ipv6cp, AServerGivesTheClientAnIdentifier) {
  Peer client({});
  client.Start();
  client.Receive("[IPV6CP ConfNak id=0x1 <addr fe80::1111:2222:3333:4444>]");
  client.Receive("[IPV6CP ConfReq id=0x1 <addr fe80::0000:0000:0000:0001>]");
  client.Receive("[IPV6CP ConfAck id=0x2 <addr fe80::1111:2222:3333:4444>]");
  EXPECT_THAT(client.TakeWords(),
              ElementsAre("started", "up", "notice local  LL address fe80::1111:2222:3333:4444",
                          "notice remote LL address fe80::0000:0000:0000:0001"));
}

TEST(Ipv6cp, ClosesWithoutTheRemoteIdentifier) {
  Peer client({});
  client.Start();
  client.Receive("[IPV6CP ConfReq id=0x1]");
  client.Receive("[IPV6CP ConfReq id=0x2]");
  client.Take();
  client.Receive("[IPV6CP ConfAck id=0x1 <addr fe80::0000:0001:0000:0002>]");
  EXPECT_THAT(
      client.Take(),
      ElementsAre("error Could not determine remote LL address",
                  "sent [IPV6CP TermReq id=0x2 \"Could not determine remote LL address\"]"));
}

TEST(Ipv6cp, ClosesWhenBothEndUpWithTheSame) {
  Peer client({});
  client.Start();
  client.Receive("[IPV6CP ConfReq id=0x1 <addr fe80::1111:2222:3333:4444>]");
  client.Receive("[IPV6CP ConfNak id=0x1 <addr fe80::1111:2222:3333:4444>]");
  client.Receive("[IPV6CP ConfAck id=0x2 <addr fe80::1111:2222:3333:4444>]");
  EXPECT_THAT(client.TakeWords(),
              ElementsAre("started", "error local and remote LL addresses are equal"));
}

TEST(Ipv6cp, StaysOffWhenThePeerDoesNotSpeakIt) {
  Peer client({});
  client.Start();
  client.Take();
  Actions actions;
  client.ipv6cp.OnProtocolReject(client.now(), &actions);
  client.Absorb(actions);
  EXPECT_THAT(client.Take(), ElementsAre("finished"));
  client.Receive("[IPV6CP ConfReq id=0x1 <addr fe80::1111:2222:3333:4444>]");
  client.Advance(100);
  EXPECT_FALSE(client.up());
}

}  // namespace
}  // namespace pptp::tunnel
