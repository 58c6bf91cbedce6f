#ifndef PPTP_LIB_CATALOG_JSON_PARSER_H_
#define PPTP_LIB_CATALOG_JSON_PARSER_H_

#include <cstddef>
#include <memory_resource>
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

// What the values of a parsed text refer to. A text has thousands of small lists, which are made
// together and go together.
struct JsonStorage {
  // Most of a rule pack's text becomes about as many bytes of values.
  explicit JsonStorage(size_t text_size) : lists(text_size + 1) {}

  std::vector<char> decoded;  // the text, its escapes undone in place
  std::pmr::monotonic_buffer_resource lists;
};

// Parses a text of RFC 8259, with or without a byte order mark. Fails on bad syntax, bytes that
// are no UTF-8, numbers that no double holds, a key that stands twice in one object, and more
// than "deepest" containers inside each other.
//
// Of a "proven" text only the syntax is checked, which comes with reading it.
//
// *root refers to what is put into *storage, whose text is empty before. After a fault, it holds
// what was read before it, and all containers that were open are closed.
std::optional<JsonFault> ParseJson(std::string_view text, size_t deepest, bool proven,
                                   JsonStorage* storage, JsonValue* root);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_JSON_PARSER_H_
