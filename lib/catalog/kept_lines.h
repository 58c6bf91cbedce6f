#ifndef PPTP_LIB_CATALOG_KEPT_LINES_H_
#define PPTP_LIB_CATALOG_KEPT_LINES_H_

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "lib/catalog/hit.h"

namespace pptp::catalog {

// Lines with their texts, one behind the other: none costs an allocation of its own, and all go at
// once.
class KeptLines {
 public:
  // A copy, which stays where it is as long as this lives, wherever this is moved to. "line" needs
  // no size of "raw" yet.
  const HitLine* Keep(HitLine line, std::string_view raw);

  // Bytes of all lines kept.
  size_t bytes() const { return bytes_; }

 private:
  // Of blocks: few lines should not take much room, nor many of them many blocks.
  static constexpr size_t kSmallest = 512;
  static constexpr size_t kUsualLargest = 8192;

  std::byte* Allocate(size_t size);

  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    size_t size = 0;
  };
  std::vector<Block> blocks_;
  size_t used_ = 0;  // of the last block
  size_t bytes_ = 0;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_KEPT_LINES_H_
