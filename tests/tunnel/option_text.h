#ifndef PPTP_TESTS_TUNNEL_OPTION_TEXT_H_
#define PPTP_TESTS_TUNNEL_OPTION_TEXT_H_

#include <string>

#include "lib/tunnel/negotiator.h"

// Options in pppd's words, for tables: "<mru 1400> <pcomp>".
namespace pptp::tunnel {

ppp::Options OptionsOf(ppp::Protocol protocol, const std::string& text);
std::string TextOf(ppp::Protocol protocol, const ppp::Options& options);

// "ConfNak <mru 128>"
std::string TextOf(ppp::Protocol protocol, const Negotiator::Answer& answer);

}  // namespace pptp::tunnel

#endif  // PPTP_TESTS_TUNNEL_OPTION_TEXT_H_
