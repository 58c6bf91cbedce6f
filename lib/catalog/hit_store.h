#ifndef PPTP_LIB_CATALOG_HIT_STORE_H_
#define PPTP_LIB_CATALOG_HIT_STORE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/catalog/captures.h"
#include "lib/catalog/hit.h"
#include "lib/catalog/kept_lines.h"
#include "lib/catalog/leaf_match.h"
#include "lib/session/event.h"

namespace pptp::catalog {

// A session's hits, leaf by leaf, in order of appearance; bounded, so that a
// session without end does not grow without end.
class HitStore {
 public:
  explicit HitStore(size_t leaf_count) : place_of_leaf_(leaf_count, 0) {}

  // Keeps the hits of a line, and the start of its "raw". When a leaf has kPerLeaf of them, some
  // are dropped from the middle: its first half stays for good, and of the others the newest. The
  // counts of those dropped are added up.
  void Add(const std::vector<LeafMatch>& matches, const session::Event& event);

  // Drops all but the first "ends" and the last ones of each leaf.
  void Shorten(size_t ends);

  // About how many bytes all of it takes.
  size_t bytes() const { return bytes_ + lines_.bytes(); }

  bool has(uint32_t leaf) const { return place_of_leaf_[leaf] != 0; }
  HitList hits(uint32_t leaf) const;
  uint64_t dropped(uint32_t leaf) const;
  bool empty() const { return leaves_.empty(); }

  // Calls visit(leaf) for each leaf that has hits.
  template <typename Visit>
  void ForEachLeaf(const Visit& visit) const {
    for (const Leaf& leaf : leaves_) visit(leaf.number);
  }

  // A thousand open sessions whose every leaf is full still fit into a machine,
  // and no signature asks for nearly as many lines one by one.
  static constexpr size_t kPerLeaf = 128;

 private:
  // What a leaf has matched. A session hits a few dozen of the catalog's leaves, most of them
  // once, so that all hits stand together.
  struct Leaf {
    uint32_t number = 0;
    uint32_t first = kNoHit, last = kNoHit;  // in hits_
    uint32_t size = 0;
    uint64_t dropped = 0;
  };
  // In leaves_. REQUIRES: has(number).
  size_t PlaceOf(uint32_t number) const {
    const uint8_t place = place_of_leaf_[number];
    return place < kFarPlace ? place - size_t{1} : FindFarPlace(number);
  }
  size_t FindFarPlace(uint32_t number) const;
  void AddLeaf(uint32_t number);
  Hit& Append(uint32_t leaf);
  void Drop(Leaf* leaf, size_t begin, size_t end);
  void CloseGaps();

  // In leaves_, from 1; 0: it has none. One byte for each, as there are over a thousand; the few
  // places that do not fit into one are searched for.
  std::vector<uint8_t> place_of_leaf_;
  static constexpr uint8_t kFarPlace = 255;
  std::vector<Leaf> leaves_;
  std::vector<Hit> hits_;  // in order of appearance, with gaps where some were dropped
  size_t gaps_ = 0;
  KeptLines lines_;
  std::vector<SharedCaptures> captures_;  // of the hits that have any
  size_t bytes_ = 0;                      // without the lines
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_HIT_STORE_H_
