#include <string>

#include "lib/client/options_file.h"
#include "lib/client/secrets_file.h"
#include "tests/client/memory_files.h"
#include "tests/fuzz/target.h"

namespace pptp::fuzz {
namespace {

constexpr char kSecrets[] = "/etc/ppp/chap-secrets";
constexpr char kPassword[] = "Zq8~the-one-secret";

// Errors and notes go to terminals and logs.
void RequireHarmless(const std::string& sentence) {
  Require(sentence.find(kPassword) == std::string::npos, "no message holds the password");
}

}  // namespace

// The files that a user gives pptp-connect: a peers file, and a secrets file, each with a good line
// in front that holds the password.
void RunFiles(ByteView input) {
  const std::string text(AsText(input));
  // A message may quote an option that nobody knows. libFuzzer learns the password from how texts
  // are compared, and puts it there.
  if (text.find(kPassword) != std::string::npos) return;
  client::MemoryFiles files;
  files.Add("/etc/ppp/peers/fuzzed", std::string("password ") + kPassword + "\n" + text);
  const Result<client::PeerFile> peer =
      client::ReadPeerFile({.peer = "fuzzed", .server_known = true}, &files);
  if (peer) {
    for (const client::OptionNote& note : peer->notes) RequireHarmless(note.option + note.why);
  } else {
    RequireHarmless(peer.error().message());
  }
  files.Add(kSecrets, std::string("fuzzed * ") + kPassword + "\n" + text);
  const Result<client::SecretAnswer> answer =
      client::FindSecret(kSecrets, {"fuzzed", {"server"}}, &files);
  if (!answer) return RequireHarmless(answer.error().message());
  Require(answer->secret.has_value(), "a line that fits is found, whatever follows it");
  for (const std::string& warning : answer->warnings) RequireHarmless(warning);
}

std::vector<Bytes> FilesSeeds() {
  std::vector<Bytes> seeds;
  for (const std::string_view text :
       {"pty \"pptp vpn.example.com --nolaunchpppd\"\nname OFFICE\\\\anna\nremotename PPTP\n"
        "require-mppe-128\nnoauth nobsdcomp # no compression\nmtu 1400 mru 1400\n",
        "plugin pptp.so\npptp_server 192.0.2.1\npersist\nmaxfail 0\nholdoff 5\n10.0.0.2:10.0.0.1\n"
        "lcp-echo-interval 30\nlcp-echo-failure 4\nusepeerdns\ndefaultroute\nipparam 'a b'\n",
        "mppe required,stateless,no40\nuser \"a\\tb\"\npassword x\\040y\n+chapms-v2\ncall other\n",
        "user anna\n+mppe-128\nmppe-stateless\nidle 600\nactive-filter 'tcp'\nlinkname office\n",
        "\"OFFICE\\\\anna\" PPTP 'se cret' *\n* server @/etc/secret 10.0.0.0/8\n"}) {
    const ByteView bytes = AsBytes(text);
    seeds.emplace_back(bytes.begin(), bytes.end());
  }
  return seeds;
}

}  // namespace pptp::fuzz
