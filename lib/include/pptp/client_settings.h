#ifndef PPTP_CLIENT_SETTINGS_H_
#define PPTP_CLIENT_SETTINGS_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pptp {

// What a user may set of a tunnel, from the command line or from a file of pppd's. Plain
// data without a secret in it. The defaults are those of pptp-connect without options.

enum class Encryption : uint8_t {
  kRefused,   // packets go in the clear
  kAllowed,   // encrypted if the server can or insists; what a peers file without a word means
  kRequired,  // encrypted, or no tunnel
};

struct EncryptionSettings {
  Encryption policy = Encryption::kRequired;
  bool allow_40 = true, allow_56 = false, allow_128 = true;
  bool stateful = false;  // taken when the server insists on it
};

// Ways to prove who we are that must not be used.
struct RefusedMethods {
  bool pap = false, chap_md5 = false, mschap_v1 = false, mschap_v2 = false;
};

// Where the password comes from.
struct PasswordSource {
  enum class Kind : uint8_t {
    kAnywhere,     // systemd's credentials directory, then chap-secrets, then the terminal
    kFile,         // the first line of the file "where"
    kEnvironment,  // the environment variable "where"
    kSecrets,      // the file "where" in the format of /etc/ppp/chap-secrets
  };
  Kind kind = Kind::kAnywhere;
  std::string where;
};

// Seconds are pppd's unit for all of these.
struct LcpSettings {
  uint16_t mtu = 1400;  // bytes of an IP packet; the server's MRU may lower it
  uint16_t mru = 1400;
  std::chrono::seconds echo_interval{30};  // zero sends no Echo-Requests
  int echo_failure = 4;                    // so many without a reply end the link; zero never
  bool echo_adaptive = false;              // any traffic counts as a reply
  std::chrono::seconds restart{3};         // between retransmissions
  int max_configure = 10, max_terminate = 2, max_failure = 10;
  bool asyncmap = true, magic = true, pcomp = true, accomp = true;  // to be asked for
};

// Addresses and networks are numbers, the byte that is written first the most significant.
struct Ipv4Network {
  uint32_t address = 0;
  uint8_t prefix = 32;
};

struct NetworkSettings {
  std::string interface;           // empty: the first free one of pptp0, pptp1, ...
  uint32_t local = 0, remote = 0;  // zero leaves it to the server
  bool accept_local = true;        // the server's word goes before "local"
  bool accept_remote = true;
  bool ipv6 = false;                // a link-local address inside the tunnel
  std::vector<Ipv4Network> routes;  // through the tunnel
  bool default_route = false;       // all of IPv4, as 0.0.0.0/1 and 128.0.0.0/1
  bool dns = false;                 // use the server's name servers
  std::string ip_up, ip_down;       // programs, called as pppd calls its scripts
  std::string ip_param;             // their last argument
  std::string link_name;            // LINKNAME in their environment
};

struct RetrySettings {
  bool persist = false;                      // connect again after the tunnel has ended
  std::chrono::seconds holdoff{1};           // before the first new attempt; doubles up to a minute
  bool fixed_holdoff = false;                // always the same, as pppd does
  int max_fail = 10;                         // attempts in a row without a tunnel; zero never ends
  std::chrono::seconds connect_timeout{60};  // for the TCP connection, over all addresses
  std::chrono::seconds idle{0};              // without data; zero never ends it
  std::chrono::seconds max_connect{0};       // of a tunnel's life; zero never ends it
};

struct ClientSettings {
  std::string server;  // host name or IPv4 address
  uint16_t port = 1723;
  std::string phone_number;  // for the few servers that ask for one
  std::string user;          // as given; may hold "DOMAIN\\user" with one backslash
  std::string domain;
  std::string peer_file;    // the NAME of /etc/ppp/peers/NAME, if one was read
  std::string remote_name;  // the server's name in chap-secrets
  PasswordSource password;
  RefusedMethods refused;
  EncryptionSettings encryption;
  LcpSettings lcp;
  NetworkSettings network;
  RetrySettings retry;
};

}  // namespace pptp

#endif  // PPTP_CLIENT_SETTINGS_H_
