#ifndef PPTP_LIB_CATALOG_REGEX_H_
#define PPTP_LIB_CATALOG_REGEX_H_

#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/catalog/captures.h"
#include "lib/catalog/group_names.h"

namespace pptp::catalog {

// An RE2 of a rule pack, tied to the start of the text it is matched with. It
// works on bytes, so that no byte of a log makes a line unmatchable: a character
// outside ASCII stands for its UTF-8 bytes. "." matches a newline too.
//
// Compiled at the first use, by whichever thread comes first: most expressions of
// a pack meet no line of a given log that holds their literal.
class Regex {
 public:
  explicit Regex(std::string pattern) : pattern_(std::move(pattern)) {}

  // Empty when the expression is right, else RE2's words for what is wrong.
  static std::string SyntaxError(const std::string& pattern);

  // Compiles now. False when the expression is too large to be compiled.
  bool Compile() const;

  // Tests the text. Named groups that took part are added to *captures, unless it
  // is null or has that name already; captured text is cut at kLongestCapture bytes.
  bool Matches(std::string_view text, Captures* captures) const;

  const std::string& pattern() const { return pattern_; }

  static constexpr size_t kLongestCapture = 1024;

 private:
  struct Program {
    Program(const WithoutNames& expression, const RE2::Options& options)
        : re2(expression.pattern, options), names(expression.names) {}

    const RE2 re2;
    const std::vector<std::pair<std::string, int>> names;  // of groups
  };
  const Program& Compiled() const;

  std::string pattern_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<const Program> compiled_;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_REGEX_H_
