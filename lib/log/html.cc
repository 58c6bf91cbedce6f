#include "lib/log/html.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "lib/base/text.h"
#include "lib/log/visit_places.h"

namespace pptp::log {
namespace {

constexpr std::string_view kBreakingTags[] = {"br", "p",  "div", "li", "tr", "pre",
                                              "dd", "dt", "h1",  "h2", "h3", "blockquote"};
constexpr std::string_view kOtherTags[] = {
    "code", "tt",    "b",  "i",     "em",    "strong",  "span",   "font", "samp",
    "kbd",  "a",     "ul", "ol",    "dl",    "td",      "th",     "body", "html",
    "hr",   "table", "u",  "tbody", "small", "article", "section"};

struct Entity {
  std::string_view name;
  char character;
};
constexpr Entity kEntities[] = {
    {"&lt;", '<'},    {"&gt;", '>'},   {"&amp;", '&'},   {"&quot;", '"'},  {"&nbsp;", ' '},
    {"&apos;", '\''}, {"&#39;", '\''}, {"&#039;", '\''}, {"&#34;", '"'},   {"&#60;", '<'},
    {"&#62;", '>'},   {"&#38;", '&'},  {"&#160;", ' '},  {"&#x27;", '\''}, {"&#x22;", '"'},
    {"&#91;", '['},   {"&#93;", ']'},
};

// What the first two characters behind '<' (or "</") are in the tags above, in any case. It spares
// a look at the names for all that pppd puts in angle brackets.
class TagStarts {
 public:
  constexpr TagStarts() {
    for (std::string_view name : kBreakingTags) Add(name);
    for (std::string_view name : kOtherTags) Add(name);
  }
  bool MayName(std::string_view text) const {
    if (text.size() < 2) return false;
    const int first = Letter(text[0]);
    return first >= 0 && (seconds_[static_cast<size_t>(first)] >> Second(text[1]) & 1) != 0;
  }

 private:
  static constexpr int kDigit = 26;
  static constexpr int kNoLetter = 27;  // a name of one letter has ended

  static constexpr int Letter(char c) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
  }
  static constexpr int Second(char c) {
    if (const int letter = Letter(c); letter >= 0) return letter;
    return IsDigit(c) ? kDigit : kNoLetter;
  }
  constexpr void Add(std::string_view name) {
    const int second = name.size() == 1 ? kNoLetter : Second(name[1]);
    seconds_[static_cast<size_t>(Letter(name[0]))] |= uint32_t{1} << second;
  }

