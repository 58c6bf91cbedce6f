// What single messages change in their session.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/session/story.h"

namespace pptp::session {
namespace {

using ::testing::ElementsAre;

class Messages : public Story {};

TEST_F(Messages, MicrosoftCodesComeFromPacketsAndFromGarbledText) {
  Raw("rcvd [CCP TermReq id=0x3 00 00 02 dc]\n"
      "LCP terminated by peer (#M-~UM-^Q^@<M-Mt^@^@^BM-f)\n");
  EXPECT_THAT(OnlySession().termination_codes, ElementsAre(732, 742));
}

struct ChapErrorCase {
  const char* name;
  const char* log;
};
const ChapErrorCase kChapErrors[] = {
    {"Packet", "rcvd [CHAP Failure id=0x0 \"E=691 R=1 C=00 V=3\"]\n"},
    {"OldText", "Remote message: E=691 R=1 C=00 V=3\n"},
    {"NewText", "MS-CHAP authentication failed: E=691 Authentication failure\n"},
    {"UnknownNumber", "Unknown MS-CHAP authentication failure: E=691 R=0\n"},
};

TEST(ChapErrors, AreReadInEverySpelling) {
  for (const ChapErrorCase& c : kChapErrors) {
    SCOPED_TRACE(c.name);
    class Teller : public Story {
     public:
      void TestBody() override {}
      using Story::OnlySession;
      using Story::Raw;
    } story;
    story.Raw(c.log);
    EXPECT_THAT(story.OnlySession().chap_errors, ElementsAre(691));
    EXPECT_EQ(Outcome::kFailed == story.OnlySession().outcome,
              std::string_view(c.name) != "OldText");
  }
}

TEST_F(Messages, OurOwnFailurePacketsAreNotErrorsReceived) {
  Raw("sent [CHAP Failure id=0x0 \"E=691 R=1 C=00 V=0\"]\n");
  EXPECT_TRUE(OnlySession().chap_errors.empty());
  EXPECT_EQ(Side::kServer, OnlySession().side);
}

TEST_F(Messages, TheNameInPapIsTheUser) {
  Raw("sent [PAP AuthReq id=0x1 user=\"bob\" password=<hidden>]\n");
  EXPECT_EQ("bob", OnlySession().user);
  EXPECT_EQ("pap", OnlySession().auth_protocol);
  EXPECT_EQ(Side::kClient, OnlySession().side);
}

TEST_F(Messages, AChallengeSentIsAServers) {
  Raw("sent [CHAP Challenge id=0x1 <00112233445566778899aabbccddeeff>, name = \"srv\"]\n");
  EXPECT_EQ(Side::kServer, OnlySession().side);
}

TEST_F(Messages, PptpIsAClientsWhoeverAsksForAuthentication) {
  Syslog(R"(
Nov 22 05:00:00 gw pppd[1]: pppd 2.4.9 started by root, uid 0
Nov 22 05:00:00 gw pppd[1]: sent [CHAP Challenge id=0x1 <00>, name = "x"]
Nov 22 05:00:00 gw pppd[1]: Script pptp 192.0.2.1 --nolaunchpppd started (pid 2)
)");
  EXPECT_EQ(Side::kClient, OnlySession().side);
  EXPECT_EQ("192.0.2.1", OnlySession().peer);
}

TEST_F(Messages, ResolversAreKeptInOrder) {
  Raw("local  IP address 10.0.0.2\nprimary   DNS address 10.0.0.53\n"
      "secondary DNS address 10.0.0.54\nprimary   DNS address 10.0.0.53\n");
  EXPECT_THAT(OnlySession().dns, ElementsAre("10.0.0.53", "10.0.0.54"));
}

TEST_F(Messages, AnAnswerCountsForAllCopiesOfItsRequest) {
  Raw("sent [LCP ConfReq id=0x1 <magic 0x1>]\nsent [LCP ConfReq id=0x1 <magic 0x1>]\n"
      "rcvd [LCP ConfAck id=0x7 <magic 0x1>]\n");
  EXPECT_EQ(2u, Sessions().front().counters.lcp_requests_unanswered);
}

TEST_F(Messages, RequestsBeforeTheAnswerAreAnswered) {
  Raw("sent [LCP ConfReq id=0x1 <magic 0x1>]\nsent [LCP ConfReq id=0x1 <magic 0x1>]\n"
      "rcvd [LCP ConfNak id=0x1 <mru 1400>]\nsent [LCP ConfReq id=0x2 <magic 0x1>]\n");
  EXPECT_EQ(3u, OnlySession().counters.lcp_requests_sent);
  EXPECT_EQ(1u, OnlySession().counters.lcp_requests_unanswered);
}

TEST_F(Messages, RejectedProtocolsAndEchoesAreCounted) {
  Raw("rcvd [LCP ProtRej id=0x70 59 ae 22 41]\nrcvd [LCP ProtRej id=0x71 b5 a7 dc 7d]\n"
      "rcvd [LCP EchoReq id=0x1 magic=0x1]\nsent [LCP EchoRep id=0x1 magic=0x2]\n"
      "sent [LCP ProtRej id=0x2 80 57 01]\n");
  const Counters& counters = OnlySession().counters;
  EXPECT_EQ(2u, counters.protocol_rejects_received);
  EXPECT_EQ(1u, counters.protocol_rejects_sent);
  EXPECT_EQ(1u, counters.echo_requests_received);
  EXPECT_EQ(1u, counters.echo_replies_sent);
  EXPECT_EQ(3u, counters.packets_received);
  EXPECT_EQ(2u, counters.packets_sent);
}

TEST_F(Messages, MppeIsRequiredByOptionOrMessage) {
  Raw("# pppd call tunnel require-mppe-128\nUsing interface ppp0\n");
  EXPECT_TRUE(OnlySession().mppe.required);
}

TEST_F(Messages, ARenamedInterfaceIsFollowed) {
  Syslog(R"(
Nov 22 05:00:00 gw pppd[1]: Using interface ppp0
Nov 22 05:00:00 gw pppd[2]: Using interface ppp1
Nov 22 05:00:01 gw pppd[1]: Detected interface name change from ppp0 to vpn0.
)");
  EXPECT_EQ("vpn0", Sessions()[0].interface);
}

}  // namespace
}  // namespace pptp::session
