#include "lib/catalog/kept_lines.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <type_traits>

namespace pptp::catalog {

// They go without being destroyed.
static_assert(std::is_trivially_destructible_v<HitLine>);

const HitLine* KeptLines::Keep(HitLine line, std::string_view raw) {
  line.raw_size = static_cast<uint32_t>(raw.size());
  std::byte* const place = Allocate(sizeof line + raw.size());
  if (!raw.empty()) std::memcpy(place + sizeof line, raw.data(), raw.size());
  return new (place) HitLine(line);
}

std::byte* KeptLines::Allocate(size_t size) {
  constexpr size_t kAlignment = alignof(HitLine);
  size = (size + kAlignment - 1) / kAlignment * kAlignment;
  bytes_ += size;
  if (blocks_.empty() || blocks_.back().size - used_ < size) {
    const size_t next = blocks_.empty() ? kSmallest : 2 * blocks_.back().size;
    const size_t room = std::max(size, std::min(next, kUsualLargest));
    // The bytes are written before they are read; to make them zero first takes time.
    blocks_.push_back({std::unique_ptr<std::byte[]>(new std::byte[room]), room});
    used_ = 0;
  }
  std::byte* const place = blocks_.back().bytes.get() + used_;
  used_ += size;
  return place;
}

}  // namespace pptp::catalog
