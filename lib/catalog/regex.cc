#include "lib/catalog/regex.h"

#include <re2/set.h>

#include <array>
#include <vector>

namespace pptp::catalog {
namespace {

// Room for one expression and its DFA. A pack may have hundreds, and a DFA that
// runs full falls back to the slower NFA, so a tenth of RE2's default is enough.
constexpr int64_t kRegexMemory = 1 << 20;

RE2::Options RegexOptions() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  options.set_dot_nl(true);
  options.set_max_mem(kRegexMemory);
  return options;
}

constexpr size_t kFewGroups = 16;

}  // namespace

std::string Regex::SyntaxError(const std::string& pattern) {
  // Adding to a set parses the expression and does not compile it, which would
  // take ten times as long.
  RE2::Set set(RegexOptions(), RE2::ANCHOR_START);
  std::string error;
  set.Add(pattern, &error);
  return error;
}

const Regex::Program& Regex::Compiled() const {
  std::call_once(once_, [this] {
    compiled_ = std::make_unique<const Program>(TakeGroupNames(pattern_), RegexOptions());
  });
  return *compiled_;
}

bool Regex::Compile() const {
  return Compiled().re2.ok();
}

bool Regex::Matches(std::string_view text, Captures* captures) const {
  const auto& [regex, names] = Compiled();
  const re2::StringPiece piece(text.data(), text.size());
  if (captures == nullptr || names.empty()) {
    return regex.Match(piece, 0, piece.size(), RE2::ANCHOR_START, nullptr, 0);
  }
  const size_t count = static_cast<size_t>(regex.NumberOfCapturingGroups()) + 1;
  std::array<re2::StringPiece, kFewGroups> few;
  std::vector<re2::StringPiece> many(count > kFewGroups ? count : 0);
  re2::StringPiece* groups = count > kFewGroups ? many.data() : few.data();
  if (!regex.Match(piece, 0, piece.size(), RE2::ANCHOR_START, groups, static_cast<int>(count))) {
    return false;
  }
  for (const auto& [name, index] : names) {
    const re2::StringPiece group = groups[index];
    if (group.data() == nullptr) continue;
    captures->try_emplace(name, group.data(), std::min<size_t>(group.size(), kLongestCapture));
  }
  return true;
}

}  // namespace pptp::catalog
