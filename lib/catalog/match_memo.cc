#include "lib/catalog/match_memo.h"

#include "lib/session/utterance_cache.h"

namespace pptp::catalog {

MatchMemo::MatchMemo(const Catalog& catalog, Trial trial)
    : catalog_(catalog), trial_(trial), entries_(session::UtteranceCache::kSlots) {}

const std::vector<LeafMatch>& MatchMemo::Match(const session::Event& event) {
  if (event.words == 0) {
    unremembered_.clear();
    catalog_.MatchLeaves(event, &unremembered_, trial_);
    return unremembered_;
  }
  Entry& entry = entries_[event.words % entries_.size()];
  if (entry.words != event.words) {
    entry.words = event.words;
    entry.matches.clear();
    catalog_.MatchLeaves(event, &entry.matches, trial_);
  }
  return entry.matches;
}

}  // namespace pptp::catalog
