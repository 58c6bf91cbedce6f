#include "lib/client/word_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "lib/base/text.h"

namespace pptp::client {
namespace {

bool IsQuote(char c) {
  return c == '"' || c == '\'';
}

bool IsOctal(char c) {
  return c >= '0' && c <= '7';
}

// What a letter behind a backslash stands for; any other stands for itself.
char Unescaped(char c) {
  switch (c) {
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 's':
      return ' ';
    case 't':
      return '\t';
    default:
      return c;
  }
}

}  // namespace

Result<std::optional<Word>> WordReader::Next() {
  const bool first_in_file = at_ == 0;
  const bool new_line = SkipToWord();
  if (AtEnd()) return std::nullopt;
  Word word;
  word.line = line_;
  word.column = column_;
  word.first_on_line = new_line || first_in_file;
  char quote = '\0';
  int quote_line = 0, quote_column = 0;
  while (!AtEnd()) {
    const char c = Peek();
    if (c == '\\') {
      ReadEscape(&word);
      continue;
    }
    if (quote == '\0' && (IsSpace(c) || c == '#')) {
      word.cut_by_comment = c == '#';
      break;
    }
    if (quote == '\0' && IsQuote(c)) {
      quote = c;
      quote_line = line_;
      quote_column = column_;
      word.quoted = true;
    } else if (quote == c && quote != '\0') {
      quote = '\0';
    } else {
      word.bytes.Append(static_cast<uint8_t>(c));
    }
    Advance();
  }
  if (quote != '\0') {
    return Fail(ErrorAt(quote_line, quote_column,
                        "this quote is not closed; close it, or write a backslash before it"));
  }
  if (word.text().find('\0') != std::string_view::npos) {
    return Fail(ErrorAt(word.line, word.column, "a byte of value zero cannot be part of a word"));
  }
  return word;
}

void WordReader::Advance() {
  if (text_[at_++] == '\n') {
    ++line_;
    column_ = 1;
  } else {
    ++column_;
  }
}

bool WordReader::SkipToWord() {
  bool new_line = false;
  bool comment = false;
  for (; !AtEnd(); Advance()) {
    const char c = Peek();
    if (c == '\n') {
      new_line = true;
      comment = false;
    } else if (!comment && c == '\\' && text_.substr(at_ + 1, 1) == "\n") {
      Advance();  // a line that goes on
    } else if (!comment && c == '#') {
      comment = true;
    } else if (!comment && !IsSpace(c)) {
      break;
    }
  }
  return new_line;
}

void WordReader::ReadEscape(Word* word) {
  Advance();
  if (AtEnd()) return;
  const char c = Peek();
  if (c == '\n') {
    Advance();
    return;
  }
  if (IsDigit(c) || IsAlpha(c)) word->letter_escaped = true;
  if (IsOctal(c)) {
    word->bytes.Append(static_cast<uint8_t>(ReadOctal()));
  } else if (c == 'x') {
    word->bytes.Append(static_cast<uint8_t>(ReadHex()));
  } else {
    word->bytes.Append(static_cast<uint8_t>(Unescaped(c)));
    Advance();
  }
}

char WordReader::ReadOctal() {
  int value = 0;
  for (int digits = 0; digits < 3 && !AtEnd() && IsOctal(Peek()); ++digits, Advance()) {
    value = value * 8 + (Peek() - '0');
  }
  return static_cast<char>(value & 0xff);
}

char WordReader::ReadHex() {
  Advance();  // past the x
  int value = 0;
  for (int digits = 0; digits < 2 && !AtEnd() && HexDigit(Peek()) >= 0; ++digits, Advance()) {
    value = value * 16 + HexDigit(Peek());
  }
  return static_cast<char>(value);
}

Error WordReader::ErrorAt(int line, int column, std::string_view sentence) const {
  return Error::Syntax(fmt::format("{}:{}:{}: {}", file_, line, column, sentence));
}

}  // namespace pptp::client
