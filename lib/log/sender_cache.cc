#include "lib/log/sender_cache.h"

#include <algorithm>
#include <cstring>

#include "lib/base/text.h"

namespace pptp::log {
namespace {

bool IsNameCharacter(char c) {
  return IsAlpha(c) || IsDigit(c) || c == '.' || c == '_' || c == '-';
}

// The length of the name at the front of the text, which a letter or digit has to begin.
size_t NameLength(std::string_view text, bool may_be_path) {
  size_t length = 0;
  while (length < text.size() &&
         (IsNameCharacter(text[length]) || (may_be_path && text[length] == '/'))) {
    ++length;
  }
  const bool begins_well = length > 0 && (IsAlpha(text[0]) || IsDigit(text[0]) || text[0] == '/');
  return begins_well ? length : 0;
}

// "[123]" off the front of *text; true when there is none, too.
bool ConsumePid(std::string_view* text, std::optional<uint32_t>* pid) {
  if (!Consume(text, "[")) return true;
  const auto number = ConsumeDecimal(text);
  if (!number || *number > UINT32_MAX) return false;
  *pid = static_cast<uint32_t>(*number);
  return Consume(text, "]");
}

}  // namespace

// Of "HOST TAG[PID]:" as far as the colon and the blank behind it tell; 0 when there is none.
size_t SenderCache::HeaderLength(std::string_view text) {
  const size_t colon = text.substr(0, kLongest).find(':');
  if (colon == std::string_view::npos || colon < kShortest ||
      !text.substr(colon + 1).starts_with(' ')) {
    return 0;
  }
  return colon + 1;
}

// Names differ at the front, process ids before the colon.
size_t SenderCache::Place(std::string_view header) {
  uint64_t front = 0, back = 0;
  std::memcpy(&front, header.data(), sizeof front);
  std::memcpy(&back, header.data() + header.size() - sizeof back, sizeof back);
  const uint64_t hash = (front ^ header.size()) * 0x9e3779b97f4a7c15U ^ back * 0xc2b2ae3d27d4eb4fU;
  return (hash >> 32) % kEntries;
}

const Sender* SenderCache::Find(std::string_view text) const {
  const std::string_view header = text.substr(0, HeaderLength(text));
  if (header.empty()) return nullptr;
  const Entry& entry = entries_[Place(header)];
  return header == std::string_view(entry.header.data(), entry.sender.header_length) ? &entry.sender
                                                                                     : nullptr;
}

std::optional<Sender> SenderCache::Split(std::string_view text) {
  const size_t length = HeaderLength(text);
  std::string_view rest = text.substr(0, length);
  Sender sender;
  sender.header_length = static_cast<uint8_t>(length);
  sender.host_length = static_cast<uint8_t>(NameLength(rest, /*may_be_path=*/false));
  // "pppd 2.4.9 started by root" is no host.
  if (sender.host_length == 0 || rest.substr(0, sender.host_length) == "pppd") return std::nullopt;
  rest.remove_prefix(sender.host_length);
  if (!Consume(&rest, " ")) return std::nullopt;
  sender.tag_length = static_cast<uint8_t>(NameLength(rest, /*may_be_path=*/true));
  if (sender.tag_length == 0) return std::nullopt;
  rest.remove_prefix(sender.tag_length);
  if (!ConsumePid(&rest, &sender.pid) || rest != ":") return std::nullopt;
  return sender;
}

void SenderCache::Remember(std::string_view text, const Sender& sender) {
  const std::string_view header = text.substr(0, sender.header_length);
  Entry& entry = entries_[Place(header)];
  std::copy(header.begin(), header.end(), entry.header.begin());
  entry.sender = sender;
}

}  // namespace pptp::log
