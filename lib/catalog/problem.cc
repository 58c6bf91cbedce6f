#include "lib/catalog/problem.h"

#include <algorithm>

#include "lib/base/text.h"

namespace pptp::catalog {
namespace {

bool IsNameByte(char c) {
  return IsAlpha(c) || IsDigit(c) || c == '_';
}

// Reads "{name}" or "{name|otherwise}" off the front of *text, after its brace.
// False, with *text untouched, when it is neither.
bool ConsumePlaceholder(std::string_view* text, Placeholder* placeholder) {
  const size_t end = text->find('}');
  if (end == std::string_view::npos) return false;
  std::string_view inside = text->substr(0, end);
  const size_t bar = inside.find('|');
  placeholder->name = inside.substr(0, bar);
  placeholder->otherwise =
      bar == std::string_view::npos ? std::nullopt : std::optional(inside.substr(bar + 1));
  if (placeholder->name.empty()) return false;
  for (char c : placeholder->name) {
    if (!IsNameByte(c)) return false;
  }
  text->remove_prefix(end + 1);
  return true;
}

// A word that a shell takes as it is.
bool IsPlainShellWord(std::string_view word) {
  for (char c : word) {
    if (!IsNameByte(c) && std::string_view("-.,:/@%+=").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return !word.empty();
}

std::string QuoteForShell(std::string_view word) {
  if (IsPlainShellWord(word)) return std::string(word);
  std::string quoted = "'";
  for (char c : word) {
    if (c == '\'') {
      quoted += "'\\''";
    } else if (static_cast<uint8_t>(c) >= 0x20 && c != 0x7f) {
      quoted += c;
    }
  }
  return quoted + '\'';
}

// The first brace, or the end. Not find_first_of(), which looks at each byte by itself.
size_t FindBrace(std::string_view text) {
  const std::string_view before = text.substr(0, text.find('{'));
  return std::min(before.find('}'), before.size());
}

std::string Fill(std::string_view text, const Captures& captures, bool quote) {
  if (FindBrace(text) == text.size()) return std::string(text);
  std::string filled;
  for (const TextPiece& piece : SplitTemplate(text)) {
    if (!piece.placeholder) {
      filled += piece.words;
      continue;
    }
    const auto capture = captures.find(std::string(piece.placeholder->name));
    if (capture != captures.end()) {
      filled += quote ? QuoteForShell(capture->second) : capture->second;
    } else if (piece.placeholder->otherwise) {
      filled += *piece.placeholder->otherwise;
    } else {
      filled += '<';
      filled += piece.placeholder->name;
      filled += '>';
    }
  }
  return filled;
}

}  // namespace

bool Concerns(const Problem& problem, session::Carrier carrier) {
  return carrier == session::Carrier::kUnknown || problem.carriers.empty() ||
         std::find(problem.carriers.begin(), problem.carriers.end(), carrier) !=
             problem.carriers.end();
}

std::string_view StatusName(Status status) {
  switch (status) {
    case Status::kStable:
      return "stable";
    case Status::kExperimental:
      return "experimental";
    case Status::kDeprecated:
      return "deprecated";
  }
  return "";
}

std::vector<TextPiece> SplitTemplate(std::string_view text) {
  std::vector<TextPiece> pieces;
  while (!text.empty()) {
    TextPiece piece;
    if (text.starts_with("{{") || text.starts_with("}}")) {
      piece.words = text.substr(0, 1);
      text.remove_prefix(2);
    } else if (text.front() == '{' || text.front() == '}') {
      const char brace = text.front();
      piece.words = text.substr(0, 1);
      text.remove_prefix(1);
      Placeholder placeholder;
      if (brace == '{' && ConsumePlaceholder(&text, &placeholder)) {
        piece.placeholder = placeholder;
      } else {
        piece.stray_brace = true;
      }
    } else {
      const size_t end = FindBrace(text);
      piece.words = text.substr(0, end);
      text.remove_prefix(end);
    }
    pieces.push_back(piece);
  }
  return pieces;
}

std::string FillIn(std::string_view text, const Captures& captures) {
  return Fill(text, captures, false);
}

std::string FillInCommand(std::string_view text, const Captures& captures) {
  return Fill(text, captures, true);
}

}  // namespace pptp::catalog
