#include "lib/crypto/secret.h"

#include <nettle/memops.h>
#include <string.h>

namespace pptp::crypto {

void Wipe(std::span<uint8_t> bytes) {
  if (!bytes.empty()) explicit_bzero(bytes.data(), bytes.size());
}

bool EqualInConstantTime(ByteView a, ByteView b) {
  return a.size() == b.size() && nettle_memeql_sec(a.data(), b.data(), a.size()) != 0;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  bytes_ = std::move(other.bytes_);
  other.Clear();
  return *this;
}

void Secret::RemoveLast() {
  bytes_.back() = 0;
  bytes_.pop_back();
}

void Secret::Clear() {
  Wipe(bytes_);
  bytes_.clear();
}

}  // namespace pptp::crypto
