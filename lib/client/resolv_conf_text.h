#ifndef PPTP_LIB_CLIENT_RESOLV_CONF_TEXT_H_
#define PPTP_LIB_CLIENT_RESOLV_CONF_TEXT_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// The text of /etc/resolv.conf with a tunnel's name servers in it (resolv.conf(5)), and without.
//
// Ours stand in front of what is there, between two comments that name the tunnel's interface:
//
//   # pptp-connect: begin pptp0
//   nameserver 10.0.0.1
//   # pptp-connect: end pptp0
//
// Everything else stays as it is, byte for byte: to take our lines out again is to put the
// original back, also when somebody else has changed another part of it meanwhile, and also when
// the process that put them in was killed.
namespace pptp::client {

// Puts the servers (most significant byte first) in, in the place of those that this device
// may have there.
std::string WithNameServers(std::string_view text, std::string_view device,
                            const std::vector<uint32_t>& servers);

std::string WithoutNameServers(std::string_view text, std::string_view device);

// The same for every device for which "gone" holds.
std::string WithoutLeftovers(std::string_view text,
                             const std::function<bool(std::string_view device)>& gone);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_RESOLV_CONF_TEXT_H_
