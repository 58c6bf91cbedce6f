#include "lib/session/utterance_cache.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>

#include "lib/session/relays.h"

namespace pptp::session {
namespace {

uint64_t EightBytes(const char* at) {
  uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

// Both halves of a product, which every bit of the factors has a part in, as wyhash does it.
uint64_t Fold(uint64_t a, uint64_t b) {
  __extension__ using Product = unsigned __int128;
  const Product product = static_cast<Product>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// No line is without it: std::hash takes three times as long.
uint64_t HashOf(std::string_view text) {
  constexpr uint64_t kFirst = 0x9e3779b97f4a7c15, kSecond = 0xbf58476d1ce4e5b9;
  uint64_t hash = text.size() * kFirst;
  if (text.size() < 16) {
    std::array<char, 16> padded{};
    std::copy(text.begin(), text.end(), padded.begin());
    return Fold(EightBytes(padded.data()) ^ kFirst ^ hash, EightBytes(&padded[8]) ^ kSecond);
  }
  const char* at = text.data();
  const char* const last = at + text.size() - 16;
  for (; at < last; at += 16) {
    hash = Fold(EightBytes(at) ^ kFirst ^ hash, EightBytes(at + 8) ^ kSecond);
  }
  return Fold(EightBytes(last) ^ kSecond ^ hash, EightBytes(last + 8) ^ kFirst);
}

// A view into "from", as one into "to", a copy of it.
std::string_view Rebase(std::string_view view, std::string_view from, std::string_view to) {
  const std::less<const char*> before;
  if (view.empty() || before(view.data(), from.data()) ||
      before(from.data() + from.size(), view.data() + view.size())) {
    return view;  // a constant
  }
  return to.substr(static_cast<size_t>(view.data() - from.data()), view.size());
}

}  // namespace

const Understood* UtteranceCache::Find(Program program, std::string_view text) {
  if (text.size() > kLongestText) return nullptr;
  const uint64_t hash = HashOf(text);
  Set* const set = sets_[hash % sets_.size()].get();
  if (set == nullptr) return nullptr;
  for (size_t i = 0; i < kSlotsOfASet; ++i) {
    Key& key = set->keys[i];
    if (key.hash != hash || key.program != program || key.text == nullptr) continue;
    if (std::string_view(key.text, key.size) != text) continue;
    key.used = true;
    Understood& slot = set->slots[i];
    slot.again = true;
    return &slot;
  }
  return nullptr;
}

// One whose words have not come again of late: words said once do not drive out those that are
// said all the time.
size_t UtteranceCache::Set::PlaceFor(uint64_t made) {
  for (size_t i = 0; i < kSlotsOfASet; ++i) {
    const size_t place = (made + i) % kSlotsOfASet;
    if (!keys[place].used) return place;
  }
  for (Key& key : keys) key.used = false;
  return made % kSlotsOfASet;
}

const Understood& UtteranceCache::Keep(Program program, std::string_view text,
                                       const Saying& saying) {
  Understood understood;
  understood.saying = saying;
  understood.print = PrintOf(saying.words);
  auto utterance = std::make_shared<const Utterance>(
      text, saying.phrase == Phrase::kPacket ? saying.words : std::string_view());
  const std::string_view own_text = utterance->text;
  understood.utterance = std::move(utterance);
  if (text.size() > kLongestText) {
    unremembered_ = std::move(understood);
    return unremembered_;
  }
  Saying& own = understood.saying;
  for (std::string_view* view :
       {&own.words, &own.rest, &own.pptp.logstring, &own.pptp.label, &own.pptp.function}) {
    *view = Rebase(*view, text, own_text);
  }
  const uint64_t hash = HashOf(text);
  const size_t number = hash % sets_.size();
  std::unique_ptr<Set>& set = sets_[number];
  if (set == nullptr) set = std::make_unique<Set>();
  const size_t place = set->PlaceFor(made_);
  understood.number = ++made_ * kSlots + number * kSlotsOfASet + place;
  set->keys[place] = {hash, own_text.data(), static_cast<uint32_t>(own_text.size()), program,
                      false};
  return set->slots[place] = std::move(understood);
}

}  // namespace pptp::session
