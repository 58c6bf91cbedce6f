#ifndef PPTP_LIB_SESSION_TELLING_WORDS_H_
#define PPTP_LIB_SESSION_TELLING_WORDS_H_

#include <vector>

#include "lib/log/literal_set.h"

namespace pptp::session {

// The texts of which a message of NetworkManager, of a wrapper or of nobody in particular must hold
// one for Hear() to know its words. With log::TellingTags() they tell the lines that a session may
// need from all others.
std::vector<log::Literal> TellingWords();

// The same for a message of the kernel.
std::vector<log::Literal> KernelWords();

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_TELLING_WORDS_H_
