#include "lib/log/sender_cache.h"

#include <algorithm>
#include <cstring>

#include "lib/base/text.h"

namespace pptp::log {
namespace {

constexpr size_t kMostDigits = 10;  // of a process id

bool IsNameCharacter(char c) {
  return IsAlpha(c) || IsDigit(c) || c == '.' || c == '_' || c == '-';
}

// The length of the name at the front of the text; 0 unless a letter or digit begins it.
size_t NameLength(std::string_view text, bool may_be_path) {
  size_t length = 0;
  while (length < text.size() &&
         (IsNameCharacter(text[length]) || (may_be_path && text[length] == '/'))) {
    ++length;
  }
  const bool begins_well = length > 0 && (IsAlpha(text[0]) || IsDigit(text[0]) || text[0] == '/');
  return begins_well ? length : 0;
}

// What a colon with a blank behind it ends, and the process id before it. The names are not looked
// at: they are compared with those of a header whose names were.
SenderHeader MeasureHeader(std::string_view text) {
  const size_t colon = text.substr(0, SenderCache::kLongestHeader).find(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  if (colon + 1 >= text.size() || text[colon + 1] != ' ') return {};
  SenderHeader header{.length = colon + 1, .speaker_length = colon, .pid = {}};
  if (text[colon - 1] != ']') return header;
  uint64_t pid = 0, unit = 1;
  size_t at = colon - 1;
  for (; at > 0 && IsDigit(text[at - 1]); --at, unit *= 10) {
    if (colon - at > kMostDigits) return {};
    pid += static_cast<uint64_t>(text[at - 1] - '0') * unit;
  }
  if (unit == 1 || at == 0 || text[at - 1] != '[' || pid > UINT32_MAX) return {};
  header.speaker_length = at - 1;
  header.pid = static_cast<uint32_t>(pid);
  return header;
}

}  // namespace

// Hosts differ at the front or before the tag, tags at the end.
size_t SenderCache::Place(std::string_view speaker) {
  uint64_t front = 0, back = 0;
  if (speaker.size() < sizeof front) {
    for (char c : speaker) front = front << 8 | static_cast<unsigned char>(c);
  } else {
    std::memcpy(&front, speaker.data(), sizeof front);
    std::memcpy(&back, speaker.data() + speaker.size() - sizeof back, sizeof back);
  }
  const uint64_t hash = ((front ^ speaker.size()) * kFactor) ^ (back * 0xc2b2ae3d27d4eb4fU);
  return (hash >> 32) % kSets;
}

// What MeasureHeader says of a text that starts with the same name, which has no colon, and with a
// process id. Nothing of any other text.
SenderHeader SenderCache::Hint::WithOtherPid(std::string_view text) const {
  const size_t speaker_length = known.header.speaker_length;
  if (!known.header.pid || text.size() <= speaker_length ||
      std::memcmp(text.data(), bytes.data(), speaker_length) != 0) {
    return {};
  }
  std::string_view rest = text.substr(speaker_length);
  if (!Consume(&rest, "[")) return {};
  const std::string_view digits = rest;
  const auto pid = ConsumeDecimal(&rest);
  const size_t count = digits.size() - rest.size();
  if (!pid || *pid > UINT32_MAX || count > kMostDigits || !rest.starts_with("]: ")) return {};
  const size_t colon = speaker_length + count + 2;
  if (colon >= kLongestHeader) return {};
  return {
      .length = colon + 1, .speaker_length = speaker_length, .pid = static_cast<uint32_t>(*pid)};
}

const SenderCache::Known* SenderCache::FindOther(std::string_view text, Hint* hint) {
  SenderHeader header = hint->WithOtherPid(text);
  if (header.length == 0) {
    header = MeasureHeader(text);
    const Sender* sender = Search(text, header);
    if (sender == nullptr) return nullptr;
    hint->known.sender = *sender;
  }
  hint->known.header = header;
  std::copy_n(text.begin(), header.length, hint->bytes.begin());
  return &hint->known;
}

const Sender* SenderCache::Search(std::string_view text, const SenderHeader& header) const {
  if (header.length == 0) return nullptr;
  const std::string_view speaker = text.substr(0, header.speaker_length);
  if (speaker.empty()) return nullptr;
  for (const Entry& entry : sets_[Place(speaker)]) {
    if (entry.has_pid == header.pid.has_value() &&
        speaker == std::string_view(entry.speaker.data(), entry.length)) {
      return &entry.sender;
    }
  }
  return nullptr;
}

std::optional<Sender> SenderCache::Split(std::string_view text, SenderHeader* header) {
  *header = MeasureHeader(text);
  std::string_view speaker = text.substr(0, header->speaker_length);
  if (speaker.size() > kLongestSpeaker) return std::nullopt;
  const size_t host_length = NameLength(speaker, /*may_be_path=*/false);
  // "pppd 2.4.9 started by root" begins with no host.
  if (host_length == 0 || speaker.substr(0, host_length) == "pppd") return std::nullopt;
  std::string_view tag = speaker.substr(host_length);
  if (!Consume(&tag, " ") || tag.empty()) return std::nullopt;
  if (NameLength(tag, /*may_be_path=*/true) != tag.size()) return std::nullopt;
  Sender sender;
  sender.host_length = static_cast<uint8_t>(host_length);
  sender.tag_length = static_cast<uint8_t>(tag.size());
  return sender;
}

void SenderCache::Remember(std::string_view text, const SenderHeader& header,
                           const Sender& sender) {
  const std::string_view speaker = text.substr(0, header.speaker_length);
  std::array<Entry, 2>& set = sets_[Place(speaker)];
  set[1] = set[0];
  Entry& entry = set[0];
  std::copy(speaker.begin(), speaker.end(), entry.speaker.begin());
  entry.length = static_cast<uint8_t>(speaker.size());
  entry.has_pid = header.pid.has_value();
  entry.sender = sender;
}

}  // namespace pptp::log
