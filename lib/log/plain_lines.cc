#include "lib/log/plain_lines.h"

#include <algorithm>
#include <cstdint>

#include "lib/log/byte_block.h"

namespace pptp::log {
namespace {

constexpr size_t kBlocksAtOnce = 4;
using SignedBlock [[gnu::vector_size(kByteBlock)]] = int8_t;

bool IsPlain(char c) {
  return (c >= ' ' && c < 0x7f && c != '&') || c == '\n';
}

// All bits are set where a byte is not plain.
SignedBlock OddBytes(const char* bytes) {
  const ByteBlock block = LoadByteBlock(bytes);
  // Signed, what is not ASCII is below zero, and with one more 0x7f is, too: a single comparison
  // finds both and the control characters, of which a line end is one.
  const auto next = reinterpret_cast<SignedBlock>(block + 1);
  return ((next <= 0x20) ^ (block == '\n')) | (block == '&');
}

bool HasAny(SignedBlock seen) {
  const auto [low, high] = WordsOf(reinterpret_cast<ByteBlock>(seen));
  return (low | high) != 0;
}

// How many bytes at the front are plain.
size_t PlainBytes(std::string_view text) {
  size_t at = 0;
  for (constexpr size_t kStep = kByteBlock * kBlocksAtOnce; at + kStep <= text.size();
       at += kStep) {
    SignedBlock odd{};
    for (size_t i = 0; i < kBlocksAtOnce; ++i) odd |= OddBytes(text.data() + at + i * kByteBlock);
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
