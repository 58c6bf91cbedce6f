#ifndef PPTP_LIB_LOG_MESSAGE_H_
#define PPTP_LIB_LOG_MESSAGE_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "pptp/time.h"

namespace pptp::log {

// Whose words a message is in, as far as the envelope tells.
enum class Program : uint8_t {
  kUnknown,  // no tag: raw pppd output, journalctl -o cat, a paste
  kPppd,
  kPptp,   // pptp-linux: gateway and call manager ("pptp", "pptpgw", "pptpcm", "(unknown)")
  kPptpd,  // pptpd and pptpctrl
  kKernel,
  kModprobe,        // modprobe, insmod, kmod
  kNetworkManager,  // NetworkManager, nm-pptp-service
  kXl2tpd,
  kAccelPpp,
  kPptpConnect,  // this project's client, which logs pppd's and pptp's words under their names
  kDialer,       // starts pppd on a link of another kind: chat, pppoe-server, sstpc
  kWrapper,      // a tag that may carry any of the above's words: pptpconfig, a
                 // unit or container name, a shell, a script
  kOther,        // a tag of a program that has nothing to do with PPTP
};

// What stands in the envelope, or is announced by it.
enum class MessageKind : uint8_t {
  kText,  // an ordinary message
  kBoot,  // "-- Boot ... --", "-- Reboot --": what ran on this host is gone
};

// One message of one program, its envelope taken off and its paste damage undone.
//
// Text and names are views that stay valid only during the call they are handed
// over in. One physical line may hold several messages and one message may span
// several lines; "line" is the first of them.
struct Message {
  MessageKind kind = MessageKind::kText;
  uint32_t input = 0;  // index of the input it came from
  uint64_t line = 0;   // physical line in the input, from 1
  std::optional<LogTime> time;
  std::string_view host;  // empty when the envelope has none
  std::string_view tag;   // the program's name as logged, empty when none
  Program program = Program::kUnknown;
  std::optional<uint32_t> pid;
  std::string_view text;  // what the program said
  std::string_view raw;   // the physical line, or as much of it as is kept
  uint32_t count = 1;     // how often it was said: "message repeated 3 times" has 3
  bool repeat = false;    // comes from a "repeated N times" line, not from the program
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_MESSAGE_H_
