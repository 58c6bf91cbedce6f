#ifndef PPTP_LIB_LOG_LINE_PREFIX_H_
#define PPTP_LIB_LOG_LINE_PREFIX_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pptp::log {

// What stands before nearly every line of an input because a tool put it there:
// line numbers of "grep -n", "cat -n" and forums ("101:T", "12: T", "3. T",
// "     4\tT"), the file's name of grep ("/var/log/syslog:T"), or both
// ("ppp.log:12:T"). Indentation and quotation marks may stand before it.
//
// Numbers that increase, or one name again and again, are the proof; so nothing
// has to be known of the lines themselves, which may be raw.
class LinePrefix {
 public:
  // Finds the prefix that the lines at the beginning of an input have.
  static LinePrefix Find(std::vector<std::string_view> lines);

  bool found() const { return sign_ != kNone || !file_.empty(); }

  // The line without the prefix; a line that does not have it stays as it is.
  // Lines must come in their order, as numbers must increase.
  std::string_view Strip(std::string_view line);

 private:
  static constexpr char kNone = '\0';

  std::string_view StripNumber(std::string_view line);
  std::string_view StripFile(std::string_view line);

  char sign_ = kNone;  // what follows the number; ' ' = several blanks
  uint64_t last_ = 0;
  std::string file_;
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_LINE_PREFIX_H_
