#include "lib/catalog/hit_store.h"

#include <algorithm>
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
  return {match.leaf, event.count, event.order, event.line, event.time, Excerpt(event.raw),
          match.captures};
}

size_t HitStore::PlaceOf(uint32_t leaf) const {
  return static_cast<size_t>(std::find(leaves_.begin(), leaves_.end(), leaf) - leaves_.begin());
}

const std::vector<Hit>& HitStore::hits(uint32_t leaf) const {
  static const std::vector<Hit> kNone;
  return has(leaf) ? hits_[PlaceOf(leaf)].list : kNone;
}

uint64_t HitStore::dropped(uint32_t leaf) const {
  return has(leaf) ? hits_[PlaceOf(leaf)].dropped : 0;
}

void HitStore::Add(Hit hit) {
  hit.raw = Keep(hit);
  bytes_ += BytesOf(hit);
  Hits& hits = HitsOf(hit.leaf);
  if (hits.list.size() == kPerLeaf) {
    // Some at once, so that the newest need not move up with every hit.
    constexpr size_t kHalf = kPerLeaf / 2;
    Drop(&hits, kHalf, kHalf + kHalf / 4);
  }
  hits.list.push_back(std::move(hit));
  if (dropped_text_ > texts_.size() / 2) KeepTextsAnew();
}

std::string_view HitStore::Keep(const Hit& hit) {
  if (hit.order != last_order_ || hit.raw != last_text_) {
    last_text_ = texts_.Keep(hit.raw);
    last_order_ = hit.order;
  }
  return last_text_;
}

HitStore::Hits& HitStore::HitsOf(uint32_t leaf) {
  const size_t place = PlaceOf(leaf);
  if (place < leaves_.size()) return hits_[place];
  has_[leaf / 64] |= uint64_t{1} << (leaf % 64);
  leaves_.push_back(leaf);
  Hits& hits = hits_.emplace_back();
  hits.list.reserve(4);  // a negotiation repeats itself; a hit is not moved for nothing
  return hits;
}

void HitStore::Drop(Hits* hits, size_t begin, size_t end) {
  const auto first = hits->list.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = hits->list.begin() + static_cast<std::ptrdiff_t>(end);
  for (auto hit = first; hit != last; ++hit) {
    hits->dropped += hit->count;
    dropped_text_ += hit->raw.size();
    bytes_ -= BytesOf(*hit);
  }
  hits->list.erase(first, last);
}

// Leaves behind the texts of what was dropped.
void HitStore::KeepTextsAnew() {
  KeptTexts texts;
  for (Hits& hits : hits_) {
    for (Hit& hit : hits.list) hit.raw = texts.Keep(hit.raw);
  }
  texts_ = std::move(texts);
  last_order_ = dropped_text_ = 0;
  last_text_ = {};
}

void HitStore::Shorten(size_t ends) {
  for (Hits& hits : hits_) {
    if (hits.list.size() > 2 * ends) Drop(&hits, ends, hits.list.size() - ends);
    hits.list.shrink_to_fit();
  }
  KeepTextsAnew();
}

}  // namespace pptp::catalog
