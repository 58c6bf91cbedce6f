#include "lib/tunnel/connect_failure.h"

#include <fmt/format.h>

namespace pptp::tunnel {
namespace {

// pptp's exit code, as its parent sees it.
constexpr int kPptpFailed = 256;

}  // namespace

std::vector<LogLine> ConnectFailureLines(std::string_view server, std::string_view why) {
  return {{Level::kWarning, fmt::format("connect: {}", why)},
          {Level::kError, fmt::format("Could not open control connection to {}", server)},
          {Level::kError, fmt::format("Call manager exited with error {}", kPptpFailed)}};
}

std::vector<LogLine> ResolveFailureLines(std::string_view why) {
  return {{Level::kError, fmt::format("getaddrinfo(): {}", why)}};
}

}  // namespace pptp::tunnel
