#ifndef PPTP_LIB_CLIENT_SYSTEM_ERROR_H_
#define PPTP_LIB_CLIENT_SYSTEM_ERROR_H_

#include <pptp/error.h>

#include <string>
#include <string_view>
#include <system_error>

namespace pptp::client {

// The system's word for an errno, such as "No route to host".
inline std::string SystemWord(int number) {
  return std::generic_category().message(number);
}

// "cannot open the file: Permission denied".
inline Error SystemError(std::string_view what, int number) {
  return Error::Io(std::string(what) + ": " + SystemWord(number));
}

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_SYSTEM_ERROR_H_
