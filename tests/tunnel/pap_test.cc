#include "lib/tunnel/pap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tunnel/auth_told.h"

namespace pptp::tunnel {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class PapClientTest : public testing::Test {
 protected:
  void Start() {
    client_.Start(now_, &actions_);
    EXPECT_THAT(Told(&actions_),
                ElementsAre("sent [PAP AuthReq id=0x1 user=\"joe\" password=\"geheim\"]"));
  }
  std::vector<std::string> Receive(const std::string& text) {
    client_.OnPacket(PacketOf(text), now_, &actions_);
    return Told(&actions_);
  }
  std::vector<std::string> Wait(int time) {
    now_ += seconds(time);
    client_.OnTime(now_, &actions_);
    return Told(&actions_);
  }

  Instant now_{seconds(100)};
  Actions actions_;
  PapClient client_{CredentialsOf("joe", "geheim")};
};

TEST_F(PapClientTest, SucceedsWithoutKeys) {
  Start();
  EXPECT_TRUE(client_.running());
  EXPECT_THAT(
      Receive("PAP AuthAck id=0x1 \"Login ok\""),
      ElementsAre("info: Remote message: Login ok", "notice: PAP authentication succeeded"));
  ASSERT_TRUE(client_.result());
  EXPECT_EQ("joe", client_.result()->name);
  EXPECT_FALSE(client_.result()->keys);
  EXPECT_EQ(kNever, client_.deadline());
}

TEST_F(PapClientTest, ShowsTheLogARequestWithoutThePassword) {
  client_.Start(now_, &actions_);
  ASSERT_EQ(1u, actions_.size());
  const auto* request = std::get_if<SendSecretPacket>(&actions_[0]);
  ASSERT_TRUE(request);
  EXPECT_EQ("[PAP AuthReq id=0x1 user=\"joe\" password=<hidden>]",
            ppp::PrintPacket(request->shown));
}

TEST_F(PapClientTest, IsRefused) {
  Start();
  EXPECT_THAT(
      Receive("PAP AuthNak id=0x1 \"Login incorrect\""),
      ElementsAre("info: Remote message: Login incorrect", "error: PAP authentication failed",
                  "close 19: Failed to authenticate ourselves to peer"));
  EXPECT_TRUE(client_.failed());
  EXPECT_THAT(Receive("PAP AuthAck id=0x1 \"\""), IsEmpty()) << "too late";
  EXPECT_FALSE(client_.result());
}

TEST_F(PapClientTest, ShowsControlCharactersOfTheMessage) {
  Start();
  EXPECT_THAT(Receive("PAP AuthAck id=0x1 \"a\\033b\\000\""),
              ElementsAre("info: Remote message: a^[b^@", "notice: PAP authentication succeeded"));
}

TEST_F(PapClientTest, TakesAnAckWithoutTheLengthOfItsMessage) {
  Start();
  client_.OnPacket({ppp::Protocol::kPap, ppp::kPapAck, 1, ppp::Raw{}, {}, {}}, now_, &actions_);
  EXPECT_THAT(Told(&actions_), ElementsAre("notice: PAP authentication succeeded"));
}

TEST_F(PapClientTest, RepeatsTheRequestTenTimesEachWithItsOwnId) {
  Start();
  EXPECT_THAT(Wait(2), IsEmpty());
  EXPECT_THAT(Wait(1), ElementsAre("sent [PAP AuthReq id=0x2 user=\"joe\" password=\"geheim\"]"));
  for (int sent = 3; sent <= 10; ++sent) EXPECT_THAT(Wait(3), SizeIs(1)) << sent;
  EXPECT_THAT(Wait(3), ElementsAre("error: No response to PAP authenticate-requests",
                                   "close 19: Failed to authenticate ourselves to peer"));
  EXPECT_EQ(kNever, client_.deadline());
}

TEST_F(PapClientTest, TakesALateAnswerToAnEarlierRequestOnly) {
  Start();
  Wait(3);
  EXPECT_THAT(Receive("PAP AuthAck id=0x3 \"\""), IsEmpty()) << "was never sent";
  EXPECT_THAT(Receive("PAP AuthAck id=0x0 \"\""), IsEmpty());
  EXPECT_THAT(Receive("PAP AuthAck id=0x1 \"\""),
              ElementsAre("notice: PAP authentication succeeded"));
}

TEST_F(PapClientTest, FailsWhenThePeerDoesNotSpeakPap) {
  Start();
  client_.OnProtocolReject(&actions_);
  EXPECT_THAT(Told(&actions_),
              ElementsAre("error: PAP authentication failed due to protocol-reject",
                          "close 19: Failed to authenticate ourselves to peer"));
}

TEST(PapClient, RefusesAPasswordThatDoesNotFit) {
  PapClient client(CredentialsOf("joe", std::string(256, 'x')));
  Actions actions;
  client.Start({}, &actions);
  EXPECT_THAT(Told(&actions),
              ElementsAre("error: PAP has no room for a name or password of more than 255 bytes",
                          "close 19: Failed to authenticate ourselves to peer"));
}

class PapServerTest : public testing::Test {
 protected:
  PapServerTest() {
    secrets_.Add("joe", "geheim");
    server_.Start(now_, &actions_);
  }
  std::vector<std::string> Receive(const std::string& text) {
    server_.OnPacket(PacketOf(text), now_, &actions_);
    return Told(&actions_);
  }

