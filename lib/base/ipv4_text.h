#ifndef PPTP_LIB_BASE_IPV4_TEXT_H_
#define PPTP_LIB_BASE_IPV4_TEXT_H_

#include <cstdint>
#include <string>

namespace pptp {

// "192.0.2.1" for a number whose most significant byte is the one written first.
std::string Ipv4Text(uint32_t address);

}  // namespace pptp

#endif  // PPTP_LIB_BASE_IPV4_TEXT_H_
