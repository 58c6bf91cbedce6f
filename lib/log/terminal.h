#ifndef PPTP_LIB_LOG_TERMINAL_H_
#define PPTP_LIB_LOG_TERMINAL_H_

#include <string>
#include <string_view>

// What terminals and crashes leave in a log: escape sequences, backspaces,
// carriage returns, NUL bytes.
namespace pptp::log {

// Whether the line holds a control character other than a tab.
bool HasControlCharacters(std::string_view line);

// Copies the line to *out without escape sequences (colours, titles) and control
// characters; tabs, backspaces and carriage returns stay for ApplyBackspaces and
// the caller. A sequence without an end loses only its introducer.
void RemoveEscapes(std::string_view line, std::string* out);

// Rubs out what backspaces rub out, in place. Only for what a terminal showed: in
// a logged message a backspace is a stranger's attempt to hide its beginning.
void ApplyBackspaces(std::string* line);

// Turns backspaces and carriage returns into blanks, in place.
void BlankControls(std::string* line);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_TERMINAL_H_
