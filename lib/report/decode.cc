#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lib/base/bytes.h"
#include "lib/base/text.h"
#include "lib/ppp/describe.h"
#include "lib/ppp/microsoft.h"
#include "lib/ppp/mppe.h"
#include "lib/ppp/notation.h"
#include "lib/report/option_meaning.h"
#include "lib/report/page.h"
#include "pptp/render.h"

// --decode. The text is taken for each kind of thing in turn, from the one that
// can be told for certain to the one that fits almost anything.
namespace pptp {
namespace {

using report::Ink;
using report::Page;

void PrintMppe(uint32_t bits, Page* page) {
  page->Item(2, "In a few words: ", ppp::DescribeMppe(bits));
  page->Item(2, "pppd of today:  ", fmt::format("<{}>", ppp::MppeLetters(bits)));
  page->Item(2, "pppd of 2002:   ", fmt::format("<{}>", ppp::MppeNumbers(bits)));
  page->Blank();
  for (const ppp::MppeBit& bit : ppp::ExplainMppe(bits)) {
    page->Item(
        2, fmt::format("{}{}  {:#010x}  {}: ", bit.set ? '+' : '-', bit.letter, bit.mask, bit.name),
        bit.meaning, bit.set ? Ink::kGood : Ink::kFaint);
  }
}

void PrintOptionMeaning(ppp::Protocol protocol, const ppp::Option& option, Page* page) {
  page->Blank();
  page->Item(0, ppp::PrintOption(protocol, option) + "  ",
             option.readable()
                 ? fmt::format("{} option {}{}{}", ppp::ProtocolName(protocol), option.type,
                               option.value.empty() ? "" : ", value ", ToHex(option.value, " "))
                 : "these words stand for no bytes that are known here",
             Ink::kHeading);
  if (!option.readable()) return;
  page->Prose(2, report::MeaningOfOption(protocol, option.type));
  const bool is_mppe = protocol == ppp::Protocol::kCcp && option.type == ppp::kCcpMppe;
  if (auto bits = is_mppe ? ppp::MppeBits(option) : std::nullopt) PrintMppe(*bits, page);
}

void PrintTermination(const ppp::MicrosoftTermination& termination, Page* page) {
  page->Item(2, "Microsoft error number: ", fmt::format("{0} ({0:#x})", termination.code));
  std::string_view name = ppp::RasErrorName(termination.code);
  if (!name.empty()) page->Item(2, "Its name: ", name);
  std::string_view meaning = ppp::RasErrorMeaning(termination.code);
  page->Item(2, "It says: ", meaning.empty() ? "nothing that is known here" : meaning);
  if (termination.magic) {
    page->Item(2, "Magic number of the peer: ", fmt::format("{:#x}", *termination.magic));
  }
}

void PrintFailure(const ppp::MsChapFailure& failure, Page* page) {
  std::string_view name = ppp::RasErrorName(failure.error);
  std::string_view meaning = ppp::RasErrorMeaning(failure.error);
  page->Item(2, "E, the reason: ",
             fmt::format("{}{}{}{}{}", failure.error, name.empty() ? "" : ", ", name,
                         meaning.empty() ? "" : ": ", meaning));
  if (failure.retry) {
    page->Item(2, "R, another try is allowed: ", *failure.retry ? "yes" : "no");
  }
  if (!failure.challenge.empty()) page->Item(2, "C, the challenge for it: ", failure.challenge);
  if (failure.version) {
    page->Item(2, "V, version of the change-password packets: ", std::to_string(*failure.version));
  }
  if (!failure.message.empty()) page->Item(2, "M, for the user to read: ", failure.message);
}

std::string NameOf(ppp::Protocol protocol) {
  std::string_view name = ppp::ProtocolName(protocol);
  return name.empty() ? fmt::format("protocol {:#06x}", static_cast<uint16_t>(protocol))
                      : std::string(name);
}

// The parts of a packet that can be explained one by one; false when it has none.
bool PrintParts(const ppp::Packet& packet, Page* page) {
  if (const auto* terminate = std::get_if<ppp::Terminate>(&packet.body)) {
    auto termination = ppp::DecodeMicrosoftTermination(terminate->data.bytes);
    if (termination) PrintTermination(*termination, page);
    return termination.has_value();
  }
  if (const auto* result = std::get_if<ppp::ChapResult>(&packet.body)) {
    auto failure = ppp::DecodeMsChapFailure(result->message);
    if (!failure || packet.code != ppp::kChapFailure) return false;
    PrintFailure(*failure, page);
    return true;
  }
  return false;
}

void PrintPacketMeaning(const ppp::Packet& packet, Page* page) {
  std::string title = NameOf(packet.protocol);
  const bool has_code = !std::holds_alternative<ppp::Datagram>(packet.body);
  if (has_code) {
    std::string_view code = ppp::CodeName(packet.protocol, packet.code);
    title += code.empty() ? fmt::format(" code {:#x}", packet.code) : fmt::format(" {}", code);
    title += fmt::format(", id {:#x}", packet.id);
  }
  page->Heading(title);
  if (ppp::IsControlProtocol(packet.protocol) && has_code) {
    page->Prose(2, report::MeaningOfCode(packet.code));
  }
  if (PrintParts(packet, page)) return;
  if (std::string note = ppp::DescribePacket(packet); !note.empty()) {
    page->Item(2, "In short: ", note);
  }
  if (const auto* options = std::get_if<ppp::Options>(&packet.body)) {
    if (options->list.empty()) page->Prose(2, "It carries no options.");
    for (const ppp::Option& option : options->list) {
      PrintOptionMeaning(packet.protocol, option, page);
    }
  }
}

// The packet line in "text", whatever envelope stands in front of it.
std::optional<ppp::LoggedPacket> FindPacketLine(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && IsAlpha(text[i - 1])) continue;
    if (!ppp::LooksLikePacketLine(text.substr(i))) continue;
    if (auto line = ppp::ParsePacketLine(text.substr(i))) return line;
  }
  return std::nullopt;
}

