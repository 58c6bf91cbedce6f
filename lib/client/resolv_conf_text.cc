#include "lib/client/resolv_conf_text.h"

#include <fmt/format.h>

#include "lib/base/text.h"
#include "lib/client/ipv4.h"

namespace pptp::client {
namespace {

// These stand in files: do not change.
constexpr std::string_view kBegin = "# pptp-connect: begin ";
constexpr std::string_view kEnd = "# pptp-connect: end ";

// Takes a line with its end off the front.
std::string_view TakeLine(std::string_view* text) {
  const size_t end = text->find('\n');
  const std::string_view line = text->substr(0, end == std::string_view::npos ? end : end + 1);
  text->remove_prefix(line.size());
  return line;
}

}  // namespace

std::string WithNameServers(std::string_view text, std::string_view device,
                            const std::vector<uint32_t>& servers) {
  std::string result = fmt::format("{}{}\n", kBegin, device);
  for (uint32_t server : servers) result += fmt::format("nameserver {}\n", Ipv4Text(server));
  result += fmt::format("{}{}\n", kEnd, device);
  return result + WithoutNameServers(text, device);
}

std::string WithoutNameServers(std::string_view text, std::string_view device) {
  return WithoutLeftovers(text, [&](std::string_view other) { return other == device; });
}

std::string WithoutLeftovers(std::string_view text,
                             const std::function<bool(std::string_view device)>& gone) {
  std::string result;
  bool inside = false;  // of a part that goes
  while (!text.empty()) {
    const std::string_view line = TakeLine(&text);
    std::string_view device = TrimRight(line);
    if (Consume(&device, kBegin) && gone(device)) {
      inside = true;
    } else if (Consume(&device, kEnd) && gone(device)) {
      inside = false;
    } else if (!inside || !line.starts_with("nameserver ")) {
      result += line;  // what others wrote into our part is not ours to take
    }
  }
  return result;
}

}  // namespace pptp::client
