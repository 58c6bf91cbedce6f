#include "lib/log/literal_set.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <numeric>
#include <utility>

#include "lib/base/text.h"

namespace pptp::log {
namespace {

// How often each byte stands in 8192 bytes of a syslog of a few dozen programs; 1 for those that
// hardly ever do.
constexpr uint16_t kFrequency[256] = {
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   79,  1,  1,   1,  1,   1,    // controls
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   1,   1,  1,   1,  1,   1,    //
    1064, 1,   11,  2,   1,   1,   4,  15, 45,  45,  1,   2,  8,   45, 130, 45,   // blank to '/'
    402,  337, 149, 125, 96,  86,  43, 39, 39,  52,  361, 1,  6,   46, 8,   1,    // '0' to '?'
    1,    49,  1,   40,  43,  60,  89, 11, 9,   32,  1,   4,  21,  23, 60,  34,   // '@' to 'O'
    38,   2,   38,  45,  51,  21,  6,  4,  4,   4,   1,   98, 8,   98, 1,   34,   // 'P' to '_'
    1,    251, 198, 162, 196, 532, 85, 60, 72,  230, 2,   39, 134, 96, 282, 357,  // '`' to 'o'
    123,  4,   289, 243, 311, 111, 31, 26, 105, 41,  1,   1,  4,   1,  1,   1,    // 'p' to DEL
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   1,   1,  1,   1,  1,   1,    //
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   1,   1,  1,   1,  1,   1,    //
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   1,   1,  1,   1,  1,   1,    //
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   1,   1,  1,   1,  1,   1,    //
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   1,   1,  1,   1,  1,   1,    //
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   1,   1,  1,   1,  1,   1,    //
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   1,   1,  1,   1,  1,   1,    //
    1,    1,   1,   1,   1,   1,   1,  1,  1,   1,   1,   1,  1,   1,  1,   1,
};
constexpr double kAllBytes = 10240;  // roughly their sum

// So few literals get windows of three bytes.
constexpr size_t kFew = 16;

double Share(uint8_t byte) {
  return kFrequency[byte] / kAllBytes;
}

uint8_t LowerOf(uint8_t byte) {
  return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

bool IsLetter(uint8_t byte) {
  return IsAlpha(static_cast<char>(byte));
}

// How often a byte is one of those that the tables let pass at this place of a window.
double ShareThatPasses(const WindowTables& tables, size_t place, uint8_t bucket) {
  unsigned frequency = 0;
  for (size_t high = 0; high < 16; ++high) {
    if ((tables.high[place][high] & bucket) == 0) continue;
    for (size_t low = 0; low < 16; ++low) {
      if ((tables.low[place][low] & bucket) != 0) frequency += kFrequency[16 * high + low];
    }
  }
  return frequency / kAllBytes;
}

double ShareOfPlaces(const WindowTables& tables, size_t bucket) {
  double share = 1;
  for (size_t place = 0; place < tables.bytes; ++place) {
    share *= ShareThatPasses(tables, place, static_cast<uint8_t>(1U << bucket));
  }
  return share;
}

// Where the rarest window of the literal stands, and how often such bytes come.
struct Place {
  size_t offset = 0;
  double share = 2;
};
Place FindRarest(std::string_view text, bool any_case, size_t length) {
  Place rarest;
  for (size_t at = 0; at + length <= text.size(); ++at) {
    double share = 1;
    for (size_t i = 0; i < length; ++i) {
      const auto byte = static_cast<uint8_t>(text[at + i]);
      const bool folds = any_case && IsLetter(byte);
      share *= folds ? Share(byte | 0x20) + Share(byte & 0xDF) : Share(byte);
    }
    if (share < rarest.share) rarest = {at, share};
  }
  return rarest;
}

// Lets a window pass as one of the bucket. One that does not begin with ASCII is a hit anyway.
void AddToTables(uint32_t window_bytes, uint32_t fold_bytes, uint32_t mask_bytes, size_t bucket,
                 WindowTables* tables) {
  std::array<uint8_t, kWindow> window{}, folds{}, mask{};
  std::memcpy(window.data(), &window_bytes, kWindow);
  std::memcpy(folds.data(), &fold_bytes, kWindow);
  std::memcpy(mask.data(), &mask_bytes, kWindow);
  if (window[0] >= 0x80) return;
  const auto bit = static_cast<uint8_t>(1U << bucket);
  for (size_t place = 0; place < tables->bytes; ++place) {
    if (mask[place] == 0) {
      for (uint8_t& half : tables->low[place]) half |= bit;
      for (uint8_t& half : tables->high[place]) half |= bit;
      continue;
    }
    tables->low[place][window[place] & 0x0F] |= bit;
    tables->high[place][window[place] >> 4] |= bit;
    tables->high[place][(window[place] & ~folds[place]) >> 4] |= bit;
  }
}

}  // namespace

std::string_view RarestOf(const std::vector<std::string_view>& texts) {
  const auto share = [](std::string_view text) {
    return std::accumulate(text.begin(), text.end(), 1.0, [](double product, char c) {
      return product * Share(static_cast<uint8_t>(c));
    });
  };
  return *std::min_element(texts.begin(), texts.end(), [&](std::string_view a, std::string_view b) {
    return share(a) < share(b);
  });
}

std::vector<Literal> WithoutCovered(std::vector<Literal> literals) {
  // What a literal may hold is shorter, or as long and of any case.
  std::stable_sort(literals.begin(), literals.end(), [](const Literal& a, const Literal& b) {
    return std::pair(a.text.size(), !a.any_case) < std::pair(b.text.size(), !b.any_case);
  });
  std::vector<Literal> kept;
  for (Literal& literal : literals) {
    std::string lower = ToLower(literal.text);
    const bool covered = std::any_of(kept.begin(), kept.end(), [&](const Literal& other) {
      if (other.any_case) return lower.find(other.text) != std::string::npos;
      return !literal.any_case && literal.text.find(other.text) != std::string::npos;
    });
    if (covered) continue;
    if (literal.any_case) literal.text = std::move(lower);
    kept.push_back(std::move(literal));
  }
  return kept;
}

LiteralSet::LiteralSet(std::vector<Literal> literals, std::string_view marks)
    : literals_(std::move(literals)) {
  tables_.bytes = literals_.size() <= kFew ? kWindow - 1 : kWindow;
  for (size_t i = 0; i < marks.size(); ++i) {
    AddToTables(static_cast<uint8_t>(marks[i]), 0, 0xFF, i, &tables_);
  }
  std::vector<Entry> entries;
  entries.reserve(literals_.size());
  for (size_t i = 0; i < literals_.size(); ++i) entries.push_back(ChooseWindow(i));
  PutIntoBuckets(entries, marks.size());
  IndexWindows();
}

LiteralSet::Entry LiteralSet::ChooseWindow(size_t literal) const {
  const auto& [text, any_case] = literals_[literal];
  const size_t length = std::min(tables_.bytes, text.size());
  const size_t offset = FindRarest(text, any_case, length).offset;
  Entry entry;
  entry.offset = static_cast<uint32_t>(offset);
  entry.literal = literal;
  std::array<uint8_t, kWindow> window{}, folds{}, mask{};
  for (size_t i = 0; i < length; ++i) {
    const auto byte = static_cast<uint8_t>(text[offset + i]);
    window[i] = any_case ? LowerOf(byte) : byte;
    folds[i] = any_case && IsLetter(byte) ? 0x20 : 0;
    mask[i] = 0xFF;
  }
  std::memcpy(&entry.window, window.data(), kWindow);
  std::memcpy(&entry.folds, folds.data(), kWindow);
  std::memcpy(&entry.mask, mask.data(), kWindow);
  return entry;
}

// Each window goes where it adds least to the places that will have to be looked at, the most
// frequent first. Equal windows stay together: the second one costs nothing.
void LiteralSet::PutIntoBuckets(const std::vector<Entry>& entries, size_t first_bucket) {
  std::map<std::pair<uint32_t, uint32_t>, Same> by_window;
  for (const Entry& entry : entries) by_window[{entry.window, entry.folds}].push_back(entry);
  std::vector<std::pair<double, Same>> by_share;
  for (auto& [window, same] : by_window) {
    WindowTables alone;
    alone.bytes = tables_.bytes;
    const double share = ShareWith(same.front(), first_bucket, &alone);
    by_share.emplace_back(share, std::move(same));
  }
  std::stable_sort(by_share.begin(), by_share.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::array<double, kBuckets> shares{};  // of places, by bucket
  for (const auto& [share, same] : by_share) {
    size_t best = first_bucket;
    double least = 2;
    for (size_t bucket = first_bucket; bucket < kBuckets; ++bucket) {
      WindowTables with = tables_;
      const double more = ShareWith(same.front(), bucket, &with) - shares[bucket];
      if (more >= least) continue;
      least = more;
      best = bucket;
    }
    shares[best] = ShareWith(same.front(), best, &tables_);
    entries_.insert(entries_.end(), same.begin(), same.end());
  }
}

// Lets the window pass, and returns how often a place will then have to be looked at for its
// bucket.
double LiteralSet::ShareWith(const Entry& entry, size_t bucket, WindowTables* tables) {
  AddToTables(entry.window, entry.folds, entry.mask, bucket, tables);
  return ShareOfPlaces(*tables, bucket);
}

void LiteralSet::IndexWindows() {
  for (const Entry& entry : entries_) NoteDigests(entry);
  const auto whole =
      std::stable_partition(entries_.begin(), entries_.end(),
                            [](const Entry& entry) { return entry.mask != UINT32_MAX; });
  short_ones_ = static_cast<size_t>(whole - entries_.begin());
  for (size_t i = short_ones_; i < entries_.size(); ++i) {
    slots_[DigestOf(entries_[i].window, kSlotBits)].push_back(static_cast<uint32_t>(i));
  }
}

// Where a short literal has no byte, any may stand.
void LiteralSet::NoteDigests(const Entry& entry) {
  const unsigned free_bits = static_cast<unsigned>(std::popcount(~entry.mask));
  const unsigned shift = 32 - free_bits;
  for (uint64_t free = 0; free < uint64_t{1} << free_bits; ++free) {
    const auto above = free_bits == 0 ? 0 : static_cast<uint32_t>(free << shift);
    const size_t digest = DigestOf(entry.window | above, kDigestBits);
    digests_[digest / 64] |= uint64_t{1} << (digest % 64);
  }
}

// REQUIRES: the window is the entry's.
bool LiteralSet::StandsAt(const Entry& entry, std::string_view text, size_t at) const {
  const auto& [literal, any_case] = literals_[entry.literal];
  if (at < entry.offset || text.size() - (at - entry.offset) < literal.size()) return false;
  const std::string_view there = text.substr(at - entry.offset, literal.size());
  if (any_case) return EqualsIgnoringCase(there, literal);
  // Most places that have the window have neither.
  if (there.front() != literal.front() || there.back() != literal.back()) return false;
  return there == literal;
}

size_t LiteralSet::Find(uint32_t window, std::string_view text, size_t at) const {
  size_t first = kNone;
  const auto compare = [&](const Entry& entry) {
    const bool has_window = ((window | entry.folds) & entry.mask) == entry.window;
    if (has_window && StandsAt(entry, text, at)) first = std::min(first, entry.literal);
  };
  for (size_t i = 0; i < short_ones_; ++i) compare(entries_[i]);
  for (uint32_t i : slots_[DigestOf(window, kSlotBits)]) compare(entries_[i]);
  return first;
}

}  // namespace pptp::log
