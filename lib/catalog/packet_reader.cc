#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lib/base/text.h"
#include "lib/catalog/leaf_reader.h"
#include "lib/catalog/option_names.h"
#include "lib/ppp/mppe.h"

namespace pptp::catalog {
namespace {

using ppp::Protocol;

// Those with named codes, in the order in which a connection meets them.
constexpr std::array<Protocol, 11> kProtocols = {
    Protocol::kLcp,   Protocol::kPap,  Protocol::kChap, Protocol::kEap,
    Protocol::kCbcp,  Protocol::kCcp,  Protocol::kIpcp, Protocol::kIpv6cp,
    Protocol::kIpxcp, Protocol::kAtcp, Protocol::kEcp};

std::optional<uint16_t> ParseProtocolNumber(std::string_view text) {
  if (!Consume(&text, "0x")) return std::nullopt;
  const std::optional<uint64_t> number = ConsumeHex(&text);
  if (!number || *number > UINT16_MAX || !text.empty()) return std::nullopt;
  return static_cast<uint16_t>(*number);
}

class PacketReader {
 public:
  PacketReader(const JsonDocument& document, const JsonValue& value, std::set<std::string>* names,
               Faults* faults)
      : in_(document, value, "a packet", faults), names_(names) {}

  PacketTest Read() {
    ReadDirection();
    ReadProtocol();
    ReadCodes();
    if (const auto id = in_.Integer("id", 0, 255)) test_.id = static_cast<uint8_t>(*id);
    ReadOptions("option", &test_.options);
    ReadOptions("no_option", &test_.no_options);
    if (const JsonValue* mppe = in_.Field("mppe")) ReadMppe(*mppe);
    test_.ms_codes = ReadNumbers("ms_code");
    test_.chap_errors = ReadNumbers("chap_error");
    ReadRejected();
    if (const JsonValue* text = in_.Field("text")) {
      test_.text = ReadRegex(&in_, *text, names_).regex;
    }
    if (const JsonValue* name = in_.Field("name")) {
      test_.name = ReadRegex(&in_, *name, names_).regex;
    }
    in_.Finish();
    if (in_.value().type() == JsonValue::Type::kObject && in_.value().members().empty()) {
      in_.Fault(in_.value(), "a packet matcher without a field fits every packet",
                "name at least a protocol");
    }
    return std::move(test_);
  }

 private:
  void ReadDirection() {
    const std::string_view direction = in_.Text("direction");
    if (direction == "sent") {
      test_.direction = ppp::Direction::kSent;
    } else if (direction == "rcvd") {
      test_.direction = ppp::Direction::kReceived;
    } else if (!direction.empty()) {
      in_.Fault(*in_.Field("direction"), fmt::format("\"{}\" is no direction", direction),
                OneOf({"sent", "rcvd"}));
    }
  }

  void ReadProtocol() {
    const std::string_view name = in_.Text("protocol");
    if (name.empty()) return;
    test_.protocol = ppp::ProtocolFromName(name);
    if (const auto number = ParseProtocolNumber(name)) test_.protocol = Protocol{*number};
    if (test_.protocol) return;
    std::vector<std::string_view> names;
    names.reserve(kProtocols.size() + 1);
    for (Protocol protocol : kProtocols) names.push_back(ppp::ProtocolName(protocol));
    names.emplace_back("a number as \"0x80fd\"");
    in_.Fault(*in_.Field("protocol"), fmt::format("no protocol is called \"{}\"", name),
              OneOf(names));
  }

  void ReadCodes() {
    for (std::string_view name : in_.TextOrTexts("code")) {
      const size_t before = test_.codes.size();
      if (test_.protocol) {
        AddCode(*test_.protocol, name);
      } else {
        for (Protocol protocol : kProtocols) AddCode(protocol, name);
      }
      if (test_.codes.size() == before) BadCode(name);
    }
    std::sort(test_.codes.begin(), test_.codes.end());
    test_.codes.erase(std::unique(test_.codes.begin(), test_.codes.end()), test_.codes.end());
  }

  void AddCode(Protocol protocol, std::string_view name) {
    if (const auto code = ppp::CodeFromName(protocol, name)) {
      test_.codes.push_back({protocol, *code});
    }
  }

