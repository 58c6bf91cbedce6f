#ifndef PPTP_LIB_CATALOG_JSON_DOCUMENT_H_
#define PPTP_LIB_CATALOG_JSON_DOCUMENT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pptp/error.h"

// JSON that remembers where in its text every value stands, so that a fault in a
// rule pack can be shown at its place.
namespace pptp::catalog {

struct JsonMember;

// A value, and the byte offset of its first character in the text.
struct JsonValue {
  enum class Type : uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

  Type type = Type::kNull;
  bool boolean = false;
  size_t offset = 0;
  double number = 0;
  std::string text;                 // kString
  std::vector<JsonValue> items;     // kArray
  std::vector<JsonMember> members;  // kObject, in the order of the text
};

struct JsonMember {
  std::string key;
  size_t offset = 0;  // of the key
  JsonValue value;
};

// "a text", "a number", ...: for messages.
std::string_view TypeName(JsonValue::Type type);

// A parsed text. Borrows the text, which must outlive the document.
class JsonDocument {
 public:
  // Fails with kInvalidRule on bad syntax, on a key that stands twice in one
  // object, and on nesting deeper than kDeepest.
  static Result<JsonDocument> Parse(std::string name, std::string_view text);

  const JsonValue& root() const { return root_; }
  const std::string& name() const { return name_; }

  // An error about the value or key at "offset":
  //
  //   pack.json:41:18: /problems/3/signature/literal: WHAT
  //       "literal": "MPPE"
  //                  ^ ADVICE
  Error FaultAt(size_t offset, std::string_view what, std::string_view advice) const;

  // "pack.json:41:18". Lines and columns count from 1, columns in characters.
  std::string Where(size_t offset) const;

  // The JSON pointer (RFC 6901) of the value or key at "offset"; "" is the root.
  std::string PointerTo(size_t offset) const;

  static constexpr size_t kDeepest = 64;

 private:
  JsonDocument(std::string name, std::string_view text) : name_(std::move(name)), text_(text) {}

  std::string name_;
  std::string_view text_;
  JsonValue root_;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_JSON_DOCUMENT_H_
