#include "lib/tunnel/chap_responder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/text.h"
#include "lib/tunnel/auth_words.h"
#include "tests/tunnel/auth_told.h"

namespace pptp::tunnel {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr char kClosed[] = "close 19: Failed to authenticate ourselves to peer";

// RFC 2759 section 9.2: the exchange of "User" with the password "clientPass".
constexpr char kV2Challenge[] =
    "CHAP Challenge id=0x1 <5b5d7c7d7b3f2f3e3c2c602132262628>, name = \"srv\"";
constexpr char kV2Value[] =
    "21402324255e262a28295f2b3a337c7e0000000000000000"
    "82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df00";
constexpr char kV2Success[] =
    "CHAP Success id=0x1 \"S=407A5589115FD0D6209F510FE9C04566932CDA56 M=Access granted\"";
const Bytes kV2PeerChallenge = {0x21, 0x40, 0x23, 0x24, 0x25, 0x5e, 0x26, 0x2a,
                                0x28, 0x29, 0x5f, 0x2b, 0x3a, 0x33, 0x7c, 0x7e};

// RFC 2433 section B.2: the challenge and response of the password "MyPw".
constexpr char kV1Challenge[] = "CHAP Challenge id=0x1 <102db5df085d3041>, name = \"\"";
constexpr char kV1Value[] =
    "000000000000000000000000000000000000000000000000"
    "4e9d3c8f9cfd385d5bf4d3246791956ca4c351ab409a3d6101";

// A client that is being challenged.
class Client {
 public:
  Client(AuthMethod method, std::string name, std::string_view password)
      : random_(kV2PeerChallenge),
        responder_(method, CredentialsOf(std::move(name), password), &random_) {
    responder_.Start(now_, &actions_);
  }

  std::vector<std::string> Receive(const std::string& text) {
    responder_.OnPacket(PacketOf(text), now_, &actions_);
    return Told(&actions_);
  }
  std::vector<std::string> Wait(int time) {
    now_ += seconds(time);
    responder_.OnTime(now_, &actions_);
    return Told(&actions_);
  }
  ChapResponder& operator*() { return responder_; }
  ChapResponder* operator->() { return &responder_; }
  Actions* actions() { return &actions_; }

