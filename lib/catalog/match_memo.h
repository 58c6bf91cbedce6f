#ifndef PPTP_LIB_CATALOG_MATCH_MEMO_H_
#define PPTP_LIB_CATALOG_MATCH_MEMO_H_

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "lib/catalog/catalog.h"
#include "lib/catalog/leaf_match.h"
#include "lib/catalog/trial.h"
#include "lib/session/event.h"

namespace pptp::catalog {

// Matches lines against the leaves of a catalog and remembers what came of words that come again
// (session::Event::words). Shared by all sessions of an analysis; borrows the catalog. One thread
// at a time.
class MatchMemo {
 public:
  MatchMemo(const Catalog& catalog, Trial trial);

  // The leaves that the line matches, in the order of their numbers. Valid until the next call.
  const std::vector<LeafMatch>& Match(const session::Event& event);

 private:
  struct Entry {
    uint64_t words = 0;
    std::vector<LeafMatch> matches;
  };

  static constexpr size_t kEntriesOfAChunk = 16;
  using Chunk = std::array<Entry, kEntriesOfAChunk>;

  Entry& EntryFor(uint64_t words);

  const Catalog& catalog_;
  Trial trial_;
  std::vector<std::unique_ptr<Chunk>> chunks_;  // by number of the words; null until needed
  std::vector<LeafMatch> unremembered_;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_MATCH_MEMO_H_
