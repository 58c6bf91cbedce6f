#include "lib/report/option_meaning.h"

namespace pptp::report {
namespace {

using ppp::Protocol;

struct OptionMeaning {
  Protocol protocol;
  uint8_t type;
  std::string_view text;
};

constexpr OptionMeaning kOptionMeanings[] = {
    {Protocol::kLcp, ppp::kLcpMru,
     "The largest packet that the sender of this is ready to receive."},
    {Protocol::kLcp, ppp::kLcpAsyncmap,
     "Which control characters have to be escaped on an asynchronous line; means nothing in a "
     "tunnel."},
    {Protocol::kLcp, ppp::kLcpAuth,
     "The sender demands that the other side proves who it is, in this way."},
    {Protocol::kLcp, ppp::kLcpQuality, "Link quality reports are wanted."},
    {Protocol::kLcp, ppp::kLcpMagic,
     "A random number by which a side notices that it is talking to itself over a loop."},
    {Protocol::kLcp, ppp::kLcpPcomp, "The protocol field may be sent as one byte instead of two."},
    {Protocol::kLcp, ppp::kLcpAccomp, "The address and control bytes (ff 03) may be left out."},
    {Protocol::kLcp, ppp::kLcpCallback, "The sender wishes to be called back."},
    {Protocol::kLcp, ppp::kLcpMrru, "Multilink PPP is offered; refusing it is harmless."},
    {Protocol::kLcp, ppp::kLcpShortSequence, "Short sequence numbers for multilink PPP."},
    {Protocol::kLcp, ppp::kLcpEndpoint,
     "A name for this machine, by which the links of a multilink bundle are told apart."},
    {Protocol::kLcp, ppp::kLcpLinkDiscriminator,
     "A number for this link within a bundle; Windows sends it and refusing it is harmless."},
    {Protocol::kIpcp, ppp::kIpcpAddresses, "Both IP addresses, in the form of before 1992."},
    {Protocol::kIpcp, ppp::kIpcpCompression,
     "TCP headers may be compressed (Van Jacobson); refusing it is harmless."},
    {Protocol::kIpcp, ppp::kIpcpAddress,
     "In a request the sender's own IP address, 0.0.0.0 asking for one; in a Nak the address that "
     "the other side should take."},
    {Protocol::kIpcp, ppp::kIpcpDns1, "The first name server, 0.0.0.0 asking for it."},
    {Protocol::kIpcp, ppp::kIpcpDns2, "The second name server, 0.0.0.0 asking for it."},
    {Protocol::kIpcp, ppp::kIpcpWins1, "The first WINS server, 0.0.0.0 asking for it."},
    {Protocol::kIpcp, ppp::kIpcpWins2, "The second WINS server, 0.0.0.0 asking for it."},
    {Protocol::kIpv6cp, ppp::kIpv6cpInterfaceId,
     "The lower half of the sender's link-local address."},
    {Protocol::kIpv6cp, ppp::kIpv6cpCompression, "IPv6 headers may be compressed."},
    {Protocol::kCcp, ppp::kCcpPredictor1, "Predictor compression, without encryption."},
    {Protocol::kCcp, ppp::kCcpPredictor2, "Predictor compression, without encryption."},
    {Protocol::kCcp, ppp::kCcpMppe,
     "Microsoft Point-to-Point Encryption: which strengths and modes the sender offers, demands "
     "or accepts."},
    {Protocol::kCcp, ppp::kCcpBsd,
     "BSD compression, without encryption; a server that wants MPPE refuses it."},
    {Protocol::kCcp, ppp::kCcpDeflate,
     "Deflate compression, without encryption; a server that wants MPPE refuses it."},
    {Protocol::kCcp, ppp::kCcpDeflateDraft,
     "Deflate compression under its draft number, without encryption; a server that wants MPPE "
     "refuses it."},
};

}  // namespace

std::string_view MeaningOfOption(Protocol protocol, uint8_t type) {
  for (const OptionMeaning& meaning : kOptionMeanings) {
    if (meaning.protocol == protocol && meaning.type == type) return meaning.text;
  }
  return {};
}

std::string_view MeaningOfCode(uint8_t code) {
  switch (code) {
    case ppp::kConfigureRequest:
      return "Configure-Request: the sender proposes these options for its own side.";
    case ppp::kConfigureAck:
      return "Configure-Ack: all options of the request with this id are accepted.";
    case ppp::kConfigureNak:
      return "Configure-Nak: the options are understood but their values are not accepted; these "
             "would be.";
    case ppp::kConfigureReject:
      return "Configure-Reject: these options are not understood or not allowed at all and must "
             "be left out.";
    default:
      return {};
  }
}

}  // namespace pptp::report