bool DecodeLine(std::string_view text, Page* page) {
  const std::optional<ppp::LoggedPacket> line = FindPacketLine(text);
  if (!line) return false;
  switch (line->direction) {
    case ppp::Direction::kSent:
      page->Prose(0, "Sent by the side that wrote the log:");
      break;
    case ppp::Direction::kReceived:
      page->Prose(0, "Received by the side that wrote the log:");
      break;
    case ppp::Direction::kLoop:
      page->Prose(0, "Taken from the loop of dial on demand:");
      break;
  }
  PrintPacketMeaning(line->packet, page);
  if (!line->complete) page->Prose(2, "The line ends before the packet does.", Ink::kWarning);
  return true;
}

bool DecodePacket(std::string_view text, Page* page) {
  const size_t open = text.find('[');
  auto packet = ppp::ParsePacket(open == std::string_view::npos ? fmt::format("[{}]", text)
                                                                : std::string(text.substr(open)));
  if (!packet || ppp::ProtocolName(packet->protocol).empty()) return false;
  PrintPacketMeaning(*packet, page);
  return true;
}

// "LCP terminated by peer (...)" in the caret spelling of such a message.
bool DecodeTerminatedByPeer(std::string_view text, Page* page) {
  constexpr std::string_view kWords = "terminated by peer (";
  const size_t place = text.find(kWords);
  if (place == std::string_view::npos) return false;
  std::string_view reason = text.substr(place + kWords.size());
  if (reason.ends_with(')')) reason.remove_suffix(1);
  page->Heading("The peer ended the protocol");
  if (auto termination = ppp::DecodeMicrosoftTerminationText(reason)) {
    page->Prose(2, "The garbled text is the number of an error of a Windows server.");
    PrintTermination(*termination, page);
  } else {
    page->Item(2, "Its reason, in its own words: ", reason);
  }
  return true;
}

bool DecodeFailure(std::string_view text, Page* page) {
  for (size_t i = text.find("E="); i != std::string_view::npos; i = text.find("E=", i + 1)) {
    if (i > 0 && (IsAlpha(text[i - 1]) || IsDigit(text[i - 1]))) continue;
    std::string_view message = text.substr(i);
    if (message.ends_with('"')) message.remove_suffix(1);
    auto failure = ppp::DecodeMsChapFailure(message);
    if (!failure) continue;
    page->Heading("MS-CHAP failure: the server refuses the name, the password or the account");
    PrintFailure(*failure, page);
    return true;
  }
  return false;
}

// "00 00 02 dc" or "000002dc" with nothing else beside it.
std::optional<Bytes> ParseHexBytes(std::string_view text) {
  Bytes bytes;
  for (text = Trim(text); !text.empty(); text = TrimLeft(text)) {
    if (text.size() < 2 || HexDigit(text[0]) < 0 || HexDigit(text[1]) < 0) return std::nullopt;
    bytes.push_back(static_cast<uint8_t>(HexDigit(text[0]) * 16 + HexDigit(text[1])));
    text.remove_prefix(2);
  }
  return bytes;
}

bool DecodeTerminationBytes(std::string_view text, Page* page) {
  const std::optional<Bytes> bytes = ParseHexBytes(text);
  auto termination = bytes ? ppp::DecodeMicrosoftTermination(*bytes) : std::nullopt;
  if (!termination) return false;
  page->Heading("The body of a Terminate-Request of a Windows peer");
  PrintTermination(*termination, page);
  return true;
}

// Options side by side in their brackets, or one without. The protocol of the
// first one holds for those that follow.
bool DecodeOptions(std::string_view text, Page* page) {
  std::optional<ppp::Protocol> protocol;
  bool any = false;
  for (text = Trim(text); !text.empty(); text = TrimLeft(text)) {
    size_t end = text.starts_with('<') ? text.find('>') : std::string_view::npos;
    end = end == std::string_view::npos ? text.size() : end + 1;
    auto parsed = ppp::ParseOption(text.substr(0, end), protocol);
    if (!parsed || !parsed->option.readable()) return any;
    protocol = parsed->protocol;
    PrintOptionMeaning(parsed->protocol, parsed->option, page);
    any = true;
    text.remove_prefix(end);
  }
  return any;
}

constexpr std::array kDecoders = {DecodeLine,   DecodeTerminatedByPeer, DecodeTerminationBytes,
                                  DecodePacket, DecodeFailure,          DecodeOptions};

}  // namespace

Result<std::string> RenderDecoded(std::string_view text, const TextStyle& style) {
  text = Trim(text);
  for (const auto& decode : kDecoders) {
    Page page(style);
    if (decode(text, &page)) return std::move(page).Take();
  }
  return Fail(Error::Syntax(fmt::format(
      "\"{}\" is no packet, option or error text in pppd's words; these are: \"mppe 1 0 0 e1\", "
      "\"<auth chap MS-v2>\", \"rcvd [LCP TermReq id=0x1 00 00 02 dc]\", \"E=691 R=1 V=3\"",
      report::Visible(text.substr(0, 200)))));
}

}  // namespace pptp
