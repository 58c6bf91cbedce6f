#include "lib/client/options_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/client/memory_files.h"

namespace pptp::client {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr char kPty[] = "pty \"pptp vpn.example.com --nolaunchpppd\"\n";

// A machine with files in /etc/ppp, of which one is /etc/ppp/peers/work.
class OptionsFileTest : public testing::Test {
 protected:
  void Write(std::string_view peer) { files_.Add("/etc/ppp/peers/work", peer); }

  PeerFile Read() {
    Result<PeerFile> peer = ReadPeerFile({.peer = "work"}, &files_);
    EXPECT_TRUE(peer) << peer.error().message();
    return peer ? std::move(*peer) : PeerFile{};
  }
  // With a server, and nothing else of importance.
  PeerFile ReadLines(const std::string& lines) {
    Write(kPty + lines);
    return Read();
  }
  std::string ErrorOf(std::string_view peer) {
    Write(peer);
    Result<PeerFile> read = ReadPeerFile({.peer = "work"}, &files_);
    return read ? "no error" : read.error().message();
  }

  static std::vector<std::string> Noted(const PeerFile& peer) {
    std::vector<std::string> options;
    for (const OptionNote& note : peer.notes) options.push_back(note.option);
    return options;
  }

  MemoryFiles files_;
};

// What pptpsetup --create work --server vpn.example.com --username ada --encrypt writes.
TEST_F(OptionsFileTest, ReadsWhatPptpsetupWrites) {
  Write(R"(# written by pptpsetup
pty "/usr/sbin/pptp vpn.example.com --nolaunchpppd"
lock
noauth
nobsdcomp
nodeflate
name ada
remotename work
ipparam work
require-mppe-128
)");
  const PeerFile peer = Read();
  EXPECT_EQ(peer.settings.server, "vpn.example.com");
  EXPECT_EQ(peer.settings.user, "ada");
  EXPECT_EQ(peer.settings.remote_name, "work");
  EXPECT_EQ(peer.settings.network.ip_param, "work");
  EXPECT_EQ(peer.settings.encryption.policy, Encryption::kRequired);
  EXPECT_TRUE(peer.settings.encryption.allow_128);
  EXPECT_FALSE(peer.settings.encryption.allow_40);
  EXPECT_FALSE(peer.password);
  EXPECT_THAT(peer.notes, IsEmpty());
  EXPECT_THAT(peer.files, ElementsAre("/etc/ppp/peers/work"));
}

// pptpsetup writes a domain with one backslash, of which pppd makes CORP, a bell and "da".
TEST_F(OptionsFileTest, NamesTheBackslashThatPptpsetupLoses) {
  const PeerFile peer = ReadLines("name CORP\\ada\n");
  EXPECT_EQ(peer.settings.user, "CORP\ada");
  ASSERT_THAT(Noted(peer), ElementsAre("name"));
  EXPECT_EQ(peer.notes[0].line, 2);
  EXPECT_THAT(peer.notes[0].why, HasSubstr("leaves \"CORP?da\" of the name"));
}

// Debian: /etc/ppp/options for every link, a peers file, and pptp-linux's options.pptp.
TEST_F(OptionsFileTest, ReadsASetupOfDebian) {
  files_.Add("/etc/ppp/options", R"(# /etc/ppp/options
asyncmap 0
auth
crtscts
lock
hide-password
modem
proxyarp
lcp-echo-interval 30
lcp-echo-failure 4
noipx
)");
  files_.Add("/etc/ppp/options.pptp", R"(lock
noauth
refuse-pap
refuse-eap
refuse-chap
refuse-mschap
nobsdcomp
nodeflate
)");
  files_.AddProgram("/etc/ppp/ip-up").AddProgram("/etc/ppp/ip-down");
  Write(R"(remotename PPTP
linkname work
ipparam work
pty "pptp --loglevel 0 vpn.example.com --nolaunchpppd"
name CORP\\ada
usepeerdns
require-mppe
file /etc/ppp/options.pptp
)");
  const PeerFile peer = Read();
  EXPECT_THAT(peer.files,
              ElementsAre("/etc/ppp/options", "/etc/ppp/peers/work", "/etc/ppp/options.pptp"));
  EXPECT_EQ(peer.settings.user, "CORP\\ada");
  EXPECT_EQ(peer.settings.lcp.echo_interval, std::chrono::seconds(30));
  EXPECT_EQ(peer.settings.lcp.echo_failure, 4);
  EXPECT_TRUE(peer.settings.refused.pap);
  EXPECT_TRUE(peer.settings.refused.chap_md5);
  EXPECT_TRUE(peer.settings.refused.mschap_v1);
  EXPECT_FALSE(peer.settings.refused.mschap_v2);
  EXPECT_TRUE(peer.settings.network.dns);
  EXPECT_EQ(peer.settings.network.link_name, "work");
  EXPECT_EQ(peer.settings.network.ip_up, "/etc/ppp/ip-up");
  EXPECT_EQ(peer.settings.network.ip_down, "/etc/ppp/ip-down");
  EXPECT_EQ(peer.settings.encryption.policy, Encryption::kRequired);
  EXPECT_TRUE(peer.settings.encryption.allow_40);
  // "auth" is taken back by "noauth".
  EXPECT_THAT(Noted(peer), ElementsAre("proxyarp"));
}

// Red Hat 7 with ppp-mppe-2.4.0: a tunnel of pptp-command, which gave the server to pptp.
TEST_F(OptionsFileTest, ReadsATunnelOf2002) {
  files_.Add("/etc/ppp/options.pptp", R"(#
# Lock the port
#
lock
#
# We don't need the tunnel server to authenticate itself
#
noauth
#
# Turn off transmission protocols we know won't be used
#
nobsdcomp
nodeflate
#
# We want MPPE, stateless
#
mppe-40
mppe-128
mppe-stateless
)");
  constexpr char kTunnel[] = R"(#
# PPTP Tunnel configuration for tunnel work
# Server IP: 192.0.2.7
# Route: add -net 10.0.0.0 netmask 255.0.0.0 gw TUNNEL
#

#
# Tags for CHAP secret selection
#
name CORP\\ada
remotename PPTP

#
# Include the main PPTP configuration file
#
file /etc/ppp/options.pptp
)";
  EXPECT_EQ(ErrorOf(kTunnel),
            "/etc/ppp/peers/work names no server: a comment in it says 192.0.2.7; if that is "
            "right, give it on the command line");
  Result<PeerFile> peer = ReadPeerFile({.peer = "work", .server_known = true}, &files_);
  ASSERT_TRUE(peer) << peer.error().message();
  EXPECT_EQ(peer->settings.user, "CORP\\ada");
  EXPECT_EQ(peer->settings.remote_name, "PPTP");
  EXPECT_EQ(peer->settings.encryption.policy, Encryption::kAllowed);
  EXPECT_TRUE(peer->settings.encryption.allow_40);
  EXPECT_TRUE(peer->settings.encryption.allow_128);
  EXPECT_FALSE(peer->settings.encryption.stateful);
  EXPECT_THAT(peer->notes, IsEmpty());
}

