#include "lib/catalog/json_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lib/base/text.h"

namespace pptp::catalog {
namespace {

constexpr size_t kLineWidth = 96;  // characters of a source line that are shown
constexpr size_t kLeftOfCaret = 60;

bool IsContinuation(char c) {
  return (static_cast<uint8_t>(c) & 0xC0) == 0x80;
}

size_t CountCharacters(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

// The bytes that the first "count" characters take.
size_t PrefixOf(std::string_view text, size_t count) {
  size_t end = 0;
  while (end < text.size() && (count > 0 || IsContinuation(text[end]))) {
    if (!IsContinuation(text[end])) --count;
    ++end;
  }
  return end;
}

// The part of a source line around the caret, and the caret's column in it.
struct SourceView {
  std::string line;
  size_t caret = 0;
};

SourceView ViewLine(std::string_view line, size_t offset_in_line) {
  std::string_view before = line.substr(0, offset_in_line);
  while (!before.empty() && IsSpace(before.front())) before.remove_prefix(1);
  line.remove_prefix(offset_in_line - before.size());
  line = TrimRight(line);
  SourceView view;
  const size_t left = CountCharacters(before);
  if (CountCharacters(line) > kLineWidth && left > kLeftOfCaret) {
    const size_t cut = PrefixOf(before, left - kLeftOfCaret);
    before.remove_prefix(cut);
    line.remove_prefix(std::min(cut, line.size()));  // trimmed blanks are gone from it
    view.line = "...";
  }
  view.caret = view.line.size() + CountCharacters(before);
  const size_t end = PrefixOf(line, kLineWidth);
  for (char c : line.substr(0, end)) {
    view.line += static_cast<uint8_t>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  if (end < line.size()) view.line += "...";
  return view;
}

// The line of "text" that holds "offset": its first byte and its number.
struct LinePlace {
  size_t start = 0;
  size_t number = 1;
};

LinePlace FindLine(std::string_view text, size_t offset) {
  LinePlace place;
  for (size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n') {
      ++place.number;
      place.start = i + 1;
    }
  }
  return place;
}

void AppendPointerPart(std::string_view key, std::string* pointer) {
  *pointer += '/';
  for (char c : key) {
    if (c == '~') {
      *pointer += "~0";
    } else if (c == '/') {
      *pointer += "~1";
    } else {
      *pointer += static_cast<uint8_t>(c) < 0x20 ? '?' : c;
    }
  }
}

}  // namespace

std::string_view TypeName(JsonValue::Type type) {
  switch (type) {
    case JsonValue::Type::kNull:
      return "null";
    case JsonValue::Type::kBoolean:
      return "true or false";
    case JsonValue::Type::kNumber:
      return "a number";
    case JsonValue::Type::kString:
      return "a text";
    case JsonValue::Type::kArray:
      return "a list";
    case JsonValue::Type::kObject:
      return "an object";
  }
  return "";
}

Result<JsonDocument> JsonDocument::Parse(std::string name, std::string_view text, bool proven) {
  JsonDocument document(std::move(name), text);
  if (std::optional<JsonFault> fault =
          ParseJson(text, kDeepest, proven, document.storage_.get(), &document.root_)) {
    return Fail(document.FaultAt(fault->offset, fault->what, fault->advice));
  }
  return document;
}

Error JsonDocument::FaultAt(size_t offset, std::string_view what, std::string_view advice) const {
  offset = std::min(offset, text_.size());
  const LinePlace place = FindLine(text_, offset);
  std::string_view line = text_.substr(place.start);
  line = line.substr(0, line.find('\n'));
  const SourceView view = ViewLine(line, std::min(offset - place.start, line.size()));
  const std::string pointer = PointerTo(offset);
  return Error::InvalidRule(fmt::format("{}: {}{}{}\n    {}\n    {:>{}} {}", Where(offset), pointer,
                                        pointer.empty() ? "" : ": ", what, view.line, "^",
                                        view.caret + 1, advice));
}

std::string JsonDocument::Where(size_t offset) const {
  offset = std::min(offset, text_.size());
  const LinePlace place = FindLine(text_, offset);
  std::string_view before = text_.substr(place.start, offset - place.start);
  return fmt::format("{}:{}:{}", name_, place.number, CountCharacters(before) + 1);
}

std::string JsonDocument::PointerTo(size_t offset) const {
  std::string pointer;
  const JsonValue* value = &root_;
  while (value->offset() < offset) {
    // Children stand in the order of their offsets: the one meant is the last that
    // starts at or before the offset.
    if (value->type() == JsonValue::Type::kArray) {
      auto after = std::find_if(value->items().begin(), value->items().end(),
                                [&](const JsonValue& item) { return item.offset() > offset; });
      if (after == value->items().begin()) break;
      AppendPointerPart(std::to_string(after - value->items().begin() - 1), &pointer);
      value = &*std::prev(after);
    } else if (value->type() == JsonValue::Type::kObject) {
      auto after = std::find_if(value->members().begin(), value->members().end(),
                                [&](const JsonMember& member) { return member.offset > offset; });
      if (after == value->members().begin()) break;
      AppendPointerPart(std::prev(after)->key, &pointer);
      value = &std::prev(after)->value;
    } else {
      break;
    }
  }
  return pointer;
}

}  // namespace pptp::catalog
