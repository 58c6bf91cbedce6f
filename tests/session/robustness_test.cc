// Any order of any messages is taken without a crash, a loss or a mix-up. The
// messages are real ones, told by random processes of a few hosts; seeds are fixed.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "lib/session/relays.h"
#include "lib/session/words.h"
#include "tests/session/story.h"

namespace pptp::session {
namespace {

constexpr std::string_view kMessages[] = {
    "pppd 2.4.9 started by root, uid 0",
    "Using interface ppp0",
    "Using interface ppp1",
    "Connect: ppp0 <--> /dev/pts/1",
    "Plugin /usr/lib/pppd/2.4.9/x.so loaded.",
    "Script pptp 192.0.2.1 --nolaunchpppd started (pid 7)",
    "Script /etc/ppp/ip-up started (pid 9)",
    "sent [LCP ConfReq id=0x1 <magic 0x1>]",
    "rcvd [LCP ConfAck id=0x1 <magic 0x1>]",
    "sent [CCP ConfReq id=0x1 <mppe +H -M +S -L -D -C>]",
    "rcvd [CCP ConfNak id=0x1 <mppe +H -M -S +L -D -C>]",
    "rcvd [LCP TermReq id=0x2 00 00 02 dc]",
    "local  IP address 10.0.0.1",
    "Connection terminated.",
    "Modem hangup",
    "Exit.",
    "anon log[main:pptp.c:353]: The synchronous pptp option is NOT activated",
    "anon log[ctrlp_disp:pptp_ctrl.c:858]: Client connection established.",
    "nm-pptp-service-5 fatal[callmgr_main:pptp_callmgr.c:134]: Could not open control connection "
    "to 1.2.3.4",
    "anon fatal[open_callmgr:pptp.c:525]: Call manager exited with error 256",
    "CTRL: Client 198.51.100.1 control connection started",
    "CTRL: Starting call (launching pppd, opening GRE)",
    "CTRL (PPPD Launcher): program binary = /usr/sbin/pppd",
    "CTRL: Reaping child PPP[3]",
    "CTRL: Client 198.51.100.1 control connection finished",
    "MGR: Reaped child 4",
    "mppe_compress[0]: osize too small! (have: 1 need: 2)",
    "ppp0: ppp: compressor dropped pkt",
    "modprobe: FATAL: Module ppp_mppe not found.",
    "nm-pptp[5] <info> pppd started with pid 3",
    "nm-pptp[5] <warn> pppd exited with error code 16",
    "something else",
    "[",
    "",
};
constexpr std::string_view kTags[] = {
    "pppd",           "pptp",       "pptpd",      "kernel", "modprobe",
    "NetworkManager", "accel-pppd", "pptpconfig", "",       "sshd"};

class Robustness : public Story, public ::testing::WithParamInterface<uint32_t> {
 protected:
  Robustness()
      : Story({.open_sessions = 6, .exchange_per_session = 7, .hosts = 3, .bytes = 40000}) {}
};

TEST_P(Robustness, EveryMessageIsDeliveredOnceToItsOwnHost) {
  std::mt19937 random(GetParam());
  auto upto = [&](size_t n) { return static_cast<size_t>(random() % n); };
  size_t told = 0;
  size_t copies = 0;                     // at most; a host that is forgotten forgets its messages
  std::map<std::string, Relays> relays;  // by host
  int64_t micros = 0;
  for (int i = 0; i < 2000; ++i) {
    log::Message message;
    message.tag = kTags[upto(std::size(kTags))];
    message.program = ProgramOfTag(message.tag);
    message.text = kMessages[upto(std::size(kMessages))];
    std::string host = fmt::format("host{}", upto(5));
    if (upto(10) != 0) message.host = host;
    message.raw = message.host;  // to be compared with the session's
    if (upto(4) != 0) message.pid = static_cast<uint32_t>(upto(8));
    micros += static_cast<int64_t>(upto(20)) * 1000000;
    if (upto(8) != 0) message.time = LogTime{micros, upto(50) != 0, true, true};
    if (upto(400) == 0) NextInput();
    if (upto(300) == 0) {
      message.kind = log::MessageKind::kBoot;
    } else if (message.program != Program::kOther) {
      ++told;
      const Saying saying = Hear(message.program, message.text);
      copies +=
          relays[std::string(message.host)].IsSecondCopy(message, saying, PrintOf(saying.words));
    }
    Tell(message);
  }
  Sessions();
  EXPECT_LE(deliveries().size(), told);
  EXPECT_GE(deliveries().size(), told - copies);
  for (const Delivery& delivery : deliveries()) EXPECT_EQ(delivery.raw, delivery.host);
  for (const Session& session : Sessions()) {
    EXPECT_LE(session.exchange.size(), 7u);
    EXPECT_LE(session.counters.lcp_requests_unanswered, session.counters.lcp_requests_sent);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Robustness, ::testing::Range(1u, 21u));

}  // namespace
}  // namespace pptp::session
