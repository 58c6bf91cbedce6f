// Every program's rows are put into buckets by the first byte, so that a message
// is compared with the few phrases that begin as it does. A message without a
// name is offered to the programs in a fixed order; the first that knows it wins.

#include "lib/session/words.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/text.h"
#include "lib/log/known_message.h"
#include "lib/ppp/notation.h"
#include "lib/session/command_line.h"

namespace pptp::session {
namespace {

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// The rows of one program by the first byte of their beginnings; those of one byte in the order
// of the table.
class Phrasebook {
 public:
  explicit Phrasebook(Program program) {
    for (const PhraseRow& row : PhrasesOf(program)) rows_.push_back(&row);
    std::stable_sort(rows_.begin(), rows_.end(), [](const PhraseRow* a, const PhraseRow* b) {
      return FirstByte(a->begins) < FirstByte(b->begins);
    });
    for (const PhraseRow* row : rows_) ++ends_[FirstByte(row->begins)];
    std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
  }

  // The row that fits, or null. "*rest" is what follows its beginning.
  const PhraseRow* Find(std::string_view words, bool only_distinct, std::string_view* rest) const {
    if (words.empty()) return nullptr;
    const uint8_t byte = FirstByte(words);
    for (size_t i = byte == 0 ? 0 : ends_[byte - 1]; i < ends_[byte]; ++i) {
      const PhraseRow* row = rows_[i];
      if (only_distinct && !row->distinct) continue;
      std::string_view behind = words;
      if (!ConsumeWords(&behind, row->begins) || !Contains(behind, row->holds)) continue;
      *rest = TrimLeft(behind);
      return row;
    }
    return nullptr;
  }

 private:
  static uint8_t FirstByte(std::string_view words) { return static_cast<uint8_t>(words.front()); }

