#ifndef PPTP_LIB_LOG_TABLE_ROW_H_
#define PPTP_LIB_LOG_TABLE_ROW_H_

#include <string>
#include <string_view>

namespace pptp::log {

// Reads a row of a table: CSV as Splunk, Graylog and log viewers on routers export it, columns
// between tabs, semicolons or bars, or one string of a JSON list. Columns are told by what they
// hold: a stamp, names, a process id, and behind these the message. True when it is such a row;
// then *line is what a syslog file would hold: "STAMP HOST TAG[PID]: T", as far as the row tells.
bool ReadTableRow(std::string_view row, std::string* line);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_TABLE_ROW_H_
