#ifndef PPTP_LIB_CLIENT_OTHER_OPTIONS_H_
#define PPTP_LIB_CLIENT_OTHER_OPTIONS_H_

#include <cstddef>
#include <string_view>

namespace pptp::client {

// One of pppd's options that does nothing here.
struct OtherOption {
  std::string_view name;
  size_t arguments;  // words behind it
  // What the user does not get, as a sentence. Empty where nothing is lost: the option is about
  // serial lines, or the logs, or it refuses what is never done here.
  std::string_view why;
};

// Null when pppd has no such option, or when it is honoured.
const OtherOption* FindOtherOption(std::string_view name);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_OTHER_OPTIONS_H_
