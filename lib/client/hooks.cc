#include "lib/client/hooks.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <string_view>
#include <vector>

#include "lib/client/ipv4.h"

namespace pptp::client {
namespace {

// What stands in the place of pppd's serial line.
constexpr std::string_view kDevice = "/dev/net/tun";
// Not known of a tunnel; pppd says so, too, on a line without one.
constexpr std::string_view kSpeed = "0";

class Environment {
 public:
  Environment() {
    texts_.reserve(kMost);  // without it g++ 12 warns of an overflow that cannot be
    texts_.push_back(ProgramPath());
  }
  void Set(std::string_view name, std::string_view value) {
    texts_.push_back(fmt::format("{}={}", name, value));
  }
  void SetNumber(std::string_view name, uint64_t value) { Set(name, fmt::to_string(value)); }
  // pppd leaves out what it does not know.
  void SetIfKnown(std::string_view name, std::string_view value) {
    if (!value.empty()) Set(name, value);
  }
  void SetAddresses(std::string_view name, const std::array<uint32_t, 2>& addresses) {
    for (size_t i = 0; i < addresses.size(); ++i) {
      if (addresses[i] != 0) Set(fmt::format("{}{}", name, i + 1), Ipv4Text(addresses[i]));
    }
  }
  std::vector<std::string> Take() { return std::move(texts_); }

 private:
  static constexpr size_t kMost = 32;
  std::vector<std::string> texts_;
};

// Empty if the user has no name.
std::string UserName(uid_t user) {
  std::array<char, 4096> space;
  passwd entry{};
  passwd* found = nullptr;
  getpwuid_r(user, &entry, space.data(), space.size(), &found);
  return found == nullptr ? "" : found->pw_name;
}

}  // namespace

ProgramCall HookCall(const std::string& program, const HookFacts& facts) {
  const std::string local = Ipv4Text(facts.agreed.local), remote = Ipv4Text(facts.agreed.remote);
  Environment environment;
  environment.Set("DEVICE", kDevice);
  environment.Set("SPEED", kSpeed);
  environment.Set("IFNAME", facts.interface);
  environment.Set("IPLOCAL", local);
  environment.Set("IPREMOTE", remote);
  environment.SetIfKnown("PEERNAME", facts.peer_name);
  environment.SetIfKnown("LINKNAME", facts.link_name);
  environment.SetIfKnown("CALL_FILE", facts.call_file);
  if (facts.use_peer_dns) environment.Set("USEPEERDNS", "1");
  environment.SetAddresses("DNS", facts.agreed.dns);
  environment.SetAddresses("WINS", facts.agreed.wins);
  environment.SetNumber("PPPD_PID", static_cast<uint64_t>(getpid()));
  environment.SetNumber("ORIG_UID", getuid());
  environment.SetIfKnown("PPPLOGNAME", UserName(getuid()));
  if (facts.use) {
    environment.SetNumber("CONNECT_TIME", static_cast<uint64_t>(facts.use->time.count()));
    environment.SetNumber("BYTES_SENT", facts.use->bytes_sent);
    environment.SetNumber("BYTES_RCVD", facts.use->bytes_received);
  }
  ProgramCall call;
  for (const std::string_view argument :
       {std::string_view(program), std::string_view(facts.interface), kDevice, kSpeed,
        std::string_view(local), std::string_view(remote), std::string_view(facts.ip_param)}) {
    call.arguments.emplace_back(argument);
  }
  call.environment = environment.Take();
  return call;
}

}  // namespace pptp::client
