#include "lib/catalog/option_names.h"

#include <array>

#include "lib/base/text.h"

namespace pptp::catalog {
namespace {

using ppp::Protocol;

// The names that some pppd has printed for an option. One name can stand for
// several types, and two for the same.
struct OptionName {
  Protocol protocol;
  std::string_view name;
  uint8_t type;
};
constexpr std::array<OptionName, 29> kOptionNames = {{
    {Protocol::kLcp, "mru", ppp::kLcpMru},
    {Protocol::kLcp, "asyncmap", ppp::kLcpAsyncmap},
    {Protocol::kLcp, "auth", ppp::kLcpAuth},
    {Protocol::kLcp, "quality", ppp::kLcpQuality},
    {Protocol::kLcp, "magic", ppp::kLcpMagic},
    {Protocol::kLcp, "pcomp", ppp::kLcpPcomp},
    {Protocol::kLcp, "accomp", ppp::kLcpAccomp},
    {Protocol::kLcp, "callback", ppp::kLcpCallback},
    {Protocol::kLcp, "mrru", ppp::kLcpMrru},
    {Protocol::kLcp, "ssnhf", ppp::kLcpShortSequence},
    {Protocol::kLcp, "endpoint", ppp::kLcpEndpoint},
    {Protocol::kCcp, "predictor", ppp::kCcpPredictor1},
    {Protocol::kCcp, "predictor", ppp::kCcpPredictor2},
    {Protocol::kCcp, "mppe", ppp::kCcpMppe},
    {Protocol::kCcp, "bsd", ppp::kCcpBsd},
    {Protocol::kCcp, "deflate(old#)", ppp::kCcpDeflateDraft},
    {Protocol::kCcp, "deflate", ppp::kCcpDeflate},
    {Protocol::kIpcp, "addrs", ppp::kIpcpAddresses},
    {Protocol::kIpcp, "compress", ppp::kIpcpCompression},
    {Protocol::kIpcp, "addr", ppp::kIpcpAddress},
    {Protocol::kIpcp, "ms-dns1", ppp::kIpcpDns1},
    {Protocol::kIpcp, "ms-dns2", ppp::kIpcpDns2},
    {Protocol::kIpcp, "ms-dns3", ppp::kIpcpDns2},
    {Protocol::kIpcp, "ms-dns", ppp::kIpcpDns1},
    {Protocol::kIpcp, "ms-dns", ppp::kIpcpDns2},
    {Protocol::kIpcp, "ms-wins", ppp::kIpcpWins1},
    {Protocol::kIpcp, "ms-wins", ppp::kIpcpWins2},
    {Protocol::kIpv6cp, "addr", ppp::kIpv6cpInterfaceId},
    {Protocol::kIpv6cp, "compress", ppp::kIpv6cpCompression},
}};

// The protocols whose options have values that a rule may name.
constexpr std::array<Protocol, 4> kOptionProtocols = {Protocol::kLcp, Protocol::kCcp,
                                                      Protocol::kIpcp, Protocol::kIpv6cp};

}  // namespace

std::optional<OptionTest> ParseOptionTest(std::string_view text,
                                          std::optional<ppp::Protocol> protocol) {
  OptionTest test;
  test.text = Trim(text);
  for (const OptionName& known : kOptionNames) {
    if (known.name != test.text || (protocol && *protocol != known.protocol)) continue;
    test.meanings.push_back({known.protocol, {known.type, {}, {}}});
  }
  if (!test.meanings.empty()) return test;
  test.with_value = true;
  // pppd sets the hex bytes of an option unknown to it off by a blank.
  const std::string bracketed =
      (!test.text.empty() && HexDigit(test.text[0]) >= 0 && IsDigit(test.text[0]) ? "< " : "<") +
      test.text + ">";
  for (ppp::Protocol candidate : kOptionProtocols) {
    if (protocol && *protocol != candidate) continue;
    std::optional<ppp::ProtocolOption> option = ppp::ParseOption(bracketed, candidate);
    if (option && option->option.readable()) {
      test.meanings.push_back({option->protocol, std::move(option->option)});
    }
  }
  if (test.meanings.empty()) return std::nullopt;
  return test;
}

}  // namespace pptp::catalog