  std::array<uint32_t, 26> seconds_{};  // by the first, a bit for each second
};
constexpr TagStarts kTagStarts;

struct Tag {
  size_t length = 0;  // with its angle brackets; 0: no tag that we know
  bool breaks_line = false;
};

// Reads a known tag at the front of the text: "<code>", "</pre>", "<br/>", "<a href=...>".
Tag ReadKnownTag(std::string_view text) {
  constexpr size_t kLongestTag = 300;
  if (text.size() < 3 || text[0] != '<') return {};
  size_t start = text[1] == '/' ? 2 : 1;
  if (!kTagStarts.MayName(text.substr(start))) return {};
  size_t end = start;
  while (end < text.size() && end < start + 12 && (IsAlpha(text[end]) || IsDigit(text[end]))) ++end;
  const std::string_view name = text.substr(start, end - start);
  if (name.empty() || end >= text.size()) return {};
  if (text[end] != '>' && text[end] != '/' && text[end] != ' ') return {};
  const size_t close = text.substr(0, kLongestTag).find('>', end);
  if (close == std::string_view::npos) return {};
  // "<a" and "<b" take attributes; a blank and more without "=" is no tag.
  const std::string_view attributes = Trim(text.substr(end, close - end));
  if (!attributes.empty() && attributes != "/" && attributes.find('=') == std::string_view::npos) {
    return {};
  }
  const auto is_one_of = [name](const auto& list) {
    return std::any_of(std::begin(list), std::end(list),
                       [name](std::string_view n) { return EqualsIgnoringCase(n, name); });
  };
  if (is_one_of(kBreakingTags)) return {close + 1, true};
  if (is_one_of(kOtherTags)) return {close + 1, false};
  return {};
}

const Entity* ReadEntity(std::string_view text) {
  constexpr std::string_view kSeconds = "lgaqn#";
  if (text.size() < 2 || kSeconds.find(text[1]) == std::string_view::npos) return nullptr;
  for (const Entity& entity : kEntities) {
    if (text.starts_with(entity.name)) return &entity;
  }
  return nullptr;
}

std::string_view TrimTags(std::string_view line) {
  while (true) {
    line = TrimLeft(line);
    const Tag tag = ReadKnownTag(line);
    if (tag.length == 0) break;
    line.remove_prefix(tag.length);
  }
  while (true) {
    line = TrimRight(line);
    if (!line.ends_with('>')) return line;
    const size_t open = line.rfind('<');
    if (open == std::string_view::npos) return line;
    const Tag tag = ReadKnownTag(line.substr(open));
    if (tag.length != line.size() - open) return line;
    line.remove_suffix(tag.length);
  }
}

struct Evidence {
  bool html = false;         // decode
  bool bare_quotes = false;  // has a '"' of its own, so "&quot;" is somebody's text
};

// Looks for signs that a line was escaped as a whole.
Evidence Weigh(std::string_view line) {
  Evidence evidence;
  bool quoted = false;
  bool sign = false;
  bool quote_entity = false;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
      if (c == '<' || c == '>') return {};  // escaping would have caught it
      continue;
    }
    if (c == '"') {
      quoted = evidence.bare_quotes = true;
    } else if (c == '<') {
      const Tag tag = ReadKnownTag(line.substr(i));
      if (tag.length == 0) return {};
      sign = true;
      i += tag.length - 1;
    } else if (c == '>') {
      return {};
    } else if (c == '&') {
      const Entity* entity = ReadEntity(line.substr(i));
      if (entity == nullptr) continue;
      if (entity->character == '"') {
        quote_entity = true;
      } else {
        sign = true;
      }
    }
  }
  evidence.html = sign || (quote_entity && !evidence.bare_quotes);
  return evidence;
}

void Decode(std::string_view line, const Evidence& evidence, std::string* out) {
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '\\' && i + 1 < line.size()) {
      out->push_back(c);
      out->push_back(line[++i]);
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (c == '<' && !quoted) {
      const Tag tag = ReadKnownTag(line.substr(i));
      if (tag.length > 0) {
        if (tag.breaks_line) out->push_back('\r');
        i += tag.length - 1;
        continue;
      }
    }
    const Entity* entity = c == '&' ? ReadEntity(line.substr(i)) : nullptr;
    const bool keeps = entity == nullptr || (entity->character == '"' && evidence.bare_quotes);
    if (keeps) {
      out->push_back(c);
    } else {
      out->push_back(entity->character);
      i += entity->name.size() - 1;
    }
  }
}

}  // namespace

bool MayStartTag(std::string_view text) {
  const std::string_view name = text.substr(1);
  return name.starts_with('/') || kTagStarts.MayName(name);
}

bool MayHoldTags(std::string_view line) {
  return VisitPlaces(line, '<', [line](size_t at) {
    const std::string_view rest = line.substr(at);
    if (!MayStartTag(rest)) return false;
    return rest.starts_with("</") || ReadKnownTag(rest).length > 0;
  });
}

bool MayHoldHtml(std::string_view line) {
  return line.find('&') != std::string_view::npos || MayHoldTags(line);
}

bool MayStartHtml(std::string_view text) {
  if (text.starts_with('&')) return ReadEntity(text) != nullptr;
  return text.starts_with("</") || ReadKnownTag(text).length > 0;
}

std::string_view RemoveHtml(std::string_view line, std::string* scratch) {
  line = TrimTags(line);
  const Evidence evidence = Weigh(line);
  if (!evidence.html) return line;
  scratch->clear();
  Decode(line, evidence, scratch);
  return *scratch;
}

}  // namespace pptp::log
