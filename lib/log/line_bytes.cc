#include "lib/log/line_bytes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pptp::log {
namespace {

constexpr size_t kBlock = 16;
using Block = std::array<uint8_t, kBlock>;

// What was seen in each column of the blocks so far. Loops over a block have no branches and a
// fixed count, so that the compiler makes a few vector instructions of each.
struct Seen {
  Block bits{};     // of all bytes, put together
  Block control{};  // not zero where one was seen, and so on
  Block angle{};
  Block ampersand{};

  void Look(const Block& block) {
    for (size_t i = 0; i < kBlock; ++i) {
      const uint8_t byte = block[i];
      const bool is_control = ((byte < 0x20) & (byte != '\t')) | (byte == 0x7f);
      bits[i] = static_cast<uint8_t>(bits[i] | byte);
      control[i] = static_cast<uint8_t>(control[i] | is_control);
      angle[i] = static_cast<uint8_t>(angle[i] | (byte == '<'));
      ampersand[i] = static_cast<uint8_t>(ampersand[i] | (byte == '&'));
    }
  }
};

// Whether a column has any of the bits of "mask".
bool HasAny(const Block& block, uint8_t mask) {
  uint64_t low = 0, high = 0;
  std::memcpy(&low, block.data(), sizeof low);
  std::memcpy(&high, block.data() + sizeof low, sizeof high);
  return ((low | high) & (0x0101010101010101U * mask)) != 0;
}

}  // namespace

LineBytes LookAtBytes(std::string_view line) {
  Seen seen;
  Block block;
  size_t at = 0;
  for (; at + kBlock <= line.size(); at += kBlock) {
    std::memcpy(block.data(), line.data() + at, kBlock);
    seen.Look(block);
  }
  if (at < line.size()) {
    // Blanks behind the end. A longer line's last block begins before where it has to.
    block.fill(' ');
    const size_t begin = line.size() < kBlock ? 0 : line.size() - kBlock;
    std::memcpy(block.data(), line.data() + begin, std::min(line.size(), kBlock));
    seen.Look(block);
  }
  return {.non_ascii = HasAny(seen.bits, 0x80),
          .control = HasAny(seen.control, 1),
          .angle = HasAny(seen.angle, 1),
          .ampersand = HasAny(seen.ampersand, 1)};
}

}  // namespace pptp::log
