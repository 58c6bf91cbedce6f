#include "cli/connect_options.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <utility>

#include "cli/command_line.h"
#include "cli/connect_help.h"
#include "cli/message.h"
#include "cli/pppd_status.h"
#include "cli/report_words.h"

namespace pptp::cli {
namespace {

// What cannot be written into the settings as it stands.
struct Words {
  std::string peer;
  std::string format = "text", color = "auto", dns;
  std::string password_file, password_env, chap_secrets;
  bool require_mppe = false, require_40 = false, require_128 = false, no_mppe = false;
  std::vector<std::string> routes;
  std::optional<int> timeout, echo_interval;
};

std::optional<Ipv4Network> ParseNetwork(const std::string& text) {
  const size_t slash = text.find('/');
  in_addr address{};
  if (inet_pton(AF_INET, text.substr(0, slash).c_str(), &address) != 1) return std::nullopt;
  Ipv4Network network{ntohl(address.s_addr), 32};
  if (slash == std::string::npos) return network;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + slash + 1, end, network.prefix);
  if (error != std::errc() || rest != end || network.prefix > 32) return std::nullopt;
  return network;
}

std::string CheckNetwork(const std::string& text) {
  if (ParseNetwork(text)) return {};
  return fmt::format("\"{}\" is no IPv4 network such as 192.168.7.0/24", text);
}

// What an option is for stands in connect_help.cc.
void AddIdentity(CLI::App* app, ClientSettings* settings, Words* words) {
  app->add_option("SERVER", settings->server);
  app->add_option("--peer", words->peer);
  app->add_option("--user", settings->user);
  app->add_option("--domain", settings->domain);
  app->add_option("--remote-name", settings->remote_name);
  CLI::Option* sources[] = {app->add_option("--password-file", words->password_file),
                            app->add_option("--password-env", words->password_env),
                            app->add_option("--chap-secrets", words->chap_secrets)};
  ExcludeEachOther(sources);
  app->add_flag("--refuse-pap", settings->refused.pap);
  app->add_flag("--refuse-chap", settings->refused.chap_md5);
  app->add_flag("--refuse-mschap", settings->refused.mschap_v1);
  app->add_flag("--refuse-mschap-v2", settings->refused.mschap_v2);
}

void AddLink(CLI::App* app, ClientSettings* settings, Words* words) {
  CLI::Option* no_mppe = app->add_flag("--no-mppe", words->no_mppe);
  app->add_flag("--require-mppe", words->require_mppe)->excludes(no_mppe);
  app->add_flag("--require-mppe-40", words->require_40)->excludes(no_mppe);
  app->add_flag("--require-mppe-128", words->require_128)->excludes(no_mppe);
  app->add_flag("--mppe-stateful", settings->encryption.stateful);
  app->add_option("--mtu", settings->lcp.mtu)->check(CLI::Range(128, 1500));
  app->add_option("--mru", settings->lcp.mru)->check(CLI::Range(128, 1500));
  app->add_option("--lcp-echo-interval", words->echo_interval)->check(CLI::Range(0, 86400));
  app->add_option("--lcp-echo-failure", settings->lcp.echo_failure)->check(CLI::Range(0, 1000));
  app->add_flag("--persist", settings->retry.persist);
  app->add_option("--timeout", words->timeout)->check(CLI::Range(1, 3600));
}

void AddNetwork(CLI::App* app, NetworkSettings* network, Words* words) {
  app->add_option("--interface", network->interface);
  app->add_option("--route", words->routes)
      ->check(CLI::Validator(CheckNetwork, ""))
      ->allow_extra_args(false);
  app->add_flag("--default-route", network->default_route);
  app->add_option("--dns", words->dns)->check(CLI::IsMember({"auto", "none"}));
  app->add_flag("--ipv6", network->ipv6);
  app->add_option("--ip-up", network->ip_up);
  app->add_option("--ip-down", network->ip_down);
}

void AddOutput(CLI::App* app, ConnectOptions* options, Words* words) {
  app->add_flag("--dry-run", options->dry_run);
  app->add_flag("--debug", options->debug);
  app->add_option("--log", options->log);
  app->add_option("--status-json", options->status_json);
  app->add_flag("--diagnose", options->diagnose);
  app->add_option("--format", words->format)->check(CLI::IsMember(FormatWords()));
  app->add_option("-o,--output", options->output);
  app->add_option("--color", words->color)->check(CLI::IsMember(WhenWords()));
  app->add_flag("--timeline", options->timeline);
}

void SettleEncryption(const Words& words, EncryptionSettings* encryption) {
  if (words.no_mppe) encryption->policy = Encryption::kRefused;
  if (words.require_mppe || words.require_40 || words.require_128) {
    encryption->policy = Encryption::kRequired;
  }
  if (words.require_40 || words.require_128) {
    encryption->allow_40 = words.require_40;
    encryption->allow_56 = false;
    encryption->allow_128 = words.require_128;
  }
}

void SettlePassword(const Words& words, ConnectOptions* options) {
  const std::pair<PasswordSource::Kind, const std::string*> sources[] = {
      {PasswordSource::Kind::kFile, &words.password_file},
      {PasswordSource::Kind::kEnvironment, &words.password_env},
      {PasswordSource::Kind::kSecrets, &words.chap_secrets}};
  for (const auto& [kind, where] : sources) {
    if (where->empty()) continue;
    options->settings.password = {kind, *where};
    options->password.reset();
  }
}

void Settle(const Words& words, ConnectOptions* options) {
  ClientSettings& settings = options->settings;
  SettleEncryption(words, &settings.encryption);
  SettlePassword(words, options);
  for (const std::string& route : words.routes) {
    if (auto network = ParseNetwork(route)) settings.network.routes.push_back(*network);
  }
  if (!words.dns.empty()) settings.network.dns = words.dns == "auto";
  if (words.timeout) settings.retry.connect_timeout = std::chrono::seconds(*words.timeout);
  if (words.echo_interval) settings.lcp.echo_interval = std::chrono::seconds(*words.echo_interval);
  options->format = FormatWords().at(words.format);
  options->color = WhenWords().at(words.color);
}

// Writes what the command line says over "options". A status when there is nothing left to do.
std::optional<int> ParseOnto(int argc, const char* const* argv, ConnectOptions* options,
                             Words* words) {
  CLI::App app;
  AddIdentity(&app, &options->settings, words);
  AddLink(&app, &options->settings, words);
  AddNetwork(&app, &options->settings.network, words);
  AddOutput(&app, options, words);
  return ParseCommandLine(&app, kConnectHelp, kPppdOptionError, argc, argv);
}

}  // namespace

std::variant<ConnectOptions, int> ParseConnectOptions(int argc, const char* const* argv) {
  ConnectOptions options;
  Words words;
  if (const auto status = ParseOnto(argc, argv, &options, &words)) return *status;
  if (!words.peer.empty()) {
    // The file first, then the command line once more on top of it.
    Result<ClientPeer> peer = ReadClientPeer(words.peer, !options.settings.server.empty());
    if (!peer) {
      Say(peer.error().message());
      return kPppdOptionError;
    }
    options.settings = std::move(peer->settings);
    options.password = std::move(peer->password);
    options.notes = std::move(peer->notes);
    words = Words();
    if (const auto status = ParseOnto(argc, argv, &options, &words)) return *status;
  }
  Settle(words, &options);
  if (options.settings.server.empty()) {
    Say("there is no SERVER to connect to\nRun pptp-connect --help for what there is.");
    return kPppdOptionError;
  }
  return options;
}

}  // namespace pptp::cli
