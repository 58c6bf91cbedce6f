#ifndef PPTP_LIB_LOG_PASTE_H_
#define PPTP_LIB_LOG_PASTE_H_

#include <string_view>

// What people and their programs put before (and behind) a line when they quote
// it: mail quotation marks, bullets, prompts, backticks, file names from grep.
namespace pptp::log {

// The line without indentation, quotation marks ("> ", ">> ", "| ") and backticks.
std::string_view StripQuoteMarks(std::string_view line);

// Whether the line starts with a quotation mark.
bool IsQuoted(std::string_view line);

// What stands behind a decoration that might as well be part of the line's own
// words; empty when there is none. The caller uses it only when it starts like a
// message or an envelope.
std::string_view BehindBullet(std::string_view line);    // "* T", "- T", "1. T"
std::string_view BehindPrompt(std::string_view line);    // "[root@host ~]# T", "$ T"
std::string_view BehindEcho(std::string_view line);      // "^CT": what a terminal shows of a key
std::string_view InsideStress(std::string_view line);    // "*T*", "**T**": what mail makes of bold
std::string_view BehindNick(std::string_view line);      // "[05:19] <joe> T", "(05:19:05) joe: T"
std::string_view BehindFileName(std::string_view line);  // "/var/log/messages:12:T"

// The line without what opens and closes a block of code in a forum's or wiki's
// markup: "[code]", "[quote=name]", "[/CODE]", "{noformat}", "```".
std::string_view TrimForumTags(std::string_view line);

// Whether such a tag may end with the character, and may begin with the bracket at the front of the
// text; cheap tests, and few lines pass both.
inline bool MayEndForumTag(char c) {
  return c == ']' || c == '}' || c == '`';
}
bool MayStartForumTag(std::string_view text);

// The message without what loggers and editors leave at its end: "#012" and the
// like of rsyslog, "^M", blanks.
std::string_view StripEscapedLineEnds(std::string_view text);
// Whether what it takes off may end with the character, which is no blank.
inline bool MayEndEscapedLineEnd(char c) {
  return c == '1' || c == '2' || c == '5' || c == 'M' || c == 'J';
}

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_PASTE_H_
