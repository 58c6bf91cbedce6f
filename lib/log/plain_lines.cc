#include "lib/log/plain_lines.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace pptp::log {
namespace {

constexpr size_t kBlock = 16;
constexpr size_t kBlocksAtOnce = 4;
// The compiler's own vectors, which every processor has.
using Block [[gnu::vector_size(kBlock)]] = int8_t;
using Bytes [[gnu::vector_size(kBlock)]] = uint8_t;

bool IsPlain(char c) {
  return (c >= ' ' && c < 0x7f && c != '&') || c == '\n';
}

// All bits are set where a byte is not plain.
Block OddBytes(const char* bytes) {
  Bytes block;
  std::memcpy(&block, bytes, kBlock);
  // Signed, what is not ASCII is below zero, and with one more 0x7f is, too: a single comparison
  // finds both and the control characters, of which a line end is one.
  const auto next = reinterpret_cast<Block>(block + 1);
  return ((next <= 0x20) ^ (block == '\n')) | (block == '&');
}

bool HasAny(const Block& seen) {
  std::array<uint64_t, kBlock / sizeof(uint64_t)> words;
  std::memcpy(words.data(), &seen, kBlock);
  return (words[0] | words[1]) != 0;
}

// How many bytes at the front are plain.
size_t PlainBytes(std::string_view text) {
  size_t at = 0;
  for (constexpr size_t kStep = kBlock * kBlocksAtOnce; at + kStep <= text.size(); at += kStep) {
    Block odd{};
    for (size_t i = 0; i < kBlocksAtOnce; ++i) odd |= OddBytes(text.data() + at + i * kBlock);
    if (HasAny(odd)) break;
  }
  const auto* first = std::find_if_not(text.begin() + at, text.end(), IsPlain);
  return static_cast<size_t>(first - text.begin());
}

}  // namespace

size_t LengthOfPlainLines(std::string_view text) {
  return text.substr(0, PlainBytes(text)).rfind('\n') + 1;  // npos + 1 is 0
}

}  // namespace pptp::log
