#include "lib/catalog/group_names.h"

#include <algorithm>
#include <cstddef>

#include "lib/base/text.h"

namespace pptp::catalog {
namespace {

// The length of the escape at the front, of "\Q" with the text up to its "\E".
size_t EscapeLength(std::string_view text) {
  if (!text.starts_with("\\Q")) return std::min<size_t>(text.size(), 2);
  const size_t end = text.find("\\E");
  return end == std::string_view::npos ? text.size() : end + 2;
}

// The length of the class at the front, "[...]". A "]" that comes first is one of its characters.
size_t ClassLength(std::string_view text) {
  size_t at = text.starts_with("[^") ? 2 : 1;
  if (at < text.size() && text[at] == ']') ++at;
  while (at < text.size() && text[at] != ']') {
    if (text[at] == '\\') {
      at += EscapeLength(text.substr(at));
    } else if (text.substr(at).starts_with("[:")) {
      at = std::min(text.find(":]", at), text.size() - 2) + 2;
    } else {
      ++at;
    }
  }
  return std::min(at + 1, text.size());
}

}  // namespace

WithoutNames TakeGroupNames(std::string_view pattern) {
  WithoutNames result;
  int groups = 0;
  while (!pattern.empty()) {
    size_t length = 1;
    if (pattern[0] == '\\') {
      length = EscapeLength(pattern);
    } else if (pattern[0] == '[') {
      length = ClassLength(pattern);
    } else if (Consume(&pattern, "(?P<")) {
      const size_t end = pattern.find('>');
      if (end == std::string_view::npos) break;
      result.names.emplace_back(pattern.substr(0, end), ++groups);
      result.pattern += '(';
      pattern.remove_prefix(end + 1);
      continue;
    } else if (pattern[0] == '(' && !pattern.starts_with("(?")) {
      ++groups;
    }
    result.pattern += pattern.substr(0, length);
    pattern.remove_prefix(length);
  }
  return result;
}

}  // namespace pptp::catalog
