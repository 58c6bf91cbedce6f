#include "lib/catalog/packet_test.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "lib/base/bytes.h"
#include "lib/base/text.h"
#include "lib/catalog/assigned_protocols.h"
#include "lib/ppp/microsoft.h"
#include "lib/ppp/mppe.h"

namespace pptp::catalog {
namespace {

// The words that a packet carries for people, or for the other end's program.
std::optional<std::string_view> TextOf(const ppp::Packet& packet) {
  if (const auto* terminate = std::get_if<ppp::Terminate>(&packet.body)) {
    return AsText(terminate->data.bytes);
  }
  if (const auto* result = std::get_if<ppp::ChapResult>(&packet.body)) return result->message;
  if (const auto* reply = std::get_if<ppp::PapReply>(&packet.body)) return reply->message;
  if (const auto* ident = std::get_if<ppp::Identification>(&packet.body)) return ident->message;
  if (const auto* time = std::get_if<ppp::TimeRemaining>(&packet.body)) return time->message;
  return std::nullopt;
}

std::optional<std::string_view> NameOf(const ppp::Packet& packet) {
  if (const auto* value = std::get_if<ppp::ChapValue>(&packet.body)) return value->name;
  if (const auto* request = std::get_if<ppp::PapRequest>(&packet.body)) return request->user;
  return std::nullopt;
}

bool Holds(const std::vector<uint32_t>& list, uint32_t number) {
  return std::find(list.begin(), list.end(), number) != list.end();
}

// The text between the brackets of an option that could not be read starts with
// the option's name.
bool StartsWithWord(std::string_view text, std::string_view word) {
  return Consume(&text, word) && (text.empty() || IsSpace(text.front()));
}

// Every pack of some size has a hundred packet tests, and digits take several times as long.
void AppendNumber(std::string* key, int64_t number) {
  std::array<char, sizeof number> bytes;
  std::memcpy(bytes.data(), &number, sizeof number);
  key->append(bytes.data(), bytes.size());
}

template <typename Number>
void AppendNumbers(std::string* key, const std::vector<Number>& numbers) {
  AppendNumber(key, static_cast<int64_t>(numbers.size()));
  for (Number number : numbers) AppendNumber(key, number);
}

void AppendText(std::string* key, std::string_view text) {
  AppendNumber(key, static_cast<int64_t>(text.size()));
  *key += text;
}

void AppendOptions(std::string* key, const std::vector<OptionTest>& tests) {
  AppendNumber(key, static_cast<int64_t>(tests.size()));
  for (const OptionTest& test : tests) {
    AppendNumber(key, static_cast<int64_t>(test.meanings.size()));
    for (const OptionTest::Meaning& meaning : test.meanings) {
      AppendNumber(key, static_cast<uint16_t>(meaning.protocol));
      AppendNumber(key, meaning.option.type);
      AppendText(key, AsText(meaning.option.value));
    }
    *key += test.with_value ? '=' : ':';
    AppendText(key, test.text);
  }
}

void AppendRegex(std::string* key, const std::shared_ptr<const Regex>& regex) {
  *key += regex == nullptr ? '-' : '+';
  if (regex != nullptr) AppendText(key, regex->pattern());
}

}  // namespace

bool OptionTest::Fits(ppp::Protocol protocol, const ppp::Option& option) const {
  if (!option.readable()) {
    const std::string_view words = Trim(option.verbatim);
    return with_value ? words == text : StartsWithWord(words, text);
  }
  return std::any_of(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
    return meaning.protocol == protocol && meaning.option.type == option.type &&
           (!with_value || meaning.option.value == option.value);
  });
}

bool PacketTest::Fits(const ppp::LoggedPacket& logged, Captures* captures) const {
  const ppp::Packet& packet = logged.packet;
  if (!FitsHeader(logged) || !FitsOptions(logged) || !FitsMppe(packet) || !FitsErrors(packet) ||
      !FitsRejected(packet)) {
    return false;
  }
  if (text != nullptr) {
    const std::optional<std::string_view> words = TextOf(packet);
    if (!words || !text->Matches(*words, captures)) return false;
  }
  if (name != nullptr) {
    const std::optional<std::string_view> words = NameOf(packet);
    if (!words || !name->Matches(*words, captures)) return false;
  }
  return true;
}