  void BadCode(std::string_view name) {
    std::vector<std::string_view> names;
    for (int code = 0; test_.protocol && code <= 255; ++code) {
      const std::string_view known = ppp::CodeName(*test_.protocol, static_cast<uint8_t>(code));
      if (!known.empty()) names.push_back(known);
    }
    in_.Fault(*in_.Field("code"), fmt::format("no code of the protocol is called \"{}\"", name),
              names.empty() ? "write it as pppd does, such as ConfReq or Failure" : OneOf(names));
  }

  void ReadOptions(std::string_view field, std::vector<OptionTest>* tests) {
    for (std::string_view text : in_.TextOrTexts(field)) {
      if (text == "*" && field == "no_option") {
        test_.no_option_at_all = true;
        continue;
      }
      std::optional<OptionTest> test = ParseOptionTest(text, test_.protocol);
      if (test) {
        tests->push_back(std::move(*test));
      } else {
        in_.Fault(*in_.Field(field), fmt::format("\"{}\" is no option that can be read", text),
                  "write a name such as \"mru\", or name and value as pppd prints them, such as "
                  "\"auth chap MS-v2\"");
      }
    }
  }

  void ReadMppe(const JsonValue& value) {
    test_.mppe = true;
    ObjectReader mppe(in_.document(), value, "\"mppe\"", in_.faults());
    const std::vector<ppp::MppeBit> bits = ppp::ExplainMppe(UINT32_MAX);
    auto letters = [&](std::string_view field, auto use) {
      for (char letter : mppe.Text(field)) {
        const auto bit = std::find_if(bits.begin(), bits.end(),
                                      [&](const ppp::MppeBit& b) { return b.letter == letter; });
        if (bit != bits.end()) {
          use(bit->mask);
        } else {
          mppe.Fault(*mppe.Field(field), fmt::format("'{}' is no letter of an MPPE bit", letter),
                     "write letters out of HMSLDCU");
        }
      }
    };
    letters("has", [&](uint32_t mask) { test_.mppe_has.push_back(mask); });
    letters("lacks", [&](uint32_t mask) { test_.mppe_lacks |= mask; });
    std::sort(test_.mppe_has.begin(), test_.mppe_has.end());
    mppe.Finish();
    CheckMppeProtocol(value);
  }

  void CheckMppeProtocol(const JsonValue& value) {
    if (test_.protocol && *test_.protocol != Protocol::kCcp) {
      in_.Fault(value, "only CCP has an MPPE option", "write \"protocol\": \"CCP\"");
    }
  }

  std::vector<uint32_t> ReadNumbers(std::string_view field) {
    std::vector<uint32_t> numbers;
    const JsonValue* list = in_.Array(field);
    if (list == nullptr) return numbers;
    if (list->items().empty()) in_.Fault(*list, "an empty list", "name at least one number");
    for (const JsonValue& item : list->items()) {
      if (!in_.Expect(item, JsonValue::Type::kNumber)) continue;
      const bool whole = item.number() >= 0 && item.number() <= UINT32_MAX &&
                         static_cast<double>(static_cast<uint32_t>(item.number())) == item.number();
      if (whole) {
        numbers.push_back(static_cast<uint32_t>(item.number()));
      } else {
        in_.Fault(item, "no error has that number", "write a whole number such as 691");
      }
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
  }

  void ReadRejected() {
    for (std::string_view text : in_.TextOrTexts("rejected")) {
      if (text == "unknown") {
        test_.rejected_unknown = true;
      } else if (const auto number = ParseProtocolNumber(text)) {
        test_.rejected.push_back(*number);
      } else {
        in_.Fault(*in_.Field("rejected"), fmt::format("\"{}\" is no protocol number", text),
                  "write a number as \"0x80fd\", or \"unknown\"");
      }
    }
    std::sort(test_.rejected.begin(), test_.rejected.end());
  }

  ObjectReader in_;
  std::set<std::string>* names_;
  PacketTest test_;
};

}  // namespace

PacketTest ReadPacketTest(const JsonDocument& document, const JsonValue& value,
                          std::set<std::string>* names, Faults* faults) {
  return PacketReader(document, value, names, faults).Read();
}

}  // namespace pptp::catalog
