#ifndef PPTP_LIB_CATALOG_HIT_STORE_H_
#define PPTP_LIB_CATALOG_HIT_STORE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lib/catalog/captures.h"
#include "lib/catalog/kept_texts.h"
#include "lib/catalog/leaf_match.h"
#include "lib/session/event.h"

namespace pptp::catalog {

// One line that a leaf matched: all that is kept of it.
struct Hit {
  uint32_t leaf = 0;
  uint32_t count = 1;
  uint64_t order = 0;  // the event's
  session::LineRef line;
  std::optional<LogTime> time;
  std::string_view raw;  // the physical line, cut at kEvidenceBytes; owned by the HitStore
  SharedCaptures captures;
};
inline constexpr size_t kEvidenceBytes = 1024;

// The hit's "raw" is into that of the event.
Hit MakeHit(const LeafMatch& match, const session::Event& event);

// A session's hits, leaf by leaf, in order of appearance; bounded, so that a
// session without end does not grow without end.
class HitStore {
 public:
  explicit HitStore(size_t leaf_count) : has_((leaf_count + 63) / 64, 0) {}

  // Keeps the hit, with a copy of its "raw". When a leaf has kPerLeaf of them, some are dropped
  // from the middle: its first half stays for good, and of the others the newest. The counts
  // of those dropped are added up.
  void Add(Hit hit);
  void Add(const LeafMatch& match, const session::Event& event) { Add(MakeHit(match, event)); }

  // Drops all but the first "ends" and the last ones of each leaf.
  void Shorten(size_t ends);

  // About how many bytes all of it takes.
  size_t bytes() const { return bytes_; }

  bool has(uint32_t leaf) const { return (has_[leaf / 64] >> (leaf % 64) & 1) != 0; }
  const std::vector<Hit>& hits(uint32_t leaf) const;
  uint64_t dropped(uint32_t leaf) const;
  bool empty() const { return leaves_.empty(); }

  // Those that have hits, in order of appearance.
  std::span<const uint32_t> leaves() const { return leaves_; }

  // A thousand open sessions whose every leaf is full still fit into a machine,
  // and no signature asks for nearly as many lines one by one.
  static constexpr size_t kPerLeaf = 128;

 private:
  // What a leaf has matched. A session hits a few leaves of the catalog's hundreds.
  struct Hits {
    uint64_t dropped = 0;
    std::vector<Hit> list;
  };
  size_t PlaceOf(uint32_t leaf) const;
  Hits& HitsOf(uint32_t leaf);
  std::string_view Keep(const Hit& hit);
  void Drop(Hits* hits, size_t begin, size_t end);
  void KeepTextsAnew();

  std::vector<uint64_t> has_;     // a bit for each leaf: whether it is among leaves_
  std::vector<uint32_t> leaves_;  // in order of appearance
  std::vector<Hits> hits_;        // of leaves_
  KeptTexts texts_;               // what the hits' "raw" are into
  uint64_t last_order_ = 0;       // of the event whose text was kept last,
  std::string_view last_text_;    // which all leaves that it matches share
  size_t dropped_text_ = 0;       // bytes of texts_ that no hit needs any more, at most
  size_t bytes_ = 0;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_HIT_STORE_H_
