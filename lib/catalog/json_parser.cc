#include "lib/catalog/json_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

#include <rapidjson/reader.h>

#include "lib/base/text.h"

// RapidJSON parses in place and reports each token in order. Where a token stands is told by the
// address of its text, or by how far the stream has come.
//
// RapidJSON 1.1 lets through some bytes that JSON forbids, and takes a zero byte for the end: the
// bytes are therefore checked before it sees them.
namespace pptp::catalog {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// RapidJSON wants a zero behind the text and reads up to the next multiple of 16 bytes.
constexpr size_t kPadding = 16;

// Values tell their places and sizes in 32 bits.
constexpr size_t kLongest = UINT32_MAX - kPadding;

constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;

bool IsSurrogate(std::string_view two_bytes) {
  return two_bytes.size() == 2 && static_cast<uint8_t>(two_bytes[1]) >= 0xA0;
}

// RapidJSON takes the second half of a surrogate pair for a character. In UTF-8 it begins with a
// byte that few other characters begin with.
bool HoldsSurrogate(std::string_view text) {
  for (size_t at = text.find('\xED'); at != text.npos; at = text.find('\xED', at + 1)) {
    if (IsSurrogate(text.substr(at, 2))) return true;
  }
  return false;
}

bool IsForbiddenControl(char c) {
  return static_cast<uint8_t>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// Whether eight bytes are ASCII and no control characters: in none of them is the highest bit
// set, nor does it become so when a blank is taken away. May say "no" of a byte above a control
// character.
bool ArePlain(const char* eight_bytes) {
  constexpr uint64_t kBlanks = 0x2020202020202020;
  constexpr uint64_t kHighBits = 0x8080808080808080;
  uint64_t bytes = 0;
  std::memcpy(&bytes, eight_bytes, sizeof bytes);
  return ((bytes | (bytes - kBlanks)) & kHighBits) == 0;
}

// The first byte of the text that cannot be part of JSON.
std::optional<JsonFault> CheckBytes(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (at + 8 <= text.size() && ArePlain(text.data() + at)) {
      at += 8;
      continue;
    }
    if (IsForbiddenControl(text[at])) {
      return JsonFault{at, fmt::format("the control character U+{:04X}", text[at]),
                       fmt::format("take it away, or write \\u{:04x} in a text", text[at])};
    }
    if (static_cast<uint8_t>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    rapidjson::MemoryStream rest(text.data() + at, text.size() - at);
    unsigned character = 0;
    if (!rapidjson::UTF8<>::Decode(rest, &character)) {
      return JsonFault{at, "a byte that is no UTF-8", "save the file as UTF-8"};
    }
    at += rest.Tell();
  }
  return std::nullopt;
}

// Turns the tokens that RapidJSON reports into a tree.
class TreeBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, TreeBuilder> {
 public:
  // "start" of the stream is text[first].
  TreeBuilder(rapidjson::InsituStringStream& stream, const char* start, size_t first,
              size_t deepest, bool proven, std::pmr::memory_resource* lists)
      : stream_(stream),
        start_(start),
        first_(first),
        deepest_(deepest),
        proven_(proven),
        lists_(lists) {}

  bool Null() {
    Add(JsonValue::Type::kNull, OffsetBack(std::strlen("null")));
    return true;
  }
  bool Bool(bool value) {
    const size_t length = std::strlen(value ? "true" : "false");
    Add(JsonValue::Type::kBoolean, OffsetBack(length))->Set(value);
    return true;
  }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool /*copy*/) {
    JsonValue* value = Add(JsonValue::Type::kNumber, OffsetOf(text));
    double number = 0;
    if (std::from_chars(text, text + length, number).ec == std::errc()) {
      value->Set(number);
      return true;
    }
    return Stop(value->offset(), "the number is out of range", "write one that a double can hold");
  }
  bool String(const char* text, rapidjson::SizeType length, bool /*copy*/) {
    const std::string_view value(text, length);
    const uint32_t offset = OffsetOf(text) - 1;
    Add(JsonValue::Type::kString, offset)->Set(value);
    return CheckText(value, offset);
  }
  bool Key(const char* text, rapidjson::SizeType length, bool /*copy*/) {
    const std::string_view key(text, length);
    const uint32_t offset = OffsetOf(text) - 1;
    pending_.push_back({key, {}, offset});
    return CheckText(key, offset);
  }

  bool StartObject() { return Open(JsonValue::Type::kObject); }
  bool StartArray() { return Open(JsonValue::Type::kArray); }
  bool EndObject(rapidjson::SizeType /*count*/) { return CheckDuplicates(Close()); }
  bool EndArray(rapidjson::SizeType /*count*/) {
    Close();
    return true;
  }

  // Closes what is open. REQUIRES: nothing is reported afterwards.
  JsonValue TakeRoot() {
    while (!open_.empty()) Close();
    return pending_.empty() ? JsonValue() : pending_.front().value;
  }

  // Set when the builder, and not RapidJSON, found it.
  std::optional<JsonFault> TakeFault() { return std::move(fault_); }

 private:
  uint32_t OffsetOf(const char* place) const {
    return static_cast<uint32_t>(first_ + static_cast<size_t>(place - start_));
  }
  uint32_t OffsetBack(size_t length) {
    return static_cast<uint32_t>(first_ + stream_.Tell() - length);
  }

  JsonValue* Add(JsonValue::Type type, uint32_t offset) {
    // In an object it is the value of the key before it.
    const bool has_key =
        !open_.empty() && pending_[open_.back()].value.type() == JsonValue::Type::kObject;
    if (!has_key) pending_.emplace_back();
    JsonValue& value = pending_.back().value;
    value = JsonValue(type, offset);
    return &value;
  }

  bool Open(JsonValue::Type type) {
    const uint32_t offset = OffsetBack(1);
    Add(type, offset);
    if (open_.size() == deepest_) {
      return Stop(offset, fmt::format("nested more than {} deep", deepest_),
                  "no rule needs this; take the nesting away");
    }
    open_.push_back(pending_.size() - 1);
    return true;
  }

  // Room for a list that lives as long as the document does.
  template <typename T>
  std::span<T> NewList(size_t size) {
    static_assert(std::is_trivially_destructible_v<T>, "nobody destroys them");
    std::pmr::polymorphic_allocator<T> allocator(lists_);
    T* first = allocator.allocate(size);
    std::uninitialized_default_construct_n(first, size);
    return {first, size};
  }

  // Moves what was reported since the innermost container began into it.
  const JsonValue& Close() {
    JsonValue& container = pending_[open_.back()].value;
    const auto first = pending_.begin() + static_cast<std::ptrdiff_t>(open_.back()) + 1;
    const auto count = static_cast<size_t>(pending_.end() - first);
    if (container.type() == JsonValue::Type::kObject) {
      const std::span<JsonMember> members = NewList<JsonMember>(count);
      std::copy(first, pending_.end(), members.begin());
      container.Set(std::span<const JsonMember>(members));
    } else {
      const std::span<JsonValue> items = NewList<JsonValue>(count);
      std::transform(first, pending_.end(), items.begin(),
                     [](const JsonMember& member) { return member.value; });
      container.Set(std::span<const JsonValue>(items));
    }
    pending_.erase(first, pending_.end());
    open_.pop_back();
    return container;
  }

  bool CheckText(std::string_view text, size_t offset) {
    if (proven_ || !HoldsSurrogate(text)) return true;
    return Stop(offset, "the text holds half of a surrogate pair",
                "write the character itself, or both halves of it");
  }

  bool CheckDuplicates(const JsonValue& object) {
    if (proven_) return true;
    sorted_.clear();
    for (const JsonMember& member : object.members()) sorted_.push_back(&member);
    std::sort(sorted_.begin(), sorted_.end(), [](const JsonMember* a, const JsonMember* b) {
      return a->key != b->key ? a->key < b->key : a->offset < b->offset;
    });
    for (size_t i = 1; i < sorted_.size(); ++i) {
      if (sorted_[i]->key == sorted_[i - 1]->key) {
        return Stop(sorted_[i]->offset,
                    fmt::format("the field \"{}\" stands twice in one object", sorted_[i]->key),
                    "keep one of the two");
      }
    }
    return true;
  }

  bool Stop(size_t offset, std::string what, std::string advice) {
    fault_ = {offset, std::move(what), std::move(advice)};
    return false;
  }

  rapidjson::InsituStringStream& stream_;
  const char* const start_;
  const size_t first_;
  const size_t deepest_;
  const bool proven_;
  std::pmr::memory_resource* const lists_;
  // What has no place in a closed container yet: open containers, and the values in them.
  // Values that have no key go without.
  std::vector<JsonMember> pending_;
  std::vector<size_t> open_;  // the containers among them
  std::vector<const JsonMember*> sorted_;
  std::optional<JsonFault> fault_;
};

// RapidJSON names the place in a word at which it is wrong; that of the word is meant.
size_t StartOfWord(std::string_view text, size_t offset) {
  while (offset > 0 && IsAlpha(text[offset - 1])) --offset;
  return offset;
}

JsonFault FaultOf(rapidjson::ParseErrorCode code, size_t offset, std::string_view text) {
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
      return {offset, "there is no JSON in it", "write an object, { ... }"};
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return {offset, "something stands behind the end of the document", "take it away"};
    case rapidjson::kParseErrorObjectMissName:
      return {offset, "a field's name in double quotes should stand here",
              "write it, or take the comma before it away"};
    case rapidjson::kParseErrorObjectMissColon:
      return {offset, "a \":\" should stand here, behind a field's name",
              "mend the JSON here, or just before"};
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return {offset, "a \",\" or \"}\" should stand here, behind a field",
              "mend the JSON here, or just before"};
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return {offset, "a \",\" or \"]\" should stand here, behind a value of a list",
              "mend the JSON here, or just before"};
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
      return {offset, "a \\u without four hexadecimal digits", "write them, as in \\u00e4"};
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
      return {offset, "half of a surrogate pair",
              "write the character itself, or both halves of it"};
    case rapidjson::kParseErrorStringEscapeInvalid:
      if (text[offset] == '\\') {
        return {offset, "an escape that JSON does not know", "write \\\\ for a backslash"};
      }
      return {offset, "a line end or tab inside a text",
              "end the text with a double quote, or write \\n or \\t"};
    case rapidjson::kParseErrorStringMissQuotationMark:
      return {offset, "the text has no end", "write a double quote behind it"};
    case rapidjson::kParseErrorNumberTooBig:
      return {offset, "the number is out of range", "write one that a double can hold"};
    case rapidjson::kParseErrorNumberMissFraction:
    case rapidjson::kParseErrorNumberMissExponent:
      return {offset, "a digit of a number should stand here", "write it"};
    default:
      return {StartOfWord(text, offset), "a value should stand here",
              "write a text in double quotes, a number, true, false, null, [ or {"};
  }
}

}  // namespace

std::optional<JsonFault> ParseJson(std::string_view text, size_t deepest, bool proven,
                                   JsonStorage* storage, JsonValue* root) {
  if (text.size() > kLongest) {
    return JsonFault{0, "the text is too long", "split it into packs of less than four gigabytes"};
  }
  if (!proven) {
    if (std::optional<JsonFault> fault = CheckBytes(text)) return fault;
  }
  std::vector<char>& decoded = storage->decoded;
  decoded.reserve(text.size() + kPadding);
  decoded.assign(text.begin(), text.end());
  decoded.resize(text.size() + kPadding);

  const size_t first = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  char* start = decoded.data() + first;
  rapidjson::InsituStringStream stream(start);
  TreeBuilder builder(stream, start, first, deepest, proven, &storage->lists);
  rapidjson::Reader reader;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
  *root = builder.TakeRoot();
  if (!result.IsError()) return std::nullopt;
  if (std::optional<JsonFault> fault = builder.TakeFault()) return fault;
  return FaultOf(result.Code(), first + result.Offset(), text);
}

}  // namespace pptp::catalog
