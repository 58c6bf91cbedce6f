#include "lib/log/paste.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "lib/base/text.h"

namespace pptp::log {
namespace {

constexpr std::string_view kNoBreakSpace = "\xc2\xa0";

std::string_view TrimIndentation(std::string_view line) {
  do {
    line = TrimLeft(line);
  } while (Consume(&line, kNoBreakSpace));
  return line;
}

constexpr std::string_view kTagNames[] = {"code",    "quote",    "pre", "php", "log",
                                          "spoiler", "noformat", "b",   "i",   "u",
                                          "font",    "color",    "size"};

// The number of a letter in the alphabet, or one past it.
constexpr size_t kNoLetter = 26;
size_t LetterNumber(char c) {
  return IsAlpha(c) ? static_cast<size_t>((c | 0x20) - 'a') : kNoLetter;
}

// What stands second in the names that begin with a letter, as bits by its number.
constexpr std::array<uint32_t, kNoLetter> SecondLetters() {
  std::array<uint32_t, kNoLetter> seconds{};
  for (std::string_view name : kTagNames) {
    const size_t second = name.size() > 1 ? static_cast<size_t>(name[1] - 'a') : kNoLetter;
    seconds[static_cast<size_t>(name[0] - 'a')] |= uint32_t{1} << second;
  }
  return seconds;
}

// Whether the text starts as a tag's name does; the words that pppd puts in brackets do not.
bool MayNameForumTag(std::string_view text) {
  static constexpr auto kSeconds = SecondLetters();
  if (text.size() < 2 || !IsAlpha(text[0])) return false;
  return (kSeconds[LetterNumber(text[0])] >> LetterNumber(text[1]) & 1) != 0;
}

// The length of the tag at the front: "[code]", "[/code]", "[quote=name]"; 0 when
// there is none.
size_t ForumTagLength(std::string_view text) {
  constexpr size_t kLongestTag = 80;
  if (text.size() < 3) return 0;
  if (text[0] != '[' && text[0] != '{') return text.starts_with("```") ? 3 : 0;
  const std::string_view rest = text.substr(text[1] == '/' ? 2 : 1);
  if (!MayNameForumTag(rest)) return 0;
  size_t length = 0;
  while (length < rest.size() && IsAlpha(rest[length])) ++length;
  const std::string_view name = rest.substr(0, length);
  if (std::none_of(std::begin(kTagNames), std::end(kTagNames), [name](std::string_view n) {
        return n.size() == name.size() && EqualsIgnoringCase(n, name);
      })) {
    return 0;
  }
  const size_t close = text.substr(0, kLongestTag).find(text[0] == '[' ? ']' : '}');
  const size_t behind_name = static_cast<size_t>(rest.data() - text.data()) + length;
  if (close == std::string_view::npos || close < behind_name) return 0;
  const char next = text[behind_name];
  return next == ']' || next == '}' || next == '=' || next == ':' || next == ' ' ? close + 1 : 0;
}

// Whether a tag, or an indentation with a tag behind it, may stand at the front. Most lines begin
// with a letter or a digit.
bool MayBeginForumTag(std::string_view line) {
  return !line.empty() && !IsAlpha(line[0]) && !IsDigit(line[0]);
}

// Where the last such character stands. As fast as memchr, and every packet line ends with a
// bracket of which the other is looked for.
size_t FindLast(std::string_view text, char c) {
  const void* found = memrchr(text.data(), c, text.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

bool IsQuoted(std::string_view line) {
  line = TrimIndentation(line);
  return line.starts_with('>') || line.starts_with("| ");
}

std::string_view StripQuoteMarks(std::string_view line) {
  line = TrimIndentation(line);
  while (IsQuoted(line)) line = TrimIndentation(line.substr(1));
  if (line.starts_with('`')) {
    while (Consume(&line, "`")) {
    }
    line = TrimRight(line);
    while (line.ends_with('`')) line.remove_suffix(1);
  }
  return line;
}

std::string_view BehindBullet(std::string_view line) {
  for (std::string_view bullet : {"* ", "- ", "+ ", "o ", "# ", "\xe2\x80\xa2 ", "-- "}) {
    if (line.starts_with(bullet)) return TrimIndentation(line.substr(bullet.size()));
  }
  std::string_view rest = line;
  if (ConsumeDecimal(&rest)) {
    Consume(&rest, ".") || Consume(&rest, ")") || Consume(&rest, ":");
    if (rest.starts_with(' ') || rest.starts_with('\t')) return TrimIndentation(rest);
  }
  return {};
}

std::string_view BehindPrompt(std::string_view line) {
  constexpr size_t kLongestPrompt = 80;
  const bool in_brackets = line.starts_with('[');  // "[root@host dir]# "
  for (size_t i = 0; i + 2 < line.size() && i < kLongestPrompt; ++i) {
    const char c = line[i];
    if (c == '"' || c == '<' || (c == ' ' && !in_brackets)) return {};
    if ((c == '#' || c == '$' || c == '%' || c == '>') && line[i + 1] == ' ') {
      return TrimIndentation(line.substr(i + 2));
    }
  }
  return {};
}

std::string_view BehindEcho(std::string_view line) {
  std::string_view rest = line;
  while (Consume(&rest, "^C") || Consume(&rest, "^Z") || Consume(&rest, "^\\")) {
  }
  return rest.size() == line.size() ? std::string_view() : TrimIndentation(rest);
}

std::string_view InsideStress(std::string_view line) {
  for (std::string_view mark : {"**", "*"}) {
    if (line.size() > 2 * mark.size() && line.starts_with(mark) && line.ends_with(mark)) {
      return Trim(line.substr(mark.size(), line.size() - 2 * mark.size()));
    }
  }
  return {};
}

namespace {

// "05:19" or "05:19:05", in brackets or not, with the blank behind it; not when it is something
// else.
void ConsumeChatTime(std::string_view* line) {
  std::string_view rest = *line;
  const bool bracketed = Consume(&rest, "[") || Consume(&rest, "(");
  size_t length = 0;
  while (length < rest.size() && (IsDigit(rest[length]) || rest[length] == ':')) ++length;
  if (length < 4 || length > 8 || !IsDigit(rest[0])) return;
  rest.remove_prefix(length);
  if (bracketed && !Consume(&rest, "]") && !Consume(&rest, ")")) return;
  if (Consume(&rest, " ")) *line = rest;
}

}  // namespace

std::string_view BehindNick(std::string_view line) {
  constexpr size_t kLongestNick = 32;
  const bool in_parentheses = line.starts_with('(');
  ConsumeChatTime(&line);
  const char open = line.empty() ? ' ' : line[0];
  if (open != '<' && !in_parentheses) return {};
  const char close = open == '<' ? '>' : ':';
  const size_t end = line.substr(0, kLongestNick).find(close);
  if (end == std::string_view::npos || line.substr(end + 1, 1) != " ") return {};
  // A mode and a blank may stand before the name, but no second word.
  const std::string_view nick = TrimLeft(line.substr(1, end - 1));
  if (nick.empty() || nick.find(' ') != std::string_view::npos) return {};
  return TrimIndentation(line.substr(end + 1));
}

std::string_view BehindFileName(std::string_view line) {
  constexpr size_t kLongestPath = 512;
  size_t i = 0;
  while (i < line.size() && i < kLongestPath && line[i] != ':' && !IsSpace(line[i])) ++i;
  if (i == 0 || i >= line.size() || line[i] != ':') return {};
  std::string_view rest = line.substr(i + 1);
  std::string_view behind = rest;
  if (ConsumeDecimal(&behind) && Consume(&behind, ":") && !behind.empty() && !IsDigit(behind[0])) {
    rest = behind;
  }
  return TrimIndentation(rest);
}

bool MayStartForumTag(std::string_view text) {
  return text.size() > 1 && (text[1] == '/' || MayNameForumTag(text.substr(1)));
}

std::string_view TrimForumTags(std::string_view line) {
  while (MayBeginForumTag(line)) {
    const size_t length = ForumTagLength(TrimIndentation(line));
    if (length == 0) break;
    line = TrimIndentation(line).substr(length);
  }
  while (!line.empty()) {
    const char last = line.back();
    if (!MayEndForumTag(last)) return line;
    const size_t open = last == '`' ? line.size() - std::min<size_t>(3, line.size())
                                    : FindLast(line, last == ']' ? '[' : '{');
    if (open == std::string_view::npos) return line;
    const std::string_view tag = line.substr(open);
    if (ForumTagLength(tag) != tag.size()) return line;
    line = TrimRight(line.substr(0, open));
  }
  return line;
}

std::string_view StripEscapedLineEnds(std::string_view text) {
  constexpr std::string_view kEnds[] = {"#012", "#015", "#011", "^M", "^J", "\\012", "\\015"};
  while (true) {
    text = TrimRight(text);
    if (text.empty() || !MayEndEscapedLineEnd(text.back())) return text;
    const auto* end = std::find_if(std::begin(kEnds), std::end(kEnds),
                                   [text](std::string_view e) { return text.ends_with(e); });
    if (end == std::end(kEnds)) return text;
    text.remove_suffix(end->size());
  }
}

}  // namespace pptp::log
