#ifndef PPTP_LIB_REPORT_PAGE_H_
#define PPTP_LIB_REPORT_PAGE_H_

#include <string>
#include <string_view>

#include "lib/report/terminal.h"
#include "pptp/render.h"

namespace pptp::report {

// A sheet of text that grows downwards. All text given to it, whoever wrote it,
// is made visible (Visible()) and laid out within the style's width.
//
//   Page page(style);
//   page.Title(Ink::kError, "error: ", "CHAP authentication failed");
//   page.Prose(2, "The server did not accept the name or the password.");
//   return std::move(page).Take();
class Page {
 public:
  explicit Page(const TextStyle& style);

  // An empty line; none at the top and never two in a row.
  void Blank();

  // One line of our own words in an ink, not filled.
  void Heading(std::string_view text);

  // "label" and then prose, all in one ink; later lines start under the text.
  void Title(Ink ink, std::string_view label, std::string_view text);

  // Prose filled to the width; nothing at all for a text without words.
  void Prose(size_t indent, std::string_view text, Ink ink = Ink::kPlain);

  // Prose behind a label ("1. ", "Cause: "), later lines indented under the prose
  // when the label is short, else by two blanks.
  void Item(size_t indent, std::string_view label, std::string_view text,
            Ink label_ink = Ink::kPlain);

  // A line to be typed, behind "$ ". Never broken, so that it can be copied.
  void Command(size_t indent, std::string_view text);

  // A line of a log behind its place, folded to the width; a very long one is cut.
  void LogLine(size_t indent, std::string_view where, std::string_view text);

  // A line that is laid out already. REQUIRES: it has gone through Visible().
  void Ready(std::string_view line);

  bool color() const { return style_.color; }
  size_t width() const { return style_.width; }

  std::string Take() && { return std::move(out_); }

 private:
  void Hanging(size_t indent, size_t hang, std::string_view label, std::string_view text,
               Ink label_ink, Ink text_ink);

  TextStyle style_;
  std::string out_;
};

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_PAGE_H_
