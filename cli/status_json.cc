#include "cli/status_json.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <pptp/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string_view>

#include "lib/base/wall_clock.h"

namespace pptp::cli {
namespace {

using Json = nlohmann::ordered_json;

Json Event(std::string_view name) {
  return {{"event", name}, {"time", FormatTime({NowMicros()})}};
}

// Null when there is none.
Json Address(uint32_t address) {
  if (address == 0) return nullptr;
  const in_addr network_order{htonl(address)};
  std::array<char, INET_ADDRSTRLEN> text{};
  return inet_ntop(AF_INET, &network_order, text.data(), text.size());
}

// The peer's words may be no UTF-8.
void WriteLine(const Json& event, std::FILE* file) {
  const std::string line = event.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  std::fwrite(line.data(), 1, line.size(), file);
  std::fflush(file);
}

}  // namespace

Result<StatusJson> StatusJson::Open(const std::string& where) {
  int fd = -1;
  const char* end = where.data() + where.size();
  const auto [rest, error] = std::from_chars(where.data(), end, fd);
  const bool is_number = error == std::errc() && rest == end;
  // A descriptor stays its owner's: ours is a copy, and no program that we start inherits it.
  const int copy = is_number ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : -1;
  std::FILE* file = !is_number  ? std::fopen(where.c_str(), "ae")
                    : copy >= 0 ? fdopen(copy, "a")
                                : nullptr;
  if (file == nullptr) {
    return Fail(
        Error::Io(fmt::format("--status-json: {} cannot be written: {}",
                              is_number ? "descriptor " + where : where, std::strerror(errno))));
  }
  return StatusJson(file);
}

void StatusJson::State(ClientState state) {
  Json event = Event("state");
  event["state"] = ClientStateName(state);
  WriteLine(event, file_.get());
}

void StatusJson::Up(const ClientNetwork& network) {
  Json event = Event("up");
  event["interface"] = network.interface;
  event["server"] = Address(network.server);
  event["local"] = Address(network.local);
  event["remote"] = Address(network.remote);
  event["dns"] = Json::array();
  for (const uint32_t server : network.dns) {
    if (server != 0) event["dns"].push_back(Address(server));
  }
  event["mtu"] = network.mtu;
  event["encryption"] = network.encryption.empty() ? Json() : Json(network.encryption);
  WriteLine(event, file_.get());
}

void StatusJson::Counters(const ClientCounters& counters) {
  Json event = Event("counters");
  event["packets_sent"] = counters.packets_sent;
  event["bytes_sent"] = counters.bytes_sent;
  event["packets_received"] = counters.packets_received;
  event["bytes_received"] = counters.bytes_received;
  WriteLine(event, file_.get());
}

void StatusJson::Found(const Finding& finding) {
  Json event = Event("finding");
  event["problem"] = finding.problem;
  event["number"] = finding.number ? Json(*finding.number) : Json();
  event["title"] = finding.title;
  event["severity"] = ToString(finding.severity);
  event["role"] = ToString(finding.role);
  event["confidence"] = ToString(finding.confidence);
  WriteLine(event, file_.get());
}

void StatusJson::Ended(int status, std::string_view reason) {
  Json event = Event("ended");
  event["status"] = status;
  event["reason"] = reason;
  WriteLine(event, file_.get());
}

}  // namespace pptp::cli
