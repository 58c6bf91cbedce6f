#ifndef PPTP_LIB_TUNNEL_LOG_LIMITER_H_
#define PPTP_LIB_TUNNEL_LOG_LIMITER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/instant.h"

namespace pptp::tunnel {

// Keeps a log from being flooded by whoever can send us packets.
//
// Lines are told apart by kind: by what they begin with, up to the first digit, quote or
// bracket ("rcvd [LCP EchoReq id=0x7 ..." and "rcvd [LCP EchoReq id=0x8 ..." are of one kind).
// Of each kind kBurst lines pass at once, and one every kRefill from then on. Those that
// do not pass are counted, and told of before the next of their kind that does, or at the end.
// So a line of another kind, such as why the tunnel ended, is never lost to a flood.
//
// Allocates only when it tells of what was left out. A negotiation that goes well, and all but
// the longest that do not, are shorter than a burst.
class LogLimiter {
 public:
  static constexpr double kBurst = 100;  // lines
  static constexpr Duration kRefill = std::chrono::seconds(10);

  // Whether the line may be logged now.
  bool Admit(std::string_view line, Instant now);

  // What to log in front of a line that was just admitted, if some before it were not.
  std::optional<std::string> TakeNotice();

  // What to log at the end: one notice for a kind of which lines were left out. To be called
  // until there is none.
  std::optional<std::string> TakeLastNotice();

 private:
  static constexpr size_t kLongestKind = 40;
  // More than there are kinds in this library; what comes beyond shares the last.
  static constexpr size_t kKinds = 256;
  struct Kind {
    std::array<char, kLongestKind> text{};
    size_t size = 0;
    double room = kBurst;
    Instant last{};
    uint64_t left_out = 0;
    std::string_view name() const { return {text.data(), size}; }
  };

  Kind* Find(std::string_view name);
  static std::optional<std::string> NoticeOf(Kind* kind);

  std::array<Kind, kKinds> kinds_;
  size_t known_ = 0;
  Kind* admitted_ = nullptr;
};

}  // namespace pptp::tunnel

#endif  // PPTP_LIB_TUNNEL_LOG_LIMITER_H_
