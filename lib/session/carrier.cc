#include "lib/session/carrier.h"

#include <algorithm>
#include <array>

#include "lib/base/text.h"
#include "lib/log/program.h"

namespace pptp::session {
namespace {

using enum Carrier;

constexpr std::array<std::string_view, 8> kNames = {"",     "pptp", "pppoe", "pppoa",
                                                    "l2tp", "sstp", "tls",   "serial"};

// Parts of the names of files. "pptp" stands first, because NetworkManager's plugin for it
// may lie in a folder with the others.
struct Part {
  std::string_view text;
  Carrier carrier;
};
constexpr Part kPluginParts[] = {
    {"pptp", kPptp}, {"pppoe", kPppoe}, {"pppoatm", kPppoa}, {"pppol2tp", kL2tp},
    {"l2tp", kL2tp}, {"sstp", kSstp},   {"fortissl", kTls},
};

// "eth1", "eth0.2", "nas0", "br-lan".
bool IsNetworkDevice(std::string_view name) {
  return !name.empty() && name.size() < 16 && name[0] >= 'a' && name[0] <= 'z' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || IsDigit(c) || c == '.' || c == '-' || c == '_';
         });
}

// "8.35", "0.0.35": the VPI and VCI of an ATM circuit.
bool IsAtmCircuit(std::string_view name) {
  return name.find('.') != std::string_view::npos &&
         std::all_of(name.begin(), name.end(), [](char c) { return IsDigit(c) || c == '.'; });
}

}  // namespace

std::string_view CarrierName(Carrier carrier) {
  return kNames[static_cast<size_t>(carrier)];
}

std::optional<Carrier> CarrierFromName(std::string_view name) {
  const auto found = std::find(kNames.begin() + 1, kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Carrier>(found - kNames.begin());
}

std::vector<std::string_view> CarrierNames() {
  return {kNames.begin() + 1, kNames.end()};
}

Carrier CarrierOfPlugin(std::string_view path) {
  for (const Part& part : kPluginParts) {
    if (path.find(part.text) != std::string_view::npos) return part.carrier;
  }
  return kUnknown;
}

Carrier CarrierOfDevice(std::string_view device) {
  if (device.find("pptp") != std::string_view::npos) return kPptp;
  if (Consume(&device, "/dev/")) {
    // "ttyS0", "ttyUSB0", "ttyACM0", but "ttyp1" is a pty of former times.
    const bool port =
        device.size() > 3 && device.starts_with("tty") && device[3] >= 'A' && device[3] <= 'Z';
    const bool named = device.starts_with("modem") || device.starts_with("cu") ||
                       device.starts_with("rfcomm") || device.starts_with("ircomm");
    return port || named ? kSerial : kUnknown;
  }
  if (IsAtmCircuit(device)) return kPppoa;
  return IsNetworkDevice(device) && device != "socket" ? kPppoe : kUnknown;
}

Carrier CarrierOfDaemon(std::string_view tag) {
  return CarrierFromName(log::CarrierOfDialer(log::BareName(tag))).value_or(kUnknown);
}

}  // namespace pptp::session
