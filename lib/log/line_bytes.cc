#include "lib/log/line_bytes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pptp::log {
namespace {

constexpr size_t kBlock = 16;
// The compiler's own vectors: with Highway, a line of this length would not be worth the choice
// of a processor, and every processor has vectors of sixteen bytes.
using Block [[gnu::vector_size(kBlock)]] = int8_t;

// What was seen in each column of the blocks so far: all bits are set where one was.
struct Seen {
  Block unusual{};
  Block markup{};

  void Look(const char* bytes) {
    Block block;
    std::memcpy(&block, bytes, kBlock);
    // What is not ASCII is below zero.
    unusual |= ((block < 0x20) & (block != '\t')) | (block == 0x7f);
    markup |= (block == '<') | (block == '&');
  }
};

bool HasAny(const Block& seen) {
  std::array<uint64_t, kBlock / sizeof(uint64_t)> words;
  std::memcpy(words.data(), &seen, kBlock);
  return (words[0] | words[1]) != 0;
}

}  // namespace

LineBytes LookAtBytes(std::string_view line) {
  Seen seen;
  if (line.size() < kBlock) {
    std::array<char, kBlock> padded;
    padded.fill(' ');
    std::copy(line.begin(), line.end(), padded.begin());
    seen.Look(padded.data());
  } else {
    const char* last = line.data() + line.size() - kBlock;
    for (const char* at = line.data(); at < last; at += kBlock) seen.Look(at);
    seen.Look(last);  // ends where the line does, wherever it begins
  }
  return {.unusual = HasAny(seen.unusual), .markup = HasAny(seen.markup)};
}

}  // namespace pptp::log
