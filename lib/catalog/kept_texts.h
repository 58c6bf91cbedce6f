#ifndef PPTP_LIB_CATALOG_KEPT_TEXTS_H_
#define PPTP_LIB_CATALOG_KEPT_TEXTS_H_

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace pptp::catalog {

// Copies of many short texts, one behind the other: none costs an allocation of its own, and all
// go at once.
class KeptTexts {
 public:
  // The copy stays where it is as long as this lives, wherever this is moved to.
  std::string_view Keep(std::string_view text);

  // Bytes of all texts kept.
  size_t size() const { return size_; }

 private:
  // Of blocks: few texts should not take much room, nor many of them many blocks.
  static constexpr size_t kSmallest = 256;
  static constexpr size_t kUsualLargest = 8192;

  void AddBlock(size_t least);

  struct Block {
    std::unique_ptr<char[]> bytes;
    size_t size = 0;
  };
  std::vector<Block> blocks_;
  size_t used_ = 0;  // of the last block
  size_t size_ = 0;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_KEPT_TEXTS_H_
