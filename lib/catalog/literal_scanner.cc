#include "lib/catalog/literal_scanner.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

// Of a text only every fourth place is looked at, and four bytes from there are its window. A
// literal of seven bytes or more covers one such window wherever it stands, so that it is known by
// the four windows that begin at neighbouring places of it. Windows are found by a hash of them,
// much as Wu and Manber do it ("A fast algorithm for multi-pattern searching", TR 94-17, University
// of Arizona). An automaton of all literals would look at every byte, and most of the start of a
// program would be spent on building it.
namespace pptp::catalog {

void LiteralScanner::Add(std::string_view literal) {
  literals_.emplace_back(literal);
}

uint32_t LiteralScanner::LoadWindow(const char* at) {
  uint32_t window = 0;
  std::memcpy(&window, at, kWindow);
  return window;
}

uint32_t LiteralScanner::SlotOf(uint32_t window) {
  return (window * 0x9e3779b1U) >> (32 - kSlotBits);  // 2^32 by the golden ratio: Fibonacci hashing
}

void LiteralScanner::Build() {
  GroupEqualOnes();
  std::vector<uint32_t> entries_of_slot(size_t{1} << kSlotBits);
  for (uint32_t i = 0; i < texts_.size(); ++i) {
    const std::string_view text = texts_[i].text;
    if (text.size() < kWindow + kStride - 1) {
      short_ones_.push_back(i);
      continue;
    }
    const uint32_t first = ChooseOffset(text, entries_of_slot);
    for (uint32_t offset = first; offset < first + kStride; ++offset) {
      const uint32_t window = LoadWindow(text.data() + offset);
      entries_.push_back({window, offset, i, SlotOf(window)});
      ++entries_of_slot[entries_.back().slot];
    }
  }
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.slot < b.slot; });
  ends_.resize(entries_of_slot.size());
  std::partial_sum(entries_of_slot.begin(), entries_of_slot.end(), ends_.begin());
  occupied_.resize(entries_of_slot.size() / 64);
  for (const Entry& entry : entries_) occupied_[entry.slot / 64] |= uint64_t{1} << entry.slot % 64;
}

void LiteralScanner::GroupEqualOnes() {
  numbers_.resize(literals_.size());
  std::iota(numbers_.begin(), numbers_.end(), 0U);
  std::stable_sort(numbers_.begin(), numbers_.end(),
                   [this](uint32_t a, uint32_t b) { return literals_[a] < literals_[b]; });
  for (uint32_t i = 0; i < numbers_.size(); ++i) {
    const std::string_view text = literals_[numbers_[i]];
    if (texts_.empty() || texts_.back().text != text) texts_.push_back({text, i, i});
    texts_.back().end = i + 1;
  }
}

// Where the first of a literal's windows begins: where they share their slots with the fewest.
uint32_t LiteralScanner::ChooseOffset(std::string_view text,
                                      const std::vector<uint32_t>& entries_of_slot) const {
  uint32_t best = 0;
  uint32_t fewest = std::numeric_limits<uint32_t>::max();
  for (uint32_t first = 0; first + kStride - 1 + kWindow <= text.size() && fewest > 0; ++first) {
    uint32_t others = 0;
    for (uint32_t offset = first; offset < first + kStride; ++offset) {
      others += entries_of_slot[SlotOf(LoadWindow(text.data() + offset))];
    }
    if (others >= fewest) continue;
    best = first;
    fewest = others;
  }
  return best;
}

void LiteralScanner::Scan(std::string_view text, std::vector<uint32_t>* found) const {
  const auto first = static_cast<std::ptrdiff_t>(found->size());
  for (uint32_t i : short_ones_) {
    if (text.find(texts_[i].text) != std::string_view::npos) Find(texts_[i], found);
  }
  for (size_t at = 0; at + kWindow <= text.size(); at += kStride) {
    const uint32_t window = LoadWindow(text.data() + at);
    const uint32_t slot = SlotOf(window);
    if (!IsOccupied(slot)) continue;
    for (uint32_t i = slot == 0 ? 0 : ends_[slot - 1]; i < ends_[slot]; ++i) {
      const Entry& entry = entries_[i];
      if (entry.window != window || at < entry.offset) continue;
      const Text& known = texts_[entry.text];
      if (text.substr(at - entry.offset).starts_with(known.text)) Find(known, found);
    }
  }
  std::sort(found->begin() + first, found->end());
  found->erase(std::unique(found->begin() + first, found->end()), found->end());
}

void LiteralScanner::Find(const Text& text, std::vector<uint32_t>* found) const {
  found->insert(found->end(), numbers_.begin() + text.begin, numbers_.begin() + text.end);
}

}  // namespace pptp::catalog
