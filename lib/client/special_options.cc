#include "lib/client/special_options.h"

#include <fmt/format.h>

#include <string>

#include "lib/client/named_row.h"
#include "lib/client/pptp_command.h"
#include "lib/client/user_name.h"

namespace pptp::client {
namespace {

using State = OptionState;

void NoteEscapes(const OptionCall& call, State* state) {
  if (!call.arguments.front().letter_escaped) return;
  state->Note(call,
              fmt::format("a backslash is read as the start of an escape, which leaves \"{}\" "
                          "of the name; write DOMAIN\\\\user, with two, for DOMAIN\\user",
                          PrintableName(call.arguments.front().text())));
}

Result<void> SetUser(const OptionCall& call, State* state) {
  NoteEscapes(call, state);
  state->user = call.Text();
  return {};
}

Result<void> SetName(const OptionCall& call, State* state) {
  NoteEscapes(call, state);
  state->name = call.Text();
  return {};
}

Result<void> SetRemoteName(const OptionCall& call, State* state) {
  NoteEscapes(call, state);
  state->settings.remote_name = call.Text();
  return {};
}

Result<void> SetPassword(const OptionCall& call, State* state) {
  const Word& word = call.arguments.front();
  if (call.others_may_read) {
    state->Note(call, "the file holds a password and can be read by others than its owner");
  }
  if (word.cut_by_comment) {
    state->Note(call,
                "the password ends before the '#', which starts a comment; quote the "
                "password if the '#' belongs to it");
  }
  state->password = word.bytes.Clone();
  return {};
}

Result<void> SetCommand(const OptionCall& call, State* state) {
  const std::string place = fmt::format("{}:{}:{}", call.file, call.line, call.column);
  Result<PptpCommand> command = ParsePptpCommand(call.arguments.front().text(), place);
  if (!command) return Fail(std::move(command).error());
  if (!command->is_pptp) {
    state->Note(call, fmt::format("it would run \"{}\", and only the work of pptp is done here",
                                  command->program));
    return {};
  }
  state->settings.server = command->server;
  state->settings.phone_number = command->phone_number;
  for (const PptpCommand::Remark& remark : command->remarks) {
    state->notes.push_back({call.file, call.line, "pptp " + remark.option, remark.why});
  }
  return {};
}

Result<void> LoadPlugin(const OptionCall& call, State* state) {
  const std::string plugin = call.Text();
  if (plugin.substr(plugin.rfind('/') + 1) == "pptp.so") return {};
  state->Note(call, fmt::format("{} is a part for pppd, and cannot be loaded here", plugin));
  return {};
}

Result<void> SetIpv6(const OptionCall& call, State* state) {
  state->settings.network.ipv6 = true;
  state->Note(call, "the identifiers are agreed on with the server and cannot be chosen");
  return {};
}

Result<void> RequireAuth(const OptionCall& call, State* state) {
  state->auth = NoteOf(call,
                       "a server is asked for no proof of its own; with MS-CHAPv2 it gives "
                       "one without being asked. Write noauth");
  return {};
}

Result<void> RequireNoAuth(const OptionCall&, State* state) {
  state->auth.reset();
  return {};
}

Result<void> SetDefaultRoute(const OptionCall& call, State* state) {
  state->settings.network.default_route = true;
  state->default_route =
      NoteOf(call,
             "all traffic goes through the tunnel, where pppd leaves a default route that "
             "exists in its place; write nodefaultroute if that is not wanted");
  return {};
}

Result<void> SetNoDefaultRoute(const OptionCall&, State* state) {
  state->settings.network.default_route = false;
  state->default_route.reset();
  return {};
}

// Without the option in LCP a peer sends packets of up to 1500 bytes (RFC 1661 section 6.1).
Result<void> SetDefaultMru(const OptionCall&, State* state) {
  state->settings.lcp.mru = 1500;
  return {};
}

// "bsdcomp 0" refuses compression; any other number asks for it.
Result<void> AskForCompression(const OptionCall& call, State* state) {
  if (call.arguments.front().text().find_first_not_of("0,") != std::string_view::npos) {
    state->Note(call, "data is encrypted but never compressed");
  }
  return {};
}

constexpr SpecialOption kSpecials[] = {
    {"user", 1, SetUser},
    {"name", 1, SetName},
    {"remotename", 1, SetRemoteName},
    {"password", 1, SetPassword},
    {"pty", 1, SetCommand},
    {"plugin", 1, LoadPlugin},
    {"ipv6", 1, SetIpv6},
    {"bsdcomp", 1, AskForCompression},
    {"deflate", 1, AskForCompression},
    {"auth", 0, RequireAuth},
    {"noauth", 0, RequireNoAuth},
    {"defaultroute", 0, SetDefaultRoute},
    {"nodefaultroute", 0, SetNoDefaultRoute},
    {"-defaultroute", 0, SetNoDefaultRoute},
    {"default-mru", 0, SetDefaultMru},
    {"-mru", 0, SetDefaultMru},
};

}  // namespace

const SpecialOption* FindSpecialOption(std::string_view name) {
  return FindRow(kSpecials, name);
}

}  // namespace pptp::client
