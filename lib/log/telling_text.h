#ifndef PPTP_LIB_LOG_TELLING_TEXT_H_
#define PPTP_LIB_LOG_TELLING_TEXT_H_

#include <vector>

#include "lib/log/literal_set.h"

namespace pptp::log {

// The texts of which a line of another program must hold one to mean something to the reader: what
// only pppd and pptp say, and parts of journal entries. Its other lines pass through the reader
// without a trace.
std::vector<Literal> TellingTexts();

// The same for all other lines: parts of the tags of programs whose every word counts, and notices
// of repetitions.
std::vector<Literal> TellingTags();

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_TELLING_TEXT_H_