// SUSE: addresses on a line, a fixed unit, and the connection kept up.
TEST_F(OptionsFileTest, ReadsAPeerOfSuse) {
  Write(R"(# peer of a provider with PPTP modems
pty '/usr/sbin/pptp 10.0.0.138 --nolaunchpppd'
0.0.0.0:10.0.0.1
noipdefault
ipcp-accept-local
unit 3
user "provider/ada"
-pap
-chap
idle 300
maxconnect 86400
persist
maxfail 0
holdoff 10
defaultroute
replacedefaultroute
mtu 0x5b4
mru 1460
nopcomp
-ac
default-asyncmap
nomagic
novj
-vj
noccp
)");
  const PeerFile peer = Read();
  const ClientSettings& settings = peer.settings;
  EXPECT_EQ(settings.server, "10.0.0.138");
  EXPECT_EQ(settings.user, "provider/ada");
  EXPECT_EQ(settings.network.local, 0U);
  EXPECT_EQ(settings.network.remote, 0x0a000001U);
  EXPECT_TRUE(settings.network.accept_local);
  EXPECT_FALSE(settings.network.accept_remote);
  EXPECT_EQ(settings.network.interface, "ppp3");
  EXPECT_TRUE(settings.network.default_route);
  EXPECT_TRUE(settings.refused.pap);
  EXPECT_TRUE(settings.refused.chap_md5);
  EXPECT_EQ(settings.retry.idle, std::chrono::seconds(300));
  EXPECT_EQ(settings.retry.max_connect, std::chrono::hours(24));
  EXPECT_TRUE(settings.retry.persist);
  EXPECT_EQ(settings.retry.max_fail, 0);
  EXPECT_EQ(settings.retry.holdoff, std::chrono::seconds(10));
  EXPECT_TRUE(settings.retry.fixed_holdoff);
  EXPECT_EQ(settings.lcp.mtu, 1460);
  EXPECT_EQ(settings.lcp.mru, 1460);
  EXPECT_FALSE(settings.lcp.pcomp || settings.lcp.accomp);
  EXPECT_FALSE(settings.lcp.asyncmap || settings.lcp.magic);
  EXPECT_EQ(settings.encryption.policy, Encryption::kRefused);
  EXPECT_THAT(peer.notes, IsEmpty());
}

