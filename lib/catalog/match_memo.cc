#include "lib/catalog/match_memo.h"

#include "lib/session/utterance_cache.h"

namespace pptp::catalog {

MatchMemo::MatchMemo(const Catalog& catalog, Trial trial)
    : catalog_(catalog),
      trial_(trial),
      chunks_(session::UtteranceCache::kSlots / kEntriesOfAChunk) {}

MatchMemo::Entry& MatchMemo::EntryFor(uint64_t words) {
  const size_t place = words % session::UtteranceCache::kSlots;
  std::unique_ptr<Chunk>& chunk = chunks_[place / kEntriesOfAChunk];
  if (chunk == nullptr) chunk = std::make_unique<Chunk>();
  return (*chunk)[place % kEntriesOfAChunk];
}

const std::vector<LeafMatch>& MatchMemo::Match(const session::Event& event) {
  if (event.words == 0) {
    unremembered_.clear();
    catalog_.Match(event, &unremembered_, trial_);
    return unremembered_;
  }
  Entry& entry = EntryFor(event.words);
  if (entry.words != event.words) {
    entry.words = event.words;
    entry.matches.clear();
    catalog_.Match(event, &entry.matches, trial_);
  }
  return entry.matches;
}

}  // namespace pptp::catalog
