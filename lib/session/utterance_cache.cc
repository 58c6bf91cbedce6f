#include "lib/session/utterance_cache.h"

#include <functional>

namespace pptp::session {
namespace {

uint64_t HashOf(std::string_view text) {
  return std::hash<std::string_view>{}(text);
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

const Understood* UtteranceCache::Find(Program program, std::string_view text) const {
  if (text.size() > kLongestText) return nullptr;
  const uint64_t hash = HashOf(text);
  const Slot& slot = slots_[hash % kSlots];
  const bool same = slot.hash == hash && slot.program == program && slot.understood.utterance &&
                    slot.understood.utterance->text == text;
  return same ? &slot.understood : nullptr;
}

Understood UtteranceCache::Keep(Program program, std::string_view text, const Saying& saying) {
  Understood understood;
  understood.saying = saying;
  auto utterance = std::make_shared<Utterance>();
  utterance->text = text.substr(0, kLongestExchangeText);
  if (saying.phrase == Phrase::kPacket) utterance->packet = ppp::ParsePacketLine(saying.words);
  if (text.size() <= kLongestText) {
    Saying& own = understood.saying;
    for (std::string_view* view :
         {&own.words, &own.rest, &own.pptp.logstring, &own.pptp.label, &own.pptp.function}) {
      *view = Rebase(*view, text, utterance->text);
    }
  }
  understood.utterance = std::move(utterance);
  if (text.size() > kLongestText) return understood;
  const uint64_t hash = HashOf(text);
  const size_t place = hash % kSlots;
  understood.number = ++made_ * kSlots + place;
  slots_[place] = {hash, program, understood};
  return understood;
}

}  // namespace pptp::session
