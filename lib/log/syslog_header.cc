#include "lib/log/syslog_header.h"

#include <algorithm>

#include "lib/base/text.h"
#include "lib/log/known_message.h"
#include "lib/log/program.h"

namespace pptp::log {
namespace {

constexpr size_t kLongestName = 128;

std::string_view SkipBlanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

// The characters that end a word or make it no name.
bool EndsName(char c) {
  switch (c) {
    case ' ':
    case '\t':
    case '[':
    case ']':
    case ':':
    case '<':
    case '>':
    case '"':
    case '=':
    case ',':
    case ';':
    case '{':
    case '}':
      return true;
    default:
      return false;
  }
}

size_t NameLength(std::string_view text) {
  const size_t limit = std::min(text.size(), kLongestName);
  size_t length = 0;
  while (length < limit && !EndsName(text[length])) ++length;
  return length;
}

bool IsBlankOrEnd(std::string_view text) {
  return text.empty() || text[0] == ' ' || text[0] == '\t';
}

// Behind "name[pid]": ": T", " <Notice>: T", or for our own programs only a blank.
std::optional<std::string_view> TextBehindPid(std::string_view rest, std::string_view name) {
  if (Consume(&rest, ":")) return SkipBlanks(rest);
  if (!IsBlankOrEnd(rest)) return std::nullopt;
  rest = SkipBlanks(rest);
  if (rest.starts_with('<')) {
    const size_t close = rest.substr(0, 20).find(">:");
    if (close != std::string_view::npos) return SkipBlanks(rest.substr(close + 2));
  }
  if (NamesOurProgram(name)) return rest;
  return std::nullopt;
}

bool IsPlausibleHost(std::string_view word) {
  if (word.empty() || word.size() > 255 || word.front() == '-' || word.front() == '(') return false;
  return std::none_of(word.begin(), word.end(), [](char c) {
    return c == '<' || c == '>' || c == '"' || c == '=' || c == '(' || c == '{' || c == '|' ||
           c == ',' || c == ';' || c == '\t';
  });
}

// "daemon.info", "kern.warn", "local2.debug", "user.notice".
bool IsFacilityAndLevel(std::string_view word) {
  static constexpr std::string_view kFacilities[] = {
      "kern",   "user",   "mail",   "daemon",   "auth",     "syslog", "lpr",    "news",
      "uucp",   "cron",   "ftp",    "authpriv", "local0",   "local1", "local2", "local3",
      "local4", "local5", "local6", "local7",   "security", "ntp",    "console"};
  static constexpr std::string_view kLevels[] = {"emerg", "alert", "crit",    "err",
                                                 "error", "warn",  "warning", "notice",
                                                 "info",  "debug", "panic"};
  const size_t dot = word.find('.');
  if (dot == std::string_view::npos) return false;
  const auto has = [](const auto& list, std::string_view name) {
    return std::any_of(std::begin(list), std::end(list),
                       [name](std::string_view n) { return EqualsIgnoringCase(n, name); });
  };
  return has(kFacilities, word.substr(0, dot)) && has(kLevels, word.substr(dot + 1));
}

// A tag where one is expected; without a process id only if the words could not be
// the start of one of our messages ("Connect: ppp0 <--> /dev/pts/1").
std::optional<Tag> ReadExpectedTag(std::string_view text) {
  if (const auto bracketed = ReadBracketedTag(text)) return bracketed;
  auto tag = ReadTag(text);
  if (!tag || tag->pid) return tag;
  if (NamesOurProgram(tag->name) || !StartsKnownMessage(text)) return tag;
  return std::nullopt;
}

}  // namespace

std::optional<Tag> ReadBracketedTag(std::string_view text) {
  if (!Consume(&text, "[") || text.empty() || !IsAlpha(text[0])) return std::nullopt;
  Tag tag;
  tag.name = text.substr(0, NameLength(text));
  text.remove_prefix(tag.name.size());
  if (!Consume(&text, "] ")) return std::nullopt;
  tag.text = SkipBlanks(text);
  return tag;
}

bool ConsumePriority(std::string_view* text) {
  constexpr size_t kLongestPriority = 20;
  if (!text->starts_with('<')) return false;
  const size_t close = text->substr(0, kLongestPriority).find('>');
  if (close == std::string_view::npos || close < 2) return false;
  const std::string_view inside = text->substr(1, close - 1);
  const bool numeric = close <= 6 && std::all_of(inside.begin(), inside.end(),
                                                 [](char c) { return IsDigit(c) || c == '.'; });
  if (!numeric && !IsFacilityAndLevel(inside)) return false;
  text->remove_prefix(close + 1);
  return true;
}

bool ConsumeColumns(std::string_view* text, std::string_view* host) {
  const size_t first = text->find('\t');
  if (first == std::string_view::npos || !IsFacilityAndLevel(text->substr(0, first))) return false;
  const std::string_view rest = text->substr(first + 1);
  const size_t second = rest.find('\t');
  if (second == std::string_view::npos || !IsPlausibleHost(rest.substr(0, second))) return false;
  *host = rest.substr(0, second);
  *text = SkipBlanks(rest.substr(second));
  return true;
}

bool ConsumeSocklogHeader(std::string_view* text, std::string_view* host) {
  constexpr size_t kLongestAddress = 45;
  const auto take_word = [](std::string_view* rest) {
    const size_t colon = rest->find(": ");
    const std::string_view word = rest->substr(0, colon);
    rest->remove_prefix(colon == std::string_view::npos ? rest->size() : colon + 2);
    return word;
  };
  std::string_view rest = *text;
  std::string_view word = take_word(&rest);
  std::string_view address;
  if (!word.empty() && IsDigit(word[0]) && word.size() <= kLongestAddress) {
    address = word;
    word = take_word(&rest);
  }
  if (!IsFacilityAndLevel(word)) return false;
  if (!address.empty()) *host = address;
  *text = SkipBlanks(rest);
  return true;
}

bool ConsumeSeverity(std::string_view* text) {
  static constexpr std::string_view kSeverities[] = {
      "i",     "w",    "e",    "d",       "c",      "n",     "emerg", "alert", "crit",
      "error", "warn", "info", "warning", "notice", "debug", "err",   "fatal", "trace"};
  constexpr size_t kLongestSeverity = 8;
  if (!text->starts_with('[')) return false;
  const size_t close = text->substr(0, kLongestSeverity + 2).find(']');
  if (close == std::string_view::npos || text->substr(close + 1, 1) != " ") return false;
  const std::string_view word = text->substr(1, close - 1);
  if (std::none_of(std::begin(kSeverities), std::end(kSeverities),
                   [word](std::string_view s) { return EqualsIgnoringCase(word, s); })) {
    return false;
  }
  *text = SkipBlanks(text->substr(close + 1));
  return true;
}

std::optional<Tag> ReadTag(std::string_view text) {
  const size_t length = NameLength(text);
  if (length == 0 || length == text.size()) return std::nullopt;
  Tag tag;
  tag.name = text.substr(0, length);
  std::string_view rest = text.substr(length);
  // "mppe_compress[0]: T" are the kernel's words, and the number is that of an interface.
  if (tag.name.starts_with("mppe_")) return std::nullopt;
  if (rest[0] == ':') {
    rest.remove_prefix(1);
    if (!IsBlankOrEnd(rest)) return std::nullopt;
    tag.text = SkipBlanks(rest);
    return tag;
  }
  if (!Consume(&rest, "[")) return std::nullopt;
  const auto pid = ConsumeDecimal(&rest);
  if (!pid || *pid > UINT32_MAX) return std::nullopt;
  if (std::string_view behind = rest; Consume(&behind, ".")) {  // "name[123.4]": a thread
    if (!ConsumeDecimal(&behind)) return std::nullopt;
    rest = behind;
  }
  if (!Consume(&rest, "]")) return std::nullopt;
  const auto behind = TextBehindPid(rest, tag.name);
  if (!behind) return std::nullopt;
  tag.pid = static_cast<uint32_t>(*pid);
  tag.text = *behind;
  return tag;
}

std::optional<SyslogHeader> ReadSyslogHeader(std::string_view text, bool host_is_usual) {
  text = SkipBlanks(text);
  if (Consume(&text, ": ")) text = SkipBlanks(text);  // macOS writes "<stamp> : T"
  if (ConsumePriority(&text)) text = SkipBlanks(text);
  SyslogHeader header;
  if (auto tag = ReadExpectedTag(text)) {
    header.tag = *tag;
    return header;
  }
  if (StartsKnownMessage(text)) return std::nullopt;

  const size_t word_end = std::min(text.find(' '), text.size());
  const std::string_view first = text.substr(0, word_end);
  std::string_view rest = SkipBlanks(text.substr(word_end));
  if (IsFacilityAndLevel(first)) {
    header.tag.text = rest;
  } else {
    if (!IsPlausibleHost(first)) return std::nullopt;
    header.host = first;
    if (ConsumePriority(&rest)) rest = SkipBlanks(rest);
    const size_t second_end = std::min(rest.find(' '), rest.size());
    if (IsFacilityAndLevel(rest.substr(0, second_end))) rest = SkipBlanks(rest.substr(second_end));
  }
  if (auto tag = ReadExpectedTag(rest)) {
    header.tag = *tag;
    return header;
  }
  header.tag.text = rest;
  if (header.host.empty() || StartsKnownMessage(rest)) return header;
  if (host_is_usual && rest.starts_with("--- last message repeated")) return header;
  return std::nullopt;
}

}  // namespace pptp::log
