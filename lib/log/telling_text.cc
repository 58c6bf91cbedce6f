#include "lib/log/telling_text.h"

#include <string>
#include <utility>

#include "lib/log/program.h"

namespace pptp::log {

std::vector<Literal> TellingTexts() {
  std::vector<Literal> texts;
  // "log[", "warn[" and "fatal[" of pptp name a source file.
  for (const char* text : {"sent [", "send [", "rcvd [", "recv [", "from loop: [", ".c:", "[s="}) {
    texts.push_back({text, false});
  }
  return texts;
}

std::vector<Literal> TellingTags() {
  std::vector<Literal> tags;
  for (std::string_view name : NamesThatAreHeard()) tags.push_back({std::string(name), true});
  // Notices of repetitions that name another program are about that one.
  tags.push_back({"message repeated ", false});
  tags.push_back({"Last message '", false});
  return tags;
}

}  // namespace pptp::log
