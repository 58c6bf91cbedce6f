#include "lib/session/mppe_verdict.h"

#include <gtest/gtest.h>

#include "tests/session/story.h"

namespace pptp::session {
namespace {

struct VerdictCase {
  const char* name;
  const char* log;
  const char* verdict;
};

const VerdictCase kVerdicts[] = {
    {"NothingSaid", "Using interface ppp0\n", ""},
    {"BothDirections128",
     "sent [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]\n"
     "rcvd [CCP ConfAck id=0x1 <mppe +H -M +S -L -D -C>]\n"
     "rcvd [CCP ConfReq id=0x3 <mppe +H -M +S -L -D -C>]\n"
     "sent [CCP ConfAck id=0x3 <mppe +H -M +S -L -D -C>]\n",
     "Both directions settled on 128-bit stateless."},
    {"FortyOneWayOnly",
     "rcvd [CCP ConfAck id=0x1 <mppe 1 0 0 40>]\nsent [CCP ConfAck id=0x3 <mppe 1 0 0 20>]\n",
     "The two directions differ: we acknowledged 40-bit stateless for what we send, the peer "
     "128-bit stateless for what it sends; an end that uses one of them both ways cannot read what "
     "the other encrypts."},
    {"PeerInsistsAndWeReject",
     "sent [CCP ConfReq id=0x1 <mppe 1 0 0 60>]\n"
     "rcvd [CCP ConfReq id=0x3 <mppe 1 0 0 e1>]\n"
     "sent [CCP ConfNak id=0x3 <mppe 1 0 0 60>]\n"
     "rcvd [CCP ConfNak id=0x1 <mppe 1 0 0 40>]\n"
     "sent [CCP ConfReq id=0x2]\n"
     "rcvd [CCP ConfReq id=0x5 <mppe 1 0 0 40>]\n"
     "sent [CCP ConfRej id=0x5 <mppe 1 0 0 40>]\n"
     "rcvd [CCP ConfNak id=0x2 <mppe 1 0 0 40>]\n"
     "sent [CCP ConfReq id=0x3]\n",
     "The peer insists on 128-bit stateless, and our side rejects that."},
    {"NakThatNamesNothing",
     "sent [CCP ConfReq id=0x5]\nrcvd [CCP ConfNak id=0x5 <mppe 0 0 0 0>]\n"
     "sent [CCP ConfReq id=0x6]\nrcvd [CCP ConfNak id=0x6 <mppe 0 0 0 0>]\n",
     "The peer demands MPPE: it answers our requests, which offer none, with a Nak that names no "
     "strength."},
    {"StatefulRefused",
     "rcvd [CCP ConfReq id=0x1 <mppe -H -M +S -L -D -C>]\n"
     "Refusing MPPE stateful mode offered by peer\n"
     "sent [CCP ConfRej id=0x1 <mppe -H -M +S -L -D -C>]\n",
     "The peer asks for 128-bit stateful, and our side refuses the stateful mode."},
    {"CcpRejected",
     "sent [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]\n"
     "rcvd [LCP ProtRej id=0x2 80 fd 01 01 00 0a 12 06 01 00 00 40]\n",
     "The peer does not speak CCP: it rejected the protocol, so MPPE cannot be agreed."},
    {"CcpRejectedInWordsOnly",
     "Protocol-Reject for 'Compression Control Protocol' (0x80fd) received\n",
     "The peer does not speak CCP: it rejected the protocol, so MPPE cannot be agreed."},
    {"PeerRejects",
     "sent [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]\n"
     "rcvd [CCP ConfRej id=0x1 <mppe +H -M +S -L -D -C>]\nMPPE required but peer refused\n",
     "The peer refuses MPPE: it rejected our 128-bit stateless."},
    {"NoStrengthInCommon",
     "rcvd [CCP ConfNak id=0x1 <mppe 1 0 0 20>]\nsent [CCP ConfNak id=0x1 <mppe 1 0 0 40>]\n",
     "No strength in common: the peer insists on 40-bit stateless, our side on 128-bit "
     "stateless."},
    {"NeverAnswered", "sent [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]\n",
     "The peer never answered our proposal of 128-bit stateless."},
    {"KernelHasNone", "MPPE required, but kernel has no support.\n",
     "Our side gave up: \"MPPE required, but kernel has no support.\"."},
    {"OnlyOthersProposed",
     "sent [CCP ConfReq id=0x1 <deflate 15>]\nrcvd [CCP ConfRej id=0x1 <deflate 15>]\n",
     "Neither side proposed MPPE."},
    {"OnlyOurs", "rcvd [CCP ConfAck id=0x1 <mppe 1 0 0 40>]\n",
     "Only our own request was settled, on 128-bit stateless; the peer's was still open."},
    {"WithoutPackets", "MPPE 128-bit stateless compression enabled\n",
     "MPPE 128-bit stateless was switched on."},
    {"PatchOfDubiec", "MPPC/MPPE 128-bit stateful compression enabled\n",
     "MPPC/MPPE 128-bit stateful was switched on."},
};

TEST(MppeVerdictTable, NamesWhatWasSettledOrWhoBrokeIt) {
  for (const VerdictCase& c : kVerdicts) {
    SCOPED_TRACE(c.name);
    class Teller : public Story {
     public:
      void TestBody() override {}
      using Story::OnlySession;
      using Story::Raw;
    } story;
    story.Raw(c.log);
    EXPECT_EQ(c.verdict, story.OnlySession().mppe.verdict);
  }
}

}  // namespace
}  // namespace pptp::session
