#ifndef PPTP_SEVERITY_H_
#define PPTP_SEVERITY_H_

#include <cstdint>
#include <string_view>

namespace pptp {

// How bad a problem is, in ascending order: an error keeps the tunnel from
// working, a warning spoils it, a note is worth knowing.
enum class Severity : uint8_t { kNote, kWarning, kError };

std::string_view ToString(Severity severity);  // "note", "warning", "error"

}  // namespace pptp

#endif  // PPTP_SEVERITY_H_
