#include "lib/tunnel/chap_challenger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/text.h"
#include "tests/tunnel/auth_told.h"

namespace pptp::tunnel {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kClosed[] = "close 11: Authentication failed";

// RFC 2759 section 9.2, for a server whose random source says the challenge and then
// the id 7.
const Bytes kV2Script = {0x5b, 0x5d, 0x7c, 0x7d, 0x7b, 0x3f, 0x2f, 0x3e, 0x3c,
                         0x2c, 0x60, 0x21, 0x32, 0x26, 0x26, 0x28, 0x07};
constexpr char kV2Sent[] =
    "sent [CHAP Challenge id=0x7 <5b5d7c7d7b3f2f3e3c2c602132262628>, name = \"srv\"]";
constexpr char kV2Value[] =
    "21402324255e262a28295f2b3a337c7e0000000000000000"
    "82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df";
constexpr char kV2Granted[] =
    "sent [CHAP Success id=0x7 \"S=407A5589115FD0D6209F510FE9C04566932CDA56 M=Access granted\"]";
constexpr char kV2Denied[] =
    "sent [CHAP Failure id=0x7 \"E=691 R=1 C=5b5d7c7d7b3f2f3e3c2c602132262628 V=0 "
    "M=Access denied\"]";

// RFC 2433 section B.2.
const Bytes kV1Script = {0x10, 0x2d, 0xb5, 0xdf, 0x08, 0x5d, 0x30, 0x41, 0x07};
constexpr char kV1Value[] =
    "000000000000000000000000000000000000000000000000"
    "4e9d3c8f9cfd385d5bf4d3246791956ca4c351ab409a3d61";
constexpr char kV1Denied[] = "sent [CHAP Failure id=0x7 \"E=691 R=1 C=102db5df085d3041 V=0\"]";

class Server {
 public:
  Server(AuthMethod method, const Bytes& script)
      : random_(script), challenger_(method, "srv", &secrets_, &random_) {
    secrets_.Add("User", "clientPass");
    secrets_.Add("DOMAIN\\User", "clientPass");
    secrets_.Add("joe", "MyPw");
    challenger_.Start(now_, &actions_);
    first_ = Told(&actions_);
  }

  std::vector<std::string> Respond(const std::string& value, const std::string& name,
                                   const std::string& id = "0x7") {
    challenger_.OnPacket(
        PacketOf("CHAP Response id=" + id + " <" + value + ">, name = \"" + name + "\""), now_,
        &actions_);
    return Told(&actions_);
  }
  std::vector<std::string> Wait(int time) {
    now_ += seconds(time);
    challenger_.OnTime(now_, &actions_);
    return Told(&actions_);
  }
  const std::vector<std::string>& first() const { return first_; }
  ChapChallenger* operator->() { return &challenger_; }
  Actions* actions() { return &actions_; }

