#ifndef PPTP_LIB_PPP_MICROSOFT_H_
#define PPTP_LIB_PPP_MICROSOFT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/bytes.h"

// What Microsoft's PPP stacks put into messages that others print as garbage.
namespace pptp::ppp {

// The body of a Terminate-Request of a Windows peer: four bytes of a RAS error
// number, or twelve: the peer's magic number, 00 3c cd 74, the error number.
struct MicrosoftTermination {
  uint32_t code = 0;
  std::optional<uint32_t> magic;  // of the peer, in the 12-byte form
};
std::optional<MicrosoftTermination> DecodeMicrosoftTermination(ByteView body);

// The same out of the text in "LCP terminated by peer (...)", where pppd shows
// bytes with carets and M-; empty when the text is not that of such a body.
std::optional<MicrosoftTermination> DecodeMicrosoftTerminationText(std::string_view visible);

// A RAS error number's name ("ERROR_PPP_NOT_CONVERGING") and what it says in a
// PPTP log, as a sentence. Empty for an unknown number.
std::string_view RasErrorName(uint32_t code);
std::string_view RasErrorMeaning(uint32_t code);

// The fields of an MS-CHAP failure message, "E=691 R=1 C=<hex> V=3 M=<text>"
// (RFC 2433 section 8, RFC 2759 section 6).
struct MsChapFailure {
  uint32_t error = 0;               // E
  std::optional<bool> retry;        // R: another try is allowed
  std::string challenge;            // C, as printed
  std::optional<uint32_t> version;  // V: 3 is "the newer change-password packets"
  std::string message;              // M, without a trailing NUL
};
std::optional<MsChapFailure> DecodeMsChapFailure(std::string_view message);

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_MICROSOFT_H_
