#include "lib/session/carrier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/session/story.h"

namespace pptp::session {
namespace {

using enum Carrier;

struct SignCase {
  const char* sign;
  Carrier carrier;
};

TEST(Carrier, IsToldByThePlugin) {
  const SignCase cases[] = {
      {"rp-pppoe.so", kPppoe},
      {"/usr/lib/pppd/2.4.9/pppoe.so", kPppoe},
      {"/usr/lib/pppd/2.4.9/nm-pptp-pppd-plugin.so", kPptp},
      {"pptp.so", kPptp},
      {"pppol2tp.so", kL2tp},
      {"/usr/lib/pppd/2.4.9/nm-l2tp-pppd-plugin.so", kL2tp},
      {"sstp-pppd-plugin.so", kSstp},
      {"pppoatm.so", kPppoa},
      {"radius.so", kUnknown},
      {"winbind.so", kUnknown},
  };
  for (const SignCase& row : cases) EXPECT_EQ(row.carrier, CarrierOfPlugin(row.sign)) << row.sign;
}

TEST(Carrier, IsToldByTheDevice) {
  const SignCase cases[] = {
      {"eth1", kPppoe},         {"eth0.2", kPppoe},       {"nas0", kPppoe},
      {"8.35", kPppoa},         {"/dev/ttyS1", kSerial},  {"/dev/ttyUSB0", kSerial},
      {"/dev/modem", kSerial},  {"/dev/cua1", kSerial},   {"/dev/pts/1", kUnknown},
      {"/dev/ttyp1", kUnknown}, {"/dev/ttya0", kUnknown}, {"pptp (192.0.2.1)", kPptp},
      {"socket", kUnknown},     {"", kUnknown},
  };
  for (const SignCase& row : cases) EXPECT_EQ(row.carrier, CarrierOfDevice(row.sign)) << row.sign;
}

TEST(Carrier, HasANameAndIsFoundByIt) {
  for (Carrier carrier : {kPptp, kPppoe, kPppoa, kL2tp, kSstp, kTls, kSerial}) {
    EXPECT_EQ(carrier, CarrierFromName(CarrierName(carrier)));
  }
  EXPECT_EQ(std::nullopt, CarrierFromName(""));
  EXPECT_EQ(std::nullopt, CarrierFromName("pigeon"));
}

class CarrierOfASession : public Story {};

TEST_F(CarrierOfASession, IsUnknownWhenOnlyPppdSpeaks) {
  Syslog(R"(
Nov 22 10:00:00 gw pppd[7]: pppd 2.4.9 started by root, uid 0
Nov 22 10:00:00 gw pppd[7]: Connect: ppp0 <--> /dev/pts/1
)");
  EXPECT_EQ(kUnknown, OnlySession().carrier);
}

TEST_F(CarrierOfASession, IsThatOfTheDaemonThatStartedPppd) {
  Syslog(R"(
Nov 22 10:00:00 gw xl2tpd[5]: Call established with 192.0.2.1, Local: 1, Remote: 2, Serial: 1
Nov 22 10:00:00 gw pppd[7]: pppd 2.4.9 started by root, uid 0
Nov 22 10:00:00 gw pppd[7]: Connect: ppp0 <--> /dev/pts/1
)");
  EXPECT_EQ(kL2tp, OnlySession().carrier);
}

TEST_F(CarrierOfASession, IsNotThatOfADaemonHeardLongBefore) {
  Syslog(R"(
Nov 22 10:00:00 gw openfortivpn[5]: INFO:   Connected to gateway.
Nov 22 10:05:00 gw pppd[7]: pppd 2.4.9 started by root, uid 0
Nov 22 10:05:00 gw pppd[7]: Connect: ppp0 <--> /dev/pts/1
)");
  EXPECT_EQ(kUnknown, OnlySession().carrier);
}

TEST_F(CarrierOfASession, IsPptpOncePptpSpeaksWhateverWasThoughtBefore) {
  Syslog(R"(
Nov 22 10:00:00 gw openfortivpn[5]: INFO:   Connected to gateway.
Nov 22 10:00:01 gw pppd[7]: pppd 2.4.9 started by root, uid 0
Nov 22 10:00:01 gw pppd[7]: Using interface ppp0
Nov 22 10:00:01 gw pppd[7]: Connect: ppp0 <--> /dev/pts/1
Nov 22 10:00:01 gw pptp[8]: anon log[main:pptp.c:353]: The synchronous pptp option is NOT activated
)");
  EXPECT_EQ(kPptp, OnlySession().carrier);
}

TEST_F(CarrierOfASession, IsToldForEachOfTwoThatRunTogether) {
  Syslog(R"(
Nov 22 10:00:00 gw pppd[7]: pppd 2.4.9 started by root, uid 0
Nov 22 10:00:00 gw pppd[7]: Connect: ppp0 <--> eth1
Nov 22 10:00:05 gw pppd[9]: pppd 2.4.9 started by root, uid 0
Nov 22 10:00:05 gw pppd[9]: Connect: ppp1 <--> /dev/pts/1
Nov 22 10:00:06 gw pptp[10]: anon log[main:pptp.c:353]: The synchronous pptp option is NOT activated
)");
  ASSERT_EQ(2u, Sessions().size());
  EXPECT_EQ(kPppoe, Sessions()[0].carrier);
  EXPECT_EQ(kPptp, Sessions()[1].carrier);
}

}  // namespace
}  // namespace pptp::session
