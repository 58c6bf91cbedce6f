#ifndef PPTP_LIB_CATALOG_JSON_DOCUMENT_H_
#define PPTP_LIB_CATALOG_JSON_DOCUMENT_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "lib/catalog/json_parser.h"
#include "lib/catalog/json_value.h"
#include "pptp/error.h"

namespace pptp::catalog {

// JSON that remembers where in its text every value stands, so that a fault in a
// rule pack can be shown at its place.
//
// Borrows the text, which must outlive the document.
class JsonDocument {
 public:
  JsonDocument(JsonDocument&&) = default;
  JsonDocument& operator=(JsonDocument&&) = default;

  // Fails with kInvalidRule on bad syntax, on a key that stands twice in one
  // object, and on nesting deeper than kDeepest (lib/catalog/json_parser.h). Of a "proven" text
  // that is known not to hold.
  static Result<JsonDocument> Parse(std::string name, std::string_view text, bool proven = false);

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
  JsonDocument(std::string name, std::string_view text)
      : name_(std::move(name)), text_(text), storage_(std::make_unique<JsonStorage>(text.size())) {}

  std::string name_;
  std::string_view text_;
  std::unique_ptr<JsonStorage> storage_;  // what root_ refers to
  JsonValue root_;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_JSON_DOCUMENT_H_
