#ifndef PPTP_LIB_LOG_PROGRAM_H_
#define PPTP_LIB_LOG_PROGRAM_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lib/log/message.h"
#include "lib/log/sender_cache.h"

namespace pptp::log {

// The name without what loggers put around it: directory, parentheses, a login
// shell's dash, a version ("/usr/sbin/pppd", "(pppd)", "-bash", "pppd-2.4.4").
std::string_view BareName(std::string_view tag);

// What the links are that a daemon starts pppd on, by the names that packs use ("l2tp",
// "pppoe", "sstp", "tls", "serial"); empty for a name that is none of such a daemon. Takes a
// bare name.
std::string_view CarrierOfDialer(std::string_view name);

// Whether the tag is, letter for letter, the name of one of the programs that the
// Program enumeration lists: enough to know a tag by where nothing else does.
bool NamesOurProgram(std::string_view tag);

// Of the programs whose every word counts, and of the daemons that start pppd: a text that their
// tags hold, in whatever case. Not of the kernel and of NetworkManager, who talk of many things.
std::vector<std::string_view> NamesThatAreHeard();

// Says whose words stand behind a tag.
//
// Names are known (pppd, pptp, ...), or tell that they may carry others' words
// (shells, containers, anything with "ppp" or "vpn" in it), or belong to somebody
// else. A name that nobody knows is Program::kOther until it has spoken words that
// only pppd or pptp say; from then on it is a wrapper. Daemons whose messages
// start with what strangers send never become one.
class ProgramClassifier {
 public:
  ProgramClassifier();

  // Whether a name that nobody knows has spoken such words.
  bool has_learned() const { return !learned_.empty(); }

  // The program behind a tag, by its name alone. Empty tag: kUnknown.
  Program OfTag(std::string_view tag);

  // The same where no message can change it; empty for names that may come to hand on others'
  // words, and for those that are known to.
  std::optional<Program> OfTagForGood(std::string_view tag);

  // The same for a whole message: applies and extends what has been learned.
  Program OfMessage(std::string_view host, std::string_view tag, std::optional<uint32_t> pid,
                    std::string_view text);

  // Those whose headers have been read.
  SenderCache& senders() { return senders_; }

 private:
  struct NameClass {
    Program program = Program::kUnknown;
    bool may_learn = false;
  };
  // Names repeat from line to line; a small direct-mapped cache spares the search.
  struct CacheEntry {
    std::string tag;
    NameClass name_class;
  };

  static NameClass Classify(std::string_view tag);
  const NameClass& Lookup(std::string_view tag);

  std::array<CacheEntry, 64> cache_;
  SenderCache senders_;
  std::unordered_set<uint64_t> learned_;  // hashes of host, tag and pid
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_PROGRAM_H_
