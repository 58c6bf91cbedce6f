#ifndef PPTP_LIB_CATALOG_REGEX_SYNTAX_H_
#define PPTP_LIB_CATALOG_REGEX_SYNTAX_H_

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What strings an RE2 can match, as a tree: RE2 keeps its own tree to itself.
namespace pptp::catalog {

using ByteSet = std::bitset<256>;

struct RegexNode {
  enum class Kind : uint8_t { kBytes, kConcatenation, kAlternation, kRepetition };

  Kind kind = Kind::kConcatenation;  // without children: the empty string
  ByteSet bytes;                     // kBytes: one of these
  std::vector<RegexNode> children;   // kRepetition has one
  uint32_t least = 0;                // kRepetition
  std::optional<uint32_t> most;      // kRepetition; empty = without end
};

struct RegexSyntax {
  RegexNode root;
  std::vector<std::string> group_names;
};

// Reads an expression that RE2 (Latin-1, "." matches newline) accepts.
//
// The tree describes every string that the expression can match, and maybe more:
// assertions such as $ and \b count as the empty string, and what this reader
// knows too little about (\pN, folded letters outside ASCII) as any byte. Empty
// when the expression holds syntax that the reader does not know at all.
std::optional<RegexSyntax> ParseRegex(std::string_view pattern);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_REGEX_SYNTAX_H_
