#ifndef PPTP_LIB_CATALOG_JSON_VALUE_H_
#define PPTP_LIB_CATALOG_JSON_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace pptp::catalog {

struct JsonMember;

// A value, and the byte offset of its first character in the text. All that it refers to lies in
// the JsonDocument that it is part of, and goes with it: a value has nothing to free. It is small,
// because a pack has thousands of them and is read each time the program starts.
class JsonValue {
 public:
  enum class Type : uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

  JsonValue() : JsonValue(Type::kNull, 0) {}
  JsonValue(Type type, uint32_t offset) : type_(type), offset_(offset), number_(0) {}

  Type type() const { return type_; }
  uint32_t offset() const { return offset_; }

  // Each is empty, zero or false in a value of another type.
  bool boolean() const { return type_ == Type::kBoolean && size_ != 0; }
  double number() const { return type_ == Type::kNumber ? number_ : 0; }
  std::string_view text() const {
    return type_ == Type::kString ? std::string_view(text_, size_) : std::string_view();
  }
  std::span<const JsonValue> items() const;
  std::span<const JsonMember> members() const;  // in the order of the text

  // What a value of the matching type says.
  void Set(bool boolean) { size_ = boolean ? 1 : 0; }
  void Set(double number) { number_ = number; }
  void Set(std::string_view text) {
    text_ = text.data();
    size_ = static_cast<uint32_t>(text.size());
  }
  void Set(std::span<const JsonValue> items) {
    items_ = items.data();
    size_ = static_cast<uint32_t>(items.size());
  }
  void Set(std::span<const JsonMember> members);

 private:
  Type type_;
  uint32_t offset_;
  uint32_t size_ = 0;
  union {
    double number_;
    const char* text_;
    const JsonValue* items_;
    const JsonMember* members_;
  };
};

struct JsonMember {
  std::string_view key;
  JsonValue value;
  uint32_t offset = 0;  // of the key
};

inline std::span<const JsonValue> JsonValue::items() const {
  if (type_ != Type::kArray) return {};
  return {items_, size_};
}

inline std::span<const JsonMember> JsonValue::members() const {
  if (type_ != Type::kObject) return {};
  return {members_, size_};
}

inline void JsonValue::Set(std::span<const JsonMember> members) {
  members_ = members.data();
  size_ = static_cast<uint32_t>(members.size());
}

// "a text", "a number", ...: for messages.
std::string_view TypeName(JsonValue::Type type);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_JSON_VALUE_H_
