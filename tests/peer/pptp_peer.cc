// A PPTP server for tests: see peer.h. Speaks to whoever connects, so give it a network
// namespace of its own.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/address_v4.hpp>
#include <asio/signal_set.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "lib/ppp/mppe.h"
#include "tests/peer/peer.h"

namespace {

using pptp::tunnel::AuthMethod;
using pptp::tunnel::MppePolicy;

const std::map<std::string, AuthMethod> kMethods = {{"pap", AuthMethod::kPap},
                                                    {"chap", AuthMethod::kChapMd5},
                                                    {"mschap", AuthMethod::kMsChap},
                                                    {"mschap-v2", AuthMethod::kMsChapV2}};
const std::map<std::string, MppePolicy> kPolicies = {{"none", MppePolicy::kRefused},
                                                     {"allowed", MppePolicy::kAllowed},
                                                     {"required", MppePolicy::kRequired}};
const std::map<std::string, uint32_t> kStrengths = {
    {"40", pptp::ppp::kMppe40Bit}, {"56", pptp::ppp::kMppe56Bit}, {"128", pptp::ppp::kMppe128Bit}};

}  // namespace

int main(int argc, char** argv) {
  pptp::peer::PeerConfig config = pptp::peer::GoodPeer();
  auto& mppe = config.link.mppe;
  std::vector<AuthMethod> methods = config.link.lcp.wishes.require_from_peer;
  double hang_up_after = 0, close_after = 0;
  std::vector<std::string> name_servers;
  CLI::App app("A PPTP server for tests");
  app.add_option("--port", config.port);
  app.add_option("--user", config.user);
  app.add_option("--password", config.password);
  app.add_option("--auth", methods)->transform(CLI::CheckedTransformer(kMethods));
  app.add_option("--mppe", mppe.policy)->transform(CLI::CheckedTransformer(kPolicies));
  app.add_option("--strength", mppe.strengths)->transform(CLI::CheckedTransformer(kStrengths));
  app.add_flag("--stateful", mppe.insist_stateful);
  app.add_option("--dns", name_servers)->check(CLI::ValidIPV4);
  app.add_flag("--mute-control", config.mute_control);
  app.add_option("--hang-up-after", hang_up_after);
  app.add_option("--close-after", close_after);
  CLI11_PARSE(app, argc, argv);
  config.link.lcp.wishes.require_from_peer = methods;
  mppe.stateful = mppe.insist_stateful;
  for (const std::string& address : name_servers) {
    config.dns.push_back(asio::ip::make_address_v4(address).to_uint());
  }
  const auto seconds = [](double count) {
    return std::chrono::duration_cast<pptp::Duration>(std::chrono::duration<double>(count));
  };
  if (hang_up_after > 0) config.hang_up_after = seconds(hang_up_after);
  if (close_after > 0) config.close_after = seconds(close_after);

  asio::io_context io;
  asio::signal_set signals(io, SIGTERM, SIGINT);
  signals.async_wait([&](const asio::error_code&, int) { io.stop(); });
  pptp::peer::Peer peer(&io, std::move(config),
                        [](std::string_view line) { fmt::print(stderr, "{}\n", line); });
  fmt::print("listening\n");
  std::fflush(stdout);
  io.run();
  return 0;
}