// The kernel's PPTP, through a plugin.
TEST_F(OptionsFileTest, ReadsAPeerOfThePluginForTheKernel) {
  Write("plugin pptp.so\npptp_server vpn.example.com\npptp_phone 555\nuser ada\n");
  const PeerFile peer = Read();
  EXPECT_EQ(peer.settings.server, "vpn.example.com");
  EXPECT_EQ(peer.settings.phone_number, "555");
  EXPECT_THAT(peer.notes, IsEmpty());
}

struct MppeCase {
  const char* name;
  const char* options;
  Encryption policy;
  const char* strengths;
  bool stateful;
};

const MppeCase kMppeCases[] = {
    {"NoWord", "", Encryption::kAllowed, "40 128 ", false},
    {"Required", "require-mppe", Encryption::kRequired, "40 128 ", false},
    {"RequiredByItsAlias", "+mppe", Encryption::kRequired, "40 128 ", false},
    {"Required128", "require-mppe-128", Encryption::kRequired, "128 ", false},
    {"RequiredAndNarrowed", "require-mppe require-mppe-128", Encryption::kRequired, "128 ", false},
    {"Required40And128", "require-mppe-40 require-mppe-128", Encryption::kRequired, "40 128 ",
     false},
    {"RequiredWithout40", "require-mppe nomppe-40", Encryption::kRequired, "128 ", false},
    {"No40Alone", "nomppe-40", Encryption::kAllowed, "128 ", false},
    {"Refused", "nomppe", Encryption::kRefused, "40 128 ", false},
    {"RefusedLater", "require-mppe nomppe", Encryption::kRefused, "40 128 ", false},
    {"RequiredLater", "nomppe require-mppe-128", Encryption::kRequired, "128 ", false},
    {"Stateful", "require-mppe mppe-stateful", Encryption::kRequired, "40 128 ", true},
    {"StatefulTakenBack", "mppe-stateful nomppe-stateful", Encryption::kAllowed, "40 128 ", false},
    {"NoCcp", "noccp", Encryption::kRefused, "40 128 ", false},
    {"AllStrengthsRefused", "nomppe-40 nomppe-128", Encryption::kRefused, "", false},
    {"Of2002", "mppe-40 mppe-128 mppe-stateless", Encryption::kAllowed, "40 128 ", false},
    {"Of2002Only128", "+mppe-128 +mppe-stateless", Encryption::kRequired, "128 ", false},
    {"List", "mppe required,stateless,no40,no56", Encryption::kRequired, "128 ", false},
    {"ListThatAllows", "mppe no40", Encryption::kAllowed, "56 128 ", true},
};

TEST_F(OptionsFileTest, ReadsAllGenerationsOfMppeOptions) {
  for (const MppeCase& c : kMppeCases) {
    const EncryptionSettings encryption = ReadLines(c.options).settings.encryption;
    std::string strengths;
    if (encryption.allow_40) strengths += "40 ";
    if (encryption.allow_56) strengths += "56 ";
    if (encryption.allow_128) strengths += "128 ";
    EXPECT_EQ(encryption.policy, c.policy) << c.name;
    EXPECT_EQ(strengths, c.strengths) << c.name;
    EXPECT_EQ(encryption.stateful, c.stateful) << c.name;
  }
}

TEST_F(OptionsFileTest, RefusesMppeThatCannotBe) {
  const std::string pty = kPty;
  EXPECT_THAT(ErrorOf(pty + "require-mppe nomppe-40 nomppe-128"),
              AllOf(StartsWith("/etc/ppp/peers/work: "), HasSubstr("all of its strengths")));
  EXPECT_THAT(ErrorOf(pty + "require-mppe noccp"), HasSubstr("remove noccp"));
  EXPECT_THAT(ErrorOf("mppe required,fast"), StartsWith("/etc/ppp/peers/work:1:1: mppe takes"));
}

TEST_F(OptionsFileTest, PrefersUserToName) {
  EXPECT_EQ(ReadLines("user ada name bob").settings.user, "ada");
  EXPECT_EQ(ReadLines("name bob user ada").settings.user, "ada");
}

