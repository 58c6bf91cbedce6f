#ifndef PPTP_LIB_CATALOG_HIT_H_
#define PPTP_LIB_CATALOG_HIT_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

#include "lib/catalog/captures.h"
#include "lib/session/event.h"

namespace pptp::catalog {

// A line that leaves matched: all that is kept of it. The start of the physical line stands behind
// it in memory (kept_lines.h).
struct HitLine {
  uint64_t order = 0;  // the event's
  session::LineRef line;
  std::optional<LogTime> time;
  uint32_t count = 1;
  uint32_t raw_size = 0;
};

inline constexpr uint32_t kNoHit = UINT32_MAX;

// One line that a leaf matched. Small, and the lines apart: a line is often a hit of several
// leaves, and no session is without dozens of hits.
struct Hit {
  const HitLine* said = nullptr;       // never null; the HitStore's, as the captures are
  const Captures* captures = nullptr;  // null when nothing was captured
  uint32_t next = kNoHit;              // place of the leaf's next one in the HitStore

  uint64_t order() const { return said->order; }
  const session::LineRef& line() const { return said->line; }
  const std::optional<LogTime>& time() const { return said->time; }
  uint32_t count() const { return said->count; }
  // The physical line, cut at kEvidenceBytes.
  std::string_view raw() const { return {reinterpret_cast<const char*>(said + 1), said->raw_size}; }
};
inline constexpr size_t kEvidenceBytes = 1024;

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

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_HIT_H_
