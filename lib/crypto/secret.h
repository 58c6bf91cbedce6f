#ifndef PPTP_LIB_CRYPTO_SECRET_H_
#define PPTP_LIB_CRYPTO_SECRET_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "lib/base/bytes.h"

// Bytes that must not outlive their use or reach a log: passwords, hashes of
// passwords, keys.
//
// Secret is of any length and moves; SecretBlock has a fixed length and lives
// where it is declared. Neither can be printed or compared with ==: the compiler
// refuses. Their memory is overwritten when it is given up. view() lends the
// bytes; whoever copies them out of it takes the duty over.
namespace pptp::crypto {

// Overwrites memory in a way that no optimiser leaves out.
void Wipe(std::span<uint8_t> bytes);

// Whether both hold the same bytes, in a time that depends on their sizes alone.
bool EqualInConstantTime(ByteView a, ByteView b);

// Wipes what it gives back, so that a growing vector leaves no copies behind.
template <typename T>
struct WipingAllocator {
  using value_type = T;

  WipingAllocator() = default;
  template <typename U>
  explicit WipingAllocator(const WipingAllocator<U>&) {}

  T* allocate(size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* at, size_t count) {
    Wipe({reinterpret_cast<uint8_t*>(at), count * sizeof(T)});
    std::allocator<T>().deallocate(at, count);
  }
  friend bool operator==(const WipingAllocator&, const WipingAllocator&) { return true; }
};

// A password, or key bytes of a length known at run time.
class Secret {
 public:
  Secret() = default;
  explicit Secret(ByteView bytes) : bytes_(bytes.begin(), bytes.end()) {}
  explicit Secret(std::string_view text) : Secret(AsBytes(text)) {}

  // A copy must be asked for. What was moved from is empty.
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)) { other.Clear(); }
  Secret& operator=(Secret&& other) noexcept;
  ~Secret() = default;
  Secret Clone() const { return Secret(view()); }

  void Reserve(size_t size) { bytes_.reserve(size); }
  void Append(uint8_t byte) { bytes_.push_back(byte); }
  void RemoveLast();  // REQUIRES: not empty.
  void Clear();

  ByteView view() const { return bytes_; }
  size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }

 private:
  std::vector<uint8_t, WipingAllocator<uint8_t>> bytes_;
};

// A key or hash of a fixed size, zero at first. Every copy wipes itself.
template <size_t kSize>
class SecretBlock {
 public:
  SecretBlock() = default;
  explicit SecretBlock(std::span<const uint8_t, kSize> bytes) {
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
  }
  SecretBlock(const SecretBlock&) = default;
  SecretBlock& operator=(const SecretBlock&) = default;
  ~SecretBlock() { Wipe(bytes_); }

  std::span<const uint8_t, kSize> view() const { return bytes_; }
  std::span<uint8_t, kSize> bytes() { return bytes_; }

 private:
  std::array<uint8_t, kSize> bytes_{};
};

bool operator==(const Secret&, const Secret&) = delete;
template <typename Stream>
Stream& operator<<(Stream&, const Secret&) = delete;
template <size_t kSize>
bool operator==(const SecretBlock<kSize>&, const SecretBlock<kSize>&) = delete;
template <typename Stream, size_t kSize>
Stream& operator<<(Stream&, const SecretBlock<kSize>&) = delete;

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_SECRET_H_
