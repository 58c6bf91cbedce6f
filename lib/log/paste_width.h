#ifndef PPTP_LIB_LOG_PASTE_WIDTH_H_
#define PPTP_LIB_LOG_PASTE_WIDTH_H_

#include <cstddef>
#include <string_view>
#include <vector>

namespace pptp::log {

// At which width the lines of an input were broken, if they were: by a mail program
// between words, or by a terminal anywhere.
struct PasteWidth {
  // A mail program's margin: no word of a broken line's continuation would have
  // fitted into so many columns. 0 when lines are not broken like that.
  size_t margin = 0;
  // A terminal's width: a line that goes on below is exactly so wide. 0 likewise.
  size_t terminal = 0;
  // True while so few lines have been seen that either may still turn out.
  bool open = true;

  bool broken() const { return margin != 0 || terminal != 0; }
};

// Measures the lines at the beginning of an input. Each line is looked at once, however often the
// result is asked for.
class PasteMeasure {
 public:
  // Takes the next line.
  void Add(std::string_view line);

  // What the lines so far tell; not open.
  PasteWidth Width() const;

 private:
  struct Line {
    size_t columns = 0;
    size_t first_word = 0;  // its columns
    bool starts_entry = false;
    bool empty = false;  // but for blanks
    bool blank = false;  // but for quotation marks, too
    bool quoted = false;
    bool breakable = false;  // has a blank between words
    bool open_packet = false;
  };
  struct Widths;

  template <typename Visit>
  void ForEachInEntry(const Visit& visit) const;
  Widths Measure() const;

  std::vector<Line> lines_;
};

// The columns that UTF-8 text takes, its line end and combining signs left aside.
size_t Columns(std::string_view line);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_PASTE_WIDTH_H_
