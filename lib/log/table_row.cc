#include "lib/log/table_row.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "lib/base/text.h"
#include "lib/log/known_message.h"
#include "lib/log/program.h"
#include "lib/log/stamp.h"
#include "lib/log/syslog_header.h"

namespace pptp::log {
namespace {

constexpr std::string_view kSeparators = ",;\t|";

bool IsSeparator(char c) {
  return kSeparators.find(c) != std::string_view::npos;
}

// A field, and the row from the field on: a message without quotes may hold separators.
struct Field {
  std::string text;
  std::string_view rest;
  bool quoted = false;
};

// Takes a quoted field off the front of *text, with its quotes; two quotes stand for one. Nothing
// when it has no end.
std::optional<std::string> ConsumeQuoted(std::string_view* text) {
  std::string field;
  for (size_t i = 1; i < text->size(); ++i) {
    if ((*text)[i] != '"') {
      field.push_back((*text)[i]);
    } else if (text->substr(i + 1, 1) == "\"") {
      field.push_back('"');
      ++i;
    } else {
      text->remove_prefix(i + 1);
      return field;
    }
  }
  return std::nullopt;
}

// The fields of a row; nothing when it is none.
std::vector<Field> SplitRow(std::string_view row, char separator) {
  std::vector<Field> fields;
  while (true) {
    Field field;
    field.rest = row;
    if (row.starts_with('"')) {
      auto quoted = ConsumeQuoted(&row);
      if (!quoted || (!row.empty() && row[0] != separator)) return {};
      field.text = std::move(*quoted);
      field.quoted = true;
    } else {
      const std::string_view text = row.substr(0, row.find(separator));
      field.text = Trim(text);
      row.remove_prefix(text.size());
    }
    fields.push_back(std::move(field));
    if (row.empty()) return fields;
    row.remove_prefix(1);
    if (separator == '|') row = TrimLeft(row);
  }
}

// The character between the fields: the one behind the first, which is quoted, a word or a stamp.
std::optional<char> SeparatorOf(std::string_view row) {
  if (row.starts_with('"')) {
    if (!ConsumeQuoted(&row) || row.empty() || !IsSeparator(row[0])) return std::nullopt;
    return row[0];
  }
  const size_t first = row.find_first_of(kSeparators);
  if (first == std::string_view::npos) return std::nullopt;
  // "22,123" of a second is no end of a field.
  if (row[first] != ',' || first + 1 >= row.size() || !IsDigit(row[first + 1])) return row[first];
  const size_t next = row.find_first_of(kSeparators, first + 1);
  return next == std::string_view::npos ? std::nullopt : std::optional(row[next]);
}

bool IsStamp(std::string_view text) {
  const auto stamp = ConsumeStamp(&text);
  return stamp && text.empty();
}

bool IsNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

bool HasBlank(std::string_view text) {
  return text.find(' ') != std::string_view::npos;
}

// A stamp and a header that names who speaks.
bool IsSyslogLine(std::string_view text) {
  if (!ConsumeStamp(&text)) return false;
  const auto header = ReadSyslogHeader(text, /*host_is_usual=*/true);
  return header && !header->tag.name.empty();
}

// What the columns before the message tell.
struct Columns {
  std::string stamp, host, tag, pid;
};

// Takes in a column; false when it is the message.
bool TakeColumn(const std::string& text, Columns* columns) {
  if (columns->stamp.empty()) {
    if (IsStamp(text)) columns->stamp = text;
    // A level, a date before a time of day.
    return !HasBlank(text) || !columns->stamp.empty();
  }
  if (HasBlank(text)) return false;
  const bool has_form_of_tag = ReadTag(text + " ").has_value();  // "pppd[123]", "pppd:"
  if (IsNumber(text) && !has_form_of_tag) {
    columns->pid = text;
  } else if (has_form_of_tag || NamesOurProgram(text) || !columns->host.empty()) {
    columns->tag = text;
  } else {
    columns->host = text;
  }
  return true;
}

// Whether the message itself names the program.
bool HasOwnTag(std::string_view message) {
  const auto header = ReadSyslogHeader(message, /*host_is_usual=*/false);
  return header && !header->tag.name.empty() &&
         (header->tag.pid || NamesOurProgram(header->tag.name));
}

std::string MakeLine(const Columns& columns, std::string_view message) {
  std::string line = columns.stamp + " ";
  if (HasOwnTag(message)) {
    if (ReadTag(message) && !columns.host.empty()) line += columns.host + " ";
    return line.append(message);
  }
  if (!columns.tag.empty()) {
    if (!columns.host.empty()) line += columns.host + " ";
    std::string_view tag = columns.tag;
    if (tag.ends_with(':')) tag.remove_suffix(1);
    line.append(tag);
    if (!columns.pid.empty() && !tag.ends_with(']')) line += "[" + columns.pid + "]";
    line += ": ";
  }
  return line.append(message);
}

// A string of a JSON list, one on a line.
bool ReadListedString(std::string_view row, std::string* line) {
  if (row.ends_with(',')) row.remove_suffix(1);
  const auto parsed = nlohmann::json::parse(row, nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_string()) return false;
  *line = parsed.get<std::string>();
  return IsSyslogLine(*line) || StartsKnownMessage(*line);
}

}  // namespace

bool ReadTableRow(std::string_view row, std::string* line) {
  if (row.starts_with('"') && ReadListedString(row, line)) return true;
  if (row.starts_with('|')) row = TrimLeft(row.substr(1));
  const auto separator = SeparatorOf(row);
  if (!separator) return false;
  if (*separator == '|' && row.ends_with('|')) row.remove_suffix(1);
  const std::vector<Field> fields = SplitRow(row, *separator);
  if (fields.size() < 2) return false;
  Columns columns;
  for (size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields[i];
    const bool last = i + 1 == fields.size();
    if (IsSyslogLine(field.text)) {
      *line = field.quoted ? field.text : std::string(Trim(field.rest));
      return true;
    }
    if (!last && TakeColumn(field.text, &columns)) continue;
    if (columns.stamp.empty()) return false;
    const std::string message = field.quoted ? field.text : std::string(Trim(field.rest));
    *line = MakeLine(columns, message);
    return true;
  }
  return false;
}

}  // namespace pptp::log