bool PacketTest::FitsHeader(const ppp::LoggedPacket& logged) const {
  const ppp::Packet& packet = logged.packet;
  if (direction && *direction != logged.direction) return false;
  if (protocol && *protocol != packet.protocol) return false;
  if (codes.empty() && !id) return true;
  if (std::holds_alternative<ppp::Datagram>(packet.body)) return false;  // has neither
  if (id && *id != packet.id) return false;
  const Code code = {packet.protocol, packet.code};
  return codes.empty() || std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool PacketTest::FitsOptions(const ppp::LoggedPacket& logged) const {
  const bool excludes = no_option_at_all || !no_options.empty();
  if (options.empty() && !excludes) return true;
  // What a line that was cut off no longer shows may be the option in question.
  if (excludes && !logged.complete) return false;
  const auto* body = std::get_if<ppp::Options>(&logged.packet.body);
  if (body == nullptr) return options.empty();
  if (no_option_at_all && !body->list.empty()) return false;
  auto is_there = [&](const OptionTest& test) {
    return std::any_of(body->list.begin(), body->list.end(), [&](const ppp::Option& option) {
      return test.Fits(logged.packet.protocol, option);
    });
  };
  return std::all_of(options.begin(), options.end(), is_there) &&
         std::none_of(no_options.begin(), no_options.end(), is_there);
}

bool PacketTest::FitsMppe(const ppp::Packet& packet) const {
  if (!mppe) return true;
  if (packet.protocol != ppp::Protocol::kCcp) return false;  // type 18 means other things there
  const ppp::Option* option = ppp::FindOption(packet, ppp::kCcpMppe);
  const std::optional<uint32_t> bits = option == nullptr ? std::nullopt : ppp::MppeBits(*option);
  return bits && (*bits & mppe_lacks) == 0 &&
         std::all_of(mppe_has.begin(), mppe_has.end(),
                     [&](uint32_t mask) { return (*bits & mask) != 0; });
}

bool PacketTest::FitsErrors(const ppp::Packet& packet) const {
  if (!ms_codes.empty()) {
    const auto* body = std::get_if<ppp::Terminate>(&packet.body);
    if (body == nullptr || packet.code != ppp::kTerminateRequest) return false;
    const auto termination = ppp::DecodeMicrosoftTermination(body->data.bytes);
    if (!termination || !Holds(ms_codes, termination->code)) return false;
  }
  if (!chap_errors.empty()) {
    const auto* body = std::get_if<ppp::ChapResult>(&packet.body);
    if (body == nullptr || packet.code != ppp::kChapFailure) return false;
    const auto failure = ppp::DecodeMsChapFailure(body->message);
    if (!failure || !Holds(chap_errors, failure->error)) return false;
  }
  return true;
}

bool PacketTest::FitsRejected(const ppp::Packet& packet) const {
  if (rejected.empty() && !rejected_unknown) return true;
  const auto* body = std::get_if<ppp::ProtocolReject>(&packet.body);
  if (body == nullptr) return false;
  if (rejected_unknown && !IsAssignedProtocol(body->protocol)) return true;
  return std::find(rejected.begin(), rejected.end(), body->protocol) != rejected.end();
}

std::string PacketTest::Key() const {
  std::string key;
  AppendNumber(&key, direction ? static_cast<int>(*direction) : -1);
  AppendNumber(&key, protocol ? static_cast<int>(*protocol) : -1);
  AppendNumber(&key, id ? *id : -1);
  AppendNumber(&key, static_cast<int64_t>(codes.size()));
  for (const Code& code : codes) {
    AppendNumber(&key, static_cast<uint16_t>(code.protocol));
    AppendNumber(&key, code.code);
  }
  AppendOptions(&key, options);
  AppendOptions(&key, no_options);
  for (bool flag : {no_option_at_all, rejected_unknown, mppe}) key += flag ? 'y' : 'n';
  AppendNumbers(&key, mppe_has);
  AppendNumber(&key, mppe_lacks);
  AppendNumbers(&key, ms_codes);
  AppendNumbers(&key, chap_errors);
  AppendNumbers(&key, rejected);
  AppendRegex(&key, text);
  AppendRegex(&key, name);
  return key;
}

}  // namespace pptp::catalog
