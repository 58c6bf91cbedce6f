#include "lib/session/telling_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "lib/base/text.h"
#include "lib/session/words.h"

namespace pptp::session {
namespace {

constexpr size_t kShortest = 3;

// What a message that fits the row holds for certain: the words of its beginning, between which
// there may be any number of blanks, and what must stand behind.
std::vector<std::string_view> CertainParts(const PhraseRow& row) {
  std::vector<std::string_view> parts;
  if (row.holds.size() >= kShortest) parts.push_back(row.holds);
  std::string_view rest = row.begins;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(' '), rest.size());
    if (end >= kShortest) parts.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return parts;
}

bool HoldsOneOf(std::string_view text, const std::vector<log::Literal>& literals) {
  const std::string lower = ToLower(text);
  return std::any_of(literals.begin(), literals.end(), [&](const log::Literal& literal) {
    return literal.any_case ? lower.find(literal.text) != std::string::npos
                            : text.find(literal.text) != std::string_view::npos;
  });
}

void AddRow(const PhraseRow& row, std::vector<log::Literal>* literals) {
  const std::vector<std::string_view> parts = CertainParts(row);
  const bool covered = std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return HoldsOneOf(part, *literals);
  });
  if (!covered) literals->push_back({std::string(log::RarestOf(parts)), false});
}

// What makes anybody's words ours: packet lines, a dump's options, packet filters, "12 bad bytes
// thrown away", "pon provider".
std::vector<log::Literal> WordsOfAll() {
  std::vector<log::Literal> literals = {{"ppp", true}, {"pptp", true}, {"vpn", true}};
  for (const char* text : {"sent [", "send [", "rcvd [", "recv [", "from loop:", "# (from ",
                           "PROTO=47", "PROTO=GRE", "PT=1723 ", " bad bytes", "pon "}) {
    literals.push_back({text, false});
  }
  return literals;
}

}  // namespace

std::vector<log::Literal> KernelWords() {
  std::vector<log::Literal> literals = WordsOfAll();
  for (const PhraseRow& row : PhrasesOf(Program::kKernel)) AddRow(row, &literals);
  return literals;
}

std::vector<log::Literal> TellingWords() {
  std::vector<log::Literal> literals = KernelWords();
  for (Program program : {Program::kPppd, Program::kPptp, Program::kPptpd, Program::kModprobe,
                          Program::kNetworkManager}) {
    for (const PhraseRow& row : PhrasesOf(program)) {
      if (row.distinct) AddRow(row, &literals);
    }
  }
  return literals;
}

}  // namespace pptp::session
