#ifndef PPTP_LIB_LOG_SYSLOG_HEADER_H_
#define PPTP_LIB_LOG_SYSLOG_HEADER_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace pptp::log {

// A program's name and process id as they precede its words: "pppd[123]: ".
struct Tag {
  std::string_view name;
  std::optional<uint32_t> pid;
  std::string_view text;  // what follows
};

// Reads a tag at the front of the text: "pppd[123]: T", "/usr/sbin/pppd: T",
// "(pppd)[123]: T", "pppd[123] <Notice>: T". Without a process id the colon must
// be followed by a blank; with one, "pppd[123] T" will do for our own programs.
std::optional<Tag> ReadTag(std::string_view text);

// Reads "[pppd] T", as metalog writes it.
std::optional<Tag> ReadBracketedTag(std::string_view text);

// What stands between the stamp of a syslog line and its message.
struct SyslogHeader {
  std::string_view host;  // may be empty
  Tag tag;                // its name may be empty
};

// Reads "[host] [facility.level] tag[pid]: T" in each of its variants. Nothing
// when what follows the stamp is no header but already the message.
// "host_is_usual" says that a word without a tag behind it may be a host's name.
std::optional<SyslogHeader> ReadSyslogHeader(std::string_view text, bool host_is_usual);

// Takes "<30>" or "<daemon.info>" off the front of *text.
bool ConsumePriority(std::string_view* text);

// Takes what Kiwi's syslog daemon writes behind its stamp off the front of *text, "Daemon.Info",
// "192.168.1.1" and a tab behind either.
bool ConsumeColumns(std::string_view* text, std::string_view* host);

// Takes what socklog writes behind its stamp off the front of *text: "daemon.info: ", with the
// sender's address before it if it came over the network.
bool ConsumeSocklogHeader(std::string_view* text, std::string_view* host);

// Takes "[I] ", "[warning] " and the like off the front of *text.
bool ConsumeSeverity(std::string_view* text);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_SYSLOG_HEADER_H_
