#include "lib/catalog/hit_store.h"

#include <utility>

namespace pptp::catalog {
namespace {

// The start of a line, cut between characters.
std::string_view Excerpt(std::string_view line) {
  if (line.size() <= kEvidenceBytes) return line;
  size_t end = kEvidenceBytes;
  for (int i = 0; i < 3 && (static_cast<uint8_t>(line[end]) & 0xC0) == 0x80; ++i) --end;
  return line.substr(0, end);
}

size_t BytesOf(const Hit& hit) {
  constexpr size_t kPerCapture = 128;
  const size_t captures = hit.captures ? hit.captures->size() : 0;
  return sizeof hit + hit.raw.size() + captures * kPerCapture;
}

}  // namespace

Hit MakeHit(const LeafMatch& match, const session::Event& event) {
  return {match.leaf, event.count,        event.order,    event.line,
          event.time, Excerpt(event.raw), match.captures, kNoHit};
}

HitList HitStore::hits(uint32_t leaf) const {
  if (!has(leaf)) return {};
  const Leaf& found = leaves_[place_of_leaf_[leaf] - size_t{1}];
  return {hits_.data(), found.first, found.size};
}

uint64_t HitStore::dropped(uint32_t leaf) const {
  return has(leaf) ? leaves_[place_of_leaf_[leaf] - size_t{1}].dropped : 0;
}

void HitStore::Add(Hit hit) {
  if (gaps_ > hits_.size() / 2) CloseGaps();
  hit.raw = texts_.Keep(hit.raw);
  hit.next = kNoHit;
  bytes_ += BytesOf(hit);
  Append(hit.leaf) = std::move(hit);
}

// Made where they stay: most lines of a session come here.
void HitStore::Add(const std::vector<LeafMatch>& matches, const session::Event& event) {
  if (matches.empty()) return;
  if (gaps_ > hits_.size() / 2) CloseGaps();
  const std::string_view raw = texts_.Keep(Excerpt(event.raw));
  for (const LeafMatch& match : matches) {
    Hit& hit = Append(match.leaf);
    hit.leaf = match.leaf;
    hit.count = event.count;
    hit.order = event.order;
    hit.line = event.line;
    hit.time = event.time;
    hit.raw = raw;
    hit.captures = match.captures;
    bytes_ += BytesOf(hit);
  }
}

// A new hit of the leaf, the last one.
Hit& HitStore::Append(uint32_t number) {
  uint32_t& place_of_leaf = place_of_leaf_[number];
  if (place_of_leaf == 0) place_of_leaf = AddLeaf(number);
  Leaf& leaf = leaves_[place_of_leaf - size_t{1}];
  if (leaf.size == kPerLeaf) {
    // Some at once, so that the newest need not be looked for with every hit.
    constexpr size_t kHalf = kPerLeaf / 2;
    Drop(&leaf, kHalf, kHalf + kHalf / 4);
  }
  const auto place = static_cast<uint32_t>(hits_.size());
  (leaf.size == 0 ? leaf.first : hits_[leaf.last].next) = place;
  leaf.last = place;
  ++leaf.size;
  return hits_.emplace_back();
}

// Returns its place.
uint32_t HitStore::AddLeaf(uint32_t number) {
  leaves_.emplace_back().number = number;
  return static_cast<uint32_t>(leaves_.size());
}

// REQUIRES: one stays at either end.
void HitStore::Drop(Leaf* leaf, size_t begin, size_t end) {
  uint32_t before = leaf->first;
  for (size_t i = 1; i < begin; ++i) before = hits_[before].next;
  for (size_t i = begin; i < end; ++i) {
    Hit& hit = hits_[hits_[before].next];
    leaf->dropped += hit.count;
    bytes_ -= BytesOf(hit);
    hits_[before].next = hit.next;
    hit.captures = nullptr;
  }
  leaf->size -= static_cast<uint32_t>(end - begin);
  gaps_ += end - begin;
}

// Leaves behind what was dropped, and its texts.
void HitStore::CloseGaps() {
  KeptTexts texts;
  std::vector<Hit> hits;
  hits.reserve(hits_.size() - gaps_);
  for (Leaf& leaf : leaves_) {
    uint32_t next = leaf.first;
    leaf.first = static_cast<uint32_t>(hits.size());
    for (; next != kNoHit; next = hits_[next].next) {
      Hit& hit = hits.emplace_back(hits_[next]);
      hit.raw = texts.Keep(hit.raw);
      hit.next = static_cast<uint32_t>(hits.size());
    }
    hits.back().next = kNoHit;
    leaf.last = static_cast<uint32_t>(hits.size() - 1);
  }
  hits_ = std::move(hits);
  texts_ = std::move(texts);
  gaps_ = 0;
}

void HitStore::Shorten(size_t ends) {
  for (Leaf& leaf : leaves_) {
    if (leaf.size > 2 * ends) Drop(&leaf, ends, leaf.size - ends);
  }
  if (gaps_ > 0) CloseGaps();
}

}  // namespace pptp::catalog
