#ifndef PPTP_LIB_CATALOG_MATCHER_H_
#define PPTP_LIB_CATALOG_MATCHER_H_

#include <cstdint>
#include <vector>

namespace pptp::catalog {

// A compiled matcher: a node of a tree that is plain data.
//
// "leaf" nodes (message, packet) hold for single lines; a Catalog numbers them, so
// that a line is tested once for every distinct leaf and the trees are then
// evaluated over the hits (lib/catalog/evaluate.h). Equal leaves share a number.
struct Matcher {
  enum class Kind : uint8_t { kMessage, kPacket, kFact, kSequence, kAll, kAny, kCount, kWithout };

  Kind kind = Kind::kMessage;
  uint32_t leaf = 0;  // kMessage, kPacket: the leaf's number; kFact: the fact test's number
  std::vector<Matcher> members;  // kSequence, kAll, kAny; the one operand of kCount, kWithout
  int64_t within_micros = -1;    // kSequence, kCount; -1 = any time
  int64_t gap_min_micros = -1;   // since the member before, in a sequence; -1 = any
  int64_t gap_max_micros = -1;
  uint64_t count_min = 0;
  uint64_t count_max = UINT64_MAX;
};

// True when the matcher, once it holds, holds for good: it has no fact and no upper
// bound in it, and no without but before a member of a sequence.
bool IsMonotonic(const Matcher& matcher);

// True when lines can make the matcher hold: it is not made of without and fact
// alone.
bool CanHoldOnLines(const Matcher& matcher);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_MATCHER_H_
