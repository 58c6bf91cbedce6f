#ifndef PPTP_LIB_CLIENT_WORD_READER_H_
#define PPTP_LIB_CLIENT_WORD_READER_H_

#include <optional>
#include <string>
#include <string_view>

#include "lib/crypto/secret.h"
#include "pptp/error.h"

namespace pptp::client {

// A word of a file in pppd's syntax. Any of them may be a password, so none is kept in
// memory that nobody wipes.
struct Word {
  crypto::Secret bytes;
  int line = 0, column = 0;    // where it begins, from 1; a column is a byte
  bool first_on_line = false;  // begins a record of a secrets file
  bool quoted = false;         // some of it, or all
  // A backslash stood before a letter or a digit, and is gone: DOMAIN\user has become
  // DOMAINuser, and DOMAIN\bob holds a backspace.
  bool letter_escaped = false;
  bool cut_by_comment = false;  // ended by a '#' that no blank stands before

  std::string_view text() const { return AsText(bytes.view()); }
};

// Splits pppd's options files and secrets files into words (pppd(8), "OPTIONS FILES").
//
// Blanks and ends of lines separate words; '#' where no quote is open starts a comment to the end
// of the line. Single and double quotes keep what is between them together, also within a word. A
// backslash takes the next character as it is, in quotes, too; \a \b \f \n \r \t stand for control
// characters, \s for a blank, \ooo and \xhh for a byte, and a backslash at the end of a line joins
// the line with the next.
//
//   WordReader words("/etc/ppp/options", text);
//   for (;;) {
//     Result<std::optional<Word>> word = words.Next();
//     if (!word) ... word.error() names file, line and column ...
//     if (!*word) break;
//   }
class WordReader {
 public:
  // "file" is for messages. The text must stay alive while words are read.
  WordReader(std::string file, std::string_view text) : file_(std::move(file)), text_(text) {}

  // The next word, or nothing at the end of the text. Fails with kSyntax on a quote that is not
  // closed, which pppd lets pass, and on a byte of value zero, at which pppd cuts the word.
  Result<std::optional<Word>> Next();

 private:
  bool AtEnd() const { return at_ == text_.size(); }
  char Peek() const { return text_[at_]; }
  void Advance();
  bool SkipToWord();  // whether a new line began on the way
  void ReadEscape(Word* word);
  char ReadOctal();
  char ReadHex();
  Error ErrorAt(int line, int column, std::string_view sentence) const;

  std::string file_;
  std::string_view text_;
  size_t at_ = 0;
  int line_ = 1, column_ = 1;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_WORD_READER_H_
