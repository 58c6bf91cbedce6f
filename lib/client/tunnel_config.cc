#include "lib/client/tunnel_config.h"

#include <utility>
#include <vector>

namespace pptp::client {
namespace {

using tunnel::AuthMethod;

std::vector<AuthMethod> MethodsToOffer(const ClientSettings& settings) {
  const RefusedMethods& refused = settings.refused;
  const bool keys_needed = settings.encryption.policy == Encryption::kRequired;
  std::vector<AuthMethod> methods;
  if (!refused.mschap_v2) methods.push_back(AuthMethod::kMsChapV2);
  if (!refused.mschap_v1) methods.push_back(AuthMethod::kMsChap);
  if (!refused.chap_md5 && !keys_needed) methods.push_back(AuthMethod::kChapMd5);
  if (!refused.pap && !keys_needed) methods.push_back(AuthMethod::kPap);
  return methods;
}

tunnel::LcpConfig MakeLcpConfig(const ClientSettings& settings,
                                const tunnel::ControlProtocol::Limits& limits) {
  const LcpSettings& lcp = settings.lcp;
  tunnel::LcpConfig config;
  config.limits = limits;
  config.wishes.mru = lcp.mru;
  if (!lcp.asyncmap) config.wishes.asyncmap.reset();
  config.wishes.magic = lcp.magic;
  config.wishes.pcomp = lcp.pcomp;
  config.wishes.accomp = lcp.accomp;
  config.wishes.authenticate_to_peer = MethodsToOffer(settings);
  config.echo = {lcp.echo_interval, lcp.echo_failure, lcp.echo_adaptive};
  return config;
}

tunnel::MppeConfig MakeMppeConfig(const EncryptionSettings& encryption) {
  tunnel::MppeConfig config;
  config.policy = encryption.policy == Encryption::kRequired  ? tunnel::MppePolicy::kRequired
                  : encryption.policy == Encryption::kAllowed ? tunnel::MppePolicy::kAllowed
                                                              : tunnel::MppePolicy::kRefused;
  config.strengths = (encryption.allow_40 ? ppp::kMppe40Bit : 0U) |
                     (encryption.allow_56 ? ppp::kMppe56Bit : 0U) |
                     (encryption.allow_128 ? ppp::kMppe128Bit : 0U);
  config.stateful = encryption.stateful;
  return config;
}

tunnel::IpcpConfig MakeIpcpConfig(const NetworkSettings& network,
                                  const tunnel::ControlProtocol::Limits& limits) {
  tunnel::IpcpConfig config;
  config.wishes.local = network.local;
  config.wishes.accept_local = network.accept_local;
  config.wishes.remote = network.remote;
  config.wishes.accept_remote = network.accept_remote;
  config.wishes.ask_dns = network.dns;
  config.limits = limits;
  return config;
}

uint16_t RandomCallId(RandomSource* random) {
  // Zero is refused by some servers.
  for (;;) {
    if (const auto id = static_cast<uint16_t>(random->U32()); id != 0) return id;
  }
}

}  // namespace

tunnel::TunnelConfig MakeTunnelConfig(const ClientSettings& settings, std::string interface,
                                      std::string name, crypto::Secret password,
                                      RandomSource* random) {
  tunnel::ControlProtocol::Limits limits;
  limits.restart = settings.lcp.restart;
  limits.max_configure = settings.lcp.max_configure;
  limits.max_terminate = settings.lcp.max_terminate;
  limits.max_failure = settings.lcp.max_failure;

  tunnel::TunnelConfig config;
  config.control.call_id = RandomCallId(random);
  config.control.call_serial_number = static_cast<uint16_t>(random->U32());
  config.control.reply_timeout = settings.retry.connect_timeout;
  config.control.phone_number = settings.phone_number;
  config.link.interface = std::move(interface);
  config.link.peer = settings.server;
  config.link.lcp = MakeLcpConfig(settings, limits);
  config.link.credentials = {std::move(name), std::move(password)};
  config.link.mppe = MakeMppeConfig(settings.encryption);
  config.link.ipcp = MakeIpcpConfig(settings.network, limits);
  config.link.ipv6 = settings.network.ipv6;
  return config;
}

}  // namespace pptp::client
