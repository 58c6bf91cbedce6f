#include "lib/client/honoured_options.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <limits>
#include <string>

#include "lib/base/text.h"
#include "lib/client/mppe_options.h"
#include "lib/client/named_row.h"
#include "lib/client/special_options.h"

// One table for each shape of option: flags, numbers, and words that are kept.
namespace pptp::client {
namespace {

using State = OptionState;

// ---- Options without a value that set or clear one thing.

struct Flag {
  std::string_view name;
  bool* (*field)(State*);
  bool value;
};

bool* Pap(State* s) {
  return &s->settings.refused.pap;
}
bool* ChapMd5(State* s) {
  return &s->settings.refused.chap_md5;
}
bool* MsChapV1(State* s) {
  return &s->settings.refused.mschap_v1;
}
bool* MsChapV2(State* s) {
  return &s->settings.refused.mschap_v2;
}
bool* Pcomp(State* s) {
  return &s->settings.lcp.pcomp;
}
bool* Accomp(State* s) {
  return &s->settings.lcp.accomp;
}
bool* Asyncmap(State* s) {
  return &s->settings.lcp.asyncmap;
}
bool* Magic(State* s) {
  return &s->settings.lcp.magic;
}
bool* EchoAdaptive(State* s) {
  return &s->settings.lcp.echo_adaptive;
}
bool* Persist(State* s) {
  return &s->settings.retry.persist;
}
bool* Dns(State* s) {
  return &s->settings.network.dns;
}
bool* Ipv6(State* s) {
  return &s->settings.network.ipv6;
}
bool* AcceptLocal(State* s) {
  return &s->accept_local;
}
bool* AcceptRemote(State* s) {
  return &s->accept_remote;
}
bool* ReplaceDefaultRoute(State* s) {
  return &s->replace_default_route;
}

constexpr Flag kFlags[] = {
    {"refuse-pap", Pap, true},
    {"-pap", Pap, true},
    {"refuse-chap", ChapMd5, true},
    {"-chap", ChapMd5, true},
    {"refuse-mschap", MsChapV1, true},
    {"-mschap", MsChapV1, true},
    {"refuse-chapms", MsChapV1, true},
    {"-chapms", MsChapV1, true},
    {"refuse-mschap-v2", MsChapV2, true},
    {"-mschap-v2", MsChapV2, true},
    {"refuse-chapms-v2", MsChapV2, true},
    {"-chapms-v2", MsChapV2, true},
    {"nopcomp", Pcomp, false},
    {"-pc", Pcomp, false},
    {"noaccomp", Accomp, false},
    {"-ac", Accomp, false},
    {"default-asyncmap", Asyncmap, false},
    {"-am", Asyncmap, false},
    {"nomagic", Magic, false},
    {"-mn", Magic, false},
    {"lcp-echo-adaptive", EchoAdaptive, true},
    {"persist", Persist, true},
    {"nopersist", Persist, false},
    {"usepeerdns", Dns, true},
    {"+ipv6", Ipv6, true},
    {"noipv6", Ipv6, false},
    {"-ipv6", Ipv6, false},
    {"ipcp-accept-local", AcceptLocal, true},
    {"ipcp-accept-remote", AcceptRemote, true},
    {"replacedefaultroute", ReplaceDefaultRoute, true},
    {"noreplacedefaultroute", ReplaceDefaultRoute, false},
};

// ---- Options with a number.

// Once a file speaks of echoes, what it does not say is as with pppd: none are sent, and
// none missing ends the link.
LcpSettings* Echoes(State* state) {
  LcpSettings* lcp = &state->settings.lcp;
  if (!state->any_echo) {
    lcp->echo_interval = std::chrono::seconds(0);
    lcp->echo_failure = 0;
  }
  state->any_echo = true;
  return lcp;
}

struct Number {
  std::string_view name;
  uint32_t low, high;
  void (*set)(State*, uint32_t);
};

// A day, a year or a lifetime; and what fits the fields.
constexpr uint32_t kMost = std::numeric_limits<int32_t>::max();
// Those of pppd for mtu and mru.
constexpr uint32_t kSmallestMru = 128, kLargestMru = 16384;

constexpr Number kNumbers[] = {
    {"mtu", kSmallestMru, kLargestMru,
     [](State* s, uint32_t n) { s->settings.lcp.mtu = static_cast<uint16_t>(n); }},
    {"mru", kSmallestMru, kLargestMru,
     [](State* s, uint32_t n) { s->settings.lcp.mru = static_cast<uint16_t>(n); }},
    {"lcp-restart", 1, kMost,
     [](State* s, uint32_t n) { s->settings.lcp.restart = std::chrono::seconds(n); }},
    {"lcp-max-configure", 1, kMost,
     [](State* s, uint32_t n) { s->settings.lcp.max_configure = static_cast<int>(n); }},
    {"lcp-max-terminate", 1, kMost,
     [](State* s, uint32_t n) { s->settings.lcp.max_terminate = static_cast<int>(n); }},
    {"lcp-max-failure", 1, kMost,
     [](State* s, uint32_t n) { s->settings.lcp.max_failure = static_cast<int>(n); }},
    {"lcp-echo-interval", 0, kMost,
     [](State* s, uint32_t n) { Echoes(s)->echo_interval = std::chrono::seconds(n); }},
    {"lcp-echo-failure", 0, kMost,
     [](State* s, uint32_t n) { Echoes(s)->echo_failure = static_cast<int>(n); }},
    {"idle", 0, kMost,
     [](State* s, uint32_t n) { s->settings.retry.idle = std::chrono::seconds(n); }},
    {"maxconnect", 0, kMost,
     [](State* s, uint32_t n) { s->settings.retry.max_connect = std::chrono::seconds(n); }},
    {"maxfail", 0, kMost,
     [](State* s, uint32_t n) { s->settings.retry.max_fail = static_cast<int>(n); }},
    {"holdoff", 0, kMost,
     [](State* s, uint32_t n) {
       s->settings.retry.holdoff = std::chrono::seconds(n);
       s->settings.retry.fixed_holdoff = true;
     }},
    {"unit", 0, kMost,
     [](State* s, uint32_t n) { s->settings.network.interface = fmt::format("ppp{}", n); }},
};

// ---- Options with a word that is kept.

struct Text {
  std::string_view name;
  std::string* (*field)(State*);
};

constexpr Text kTexts[] = {
    {"ipparam", [](State* s) { return &s->settings.network.ip_param; }},
    {"linkname", [](State* s) { return &s->settings.network.link_name; }},
    {"ifname", [](State* s) { return &s->settings.network.interface; }},
    {"ip-up-script", [](State* s) { return &s->settings.network.ip_up; }},
    {"ip-down-script", [](State* s) { return &s->settings.network.ip_down; }},
    {"pptp_server", [](State* s) { return &s->settings.server; }},
    {"pptp_phone", [](State* s) { return &s->settings.phone_number; }},
};

// ---- Looking up and doing.

const SpecialOption* FindSpecial(std::string_view name) {
  const SpecialOption* mppe = FindMppeOption(name);
  return mppe != nullptr ? mppe : FindSpecialOption(name);
}

// As strtoul() reads it with base 0: a leading 0x makes it hexadecimal, a leading 0 octal.
std::optional<uint32_t> ParseNumber(std::string_view text) {
  int base = 10;
  if (Consume(&text, "0x") || Consume(&text, "0X")) {
    base = 16;
  } else if (text.size() > 1 && text.front() == '0') {
    base = 8;
  }
  uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, base);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

Result<void> SetNumber(const Number& number, const OptionCall& call, State* state) {
  const std::optional<uint32_t> value = ParseNumber(call.arguments.front().text());
  if (!value || *value < number.low || *value > number.high) {
    return Fail(call.ErrorHere(fmt::format("{} needs a number from {} to {}, not \"{}\"",
                                           number.name, number.low, number.high, call.Text())));
  }
  number.set(state, *value);
  return {};
}

// Leaves "address" as it is where the text is empty.
Result<void> SetAddress(std::string_view text, const OptionCall& call, uint32_t* address) {
  if (text.empty()) return {};
  struct in_addr parsed = {};
  if (inet_pton(AF_INET, std::string(text).c_str(), &parsed) != 1) {
    return Fail(call.ErrorHere(
        fmt::format("\"{}\" is no IPv4 address; host names are not looked up here", text)));
  }
  *address = ntohl(parsed.s_addr);
  return {};
}

}  // namespace

std::optional<size_t> HonouredArguments(std::string_view option) {
  if (FindRow(kFlags, option) != nullptr) return 0;
  if (FindRow(kNumbers, option) != nullptr || FindRow(kTexts, option) != nullptr) return 1;
  const SpecialOption* special = FindSpecial(option);
  if (special == nullptr) return std::nullopt;
  return special->arguments;
}

Result<void> Honour(const OptionCall& call, OptionState* state) {
  if (const Flag* flag = FindRow(kFlags, call.option)) {
    *flag->field(state) = flag->value;
    return {};
  }
  if (const Number* number = FindRow(kNumbers, call.option)) return SetNumber(*number, call, state);
  if (const Text* text = FindRow(kTexts, call.option)) {
    *text->field(state) = call.Text();
    return {};
  }
  return FindSpecial(call.option)->apply(call, state);
}

Result<void> HonourAddresses(const OptionCall& call, OptionState* state) {
  const std::string_view text = call.option;
  const size_t colon = text.find(':');
  NetworkSettings* network = &state->settings.network;
  if (Result<void> set = SetAddress(text.substr(0, colon), call, &network->local); !set) return set;
  return SetAddress(text.substr(colon + 1), call, &network->remote);
}

}  // namespace pptp::client
