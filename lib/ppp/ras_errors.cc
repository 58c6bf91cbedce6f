// The error numbers of Windows' Remote Access Service that a peer may send, or
// that its side's user may quote. Names are those of the Windows header.
#include <algorithm>
#include <iterator>

#include "lib/ppp/microsoft.h"

namespace pptp::ppp {
namespace {

struct RasError {
  uint32_t code;
  std::string_view name;
  std::string_view meaning;
};

// In ascending order of their numbers.
constexpr RasError kRasErrors[] = {
    {0, "NO_ERROR", "The peer's user or administrator ended the connection."},
    {617, "ERROR_ALREADY_DISCONNECTING", "The peer is already ending the connection."},
    {619, "ERROR_PORT_DISCONNECTED", "The peer's port was disconnected."},
    {628, "ERROR_DISCONNECTION", "The connection was ended before it was complete."},
    {629, "ERROR_REMOTE_DISCONNECTION", "The connection was ended by the remote side."},
    {630, "ERROR_HARDWARE_FAILURE", "The port was disconnected because of a hardware failure."},
    {631, "ERROR_USER_DISCONNECTION", "The peer's user ended the connection."},
    {633, "ERROR_PORT_NOT_AVAILABLE", "The peer's port is in use or not configured."},
    {635, "ERROR_UNKNOWN", "An unknown error on the peer's side."},
    {638, "ERROR_REQUEST_TIMEOUT", "A request to the peer timed out."},
    {641, "ERROR_SERVER_OUT_OF_RESOURCES", "The server is out of resources."},
    {645, "ERROR_AUTH_INTERNAL", "An internal authentication error on the peer's side."},
    {646, "ERROR_RESTRICTED_LOGON_HOURS", "The account may not log on at this time of day."},
    {647, "ERROR_ACCT_DISABLED", "The account is disabled."},
    {648, "ERROR_PASSWD_EXPIRED", "The account's password has expired."},
    {649, "ERROR_NO_DIALIN_PERMISSION", "The account has no permission to dial in."},
    {650, "ERROR_SERVER_NOT_RESPONDING", "The remote access server does not respond."},
    {651, "ERROR_FROM_DEVICE", "The peer's device reported an error."},
    {678, "ERROR_NO_ANSWER", "There was no answer."},
    {691, "ERROR_AUTHENTICATION_FAILURE",
     "User name, password or the form of the domain is wrong."},
    {709, "ERROR_CHANGING_PASSWORD", "The password could not be changed."},
    {718, "ERROR_PPP_TIMEOUT", "The peer waited for our answer and gave up."},
    {719, "ERROR_PPP_REMOTE_TERMINATED", "The remote side ended PPP."},
    {720, "ERROR_PPP_NO_PROTOCOLS_CONFIGURED", "The two sides have no network protocol in common."},
    {721, "ERROR_PPP_NO_RESPONSE",
     "The peer heard nothing from us; GRE may pass in one direction only."},
    {722, "ERROR_PPP_INVALID_PACKET", "The peer received an invalid PPP packet."},
    {731, "ERROR_PROTOCOL_NOT_CONFIGURED", "A protocol is not configured on the peer's side."},
    {732, "ERROR_PPP_NOT_CONVERGING",
     "The two sides could not agree on PPP options, such as authentication or encryption."},
    {733, "ERROR_PPP_CP_REJECTED", "A control protocol that the peer needs was rejected by us."},
    {734, "ERROR_PPP_LCP_TERMINATED", "The link control protocol was terminated."},
    {735, "ERROR_PPP_REQUIRED_ADDRESS_REJECTED",
     "The address that one side requires was rejected by the other."},
    {736, "ERROR_PPP_NCP_TERMINATED", "A network control protocol was terminated."},
    {737, "ERROR_PPP_LOOPBACK_DETECTED", "The peer receives its own packets: a loop."},
    {738, "ERROR_PPP_NO_ADDRESS_ASSIGNED", "The server had no address to give."},
    {739, "ERROR_CANNOT_USE_LOGON_CREDENTIALS",
     "The authentication asked for cannot use the stored Windows password."},
    {741, "ERROR_NO_LOCAL_ENCRYPTION",
     "The peer itself cannot do the encryption that was asked for."},
    {742, "ERROR_NO_REMOTE_ENCRYPTION", "The peer demands an encryption that we did not offer."},
    {743, "ERROR_REMOTE_REQUIRES_ENCRYPTION",
     "One side requires encryption and the other has it switched off."},
};

const RasError* Find(uint32_t code) {
  const RasError* found =
      std::lower_bound(std::begin(kRasErrors), std::end(kRasErrors), code,
                       [](const RasError& error, uint32_t wanted) { return error.code < wanted; });
  return found != std::end(kRasErrors) && found->code == code ? found : nullptr;
}

}  // namespace

std::string_view RasErrorName(uint32_t code) {
  const RasError* error = Find(code);
  return error != nullptr ? error->name : std::string_view();
}

std::string_view RasErrorMeaning(uint32_t code) {
  const RasError* error = Find(code);
  return error != nullptr ? error->meaning : std::string_view();
}

}  // namespace pptp::ppp