TEST_F(OptionsFileTest, KeepsThePasswordApart) {
  files_.Add("/etc/ppp/peers/work", std::string(kPty) + "password 'hunter 2'\n", true);
  const PeerFile peer = Read();
  ASSERT_TRUE(peer.password);
  EXPECT_EQ(AsText(peer.password->view()), "hunter 2");
  ASSERT_THAT(Noted(peer), ElementsAre("password"));
  EXPECT_THAT(peer.notes[0].why, AllOf(HasSubstr("by others"), Not(HasSubstr("hunter"))));
}

TEST_F(OptionsFileTest, ShowsNoPieceOfAPassword) {
  EXPECT_EQ(ErrorOf("password hunter two\n"),
            "/etc/ppp/peers/work:1:17: what follows the password is no option; quote a password "
            "that holds blanks");
}

TEST_F(OptionsFileTest, LeavesEchoesAloneUnlessTheFileSpeaksOfThem) {
  const LcpSettings defaults;
  EXPECT_EQ(ReadLines("").settings.lcp.echo_interval, defaults.echo_interval);
  EXPECT_EQ(ReadLines("").settings.lcp.echo_failure, defaults.echo_failure);
  const LcpSettings interval = ReadLines("lcp-echo-interval 20").settings.lcp;
  EXPECT_EQ(interval.echo_interval, std::chrono::seconds(20));
  EXPECT_EQ(interval.echo_failure, 0);
  const LcpSettings failure = ReadLines("lcp-echo-failure 3").settings.lcp;
  EXPECT_EQ(failure.echo_interval, std::chrono::seconds(0));
  EXPECT_EQ(failure.echo_failure, 3);
}

struct NoteCase {
  const char* name;
  const char* line;
  std::vector<std::string> options;
};

TEST_F(OptionsFileTest, NamesWhatHasNoMeaningHere) {
  const NoteCase cases[] = {
      {"SerialLine", "/dev/ttyS0 115200 modem crtscts lock local xonxoff", {"/dev/ttyS0"}},
      {"ProofOfTheServer", "require-mschap-v2 +chap", {"require-mschap-v2", "+chap"}},
      {"Auth", "auth", {"auth"}},
      {"AuthTakenBack", "auth noauth", {}},
      {"Script", "connect \"chat -v\" disconnect /bin/true", {"connect", "disconnect"}},
      {"Plugin", "plugin radius.so radius-config-file /etc/r", {"plugin", "radius-config-file"}},
      {"OtherTransport", "pty \"pppoe -I eth0\"", {"pty"}},
      {"PptpsOwn", "pty \"pptp vpn --nolaunchpppd --rtmark 3\"", {"pptp --rtmark"}},
      {"Compression", "bsdcomp 15 deflate 0", {"bsdcomp"}},
      {"Demand", "demand", {"demand"}},
      {"Multilink", "multilink mrru 1500 nomp", {"multilink", "mrru"}},
      {"EapTls", "ca /etc/ca.pem cert a key b", {"ca", "cert", "key"}},
      {"DomainOfTheHost", "domain corp.example", {"domain"}},
      {"DefaultRoute", "defaultroute", {"defaultroute"}},
      {"DefaultRouteReplaced", "defaultroute replacedefaultroute", {}},
      {"DefaultRouteTakenBack", "defaultroute nodefaultroute", {}},
      {"Identifiers", "ipv6 ::1,::2", {"ipv6"}},
      {"NothingIsLost", "nodetach debug kdebug 7 logfile /x novj bsdcomp 0 deflate 0,0", {}},
  };
  for (const NoteCase& c : cases) {
    EXPECT_EQ(Noted(ReadLines(c.line)), c.options) << c.name;
  }
}

TEST_F(OptionsFileTest, SaysWhereAnOptionStands) {
  const PeerFile peer = ReadLines("noauth\n  multilink\n");
  ASSERT_EQ(peer.notes.size(), 1U);
  EXPECT_EQ(peer.notes[0].file, "/etc/ppp/peers/work");
  EXPECT_EQ(peer.notes[0].line, 3);
  EXPECT_EQ(peer.notes[0].why, "a tunnel is one link, never part of a bundle");
}

TEST_F(OptionsFileTest, ReadsAllValuesOfOptionsThatItDoesNotHonour) {
  // Were a value left, it would be an option that nobody knows.
  const PeerFile peer = ReadLines("escape ff,fe logfile x pass-filter 'not port 1' mtu 1300\n");
  EXPECT_EQ(peer.settings.lcp.mtu, 1300);
}

