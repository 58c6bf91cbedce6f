#ifndef PPTP_LIB_CATALOG_JSON_VALUE_H_
#define PPTP_LIB_CATALOG_JSON_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace pptp::catalog {

struct JsonMember;

// A value, and the byte offset of its first character in the text. What it says lies in the
// JsonDocument that it is part of.
struct JsonValue {
  enum class Type : uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

  Type type = Type::kNull;
  bool boolean = false;
  size_t offset = 0;
  double number = 0;
  std::string_view text;            // kString
  std::vector<JsonValue> items;     // kArray
  std::vector<JsonMember> members;  // kObject, in the order of the text
};

struct JsonMember {
  std::string_view key;
  size_t offset = 0;  // of the key
  JsonValue value;
};

// "a text", "a number", ...: for messages.
std::string_view TypeName(JsonValue::Type type);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_JSON_VALUE_H_
