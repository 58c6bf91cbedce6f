// What <pptp/client.h> offers to come by settings and a password.

#include <fmt/format.h>
#include <pptp/client.h>

#include <iterator>
#include <utility>

#include "lib/client/credentials.h"
#include "lib/client/file_reader.h"
#include "lib/client/options_file.h"
#include "lib/client/terminal_prompt.h"
#include "lib/client/user_name.h"

namespace pptp {

ClientPassword::ClientPassword(crypto::Secret secret)
    : secret_(std::make_unique<crypto::Secret>(std::move(secret))) {}
ClientPassword::~ClientPassword() = default;
ClientPassword::ClientPassword(ClientPassword&&) noexcept = default;
ClientPassword& ClientPassword::operator=(ClientPassword&&) noexcept = default;

Result<ClientPeer> ReadClientPeer(const std::string& name, bool server_known) {
  client::SystemFileReader files;
  Result<client::PeerFile> file =
      client::ReadPeerFile({.peer = name, .server_known = server_known}, &files);
  if (!file) return Fail(file.error());
  ClientPeer peer;
  peer.settings = std::move(file->settings);
  peer.settings.peer_file = name;
  if (file->password) peer.password.emplace(std::move(*file->password));
  for (const client::OptionNote& note : file->notes) {
    peer.notes.push_back(fmt::format("{}:{}: {}: {}", note.file, note.line, note.option, note.why));
  }
  return peer;
}

Result<ClientPassword> FindClientPassword(const ClientSettings& settings,
                                          std::vector<std::string>* notes) {
  client::PasswordQuery query;
  query.source = settings.password;
  query.name = client::NameToSend(settings.user, settings.domain).name;
  query.server = settings.server;
  query.remote_name = settings.remote_name;
  client::SystemFileReader files;
  Result<client::FoundPassword> found = client::FindPassword(query, &files, client::AskOnTerminal);
  if (!found) return Fail(found.error());
  std::move(found->warnings.begin(), found->warnings.end(), std::back_inserter(*notes));
  return ClientPassword(std::move(found->password));
}

std::string ClientUserName(const ClientSettings& settings, std::vector<std::string>* notes) {
  client::UserName name = client::NameToSend(settings.user, settings.domain);
  std::move(name.warnings.begin(), name.warnings.end(), std::back_inserter(*notes));
  return std::move(name.name);
}

}  // namespace pptp
