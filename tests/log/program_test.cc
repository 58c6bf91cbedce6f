#include "lib/log/program.h"

#include <gtest/gtest.h>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

struct TagCase {
  const char* tag;
  Program program;
};
const TagCase kTags[] = {
    {"", Program::kUnknown},
    {"pppd", Program::kPppd},
    {"/usr/sbin/pppd", Program::kPppd},
    {"(pppd)", Program::kPppd},
    {"pppd-2.4.4", Program::kPppd},
    {"pptp", Program::kPptp},
    {"(unknown)", Program::kPptp},
    {"pptpgw", Program::kPptp},
    {"pptpcm", Program::kPptp},
    {"pptpd", Program::kPptpd},
    {"pptpctrl", Program::kPptpd},
    {"kernel", Program::kKernel},
    {"modprobe", Program::kModprobe},
    {"/sbin/insmod", Program::kModprobe},
    {"kmod", Program::kModprobe},
    {"NetworkManager", Program::kNetworkManager},
    {"nm-pptp-service", Program::kNetworkManager},
    {"nm-pptp-service-2531", Program::kNetworkManager},
    {"xl2tpd", Program::kXl2tpd},
    {"accel-pppd", Program::kAccelPpp},
    {"chat", Program::kDialer},
    {"pppoe-server", Program::kDialer},
    {"/usr/bin/openfortivpn", Program::kDialer},
    {"accel-ppp", Program::kAccelPpp},
    {"pptpconfig", Program::kWrapper},
    {"pptp-command", Program::kWrapper},
    {"myvpn", Program::kWrapper},
    {"vpn_1", Program::kWrapper},
    {"gre-tunnel", Program::kWrapper},
    {"pon", Program::kWrapper},
    {"poff", Program::kWrapper},
    {"-bash", Program::kWrapper},
    {"sudo", Program::kWrapper},
    {"su(pam_unix)", Program::kWrapper},
    {"logger", Program::kWrapper},
    {"systemd-run", Program::kWrapper},
    {"dockerd", Program::kWrapper},
    {"work.service", Program::kWrapper},
    {"pppd.service", Program::kWrapper},
    {"unknown", Program::kWrapper},
    {"anon", Program::kWrapper},
    {"sshd", Program::kOther},
    {"ssh.service", Program::kOther},
    {"openvpn", Program::kOther},
    {"charon", Program::kOther},
    {"CRON", Program::kOther},
    {"postfix/smtpd", Program::kOther},
    {"systemd", Program::kOther},
    {"dnsmasq-dhcp", Program::kOther},
    {"something", Program::kOther},
};

TEST(ProgramClassifier, KnowsPrograms) {
  ProgramClassifier programs;
  for (int round = 0; round < 2; ++round) {  // the second answers from the cache
    for (const TagCase& c : kTags) {
      EXPECT_EQ(ProgramName(c.program), ProgramName(programs.OfTag(c.tag))) << c.tag;
    }
  }
}

TEST(ProgramClassifier, LearnsFromUnmistakableWords) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw dialer[7]: Using interface ppp0\n"
      "Nov 22 05:19:06 gw dialer[7]: sent [LCP ConfReq id=0x1 <mru 1400>]\n"
      "Nov 22 05:19:07 gw dialer[7]: Modem hangup\n"
      "Nov 22 05:19:07 gw dialer[8]: Modem hangup\n"
      "Nov 22 05:19:07 other dialer[7]: Modem hangup\n"
      "Nov 22 05:19:08 gw caller: anon warn[open_inetsock:pptp_callmgr.c:352]: connect: x\n"
      "Nov 22 05:19:08 gw caller: Modem hangup\n");
  std::vector<std::string> programs;
  for (const Heard& heard : reading.messages) programs.push_back(ProgramName(heard.program));
  EXPECT_EQ((std::vector<std::string>{"other", "wrapper", "wrapper", "other", "other", "wrapper",
                                      "wrapper"}),
            programs);
}

TEST(ProgramClassifier, StrangersNeverBecomeWrappers) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw sshd[7]: rcvd [LCP TermReq id=0x1 00 00 02 dc]\n"
      "Nov 22 05:19:06 gw sshd[7]: CHAP authentication failed\n");
  for (const Heard& heard : reading.messages) {
    EXPECT_EQ("other", ProgramName(heard.program));
  }
}

TEST(BareName, TakesDecorationsOff) {
  EXPECT_EQ("pppd", BareName("/usr/sbin/pppd"));
  EXPECT_EQ("pppd", BareName("(pppd)"));
  EXPECT_EQ("pppd", BareName("pppd-2.4.4"));
  EXPECT_EQ("bash", BareName("-bash"));
  EXPECT_EQ("su", BareName("su(pam_unix)"));
  EXPECT_EQ("accel-pppd", BareName("accel-pppd"));
  EXPECT_EQ("", BareName(""));
  EXPECT_EQ("-", BareName("-"));
}

}  // namespace
}  // namespace pptp::log