struct ErrorCase {
  const char* name;
  const char* peer;
  const char* error;
};

const ErrorCase kErrors[] = {
    {"UnknownOption", "lock\n require-mpe\n", "work:2:2: pppd has no option \"require-mpe\""},
    {"NoValue", "lock mru", "work:1:6: mru needs a value, and the file ends"},
    {"NoNumber", "mtu big", "work:1:1: mtu needs a number from 128 to 16384, not \"big\""},
    {"TooSmall", "mtu 127", "work:1:1: mtu needs a number from 128 to 16384, not \"127\""},
    {"TooLarge", "mtu 16385", "work:1:1: mtu needs a number from 128 to 16384, not \"16385\""},
    {"Trailing", "mtu 1400x", "work:1:1: mtu needs a number from 128 to 16384, not \"1400x\""},
    {"HostNameAsAddress", "vpn:10.0.0.1",
     "work:1:1: \"vpn\" is no IPv4 address; host names are not looked up here"},
    {"OpenQuote", "pty \"pptp",
     "work:1:5: this quote is not closed; close it, or write a backslash before it"},
    {"OptionOfPptp", "pty \"pptp vpn --nolaunchppd\"",
     "work:1:1: pptp knows no option --nolaunchppd"},
    {"NoSuchFile", "\nfile /etc/ppp/x",
     "work:2:1: cannot read /etc/ppp/x: No such file or directory"},
    {"LeadsAway", "call ../../shadow",
     "work:1:1: the name of a peers file must not begin with / or hold .., as "
     "\"../../shadow\" does"},
};

TEST_F(OptionsFileTest, NamesThePlaceOfAnError) {
  for (const ErrorCase& c : kErrors) {
    EXPECT_EQ(ErrorOf(c.peer), std::string("/etc/ppp/peers/") + c.error) << c.name;
  }
}

TEST_F(OptionsFileTest, NeedsAServer) {
  EXPECT_EQ(ErrorOf("noauth"),
            "/etc/ppp/peers/work names no server: give it on the command line, or write a line: "
            "pty \"pptp SERVER --nolaunchpppd\"");
}

TEST_F(OptionsFileTest, ReadsFilesWithinFiles) {
  files_.Add("/etc/ppp/peers/office/base", std::string(kPty) + "mtu 1300\n");
  Write("call office/base\nmtu 1350\n");
  const PeerFile peer = Read();
  EXPECT_EQ(peer.settings.server, "vpn.example.com");
  EXPECT_EQ(peer.settings.lcp.mtu, 1350);
  EXPECT_THAT(peer.files, ElementsAre("/etc/ppp/peers/work", "/etc/ppp/peers/office/base"));
}

TEST_F(OptionsFileTest, NamesTheInnerPlaceOfAnError) {
  files_.Add("/etc/ppp/more", "lock\nmtu none\n");
  EXPECT_THAT(ErrorOf("file /etc/ppp/more"), StartsWith("/etc/ppp/more:2:1: mtu needs"));
}

TEST_F(OptionsFileTest, EndsWhereAFileIncludesItself) {
  EXPECT_THAT(ErrorOf("call work"), HasSubstr("does one include itself?"));
}

TEST_F(OptionsFileTest, RefusesNamesThatLeadAway) {
  for (const char* name : {"", "/etc/shadow", "..", "../options", "a/../../b", "a/.."}) {
    Result<PeerFile> peer = ReadPeerFile({.peer = name}, &files_);
    ASSERT_FALSE(peer) << name;
    EXPECT_THAT(peer.error().message(), StartsWith("the name of a peers file must not")) << name;
  }
  files_.Add("/etc/ppp/peers/a..b", kPty);
  EXPECT_TRUE(ReadPeerFile({.peer = "a..b"}, &files_));
}

TEST_F(OptionsFileTest, SaysThatThereIsNoSuchPeer) {
  Result<PeerFile> peer = ReadPeerFile({.peer = "home"}, &files_);
  ASSERT_FALSE(peer);
  EXPECT_EQ(peer.error().code(), Error::Code::kNotFound);
  EXPECT_EQ(peer.error().message(), "cannot read /etc/ppp/peers/home: No such file or directory");
}

TEST_F(OptionsFileTest, DoesNotGoOnWithoutTheGeneralOptionsThatAreThere) {
  files_.AddForbidden("/etc/ppp/options");
  EXPECT_EQ(ErrorOf(kPty), "cannot read /etc/ppp/options: Permission denied");
}

}  // namespace
}  // namespace pptp::client
