#include "tests/tunnel/option_text.h"

#include <gtest/gtest.h>

#include "lib/ppp/notation.h"

namespace pptp::tunnel {

ppp::Options OptionsOf(ppp::Protocol protocol, const std::string& text) {
  const std::string name(ppp::ProtocolName(protocol));
  const auto packet =
      ppp::ParsePacket("[" + name + " ConfReq id=0x1" + (text.empty() ? "" : " ") + text + "]");
  const auto* options = packet ? std::get_if<ppp::Options>(&packet->body) : nullptr;
  if (!options) {
    ADD_FAILURE() << "no options: " << text;
    return {};
  }
  for (const ppp::Option& option : options->list) EXPECT_TRUE(option.readable()) << text;
  return *options;
}

std::string TextOf(ppp::Protocol protocol, const ppp::Options& options) {
  std::string text;
  for (const ppp::Option& option : options.list) {
    if (!text.empty()) text += " ";
    text += ppp::PrintOption(protocol, option);
  }
  return text;
}

std::string TextOf(ppp::Protocol protocol, const Negotiator::Answer& answer) {
  return std::string(ppp::CodeName(protocol, answer.code)) + " " + TextOf(protocol, answer.options);
}

}  // namespace pptp::tunnel
