#include "lib/catalog/literal_scanner.h"

#include <algorithm>

// Aho and Corasick's automaton ("Efficient string matching", CACM 18(6), 1975) with
// its failure links folded into the transitions, and bytes that no literal holds
// folded into one symbol, so that the table stays in the cache.
namespace pptp::catalog {
namespace {

constexpr uint32_t kNoState = UINT32_MAX;

}  // namespace

void LiteralScanner::Add(std::string_view literal) {
  literals_.emplace_back(literal);
}

void LiteralScanner::Build() {
  for (const std::string& literal : literals_) {
    for (char c : literal) {
      uint8_t& symbol = symbol_of_[static_cast<uint8_t>(c)];
      // With all 256 bytes in use the last one shares symbol 0 with nobody.
      if (symbol == 0 && symbols_ < 256) symbol = static_cast<uint8_t>(symbols_++);
    }
  }
  BuildTrie();
  LinkFailures();
  TurnIntoSteps();
}

void LiteralScanner::BuildTrie() {
  size_t most_states = 1;
  for (const std::string& literal : literals_) most_states += literal.size();
  next_.reserve(most_states * symbols_);
  next_.assign(symbols_, kNoState);
  ends_.assign(1, {});
  for (uint32_t number = 0; number < literals_.size(); ++number) {
    uint32_t state = 0;
    for (char c : literals_[number]) {
      const uint8_t symbol = symbol_of_[static_cast<uint8_t>(c)];
      if (Next(state, symbol) == kNoState) {
        Next(state, symbol) = static_cast<uint32_t>(ends_.size());
        next_.resize(next_.size() + symbols_, kNoState);
        ends_.emplace_back();
      }
      state = Next(state, symbol);
    }
    ends_[state].push_back(number);
  }
}

void LiteralScanner::LinkFailures() {
  std::vector<uint32_t> fallback(ends_.size(), 0);
  std::vector<uint32_t> queue = {0};  // breadth first: a fallback is nearer to the root
  for (size_t head = 0; head < queue.size(); ++head) {
    const uint32_t state = queue[head];
    for (size_t s = 0; s < symbols_; ++s) {
      const auto symbol = static_cast<uint8_t>(s);
      const uint32_t through_fallback = state == 0 ? 0 : Next(fallback[state], symbol);
      uint32_t& next = Next(state, symbol);
      if (next == kNoState) {
        next = through_fallback;
        continue;
      }
      fallback[next] = through_fallback;
      const std::vector<uint32_t>& shorter = ends_[through_fallback];
      ends_[next].insert(ends_[next].end(), shorter.begin(), shorter.end());
      queue.push_back(next);
    }
  }
}

void LiteralScanner::TurnIntoSteps() {
  for (uint32_t& next : next_) {
    const uint32_t ends = ends_[next].empty() ? 0 : kEndsHere;
    next = next * static_cast<uint32_t>(symbols_) | ends;
  }
}

void LiteralScanner::Scan(std::string_view text, std::vector<uint32_t>* found) const {
  if (literals_.empty()) return;
  const size_t first = found->size();
  uint32_t row = 0;
  for (char c : text) {
    const uint32_t step = next_[row + symbol_of_[static_cast<uint8_t>(c)]];
    row = step & ~kEndsHere;
    if ((step & kEndsHere) == 0) continue;
    for (uint32_t number : ends_[row / symbols_]) {
      if (std::find(found->begin() + static_cast<std::ptrdiff_t>(first), found->end(), number) ==
          found->end()) {
        found->push_back(number);
      }
    }
  }
  std::sort(found->begin() + static_cast<std::ptrdiff_t>(first), found->end());
}

}  // namespace pptp::catalog
