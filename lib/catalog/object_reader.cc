#include "lib/catalog/object_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace pptp::catalog {

namespace {

// In their order, but each once.
std::vector<std::string_view> WithoutRepeats(const std::vector<std::string_view>& names) {
  std::vector<std::string_view> once;
  for (std::string_view name : names) {
    if (std::find(once.begin(), once.end(), name) == once.end()) once.push_back(name);
  }
  return once;
}

}  // namespace

ObjectReader::ObjectReader(const JsonDocument& document, const JsonValue& value,
                           std::string_view what, Faults* faults)
    : document_(document),
      value_(value),
      what_(what),
      faults_(faults),
      faults_before_(faults->size()) {
  asked_.reserve(value.members().size() + 8);
  Expect(value, JsonValue::Type::kObject);
}

const JsonValue* ObjectReader::Field(std::string_view name) {
  asked_.push_back(name);
  for (const JsonMember& member : value_.members()) {
    if (member.key == name) return &member.value;
  }
  return nullptr;
}

const JsonValue* ObjectReader::Required(std::string_view name) {
  const JsonValue* field = Field(name);
  if (field == nullptr && value_.type() == JsonValue::Type::kObject) {
    Fault(value_, fmt::format("{} has no \"{}\"", what_, name),
          fmt::format("add the field \"{}\"", name));
  }
  return field;
}

std::string_view ObjectReader::Text(std::string_view name) {
  const JsonValue* field = Field(name);
  return field != nullptr && ExpectFilledText(*field) ? field->text() : std::string_view();
}

std::string_view ObjectReader::RequiredText(std::string_view name) {
  const JsonValue* field = Required(name);
  return field != nullptr && ExpectFilledText(*field) ? field->text() : std::string_view();
}

std::vector<std::string> ObjectReader::Texts(std::string_view name) {
  std::vector<std::string> texts;
  if (const JsonValue* list = Array(name)) {
    for (const JsonValue& item : list->items()) {
      if (ExpectFilledText(item)) texts.emplace_back(item.text());
    }
  }
  return texts;
}

std::vector<std::string_view> ObjectReader::TextOrTexts(std::string_view name) {
  const JsonValue* field = Field(name);
  if (field == nullptr) return {};
  if (field->type() != JsonValue::Type::kArray) {
    if (!ExpectFilledText(*field)) return {};
    return {field->text()};
  }
  if (field->items().empty()) Fault(*field, "an empty list", "name at least one");
  std::vector<std::string_view> texts;
  for (const JsonValue& item : field->items()) {
    if (ExpectFilledText(item)) texts.push_back(item.text());
  }
  return texts;
}

const JsonValue* ObjectReader::Array(std::string_view name) {
  const JsonValue* field = Field(name);
  return field != nullptr && Expect(*field, JsonValue::Type::kArray) ? field : nullptr;
}

const JsonValue* ObjectReader::RequiredArray(std::string_view name) {
  const JsonValue* field = Required(name);
  return field != nullptr && Expect(*field, JsonValue::Type::kArray) ? field : nullptr;
}

std::optional<uint64_t> ObjectReader::Integer(std::string_view name, uint64_t least,
                                              uint64_t most) {
  const JsonValue* field = Field(name);
  if (field == nullptr || !Expect(*field, JsonValue::Type::kNumber)) return std::nullopt;
  if (field->number() != std::floor(field->number()) ||
      field->number() < static_cast<double>(least) || field->number() > static_cast<double>(most)) {
    Fault(*field, fmt::format("\"{}\" is out of range", name),
          fmt::format("write a whole number from {} to {}", least, most));
    return std::nullopt;
  }
  return static_cast<uint64_t>(field->number());
}

std::optional<bool> ObjectReader::Boolean(std::string_view name) {
  const JsonValue* field = Field(name);
  if (field == nullptr || !Expect(*field, JsonValue::Type::kBoolean)) return std::nullopt;
  return field->boolean();
}

void ObjectReader::Finish() {
  for (const JsonMember& member : value_.members()) {
    if (std::find(asked_.begin(), asked_.end(), member.key) != asked_.end()) continue;
    faults_->Add(document_, member.offset, fmt::format("{} has no field \"{}\"", what_, member.key),
                 fmt::format("its fields are {}", fmt::join(WithoutRepeats(asked_), ", ")));
  }
}

bool ObjectReader::Expect(const JsonValue& value, JsonValue::Type type) {
  if (value.type() == type) return true;
  Fault(value,
        fmt::format("{} is {} where {} should be",
                    document_.PointerTo(value.offset()).empty() ? "the document" : "this",
                    TypeName(value.type()), TypeName(type)),
        fmt::format("write {}", TypeName(type)));
  return false;
}

bool ObjectReader::ExpectFilledText(const JsonValue& value) {
  if (!Expect(value, JsonValue::Type::kString)) return false;
  if (!value.text().empty()) return true;
  Fault(value, "an empty text", "write it, or take the field away");
  return false;
}

std::string OneOf(const std::vector<std::string_view>& names) {
  return fmt::format("write one of {}", fmt::join(names, ", "));
}

}  // namespace pptp::catalog