 private:
  Instant now_{seconds(100)};
  Actions actions_;
  ScriptedRandom random_;
  ChapResponder responder_;
};

std::string Response(const std::string& value, const std::string& name) {
  return "sent [CHAP Response id=0x1 <" + value + ">, name = \"" + name + "\"]";
}

TEST(ChapResponder, SpeaksMsChapV2AndChecksTheServersProof) {
  Client client(AuthMethod::kMsChapV2, "User", "clientPass");
  EXPECT_THAT(client.Receive(kV2Challenge), ElementsAre(Response(kV2Value, "User")));
  EXPECT_THAT(client.Receive(kV2Success), ElementsAre("notice: CHAP authentication succeeded"));
  ASSERT_TRUE(client->result());
  EXPECT_EQ("User", client->result()->name);
  ASSERT_TRUE(client->result()->keys);
  // RFC 3079 section 3.5.3: what the server sends with, the client receives with.
  const auto& keys = client->result()->keys->At(crypto::MppeStrength::k128Bit);
  EXPECT_EQ("8b7cdc149b993a1ba118cb153f56dccb", ToHex(keys.receive.view()));
  EXPECT_EQ(kNever, client->deadline());
}

TEST(ChapResponder, KeepsTheDomainInTheNameButHashesTheBareName) {
  Client client(AuthMethod::kMsChapV2, "DOMAIN\\User", "clientPass");
  EXPECT_THAT(client.Receive(kV2Challenge), ElementsAre(Response(kV2Value, "DOMAIN\\\\User")));
}

TEST(ChapResponder, SpeaksMsChapVersion1) {
  Client client(AuthMethod::kMsChap, "joe", "MyPw");
  EXPECT_THAT(client.Receive(kV1Challenge), ElementsAre(Response(kV1Value, "joe")));
  EXPECT_THAT(client.Receive("CHAP Success id=0x1 \"Access granted\""),
              ElementsAre("info: CHAP authentication succeeded: Access granted",
                          "notice: CHAP authentication succeeded"));
  EXPECT_TRUE(client->result()->keys);
}

TEST(ChapResponder, SpeaksMd5WhichGivesNoKeys) {
  Client client(AuthMethod::kChapMd5, "joe", "secret");
  // MD5 of 01, "secret" and the challenge, taken with coreutils' md5sum.
  EXPECT_THAT(client.Receive("CHAP Challenge id=0x1 <0102030405060708>, name = \"srv\""),
              ElementsAre(Response("97dcf2f1a1dd8eebbc1e84a61ebd7b33", "joe")));
  EXPECT_THAT(
      client.Receive("CHAP Success id=0x1 \"\""),
      ElementsAre("info: CHAP authentication succeeded", "notice: CHAP authentication succeeded"));
  ASSERT_TRUE(client->result());
  EXPECT_FALSE(client->result()->keys);
}

struct ImpostorCase {
  const char* name;
  const char* message;
  const char* complaint;
};
const ImpostorCase kImpostors[] = {
    {"WrongProof", "S=407A5589115FD0D6209F510FE9C04566932CDA57 M=Access granted",
     "MS-CHAPv2 mutual authentication failed."},
    {"NoDigits", "S=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
     "MS-CHAPv2 mutual authentication failed."},
    {"NoProof", "M=Access granted", "MS-CHAPv2 Success packet is badly formed."},
    {"ShortProof", "S=407A5589115FD0D6209F510FE9C04566932CDA5",
     "MS-CHAPv2 Success packet is badly formed."},
    {"Nothing", "", "MS-CHAPv2 Success packet is badly formed."},
};

TEST(ChapResponder, RefusesAServerThatCannotProveItself) {
  for (const ImpostorCase& c : kImpostors) {
    SCOPED_TRACE(c.name);
    Client client(AuthMethod::kMsChapV2, "User", "clientPass");
    client.Receive(kV2Challenge);
    EXPECT_THAT(client.Receive(std::string("CHAP Success id=0x1 \"") + c.message + "\""),
                ElementsAre(std::string("error: ") + c.complaint,
                            "error: CHAP authentication failed", kClosed));
    EXPECT_TRUE(client->failed());
    EXPECT_THAT(client.Receive(kV2Success), IsEmpty()) << "no second chance";
    EXPECT_FALSE(client->result());
  }
}

struct ProofCase {
  const char* name;
  const char* message;
};
const ProofCase kProofs[] = {
    {"WithoutText", "S=407A5589115FD0D6209F510FE9C04566932CDA56"},
    {"LowerCase", "S=407a5589115fd0d6209f510fe9c04566932cda56 M=ok"},
    {"WithoutBlank", "S=407A5589115FD0D6209F510FE9C04566932CDA56M=ok"},
    {"TrailingZero", "S=407A5589115FD0D6209F510FE9C04566932CDA56 M=ok\\000"},
};

TEST(ChapResponder, TakesTheProofWhateverFollows) {
  for (const ProofCase& c : kProofs) {
    SCOPED_TRACE(c.name);
    Client client(AuthMethod::kMsChapV2, "User", "clientPass");
    client.Receive(kV2Challenge);
    EXPECT_THAT(client.Receive(std::string("CHAP Success id=0x1 \"") + c.message + "\""),
                ElementsAre("notice: CHAP authentication succeeded"));
  }
}

struct FailureCase {
  const char* name;
  const char* message;
  const char* log;
};
// The words of pppd 2.4.9.
const FailureCase kFailures[] = {
    {"Logon hours", "E=646 R=0", "MS-CHAP authentication failed: E=646 Restricted logon hours"},
    {"Disabled", "E=647 R=0", "MS-CHAP authentication failed: E=647 Account disabled"},
    {"Expired", "E=648 R=0 V=3", "MS-CHAP authentication failed: E=648 Password expired"},
    {"No dialin", "E=649 R=0", "MS-CHAP authentication failed: E=649 No dialin permission"},
    {"Wrong", "E=691 R=1 C=9CCA42D9C9E4F5E6 V=3",
     "MS-CHAP authentication failed: E=691 Authentication failure"},
    {"Changing", "E=709 R=0", "MS-CHAP authentication failed: E=709 Error changing password"},
    {"Text", "E=691 R=0 C=6A56 V=3 M=Invalid!\\000", "MS-CHAP authentication failed: Invalid!"},
    {"EmptyText", "E=691 R=0 M=", "MS-CHAP authentication failed: "},
    {"Unknown", "E=700 R=0", "Unknown MS-CHAP authentication failure: E=700 R=0"},
    {"NoNumber", "E=x", "Unknown MS-CHAP authentication failure: E=x"},
    {"NoForm", "go away", "MS-CHAP authentication failed: go away"},
    {"Control", "E=691 M=a\\033[31mb", "MS-CHAP authentication failed: a^[[31mb"},
    {"Nothing", "", "MS-CHAP authentication failed: "},
};

TEST(ChapResponder, SaysWhyItWasRefused) {
  for (const FailureCase& c : kFailures) {
    SCOPED_TRACE(c.name);
    for (const AuthMethod method : {AuthMethod::kMsChap, AuthMethod::kMsChapV2}) {
      Client client(method, "joe", "x");
      client.Receive(method == AuthMethod::kMsChap ? kV1Challenge : kV2Challenge);
      EXPECT_THAT(client.Receive(std::string("CHAP Failure id=0x1 \"") + c.message + "\""),
                  ElementsAre(std::string("error: ") + c.log, "error: CHAP authentication failed",
                              kClosed));
    }
  }
}

TEST(ChapResponder, SaysWhatAnMd5ServerSaid) {
  Client client(AuthMethod::kChapMd5, "joe", "x");
  client.Receive("CHAP Challenge id=0x1 <01020304>, name = \"srv\"");
  EXPECT_THAT(client.Receive("CHAP Failure id=0x1 \"Access denied\""),
              ElementsAre("info: CHAP authentication failed: Access denied",
                          "error: CHAP authentication failed", kClosed));
}

TEST(ChapResponder, AnswersARepeatedChallengeAsBefore) {
  SeededRandom random(1);
  ChapResponder responder(AuthMethod::kMsChapV2, CredentialsOf("User", "clientPass"), &random);
  Actions actions;
  responder.Start({}, &actions);
  responder.OnPacket(PacketOf(kV2Challenge), {}, &actions);
  const std::vector<std::string> first = Told(&actions);
  responder.OnPacket(PacketOf(kV2Challenge), {}, &actions);
  EXPECT_EQ(first, Told(&actions));
  // Another challenge under the same id is another exchange.
  responder.OnPacket(
      PacketOf("CHAP Challenge id=0x1 <5b5d7c7d7b3f2f3e3c2c602132262629>, name = \"srv\""), {},
      &actions);
  const std::vector<std::string> second = Told(&actions);
  ASSERT_THAT(second, SizeIs(1));
  EXPECT_NE(first, second);
}

TEST(ChapResponder, TakesAProofForAnEarlierChallenge) {
  Client client(AuthMethod::kMsChapV2, "User", "clientPass");
  client.Receive(kV2Challenge);
  client.Receive("CHAP Challenge id=0x2 <00112233445566778899aabbccddeeff>, name = \"srv\"");
  EXPECT_THAT(client.Receive(kV2Success), ElementsAre("notice: CHAP authentication succeeded"));
  const auto& keys = client->result()->keys->At(crypto::MppeStrength::k128Bit);
  EXPECT_EQ("8b7cdc149b993a1ba118cb153f56dccb", ToHex(keys.receive.view()));
}

TEST(ChapResponder, AnswersARechallengeAndKeepsItsResult) {
  Client client(AuthMethod::kMsChapV2, "User", "clientPass");
  client.Receive(kV2Challenge);
  client.Receive(kV2Success);
  EXPECT_THAT(
      client.Receive("CHAP Challenge id=0x2 <00112233445566778899aabbccddeeff>, name = \"srv\""),
      ElementsAre(StartsWith("sent [CHAP Response id=0x2 <")));
  EXPECT_THAT(client.Receive("CHAP Success id=0x2 \"S=0\""), IsEmpty());
  EXPECT_THAT(client.Receive("CHAP Failure id=0x2 \"E=691 R=0\""), IsEmpty());
  EXPECT_TRUE(client->result());
}

struct LengthCase {
  const char* name;
  AuthMethod method;
  const char* challenge;
};
const LengthCase kLengths[] = {
    {"V2WithV1", AuthMethod::kMsChapV2, "102db5df085d3041"},
    {"V1WithV2", AuthMethod::kMsChap, "5b5d7c7d7b3f2f3e3c2c602132262628"},
    {"V1Empty", AuthMethod::kMsChap, ""},
    {"V2Short", AuthMethod::kMsChapV2, "5b5d7c7d7b3f2f3e3c2c6021322626"},
    {"V2Long", AuthMethod::kMsChapV2, "5b5d7c7d7b3f2f3e3c2c60213226262800"},
    {"Md5Empty", AuthMethod::kChapMd5, ""},
};

TEST(ChapResponder, IgnoresAChallengeOfTheWrongLength) {
  for (const LengthCase& c : kLengths) {
    SCOPED_TRACE(c.name);
    Client client(c.method, "joe", "x");
    EXPECT_THAT(
        client.Receive(std::string("CHAP Challenge id=0x1 <") + c.challenge + ">, name = \"\""),
        ElementsAre(StartsWith("warning: CHAP Challenge of ")));
    EXPECT_TRUE(client->running());
    EXPECT_THAT(client.Receive("CHAP Success id=0x1 \"\""), IsEmpty()) << "of nothing";
  }
}

TEST(ChapResponder, IgnoresAVerdictBeforeAnyAnswer) {
  for (const AuthMethod method :
       {AuthMethod::kChapMd5, AuthMethod::kMsChap, AuthMethod::kMsChapV2}) {
    Client client(method, "joe", "x");
    EXPECT_THAT(client.Receive("CHAP Success id=0x1 \"Access granted\""), IsEmpty());
    EXPECT_THAT(client.Receive("CHAP Failure id=0x1 \"E=691 R=0\""), IsEmpty());
    EXPECT_TRUE(client->running());
  }
}

TEST(ChapResponder, IgnoresAnUnprovedSuccessOfAnotherId) {
  Client client(AuthMethod::kMsChap, "joe", "MyPw");
  client.Receive(kV1Challenge);
  EXPECT_THAT(client.Receive("CHAP Success id=0x2 \"\""), IsEmpty());
  EXPECT_FALSE(client->result());
}

TEST(ChapResponder, TimesOutAfterAMinute) {
  Client client(AuthMethod::kMsChapV2, "User", "clientPass");
  EXPECT_THAT(client.Wait(59), IsEmpty());
  EXPECT_THAT(client.Wait(1), ElementsAre("error: CHAP authentication timed out", kClosed));
}

// The server's Success was lost; it answers the Response again, which nothing else makes
// it do.
TEST(ChapResponder, RepeatsItsResponseUntilThereIsAVerdict) {
  Client client(AuthMethod::kMsChap, "joe", "MyPw");
  const std::vector<std::string> first = client.Receive(kV1Challenge);
  EXPECT_THAT(client.Wait(2), IsEmpty());
  EXPECT_EQ(first, client.Wait(1));
  EXPECT_EQ(first, client.Wait(3));
  client.Receive("CHAP Success id=0x1 \"\"");
  ASSERT_TRUE(client->result());
  EXPECT_THAT(client.Wait(60), IsEmpty());
}

TEST(ChapResponder, FailsOnAProtocolReject) {
  Client client(AuthMethod::kMsChapV2, "User", "clientPass");
  client->OnProtocolReject(client.actions());
  EXPECT_THAT(Told(client.actions()),
              ElementsAre("error: CHAP authentication failed due to protocol-reject", kClosed));
  client->OnProtocolReject(client.actions());
  EXPECT_THAT(Told(client.actions()), IsEmpty()) << "said once";
}

}  // namespace
}  // namespace pptp::tunnel
