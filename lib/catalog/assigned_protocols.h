#ifndef PPTP_LIB_CATALOG_ASSIGNED_PROTOCOLS_H_
#define PPTP_LIB_CATALOG_ASSIGNED_PROTOCOLS_H_

#include <cstdint>

namespace pptp::catalog {

// True for the PPP protocol numbers that IANA has assigned ("PPP DLL Protocol
// Numbers"). A Protocol-Reject for any other number means that the peer read
// garbage, as it does when the two ends disagree about the encryption.
bool IsAssignedProtocol(uint16_t protocol);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_ASSIGNED_PROTOCOLS_H_
