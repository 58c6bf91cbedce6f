#include "lib/catalog/literal_scanner.h"

#include <algorithm>
#include <cstring>
#include <numeric>

// Each literal is known by four of its bytes, its window, and windows are found by a hash of
// them, much as Wu and Manber do it ("A fast algorithm for multi-pattern searching", TR 94-17,
// University of Arizona). An automaton of all literals would scan no faster, because its table
// is a thousand times as large, and most of the start of a program would be spent on building it.
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
  std::vector<uint32_t> entries_of_slot(size_t{1} << kSlotBits);
  for (uint32_t number = 0; number < literals_.size(); ++number) {
    if (literals_[number].size() < kWindow) {
      short_ones_.push_back(number);
      continue;
    }
    entries_.push_back(ChooseWindow(number, entries_of_slot));
    ++entries_of_slot[entries_.back().slot];
  }
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.slot < b.slot; });
  ends_.resize(entries_of_slot.size());
  std::partial_sum(entries_of_slot.begin(), entries_of_slot.end(), ends_.begin());
}

// The window whose slot has the fewest entries so far.
LiteralScanner::Entry LiteralScanner::ChooseWindow(
    uint32_t number, const std::vector<uint32_t>& entries_of_slot) const {
  const std::string& literal = literals_[number];
  Entry best;
  for (uint32_t offset = 0; offset + kWindow <= literal.size(); ++offset) {
    const uint32_t window = LoadWindow(literal.data() + offset);
    const uint32_t slot = SlotOf(window);
    if (offset > 0 && entries_of_slot[slot] >= entries_of_slot[best.slot]) continue;
    best = {window, offset, number, slot};
    if (entries_of_slot[slot] == 0) break;
  }
  return best;
}

void LiteralScanner::Scan(std::string_view text, std::vector<uint32_t>* found) const {
  const auto first = static_cast<std::ptrdiff_t>(found->size());
  ScanShortOnes(text, found);
  for (size_t at = 0; !entries_.empty() && at + kWindow <= text.size(); ++at) {
    const uint32_t window = LoadWindow(text.data() + at);
    const uint32_t slot = SlotOf(window);
    for (uint32_t i = slot == 0 ? 0 : ends_[slot - 1]; i < ends_[slot]; ++i) {
      const Entry& entry = entries_[i];
      if (entry.window != window || at < entry.offset) continue;
      if (text.substr(at - entry.offset).starts_with(literals_[entry.number])) {
        found->push_back(entry.number);
      }
    }
  }
  std::sort(found->begin() + first, found->end());
  found->erase(std::unique(found->begin() + first, found->end()), found->end());
}

void LiteralScanner::ScanShortOnes(std::string_view text, std::vector<uint32_t>* found) const {
  for (uint32_t number : short_ones_) {
    if (text.find(literals_[number]) != std::string_view::npos) found->push_back(number);
  }
}

}  // namespace pptp::catalog
