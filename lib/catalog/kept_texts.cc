#include "lib/catalog/kept_texts.h"

#include <algorithm>
#include <cstring>

namespace pptp::catalog {

std::string_view KeptTexts::Keep(std::string_view text) {
  if (text.empty()) return {};
  if (blocks_.empty() || blocks_.back().size - used_ < text.size()) AddBlock(text.size());
  char* copy = blocks_.back().bytes.get() + used_;
  std::memcpy(copy, text.data(), text.size());
  used_ += text.size();
  size_ += text.size();
  return {copy, text.size()};
}

void KeptTexts::AddBlock(size_t least) {
  const size_t next = blocks_.empty() ? kSmallest : 2 * blocks_.back().size;
  const size_t size = std::max(least, std::min(next, kUsualLargest));
  // The bytes are written before they are read; to make them zero first takes time.
  blocks_.push_back({std::unique_ptr<char[]>(new char[size]), size});
  used_ = 0;
}

}  // namespace pptp::catalog
