#ifndef PPTP_LIB_LOG_HTML_H_
#define PPTP_LIB_LOG_HTML_H_

#include <string>
#include <string_view>

namespace pptp::log {

// Whether the line could hold markup or entities at all; a cheap test.
bool MayHoldHtml(std::string_view line);
// The same for a line without entities.
bool MayHoldTags(std::string_view line);
// Whether the '<' at the front of the text may begin a tag of which that asks; cheaper still.
bool MayStartTag(std::string_view text);

// Whether what stands at the front, a '<' or '&', may be the start of markup or an entity.
bool MayStartHtml(std::string_view text);

// Undoes what copying a log into or out of a web page did to a line: tags at its
// ends ("<code>", "<br>"), and, when the line is evidently HTML, entities and tags
// in the middle. Line-breaking tags in the middle become '\r'.
//
// A line is evidently HTML only when it has no bare '<' or '>' of its own, and
// what stands in double quotes, being a peer's words, is never evidence. So no
// peer can smuggle in a quote or a bracket by spelling it as an entity. The result
// is a view of the line or of *scratch.
std::string_view RemoveHtml(std::string_view line, std::string* scratch);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_HTML_H_
