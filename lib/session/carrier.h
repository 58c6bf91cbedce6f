#ifndef PPTP_LIB_SESSION_CARRIER_H_
#define PPTP_LIB_SESSION_CARRIER_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// What carries a PPP link. pppd serves PPTP, but also PPPoE, L2TP, SSTP and modems,
// whose logs have the same words and other troubles.
namespace pptp::session {

enum class Carrier : uint8_t {
  kUnknown,  // nothing in the log tells, as is usual for pppd's own messages
  kPptp,
  kPppoe,
  kPppoa,
  kL2tp,
  kSstp,
  kTls,     // FortiGate's and others' SSL VPN
  kSerial,  // a modem, a mobile phone, a null-modem cable
};

// "", "pptp", "pppoe", "pppoa", "l2tp", "sstp", "tls", "serial": the names that packs
// and reports use.
std::string_view CarrierName(Carrier carrier);
std::optional<Carrier> CarrierFromName(std::string_view name);
std::vector<std::string_view> CarrierNames();  // of all that have one

// Told by what pppd loads, "/usr/lib/pppd/2.4.9/rp-pppoe.so".
Carrier CarrierOfPlugin(std::string_view path);

// Told by what stands behind the arrow of "Connect: ppp0 <--> /dev/ttyS1". A pty tells
// nothing, for L2TP and SSTP use one as PPTP does.
Carrier CarrierOfDevice(std::string_view device);

// Told by the daemon that starts pppd: "xl2tpd", "pppoe-server", "chat".
Carrier CarrierOfDaemon(std::string_view tag);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_CARRIER_H_
