#include "lib/client/privileges.h"

#include <cap-ng.h>
#include <fmt/format.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>

#include "lib/client/system_error.h"

namespace pptp::client {
namespace {

std::string ProgramPath() {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? "pptp-connect" : path.string();
}

bool Has(unsigned capability) {
  return capng_have_capability(CAPNG_EFFECTIVE, capability) == 1;
}

}  // namespace

Result<void> CheckPrivileges() {
  if (capng_get_caps_process() != 0) {
    return Fail(Error::Io("cannot find out what this process may do: is /proc mounted?"));
  }
  const bool admin = Has(CAP_NET_ADMIN), raw = Has(CAP_NET_RAW);
  if (admin && raw) return {};
  const std::string missing = admin ? "CAP_NET_RAW (to send GRE)"
                              : raw ? "CAP_NET_ADMIN (to make an interface and routes)"
                                    : "CAP_NET_ADMIN and CAP_NET_RAW (for an interface, routes "
                                      "and GRE)";
  if (geteuid() == 0) {
    return Fail(Error::Io(
        fmt::format("this is root, but without {}, as in a container: start the container with "
                    "--cap-add=NET_ADMIN --cap-add=NET_RAW",
                    missing)));
  }
  return Fail(Error::Io(
      fmt::format("not allowed to make a tunnel: there is no {}. Run it with sudo, or allow the "
                  "program to: sudo setcap cap_net_admin,cap_net_raw+ep {}",
                  missing, ProgramPath())));
}

void ProtectMemory() {
  const rlimit none{};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

Result<void> DropPrivileges() {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return Fail(SystemError("cannot give up the right to new privileges", errno));
  }
  if (capng_get_caps_process() != 0) {
    return Fail(Error::Io("cannot find out what this process may do: is /proc mounted?"));
  }
  const bool bounds = Has(CAP_SETPCAP);  // without it the bounding set cannot be changed
  const bool raw = Has(CAP_NET_RAW);
  capng_clear(CAPNG_SELECT_ALL);
  const auto kept = static_cast<capng_type_t>(CAPNG_EFFECTIVE | CAPNG_PERMITTED);
  capng_update(CAPNG_ADD, kept, CAP_NET_ADMIN);
  if (raw) capng_update(CAPNG_ADD, kept, CAP_NET_RAW);
  // The ambient set needs no step of its own: the kernel takes out of it what is not inheritable.
  if (capng_apply(bounds ? CAPNG_SELECT_BOTH : CAPNG_SELECT_CAPS) != 0) {
    return Fail(Error::Io("cannot give up capabilities"));
  }
  return {};
}

}  // namespace pptp::client
