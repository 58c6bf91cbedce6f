#ifndef PPTP_LIB_CLIENT_TUNNEL_CONFIG_H_
#define PPTP_LIB_CLIENT_TUNNEL_CONFIG_H_

#include <pptp/client_settings.h>

#include <string>

#include "lib/base/random_source.h"
#include "lib/tunnel/tunnel.h"

namespace pptp::client {

// The automata's configuration of one attempt, out of what the user set. "interface" is
// the TUN device's name; "name" is what the server is told of who we are. The call id is a
// new one each time, so that packets of an attempt that failed do not reach the next.
//
// A server that gets no MPPE keys out of the authentication cannot encrypt: with encryption
// required, PAP and CHAP-MD5 are not offered, and no password goes out for nothing.
tunnel::TunnelConfig MakeTunnelConfig(const ClientSettings& settings, std::string interface,
                                      std::string name, crypto::Secret password,
                                      RandomSource* random);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_TUNNEL_CONFIG_H_
