#ifndef PPTP_LIB_CATALOG_JSON_PARSER_H_
#define PPTP_LIB_CATALOG_JSON_PARSER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/catalog/json_value.h"

namespace pptp::catalog {

// What is wrong with a JSON text, at which byte of it, and what to do about it.
struct JsonFault {
  size_t offset = 0;
  std::string what;
  std::string advice;
};

// Parses a text of RFC 8259, with or without a byte order mark. Fails on bad syntax, bytes that
// are no UTF-8, numbers that no double holds, a key that stands twice in one object, and more
// than "deepest" containers inside each other.
//
// *decoded becomes a copy of the text with its escapes undone in place; keys and texts are views
// of it. After a fault, *root holds what was read before it, and all containers that were open
// are closed.
std::optional<JsonFault> ParseJson(std::string_view text, size_t deepest,
                                   std::vector<char>* decoded, JsonValue* root);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_JSON_PARSER_H_
