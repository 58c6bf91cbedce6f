#ifndef PPTP_LIB_CLIENT_TERMINAL_PROMPT_H_
#define PPTP_LIB_CLIENT_TERMINAL_PROMPT_H_

#include <string>

#include "lib/crypto/secret.h"
#include "pptp/error.h"

namespace pptp::client {

// Shows "question" on the terminal of this process (/dev/tty) and reads a line that does not
// appear there while it is typed. Blocks until the line is there.
//
// A signal that would end or stop the process meanwhile, such as that of Ctrl-C, takes effect
// after the terminal has got its echo back; when the process is continued, or the signal has a
// handler that returns, the question is asked again or the call fails with kIo. REQUIRES that
// the other threads of the process, if any, block these signals.
//
// Fails with kNotFound when the process has no terminal, with kIo when nothing was typed
// before the end (Ctrl-D) or the line is longer than any password.
Result<crypto::Secret> AskOnTerminal(const std::string& question);

// The same on an open terminal, which stays the caller's.
Result<crypto::Secret> AskOn(int terminal, const std::string& question);

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_TERMINAL_PROMPT_H_
