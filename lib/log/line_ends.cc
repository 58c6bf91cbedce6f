#include "lib/log/line_ends.h"

#include <algorithm>
#include <cstdint>

#include "lib/log/byte_block.h"

namespace pptp::log {
namespace {

// Each byte of the sum counts the line ends of one column of so many blocks.
constexpr size_t kMostBlocks = UINT8_MAX;

}  // namespace

size_t CountLineEnds(std::string_view text) {
  size_t count = 0;
  while (text.size() >= kByteBlock) {
    const size_t blocks = std::min(text.size() / kByteBlock, kMostBlocks);
    ByteBlock sums{};
    for (size_t i = 0; i < blocks; ++i) {
      // Where the comparison holds it leaves -1.
      sums -= reinterpret_cast<ByteBlock>(LoadByteBlock(text.data() + i * kByteBlock) == '\n');
    }
    for (size_t i = 0; i < kByteBlock; ++i) count += sums[i];
    text.remove_prefix(blocks * kByteBlock);
  }
  return count + static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace pptp::log
