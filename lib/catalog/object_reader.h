#ifndef PPTP_LIB_CATALOG_OBJECT_READER_H_
#define PPTP_LIB_CATALOG_OBJECT_READER_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/catalog/faults.h"
#include "lib/catalog/json_document.h"

namespace pptp::catalog {

// Reads the fields of one JSON object, and holds the author to them: a missing
// field, one of the wrong type and one that nobody asked for become faults.
//
//   ObjectReader in(document, value, "a solution", faults);
//   solution.text = in.RequiredText("text");
//   solution.commands = in.Texts("commands");
//   in.Finish();   // whatever was not asked for is unknown
//
// Every read returns something usable; the faults tell that it was not there.
class ObjectReader {
 public:
  // "what" names the object in messages. A value that is no object is a fault. The
  // reader keeps views of "what" and of the names asked for: give it literals.
  ObjectReader(const JsonDocument& document, const JsonValue& value, std::string_view what,
               Faults* faults);

  // The field, or null; Required adds a fault when there is none.
  const JsonValue* Field(std::string_view name);
  const JsonValue* Required(std::string_view name);

  // Not empty when the field is there and right. Views are of the document.
  std::string_view Text(std::string_view name);
  std::string_view RequiredText(std::string_view name);
  std::vector<std::string> Texts(std::string_view name);  // a list
  // One, or a list that is not empty.
  std::vector<std::string_view> TextOrTexts(std::string_view name);
  const JsonValue* Array(std::string_view name);
  const JsonValue* RequiredArray(std::string_view name);
  std::optional<uint64_t> Integer(std::string_view name, uint64_t least, uint64_t most);
  std::optional<bool> Boolean(std::string_view name);

  void Finish();

  // Small checks that every reader of values needs. They add a fault and return
  // false when the value is not as it should be.
  bool Expect(const JsonValue& value, JsonValue::Type type);
  bool ExpectFilledText(const JsonValue& value);
  void Fault(const JsonValue& value, std::string_view what, std::string_view advice) {
    faults_->Add(document_, value, what, advice);
  }
  bool failed() const { return faults_->size() != faults_before_; }

  const JsonDocument& document() const { return document_; }
  Faults* faults() const { return faults_; }
  const JsonValue& value() const { return value_; }

 private:
  const JsonDocument& document_;
  const JsonValue& value_;
  std::string_view what_;
  Faults* faults_;
  size_t faults_before_;
  std::vector<std::string_view> asked_;  // a name may stand there twice
};

// "one of a, b, c"
std::string OneOf(const std::vector<std::string_view>& names);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_OBJECT_READER_H_