 private:
  Instant now_{seconds(100)};
  Actions actions_;
  Secrets secrets_;
  ScriptedRandom random_;
  ChapChallenger challenger_;
  std::vector<std::string> first_;
};

TEST(ChapChallenger, ProvesItselfToWhoKnowsThePassword) {
  Server server(AuthMethod::kMsChapV2, kV2Script);
  EXPECT_THAT(server.first(), ElementsAre(kV2Sent));
  EXPECT_THAT(server.Respond(std::string(kV2Value) + "00", "User"), ElementsAre(kV2Granted));
  ASSERT_TRUE(server->result());
  EXPECT_EQ("User", server->result()->name);
  // RFC 3079 section 3.5.3: SendStartKey128 of the server.
  const auto& keys = server->result()->keys->At(crypto::MppeStrength::k128Bit);
  EXPECT_EQ("8b7cdc149b993a1ba118cb153f56dccb", ToHex(keys.send.view()));
  EXPECT_THAT(server.Respond(std::string(kV2Value) + "00", "User"), ElementsAre(kV2Granted))
      << "our Success was lost";
}

TEST(ChapChallenger, HashesTheNameWithoutItsDomain) {
  Server server(AuthMethod::kMsChapV2, kV2Script);
  EXPECT_THAT(server.Respond(std::string(kV2Value) + "00", "DOMAIN\\\\User"),
              ElementsAre(kV2Granted));
  EXPECT_EQ("DOMAIN\\User", server->result()->name);
}

TEST(ChapChallenger, LeavesTheTextAwayForWindows98) {
  Server server(AuthMethod::kMsChapV2, kV2Script);
  EXPECT_THAT(
      server.Respond(std::string(kV2Value) + "04", "User"),
      ElementsAre("sent [CHAP Success id=0x7 \"S=407A5589115FD0D6209F510FE9C04566932CDA56\"]"));
}

TEST(ChapChallenger, KnowsMsChapVersion1) {
  Server server(AuthMethod::kMsChap, kV1Script);
  EXPECT_THAT(server.first(),
              ElementsAre("sent [CHAP Challenge id=0x7 <102db5df085d3041>, name = \"srv\"]"));
  EXPECT_THAT(server.Respond(std::string(kV1Value) + "01", "joe"),
              ElementsAre("sent [CHAP Success id=0x7 \"Access granted\"]"));
  EXPECT_TRUE(server->result()->keys);
}

struct RefusedCase {
  const char* name;
  AuthMethod method;
  const char* value;
  const char* user;
  const char* complaint;  // before the line that the peer has failed
  const char* answer;
};
constexpr char kMd5Denied[] = "sent [CHAP Failure id=0x7 \"Access denied\"]";
const RefusedCase kRefused[] = {
    {"V2Unknown", AuthMethod::kMsChapV2, "00", "jim",
     "error: No CHAP secret found for authenticating jim", kV2Denied},
    {"V2Short", AuthMethod::kMsChapV2, "00", "User", "", kV2Denied},
    {"V2Empty", AuthMethod::kMsChapV2, "", "User", "", kV2Denied},
    {"V2OtherName", AuthMethod::kMsChapV2,
     "21402324255e262a28295f2b3a337c7e000000000000000082309ecd8d708b5ea08faa3981cd83544233114a3d85"
     "d6df00",
     "joe", "", kV2Denied},
    {"V1LanMan", AuthMethod::kMsChap,
     "4e9d3c8f9cfd385d5bf4d3246791956ca4c351ab409a3d610000000000000000000000000000000000000000000"
     "0000000",
     "joe", "notice: Peer request for LANMAN auth not supported", kV1Denied},
    {"V1Short", AuthMethod::kMsChap, "01", "joe", "", kV1Denied},
    {"Md5Wrong", AuthMethod::kChapMd5, "00000000000000000000000000000000", "joe", "", kMd5Denied},
    {"Md5Short", AuthMethod::kChapMd5, "00", "joe", "", kMd5Denied},
};

TEST(ChapChallenger, RefusesAllElse) {
  for (const RefusedCase& c : kRefused) {
    SCOPED_TRACE(c.name);
    Server server(c.method, c.method == AuthMethod::kMsChap ? kV1Script : kV2Script);
    std::vector<std::string> expected;
    if (*c.complaint) expected.push_back(c.complaint);
    expected.push_back(std::string("warning: Peer ") + c.user + " failed CHAP authentication");
    expected.push_back(c.answer);
    expected.push_back(kClosed);
    EXPECT_EQ(expected, server.Respond(c.value, c.user));
    EXPECT_EQ(std::vector<std::string>{c.answer},
              server.Respond(std::string(kV2Value) + "00", "User"))
        << "the first answer counts";
    EXPECT_FALSE(server->result());
  }
}

TEST(ChapChallenger, IgnoresAnswersToOtherChallenges) {
  Server server(AuthMethod::kMsChapV2, kV2Script);
  EXPECT_THAT(server.Respond(std::string(kV2Value) + "00", "User", "0x8"), IsEmpty());
  EXPECT_TRUE(server->running());
}

TEST(ChapChallenger, RepeatsTheChallengeTenTimes) {
  Server server(AuthMethod::kMsChapV2, kV2Script);
  for (int sent = 2; sent <= 10; ++sent) EXPECT_THAT(server.Wait(3), ElementsAre(kV2Sent)) << sent;
  EXPECT_THAT(server.Wait(2), IsEmpty());
  EXPECT_THAT(server.Wait(1), ElementsAre(kClosed));
  EXPECT_TRUE(server->failed());
}

TEST(ChapChallenger, FailsOnAProtocolReject) {
  Server server(AuthMethod::kMsChapV2, kV2Script);
  server->OnProtocolReject(server.actions());
  EXPECT_THAT(Told(server.actions()), ElementsAre(kClosed));
}

}  // namespace
}  // namespace pptp::tunnel
