// pppd's options in effect: from the block that "dump" logs, one option a line
// with the place it comes from ("debug\t\t# (from command line)"), and from
// command lines.

#include <algorithm>
#include <string>

#include "lib/base/text.h"
#include "lib/session/changes.h"
#include "lib/session/command_line.h"

namespace pptp::session {
namespace {

constexpr size_t kMostOptionsInEffect = 200;
constexpr size_t kLongestOption = 500;

// The comment behind an option, and the tabs before it that a syslog may have
// written as "#011".
std::string_view WithoutOrigin(std::string_view option) {
  option = TrimRight(option.substr(0, option.find("# (from ")));
  while (option.ends_with("#011")) option = TrimRight(option.substr(0, option.size() - 4));
  while (option.ends_with("^I")) option = TrimRight(option.substr(0, option.size() - 2));
  return TrimLeft(option);
}

bool RequiresMppe(std::string_view option) {
  return option.starts_with("require-mppe") || option.starts_with("mppe required") ||
         option == "mppe-128" || option.starts_with("+mppe");
}

}  // namespace

void AddOption(std::string_view option, OpenSession* open) {
  option = WithoutOrigin(option).substr(0, kLongestOption);
  if (option.empty()) return;
  Session& session = open->session;
  std::string_view value = option;
  if (RequiresMppe(option)) session.mppe.required = true;
  if (Consume(&value, "pty ")) {
    std::string server = PptpServer(value);
    if (!server.empty()) {
      SetSide(Side::kClient, true, open);
      if (session.peer.empty()) session.peer = Name(server);
    }
  }
  value = option;
  if (Consume(&value, "user ") && session.user.empty()) session.user = Name(value);
  bool known =
      std::find(session.options.begin(), session.options.end(), option) != session.options.end();
  if (!known && session.options.size() < kMostOptionsInEffect) session.options.emplace_back(option);
}

void AddCommandLine(std::string_view text, OpenSession* open) {
  CommandLine command = ParseCommandLine(text);
  if (command.is_pptp) {
    SetSide(Side::kClient, true, open);
    if (open->session.peer.empty()) open->session.peer = Name(command.server);
  }
  for (const std::string& option : command.options) AddOption(option, open);
}

}  // namespace pptp::session
