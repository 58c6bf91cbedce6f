#ifndef PPTP_LIB_CATALOG_HIT_STORE_H_
#define PPTP_LIB_CATALOG_HIT_STORE_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "lib/catalog/captures.h"
#include "lib/catalog/kept_texts.h"
#include "lib/catalog/leaf_match.h"
#include "lib/session/event.h"

namespace pptp::catalog {

inline constexpr uint32_t kNoHit = UINT32_MAX;

// One line that a leaf matched: all that is kept of it.
struct Hit {
  uint32_t leaf = 0;
  uint32_t count = 1;
  uint64_t order = 0;  // the event's
  session::LineRef line;
  std::optional<LogTime> time;
  std::string_view raw;  // the physical line, cut at kEvidenceBytes; owned by the HitStore
  SharedCaptures captures;
  uint32_t next = kNoHit;  // place of the leaf's next one in the HitStore
};
inline constexpr size_t kEvidenceBytes = 1024;

// The hit's "raw" is into that of the event.
Hit MakeHit(const LeafMatch& match, const session::Event& event);

// The hits of one leaf, in order of appearance. They may stand apart in memory: each knows where
// the next one is. Valid until the store changes.
class HitList {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Hit;
    using difference_type = std::ptrdiff_t;
    using pointer = const Hit*;
    using reference = const Hit&;

    Iterator() = default;
    Iterator(const Hit* hits, uint32_t place) : hits_(hits), place_(place) {}
    const Hit& operator*() const { return hits_[place_]; }
    const Hit* operator->() const { return &hits_[place_]; }
    Iterator& operator++() {
      place_ = hits_[place_].next;
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.place_ == b.place_; }

   private:
    const Hit* hits_ = nullptr;
    uint32_t place_ = kNoHit;
  };

  HitList() = default;
  HitList(const Hit* hits, uint32_t first, size_t size) : first_(hits, first), size_(size) {}
  Iterator begin() const { return first_; }
  Iterator end() const { return {}; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Hit& front() const { return *first_; }

 private:
  Iterator first_;
  size_t size_ = 0;
};

// A session's hits, leaf by leaf, in order of appearance; bounded, so that a
// session without end does not grow without end.
class HitStore {
 public:
  explicit HitStore(size_t leaf_count) : place_of_leaf_(leaf_count, 0) {}

  // Keeps the hit, with a copy of its "raw". When a leaf has kPerLeaf of them, some are dropped
  // from the middle: its first half stays for good, and of the others the newest. The counts
  // of those dropped are added up.
  void Add(Hit hit);
  // The hits of a line.
  void Add(const std::vector<LeafMatch>& matches, const session::Event& event);

  // Drops all but the first "ends" and the last ones of each leaf.
  void Shorten(size_t ends);

  // About how many bytes all of it takes.
  size_t bytes() const { return bytes_; }

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
  uint32_t AddLeaf(uint32_t number);
  Hit& Append(uint32_t leaf);
  void Drop(Leaf* leaf, size_t begin, size_t end);
  void CloseGaps();

  std::vector<uint32_t> place_of_leaf_;  // in leaves_, from 1; 0: it has none
  std::vector<Leaf> leaves_;
  std::vector<Hit> hits_;  // in order of appearance, with gaps where some were dropped
  size_t gaps_ = 0;
  KeptTexts texts_;  // what the hits' "raw" are into: one text for all hits of a line
  size_t bytes_ = 0;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_HIT_STORE_H_
