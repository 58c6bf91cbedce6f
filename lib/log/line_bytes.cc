#include "lib/log/line_bytes.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "lib/log/byte_block.h"

namespace pptp::log {
namespace {

// What was seen in each column of the blocks so far: all bits are set where one was.
struct Seen {
  ByteBlock unusual{};
  ByteBlock markup{};

  void Look(const char* bytes) {
    const ByteBlock block = LoadByteBlock(bytes);
    unusual |= ByteBlock(((block < 0x20) & (block != '\t')) | (block >= 0x7f));
    markup |= ByteBlock((block == '<') | (block == '&'));
  }
};

bool HasAny(ByteBlock seen) {
  const auto [low, high] = WordsOf(seen);
  return (low | high) != 0;
}

}  // namespace

LineBytes LookAtBytes(std::string_view line) {
  Seen seen;
  if (line.size() < kByteBlock) {
    std::array<char, kByteBlock> padded;
    padded.fill(' ');
    std::copy(line.begin(), line.end(), padded.begin());
    seen.Look(padded.data());
  } else {
    const char* last = line.data() + line.size() - kByteBlock;
    for (const char* at = line.data(); at < last; at += kByteBlock) seen.Look(at);
    seen.Look(last);  // ends where the line does, wherever it begins
  }
  return {.unusual = HasAny(seen.unusual), .markup = HasAny(seen.markup)};
}

}  // namespace pptp::log
