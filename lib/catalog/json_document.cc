#include "lib/catalog/json_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lib/base/text.h"

// nlohmann's parser reads the text and reports each token in order, but not where
// it stood. Builder therefore keeps a cursor of its own: for every token reported
// it skips blanks, commas and colons, notes the offset, and steps over the token,
// whose syntax the parser has already checked.
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

class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(std::string_view text, JsonValue* root) : text_(text), root_(root) {
    if (text_.starts_with("\xEF\xBB\xBF")) cursor_ = 3;
  }

  bool null() override { return Scalar(JsonValue::Type::kNull) != nullptr; }
  bool boolean(bool value) override {
    Scalar(JsonValue::Type::kBoolean)->boolean = value;
    return true;
  }
  bool number_integer(number_integer_t value) override {
    Scalar(JsonValue::Type::kNumber)->number = static_cast<double>(value);
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    Scalar(JsonValue::Type::kNumber)->number = static_cast<double>(value);
    return true;
  }
  bool number_float(number_float_t value, const string_t&) override {
    Scalar(JsonValue::Type::kNumber)->number = value;
    return true;
  }
  bool string(string_t& value) override {
    Scalar(JsonValue::Type::kString)->text = std::move(value);
    return true;
  }
  bool binary(binary_t&) override { return false; }  // not in JSON text

  bool start_object(size_t) override { return Open(JsonValue::Type::kObject); }
  bool end_object() override {
    NextToken();
    if (!CheckDuplicates(*open_.back())) return false;
    open_.pop_back();
    return true;
  }
  bool start_array(size_t) override { return Open(JsonValue::Type::kArray); }
  bool end_array() override {
    NextToken();
    open_.pop_back();
    return true;
  }
  bool key(string_t& name) override {
    open_.back()->members.push_back({std::move(name), NextToken(), {}});
    return true;
  }

  bool parse_error(size_t position, const std::string&,
                   const nlohmann::json::exception& exception) override {
    std::string words = ShortWords(exception.what());
    const bool whole_token = words.find("unexpected") != std::string::npos;
    position = std::min(position, text_.size());
    return Stop(whole_token ? StartOfToken(position) : position - std::min<size_t>(position, 1),
                std::move(words), "mend the JSON here, or just before");
  }

  size_t fault_offset() const { return fault_offset_; }
  const std::string& fault() const { return fault_; }
  const std::string& advice() const { return advice_; }

 private:
  // What the parser says without what is shown anyway: it writes
  // "[json.exception.parse_error.101] parse error at line 1, column 2: WORDS; last
  // read: 'TEXT'; expected WORDS".
  static std::string ShortWords(std::string_view words) {
    const size_t start = words.find(": ");
    if (start != std::string_view::npos) words.remove_prefix(start + 2);
    const size_t read = words.find("; last read: '");
    if (read == std::string_view::npos) return std::string(words);
    const size_t rest = words.rfind("'; expected ");
    std::string shorter(words.substr(0, read));
    if (rest != std::string_view::npos && rest > read) shorter += words.substr(rest + 1);
    return shorter;
  }

  // The offset of the next token; the cursor moves behind it.
  size_t NextToken() {
    cursor_ = std::min(text_.find_first_not_of(" \t\r\n,:", cursor_), text_.size());
    const size_t start = cursor_;
    if (start == text_.size()) return start;
    const char first = text_[cursor_++];
    if (first == '"') {
      while (cursor_ < text_.size() && text_[cursor_] != '"') {
        cursor_ += text_[cursor_] == '\\' ? 2 : 1;
      }
      cursor_ = std::min(cursor_ + 1, text_.size());
    } else if (std::string_view("{}[]").find(first) == std::string_view::npos) {
      cursor_ = std::min(text_.find_first_of(" \t\r\n,:]}", cursor_), text_.size());
    }
    return start;
  }

  // The offset of the token that ends before "end".
  size_t StartOfToken(size_t end) {
    if (end > 0 && std::string_view("{}[],:").find(text_[end - 1]) != std::string_view::npos) {
      return end - 1;
    }
    size_t start = NextToken();
    while (cursor_ < end) start = NextToken();
    return start;
  }

  JsonValue* Scalar(JsonValue::Type type) {
    JsonValue* value = root_;
    if (!open_.empty()) {
      JsonValue& parent = *open_.back();
      value = parent.type == JsonValue::Type::kArray ? &parent.items.emplace_back()
                                                     : &parent.members.back().value;
    }
    value->type = type;
    value->offset = NextToken();
    return value;
  }

  bool Open(JsonValue::Type type) {
    JsonValue* value = Scalar(type);
    if (open_.size() == JsonDocument::kDeepest) {
      return Stop(value->offset, fmt::format("nested more than {} deep", JsonDocument::kDeepest),
                  "no rule needs this; take the nesting away");
    }
    open_.push_back(value);
    return true;
  }

  bool CheckDuplicates(const JsonValue& object) {
    sorted_.clear();
    for (const JsonMember& member : object.members) sorted_.push_back(&member);
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

  bool Stop(size_t offset, std::string fault, std::string advice) {
    fault_offset_ = offset;
    fault_ = std::move(fault);
    advice_ = std::move(advice);
    return false;
  }

  std::string_view text_;
  JsonValue* root_;
  size_t cursor_ = 0;
  std::vector<JsonValue*> open_;  // a container does not move while one inside it is open
  std::vector<const JsonMember*> sorted_;
  size_t fault_offset_ = 0;
  std::string fault_;
  std::string advice_;
};

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

Result<JsonDocument> JsonDocument::Parse(std::string name, std::string_view text) {
  JsonDocument document(std::move(name), text);
  Builder builder(text, &document.root_);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
    return Fail(document.FaultAt(builder.fault_offset(), builder.fault(), builder.advice()));
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
  while (value->offset < offset) {
    // Children stand in the order of their offsets: the one meant is the last that
    // starts at or before the offset.
    if (value->type == JsonValue::Type::kArray) {
      auto after = std::find_if(value->items.begin(), value->items.end(),
                                [&](const JsonValue& item) { return item.offset > offset; });
      if (after == value->items.begin()) break;
      AppendPointerPart(std::to_string(after - value->items.begin() - 1), &pointer);
      value = &*std::prev(after);
    } else if (value->type == JsonValue::Type::kObject) {
      auto after = std::find_if(value->members.begin(), value->members.end(),
                                [&](const JsonMember& member) { return member.offset > offset; });
      if (after == value->members.begin()) break;
      AppendPointerPart(std::prev(after)->key, &pointer);
      value = &std::prev(after)->value;
    } else {
      break;
    }
  }
  return pointer;
}

}  // namespace pptp::catalog
