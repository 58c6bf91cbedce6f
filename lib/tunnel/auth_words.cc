#include "lib/tunnel/auth_words.h"

#include <fmt/format.h>

#include <optional>

#include "lib/base/text.h"
#include "lib/ppp/notation.h"

namespace pptp::tunnel {
namespace {

// The errors of RFC 2433 section 8. Empty for any other number.
std::string_view ErrorText(uint64_t error) {
  switch (error) {
    case 646:
      return "E=646 Restricted logon hours";
    case 647:
      return "E=647 Account disabled";
    case 648:
      return "E=648 Password expired";
    case 649:
      return "E=649 No dialin permission";
    case 691:
      return "E=691 Authentication failure";
    case 709:
      return "E=709 Error changing password";
    default:
      return "";
  }
}

}  // namespace

std::string VisibleMessage(std::string_view message) {
  return ppp::CaretText(message);
}

std::string VisibleText(std::string_view message) {
  return ppp::CaretText(message.substr(0, message.find('\0')));
}

std::string QuotedName(std::string_view name) {
  std::string quoted;
  for (const char c : VisibleText(name)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted;
}

std::string MsChapFailureText(std::string_view message) {
  std::string_view rest = message.substr(0, message.find('\0'));
  if (!Consume(&rest, "E=")) return "MS-CHAP authentication failed: " + VisibleText(message);
  if (const size_t at = rest.find(" M="); at != std::string_view::npos) {
    return "MS-CHAP authentication failed: " + VisibleText(rest.substr(at + 3));
  }
  const std::string_view known = ErrorText(ConsumeDecimal(&rest).value_or(0));
  if (known.empty()) return "Unknown MS-CHAP authentication failure: " + VisibleText(message);
  return fmt::format("MS-CHAP authentication failed: {}", known);
}

CloseLink WeFailed() {
  return {ExitStatus::kAuthToPeerFailed, "Failed to authenticate ourselves to peer"};
}

CloseLink PeerFailed() {
  return {ExitStatus::kPeerAuthFailed, "Authentication failed"};
}

}  // namespace pptp::tunnel