  std::vector<const PhraseRow*> rows_;
  std::array<uint16_t, 256> ends_{};  // of the rows with that first byte
};

const Phrasebook& BookOf(Program program) {
  static const auto* const kBooks = [] {
    auto* books = new std::vector<Phrasebook>;
    for (int i = 0; i <= static_cast<int>(Program::kOther); ++i) {
      books->emplace_back(static_cast<Program>(i));
    }
    return books;
  }();
  return (*kBooks)[static_cast<size_t>(program)];
}

// Looks the words up in one program's book and fills in what it finds.
bool LookUp(Program program, bool only_distinct, Saying* saying) {
  const PhraseRow* row = BookOf(program).Find(saying->words, only_distinct, &saying->rest);
  if (row == nullptr) return false;
  saying->program = program;
  saying->phrase = row->phrase;
  return true;
}

void Set(Program program, Phrase phrase, Saying* saying) {
  saying->program = program;
  saying->phrase = phrase;
}

// "/usr/sbin/pppd: text" and "pptp: text", as programs write to stderr.
bool ConsumeProgramName(std::string_view* text, std::string_view name) {
  size_t colon = text->substr(0, 64).find(": ");
  if (colon == std::string_view::npos) return false;
  std::string_view path = text->substr(0, colon);
  if (path != name && !(path.ends_with(name) && path[path.size() - name.size() - 1] == '/')) {
    return false;
  }
  *text = TrimLeft(text->substr(colon + 2));
  return true;
}

void HearPppd(Saying* saying) {
  Set(Program::kPppd, Phrase::kNone, saying);
  if (ppp::LooksLikePacketLine(saying->words)) {
    saying->phrase = Phrase::kPacket;
    return;
  }
  ConsumeProgramName(&saying->words, "pppd");
  if (LookUp(Program::kPppd, false, saying)) return;
  // Old pppds say "%d ..." or name a file first; only a dump's lines are of use.
  if (Contains(saying->words, "# (from ")) saying->phrase = Phrase::kOptionLine;
}

void HearPptp(Saying* saying) {
  Set(Program::kPptp, Phrase::kNone, saying);
  ConsumePptpPrefix(&saying->words, &saying->pptp);
  std::string_view behind = saying->words;
  // "%lu bad bytes thrown away."
  if (ConsumeDecimal(&behind) && behind.starts_with(" bad bytes")) {
    saying->phrase = Phrase::kKnown;
    return;
  }
  if (!LookUp(Program::kPptp, false, saying) && saying->pptp.label == "fatal") {
    saying->phrase = Phrase::kPptpDied;
  }
}

// A kernel message that may concern a tunnel: its words, an interface's name
// ("ppp0: ..."), or a packet filter's line about GRE or port 1723.
bool HearKernel(bool only_distinct, Saying* saying) {
  if (LookUp(Program::kKernel, only_distinct, saying)) return true;
  std::string_view words = saying->words;
  bool interface =
      Consume(&words, "ppp") && ConsumeDecimal(&words).has_value() && words.starts_with(": ");
  bool filter = Contains(saying->words, "SRC=") &&
                (Contains(saying->words, "PROTO=47") || Contains(saying->words, "PROTO=GRE") ||
                 Contains(saying->words, "PT=1723 "));
  if (!interface && !filter) return false;
  Set(Program::kKernel, Phrase::kKnown, saying);
  return true;
}

// What NetworkManager, its service and xl2tpd say stands behind prefixes of many
// releases, so it is looked for anywhere; none of it is a peer's text.
void HearService(Program program, Saying* saying) {
  struct Row {
    std::string_view part;
    Phrase phrase;
  };
  static constexpr Row kRows[] = {
      {"pppd started with pid ", Phrase::kPppdPid},
      {"pppd exited with error code ", Phrase::kExitStatus},
      {" with code ", Phrase::kExitStatus},
      {"VPN", Phrase::kKnown},
      {"vpn", Phrase::kKnown},
      {"pptp", Phrase::kKnown},
      {"ppp", Phrase::kKnown},
  };
  Set(program, Phrase::kNone, saying);
  for (const Row& row : kRows) {
    size_t place = saying->words.find(row.part);
    if (place == std::string_view::npos) continue;
    if (row.part == " with code " && !Contains(saying->words, "pppd exited for call")) continue;
    saying->phrase = row.phrase;
    saying->rest = saying->words.substr(place + row.part.size());
    return;
  }
  if (program == Program::kXl2tpd) saying->phrase = Phrase::kKnown;
}

void HearAccelPpp(Saying* saying) {
  Set(Program::kAccelPpp, Phrase::kKnown, saying);
  std::string_view words = saying->words;
  size_t colon = words.find(": ");
  // "ppp0: send [LCP ConfReq ...]", ": recv [...]" before there is an interface.
  if (colon != std::string_view::npos &&
      words.substr(0, colon).find(' ') == std::string_view::npos) {
    words = TrimLeft(words.substr(colon + 2));
  }
  if (!ppp::LooksLikePacketLine(words)) return;
  saying->words = words;
  saying->phrase = Phrase::kPacket;
}

// Of a stranger only a packet as all programs write it is one: "sent 12" may be anybody's words.
bool IsStrangersPacket(std::string_view words) {
  return log::StartsPacketLine(words) && ppp::LooksLikePacketLine(words);
}

// A message that nobody has put a name to.
void HearStranger(Program program, Saying* saying) {
  std::string_view words = saying->words;
  if (IsStrangersPacket(words)) {
    bool accel = words.starts_with("send ") || words.starts_with("recv ");
    return Set(accel ? Program::kAccelPpp : Program::kPppd, Phrase::kPacket, saying);
  }
  // pppd's words first: they may quote a peer who writes like pptp.
  if (LookUp(Program::kPppd, true, saying)) return;
  PptpPrefix prefix;
  if (ConsumePptpPrefix(&words, &prefix)) return HearPptp(saying);
  if (ConsumeProgramName(&words, "pppd")) return HearPppd(saying);
  if (ConsumeProgramName(&words, "pptp")) {
    saying->words = words;
    return HearPptp(saying);
  }
  if (LookUp(Program::kPptp, true, saying) || LookUp(Program::kPptpd, true, saying)) return;
  std::string_view behind = words;
  if (ConsumeDecimal(&behind) && behind.starts_with(" bad bytes thrown away")) {
    return Set(Program::kPptp, Phrase::kKnown, saying);
  }
  if (LookUp(Program::kModprobe, true, saying) || HearKernel(true, saying)) return;
  if (LookUp(Program::kNetworkManager, true, saying)) {
    return HearService(Program::kNetworkManager, saying);
  }
  if (IsCommandLine(words)) {
    bool pptp = ParseCommandLine(words).is_pptp;
    return Set(pptp ? Program::kPptp : Program::kPppd, Phrase::kCommandLine, saying);
  }
  if (Contains(words, "# (from ")) return Set(Program::kPppd, Phrase::kOptionLine, saying);
  Set(program, Phrase::kNone, saying);
}

}  // namespace

bool ConsumeWords(std::string_view* text, std::string_view prefix) {
  size_t at = 0;
  for (size_t i = 0; i < prefix.size(); ++i) {
    if (at >= text->size() || (*text)[at] != prefix[i]) return false;
    ++at;
    if (prefix[i] != ' ') continue;
    while (at < text->size() && (*text)[at] == ' ') ++at;
  }
  text->remove_prefix(at);
  return true;
}

bool ConsumePptpPrefix(std::string_view* text, PptpPrefix* prefix) {
  std::string_view rest = *text;
  PptpPrefix found;
  size_t bracket = rest.substr(0, 128).find('[');
  if (bracket == std::string_view::npos) return false;
  std::string_view before = rest.substr(0, bracket);
  size_t blank = before.rfind(' ');
  found.label = blank == std::string_view::npos ? before : before.substr(blank + 1);
  if (found.label != "log" && found.label != "warn" && found.label != "fatal") return false;
  if (blank != std::string_view::npos) found.logstring = before.substr(0, blank);
  // More than one word is a sentence that quotes somebody.
  if (Contains(found.logstring, " ") || Contains(found.logstring, ":")) return false;
  rest.remove_prefix(bracket + 1);
  size_t colon = rest.find(':');
  size_t file_end = rest.find(".c:");
  if (colon == std::string_view::npos || file_end == std::string_view::npos || file_end < colon ||
      file_end > 128) {
    return false;
  }
  found.function = rest.substr(0, colon);
  rest.remove_prefix(file_end + 3);
  std::optional<uint64_t> line = ConsumeDecimal(&rest);
  if (!line || !Consume(&rest, "]:")) return false;
  found.line = static_cast<uint32_t>(*line);
  *prefix = found;
  *text = TrimLeft(rest);
  return true;
}

Saying Hear(Program program, std::string_view text) {
  Saying saying;
  saying.program = program;
  saying.words = TrimLeft(text);
  switch (program) {
    case Program::kPppd:
      HearPppd(&saying);
      break;
    case Program::kPptp:
      HearPptp(&saying);
      break;
    case Program::kPptpd:
    case Program::kPptpConnect:
      LookUp(program, false, &saying);
      break;
    case Program::kKernel:
      HearKernel(false, &saying);
      break;
    case Program::kModprobe:
      saying.phrase = Phrase::kKnown;
      break;
    case Program::kNetworkManager:
    case Program::kXl2tpd:
      HearService(program, &saying);
      break;
    case Program::kAccelPpp:
      HearAccelPpp(&saying);
      break;
    case Program::kUnknown:
    case Program::kWrapper:
      HearStranger(program, &saying);
      break;
    case Program::kDialer:
    case Program::kOther:
      break;
  }
  return saying;
}

}  // namespace pptp::session
