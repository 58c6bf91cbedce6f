#ifndef PPTP_LIB_PPP_OPTION_VALUES_H_
#define PPTP_LIB_PPP_OPTION_VALUES_H_

#include <cstddef>
#include <cstdint>

// Numbers within the options of PPP's control protocols that have no packet type of
// their own here.
namespace pptp::ppp {

inline constexpr size_t kOptionHeaderSize = 2;  // type and length, RFC 1661 section 6
inline constexpr size_t kMagicSize = 4;

inline constexpr uint16_t kLqr = 0xc025;       // of LCP's Quality-Protocol, RFC 1989
inline constexpr uint16_t kVj = 0x002d;        // of IPCP's IP-Compression, RFC 1332
inline constexpr uint16_t kOldVj = 0x0037;     // the same, RFC 1172
inline constexpr uint8_t kCallbackByCbcp = 6;  // of LCP's Callback

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_OPTION_VALUES_H_
