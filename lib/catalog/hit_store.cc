#include "lib/catalog/hit_store.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace pptp::catalog {
namespace {

// Room is made for so many at once: hardly a session has less.
constexpr size_t kFirstHits = 32;
constexpr size_t kFirstLeaves = 16;

// The start of a line, cut between characters.
std::string_view Excerpt(std::string_view line) {
  if (line.size() <= kEvidenceBytes) return line;
  size_t end = kEvidenceBytes;
  for (int i = 0; i < 3 && (static_cast<uint8_t>(line[end]) & 0xC0) == 0x80; ++i) --end;
  return line.substr(0, end);
}

size_t BytesOf(const Hit& hit) {
  constexpr size_t kPerCapture = 128;
  return sizeof hit + (hit.captures != nullptr ? hit.captures->size() * kPerCapture : 0);
}

}  // namespace

HitList HitStore::hits(uint32_t leaf) const {
  if (!has(leaf)) return {};
  const Leaf& found = leaves_[PlaceOf(leaf)];
  return {hits_.data(), found.first, found.size};
}

uint64_t HitStore::dropped(uint32_t leaf) const {
  return has(leaf) ? leaves_[PlaceOf(leaf)].dropped : 0;
}

void HitStore::Add(const std::vector<LeafMatch>& matches, const session::Event& event) {
  if (matches.empty()) return;
  if (gaps_ > hits_.size() / 2) CloseGaps();
  const HitLine* line = lines_.Keep({.order = event.order,
                                     .line = event.line,
                                     .time = event.time,
                                     .count = event.count,
                                     .raw_size = 0},
                                    Excerpt(event.raw));
  for (const LeafMatch& match : matches) {
    Hit& hit = Append(match.leaf);
    hit.said = line;
    if (match.captures) {
      hit.captures = match.captures.get();
      captures_.push_back(match.captures);
    }
    bytes_ += BytesOf(hit);
  }
}

size_t HitStore::FindFarPlace(uint32_t number) const {
  size_t place = kFarPlace - 1;
  while (leaves_[place].number != number) ++place;
  return place;
}

void HitStore::AddLeaf(uint32_t number) {
  if (leaves_.empty()) leaves_.reserve(kFirstLeaves);
  leaves_.emplace_back().number = number;
  place_of_leaf_[number] = static_cast<uint8_t>(std::min<size_t>(leaves_.size(), kFarPlace));
}

// A new hit of the leaf, the last one.
Hit& HitStore::Append(uint32_t number) {
  if (!has(number)) AddLeaf(number);
  Leaf& leaf = leaves_[PlaceOf(number)];
  if (leaf.size == kPerLeaf) {
    // Some at once, so that the newest need not be looked for with every hit.
    constexpr size_t kHalf = kPerLeaf / 2;
    Drop(&leaf, kHalf, kHalf + kHalf / 4);
  }
  if (hits_.empty()) hits_.reserve(kFirstHits);
  const auto place = static_cast<uint32_t>(hits_.size());
  (leaf.size == 0 ? leaf.first : hits_[leaf.last].next) = place;
  leaf.last = place;
  ++leaf.size;
  return hits_.emplace_back();
}

// REQUIRES: one stays at either end.
void HitStore::Drop(Leaf* leaf, size_t begin, size_t end) {
  uint32_t before = leaf->first;
  for (size_t i = 1; i < begin; ++i) before = hits_[before].next;
  for (size_t i = begin; i < end; ++i) {
    const Hit& hit = hits_[hits_[before].next];
    leaf->dropped += hit.count();
    bytes_ -= BytesOf(hit);
    hits_[before].next = hit.next;
  }
  leaf->size -= static_cast<uint32_t>(end - begin);
  gaps_ += end - begin;
}

// Leaves behind what was dropped, with the lines and captures that are nobody's.
void HitStore::CloseGaps() {
  KeptLines lines;
  std::vector<Hit> hits;
  std::unordered_map<const HitLine*, const HitLine*> copies;
  std::unordered_set<const Captures*> captures;
  hits.reserve(hits_.size() - gaps_);
  for (Leaf& leaf : leaves_) {
    uint32_t next = leaf.first;
    leaf.first = static_cast<uint32_t>(hits.size());
    for (; next != kNoHit; next = hits_[next].next) {
      Hit& hit = hits.emplace_back(hits_[next]);
      const HitLine*& copy = copies[hit.said];
      if (copy == nullptr) copy = lines.Keep(*hit.said, hit.raw());
      hit.said = copy;
      hit.next = static_cast<uint32_t>(hits.size());
      if (hit.captures != nullptr) captures.insert(hit.captures);
    }
    hits.back().next = kNoHit;
    leaf.last = static_cast<uint32_t>(hits.size() - 1);
  }
  std::erase_if(captures_, [&](const SharedCaptures& kept) {
    return captures.erase(kept.get()) == 0;  // one owner of each is enough
  });
  hits_ = std::move(hits);
  lines_ = std::move(lines);
  gaps_ = 0;
}

void HitStore::Shorten(size_t ends) {
  for (Leaf& leaf : leaves_) {
    if (leaf.size > 2 * ends) Drop(&leaf, ends, leaf.size - ends);
  }
  if (gaps_ > 0) CloseGaps();
}

}  // namespace pptp::catalog