  Instant now_{seconds(100)};
  Actions actions_;
  Secrets secrets_;
  PapServer server_{&secrets_};
};

TEST_F(PapServerTest, LetsTheRightPasswordIn) {
  EXPECT_THAT(Receive("PAP AuthReq id=0x4 user=\"joe\" password=\"geheim\""),
              ElementsAre("sent [PAP AuthAck id=0x4 \"Login ok\"]",
                          "notice: PAP peer authentication succeeded for joe"));
  ASSERT_TRUE(server_.result());
  EXPECT_EQ("joe", server_.result()->name);
  EXPECT_THAT(Receive("PAP AuthReq id=0x5 user=\"joe\" password=\"geheim\""),
              ElementsAre("sent [PAP AuthAck id=0x5 \"\"]"))
      << "our answer was lost";
}

struct RefusedCase {
  const char* name;
  const char* request;
  const char* log;
};
const RefusedCase kRefusedCases[] = {
    {"WrongPassword", R"(user="joe" password="x")", "joe"},
    {"NoPassword", R"(user="joe" password="")", "joe"},
    {"UnknownName", R"(user="DOM\\jim\"" password="geheim")", R"(DOM\\jim\")"},
};

TEST_F(PapServerTest, RefusesAllElseAndStaysWithIt) {
  for (const RefusedCase& c : kRefusedCases) {
    SCOPED_TRACE(c.name);
    PapServer server(&secrets_);
    server.Start(now_, &actions_);
    server.OnPacket(PacketOf(std::string("PAP AuthReq id=0x4 ") + c.request), now_, &actions_);
    EXPECT_THAT(Told(&actions_),
                ElementsAre("sent [PAP AuthNak id=0x4 \"Login incorrect\"]",
                            std::string("warning: PAP peer authentication failed for ") + c.log,
                            "close 11: Authentication failed"));
    server.OnPacket(PacketOf(R"(PAP AuthReq id=0x5 user="joe" password="geheim")"), now_,
                    &actions_);
    EXPECT_THAT(Told(&actions_), ElementsAre("sent [PAP AuthNak id=0x5 \"\"]"));
    EXPECT_FALSE(server.result());
  }
}

TEST_F(PapServerTest, GivesUpAPeerThatSendsNothing) {
  server_.OnTime(now_ + seconds(29), &actions_);
  EXPECT_THAT(Told(&actions_), IsEmpty());
  server_.OnTime(now_ + seconds(30), &actions_);
  EXPECT_THAT(Told(&actions_), ElementsAre("close 11: Authentication failed"));
}

TEST_F(PapServerTest, FailsOnAProtocolReject) {
  server_.OnProtocolReject(&actions_);
  EXPECT_THAT(Told(&actions_),
              ElementsAre("error: PAP authentication of peer failed (protocol-reject)",
                          "close 11: Authentication failed"));
}

}  // namespace
}  // namespace pptp::tunnel
