#include "lib/session/words.h"

#include <gtest/gtest.h>

namespace pptp::session {
namespace {

struct SpeakerCase {
  const char* name;
  const char* text;
  Program program;
};

const SpeakerCase kSpeakers[] = {
    {"Packet", "sent [LCP ConfReq id=0x1 <magic 0x1>]", Program::kPppd},
    {"PppdStart", "pppd 2.4.9 started by root, uid 0", Program::kPppd},
    {"PppdByItsPath", "/usr/sbin/pppd: This system lacks kernel support for PPP.", Program::kPppd},
    {"PppdUnknownWords", "pppd: In file /etc/ppp/peers/x: something new", Program::kPppd},
    {"LocalAddressTwoBlanks", "local  IP address 10.0.0.2", Program::kPppd},
    {"LocalAddressOneBlank", "local IP address 10.0.0.2", Program::kPppd},
    {"Exit", "Exit.", Program::kPppd},
    {"DumpLine", "nobsdcomp\t\t# (from /etc/ppp/peers/x)", Program::kPppd},
    {"PptpOld", "warn[open_inetsock:pptp_callmgr.c:305]: connect: Connection refused",
     Program::kPptp},
    {"PptpNew", "anon warn[open_inetsock:pptp_callmgr.c:352]: connect: Connection refused",
     Program::kPptp},
    {"PptpLogstring", "nm-pptp-service-2531 log[main:pptp.c:331]: anything", Program::kPptp},
    {"PptpWithoutPrefix", "Outgoing call established (call ID 0, peer's call ID 0).",
     Program::kPptp},
    {"PptpBadBytes", "2 bad bytes thrown away.", Program::kPptp},
    {"PptpdControl", "CTRL: Client 192.0.2.7 control connection started", Program::kPptpd},
    {"PptpdManager", "MGR: Manager process started", Program::kPptpd},
    {"KernelModule", "PPP MPPE Compression module registered", Program::kKernel},
    {"KernelInterface", "ppp0: ppp: compressor dropped pkt", Program::kKernel},
    {"KernelFilter", "DROP IN=eth0 OUT= SRC=192.0.2.1 DST=192.0.2.2 PROTO=47", Program::kKernel},
    {"Modprobe", "modprobe: FATAL: Module ppp_mppe not found in directory /lib/modules/6.1",
     Program::kModprobe},
    {"Service", "** Message: nm-pptp-ppp-plugin: (nm_phasechange): status 5 / phase 'establish'",
     Program::kNetworkManager},
    {"PppdCommand", "# pppd call tunnel debug logfd 2 nodetach", Program::kPppd},
    {"PptpCommand", "[root@gw ppp]# pptp 10.0.0.1 call tunnel debug", Program::kPptp},
    {"ProseAboutPppd", "pppd is a daemon", Program::kUnknown},
    {"ShellError", "bash: pptp-command: command not found", Program::kUnknown},
    {"RpmConflict", "ppp <= 2.3.15 conflicts with kernel-2.4.7-10", Program::kUnknown},
    {"PingConnect", "connect: Network is unreachable", Program::kUnknown},
    {"Strace", "write(8, \"x\", 1) = -1 EPERM (Operation not permitted)", Program::kUnknown},
};

TEST(Words, TellWhoSpeaks) {
  for (const SpeakerCase& c : kSpeakers) {
    EXPECT_EQ(c.program, Hear(Program::kUnknown, c.text).program) << c.name;
  }
}

TEST(Words, OfAnUnknownSpeakerLeaveTheEnvelopesWord) {
  EXPECT_EQ(Program::kWrapper, Hear(Program::kWrapper, "starting tunnel").program);
  EXPECT_EQ(Program::kPppd, Hear(Program::kWrapper, "Using interface ppp0").program);
}

TEST(Words, OfThePeerCannotSpeakForAProgram) {
  const char* const kFakes[] = {
      "Remote message: fatal[callmgr_main:pptp_callmgr.c:128]: Could not open control connection",
      "Peer fatal[callmgr_main:pptp_callmgr.c:128]: x authenticated with CHAP",
      "LCP terminated by peer (CTRL: Client 1.2.3.4 control connection started)",
  };
  for (const char* fake : kFakes) {
    EXPECT_EQ(Program::kPppd, Hear(Program::kUnknown, fake).program) << fake;
  }
  Saying kernel = Hear(Program::kKernel, "sent [LCP ConfReq id=0x1]");
  EXPECT_EQ(Program::kKernel, kernel.program);
  EXPECT_EQ(Phrase::kNone, kernel.phrase);
}

TEST(Words, TakePptpsPrefixApart) {
  Saying saying = Hear(Program::kPptp,
                       "anon fatal[callmgr_main:pptp_callmgr.c:134]: Could not open control "
                       "connection to 192.0.2.1");
  EXPECT_EQ(Phrase::kPptpNoControl, saying.phrase);
  EXPECT_EQ("192.0.2.1", saying.rest);
  EXPECT_EQ("anon", saying.pptp.logstring);
  EXPECT_EQ("fatal", saying.pptp.label);
  EXPECT_EQ("callmgr_main", saying.pptp.function);
  EXPECT_EQ(134u, saying.pptp.line);
}

TEST(Words, LetCollapsedBlanksPass) {
  std::string_view text = "primary   DNS address 10.0.0.53";
  EXPECT_TRUE(ConsumeWords(&text, "primary DNS address "));
  EXPECT_EQ("10.0.0.53", text);
  text = "primaryDNS";
  EXPECT_FALSE(ConsumeWords(&text, "primary DNS"));
}

}  // namespace
}  // namespace pptp::session
