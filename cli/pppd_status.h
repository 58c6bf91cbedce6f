#ifndef PPTP_CLI_PPPD_STATUS_H_
#define PPTP_CLI_PPPD_STATUS_H_

namespace pptp::cli {

// pppd's exit statuses for what goes wrong before anything is tried. All others come from the
// client; docs/exit-statuses.md lists them for users.
enum PppdStatus : int {
  kPppdOk = 0,
  kPppdFatalError = 1,
  kPppdOptionError = 2,
  kPppdNotRoot = 3,
  kPppdNegotiationFailed = 10,  // without a secret, pppd has nothing to negotiate with
};

}  // namespace pptp::cli

#endif  // PPTP_CLI_PPPD_STATUS_H_
