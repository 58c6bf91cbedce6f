#include "lib/log/byte_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

#ifndef PPTP_LIB_LOG_BYTE_SCAN_CC_  // once, however often this file is compiled
#define PPTP_LIB_LOG_BYTE_SCAN_CC_
namespace pptp::log {

constexpr size_t kBlock = BytePlaces::kBlock;

// Where the places of FoundBytes are written on.
struct PlaceEnds {
  uint16_t *line_ends, *hits;
};

}  // namespace pptp::log
#endif

// Which kinds of processors there is code for; ChooseScans() knows them. The library's own choice
// costs each start of the program two milliseconds, in which it measures its clock.
#if defined(__x86_64__)
#define HWY_DISABLED_TARGETS (HWY_SSE4 | HWY_AVX3 | HWY_AVX3_DL)
#else
#define HWY_COMPILE_ONLY_STATIC
#endif
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/log/byte_scan.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

// The part between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE is compiled once for each kind of
// processor.
HWY_BEFORE_NAMESPACE();
namespace pptp::log::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

// A processor without vectors worth the name: its "vectors" of one byte have no table lookup.
PlaceEnds ScanBlocks(const uint8_t* at, size_t size, size_t first, const WindowTables& tables,
                     PlaceEnds ends) {
  const std::string_view text(reinterpret_cast<const char*>(at), size + tables.bytes - 1);
  for (size_t i = 0; i < size; ++i) {
    if (text[i] == '\n') *ends.line_ends++ = static_cast<uint16_t>(first + i);
    if (IsUnusual(text[i]) || tables.BucketsAt(text, i) != 0) {
      *ends.hits++ = static_cast<uint16_t>(first + i);
    }
  }
  return ends;
}

PlaceEnds ScanMarkupBlocks(const uint8_t* at, size_t size, size_t first, PlaceEnds ends) {
  for (size_t i = 0; i < size; ++i) {
    const auto c = static_cast<char>(at[i]);
    if (c == '\n') *ends.line_ends++ = static_cast<uint16_t>(first + i);
    if (IsOddOrMarkup(c)) *ends.hits++ = static_cast<uint16_t>(first + i);
  }
  return ends;
}

#else

using Bytes = hn::CappedTag<uint8_t, kBlock>;
using Vector = hn::Vec<Bytes>;
using Mask = hn::Mask<Bytes>;
constexpr size_t kLanes = hn::MaxLanes(Bytes());
constexpr size_t kVectors = kBlock / kLanes;

HWY_INLINE uint64_t BitsOf(Mask mask) {
  std::array<uint8_t, sizeof(uint64_t)> bytes{};
  hn::StoreMaskBits(Bytes(), mask, bytes.data());
  uint64_t bits = 0;
  std::memcpy(&bits, bytes.data(), kLanes / 8);
  return bits;
}

// The tables of so many bytes, in registers.
template <size_t kWindow>
struct Windows {
  explicit HWY_INLINE Windows(const WindowTables& tables) {
    for (size_t i = 0; i < kWindow; ++i) {
      low[i] = hn::LoadDup128(Bytes(), tables.low[i].data());
      high[i] = hn::LoadDup128(Bytes(), tables.high[i].data());
    }
  }

  HWY_INLINE Vector BucketsAt(const uint8_t* at) const {
    const Bytes d;
    Vector buckets = BucketsOfFirst(hn::LoadU(d, at));
    for (size_t i = 1; i < kWindow; ++i) {
      const Vector bytes = hn::LoadU(d, at + i);
      const Vector low_half = hn::And(bytes, hn::Set(d, 0x0F));
      buckets = hn::And(buckets, BucketsOf(i, low_half, hn::ShiftRight<4>(bytes)));
    }
    return buckets;
  }

  HWY_INLINE Vector BucketsOfFirst(Vector bytes) const {
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_SSSE3
    // The lookup takes the lower half of an ASCII byte by itself, and makes 0 of any other, of
    // which the upper half selects 0 anyway.
    const Vector low_half = bytes;
#else
    const Vector low_half = hn::And(bytes, hn::Set(Bytes(), 0x0F));
#endif
    return BucketsOf(0, low_half, hn::ShiftRight<4>(bytes));
  }

  HWY_INLINE Vector BucketsOf(size_t i, Vector low_half, Vector high_half) const {
    return hn::And(hn::TableLookupBytes(low[i], low_half),
                   hn::TableLookupBytes(high[i], high_half));
  }

  Vector low[kWindow], high[kWindow];
};

// What is looked for in each block: line ends, and, most times in vain, hits.
template <size_t kWindow>
PlaceEnds ScanBlocksFor(const uint8_t* at, size_t size, size_t first, const WindowTables& tables,
                        PlaceEnds ends) {
  const Bytes d;
  const hn::RebindToSigned<Bytes> signed_d;
  const Windows<kWindow> windows(tables);
  for (size_t i = 0; i < size; i += kBlock) {
    Vector hits[kVectors];
    Vector any = hn::Zero(d);
    uint64_t line_ends = 0;
    for (size_t v = 0; v < kVectors; ++v) {
      const Vector bytes = hn::LoadU(d, at + i + v * kLanes);
      const Mask ends_line = hn::Eq(bytes, hn::Set(d, '\n'));
      // As signed numbers, bytes that are not ASCII are less than zero.
      const auto below_blank = hn::Lt(hn::BitCast(signed_d, bytes), hn::Set(signed_d, 0x20));
      const Vector unusual = hn::AndNot(hn::VecFromMask(d, ends_line),
                                        hn::VecFromMask(d, hn::RebindMask(d, below_blank)));
      hits[v] = hn::Or(unusual, windows.BucketsAt(at + i + v * kLanes));
      any = hn::Or(any, hits[v]);
      line_ends |= BitsOf(ends_line) << (v * kLanes);
    }
    ends.line_ends = BytePlaces::Write(first + i, line_ends, ends.line_ends);
    if (HWY_LIKELY(hn::AllTrue(d, hn::Eq(any, hn::Zero(d))))) continue;
    uint64_t bits = 0;
    for (size_t v = 0; v < kVectors; ++v) {
      bits |= BitsOf(hn::Ne(hits[v], hn::Zero(d))) << (v * kLanes);
    }
    ends.hits = BytePlaces::Write(first + i, bits, ends.hits);
  }
  return ends;
}

PlaceEnds ScanBlocks(const uint8_t* at, size_t size, size_t first, const WindowTables& tables,
                     PlaceEnds ends) {
  return tables.bytes == 3 ? ScanBlocksFor<3>(at, size, first, tables, ends)
                           : ScanBlocksFor<4>(at, size, first, tables, ends);
}

PlaceEnds ScanMarkupBlocks(const uint8_t* at, size_t size, size_t first, PlaceEnds ends) {
  const Bytes d;
  const hn::RebindToSigned<Bytes> signed_d;
  for (size_t i = 0; i < size; i += kBlock) {
    uint64_t line_ends = 0, hits = 0;
    for (size_t v = 0; v < kVectors; ++v) {
      const Vector bytes = hn::LoadU(d, at + i + v * kLanes);
      const Vector ends_line = hn::VecFromMask(d, hn::Eq(bytes, hn::Set(d, '\n')));
      // As signed numbers, bytes that are not ASCII are less than zero, and DEL with one more is,
      // too: a single comparison finds them and the control characters, of which a line end is one.
      const auto next = hn::BitCast(signed_d, hn::Add(bytes, hn::Set(d, 1)));
      const auto odd = hn::Lt(next, hn::Set(signed_d, 0x21));
      const Vector markup = hn::Or(hn::VecFromMask(d, hn::Eq(bytes, hn::Set(d, '&'))),
                                   hn::VecFromMask(d, hn::Eq(bytes, hn::Set(d, '<'))));
      const Vector hit =
          hn::Or(markup, hn::Xor(ends_line, hn::VecFromMask(d, hn::RebindMask(d, odd))));
      line_ends |= BitsOf(hn::MaskFromVec(ends_line)) << (v * kLanes);
      hits |= BitsOf(hn::MaskFromVec(hit)) << (v * kLanes);
    }
    ends.line_ends = BytePlaces::Write(first + i, line_ends, ends.line_ends);
    if (hits != 0) ends.hits = BytePlaces::Write(first + i, hits, ends.hits);
  }
  return ends;
}

#endif

}  // namespace pptp::log::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace pptp::log {
namespace {

constexpr size_t kBehindWindow = WindowTables::kMostBytes - 1;

// Look through whole blocks, whose places begin with "first", and the bytes behind them.
using ScanForWords = PlaceEnds (*)(const uint8_t* at, size_t size, size_t first,
                                   const WindowTables& tables, PlaceEnds ends);
using ScanForMarkup = PlaceEnds (*)(const uint8_t* at, size_t size, size_t first, PlaceEnds ends);

// For one kind of vectors.
struct Scan {
  ScanForWords words;
  ScanForMarkup markup;
};

// All that this processor can run, the best first.
std::vector<Scan> ChooseScans() {
  std::vector<Scan> scans;
#if defined(__x86_64__) && HWY_TARGETS != HWY_STATIC_TARGET
  __builtin_cpu_init();
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                        __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma") &&
                        __builtin_cpu_supports("aes") && __builtin_cpu_supports("pclmul");
  if (has_avx2) scans.push_back({N_AVX2::ScanBlocks, N_AVX2::ScanMarkupBlocks});
  if (__builtin_cpu_supports("ssse3")) {
    scans.push_back({N_SSSE3::ScanBlocks, N_SSSE3::ScanMarkupBlocks});
  }
#endif
  scans.push_back({HWY_STATIC_DISPATCH(ScanBlocks), HWY_STATIC_DISPATCH(ScanMarkupBlocks)});
  return scans;
}

const std::vector<Scan>& Scans() {
  static const std::vector<Scan> kScans = ChooseScans();
  return kScans;
}

// Calls scan(at, size, first, ends) for blocks of text[from, from + count) with so many readable
// bytes behind each, and says what it found.
template <size_t kBehind, typename ScanSome>
void ScanAll(std::string_view text, size_t from, size_t count, FoundBytes* found,
             const ScanSome& scan) {
  static_assert(std::endian::native == std::endian::little, "the first byte has the lowest bit");
  const auto* at = reinterpret_cast<const uint8_t*>(text.data() + from);
  PlaceEnds ends = {found->line_ends.Open(), found->hits.Open()};
  // Blocks that can be read with what stands behind them; the others are copied.
  const size_t readable = text.size() - from;
  const size_t safe = readable < kBehind ? 0 : readable - kBehind;
  const size_t whole = std::min((count + kBlock - 1) / kBlock, safe / kBlock) * kBlock;
  ends = scan(at, whole, 0, ends);
  for (size_t done = whole; done < count; done += kBlock) {
    std::array<uint8_t, kBlock + kBehind> copy{};
    std::memcpy(copy.data(), at + done, std::min(copy.size(), readable - done));
    ends = scan(copy.data(), kBlock, done, ends);
  }
  found->line_ends.Close(ends.line_ends, count);
  found->hits.Close(ends.hits, count);
}

}  // namespace

uint8_t WindowTables::BucketsAt(std::string_view text, size_t at) const {
  unsigned buckets = 0xFF;
  for (size_t i = 0; i < bytes; ++i) {
    const auto byte = static_cast<uint8_t>(at + i < text.size() ? text[at + i] : 0);
    buckets &= unsigned{low[i][byte & 0x0F]} & high[i][byte >> 4];
  }
  return static_cast<uint8_t>(buckets);
}

size_t KindsOfVectors() {
  return Scans().size();
}

void ScanBytes(std::string_view text, size_t from, size_t count, const WindowTables& tables,
               FoundBytes* found, size_t vectors) {
  const ScanForWords scan = Scans()[vectors].words;
  ScanAll<kBehindWindow>(
      text, from, count, found,
      [scan, &tables](const uint8_t* at, size_t size, size_t first, PlaceEnds ends) {
        return scan(at, size, first, tables, ends);
      });
}

void ScanMarkup(std::string_view text, size_t from, size_t count, FoundBytes* found,
                size_t vectors) {
  ScanAll<0>(text, from, count, found, Scans()[vectors].markup);
}

void ScanBytesSlowly(std::string_view text, size_t from, size_t count, const WindowTables& tables,
                     FoundBytes* found) {
  PlaceEnds ends = {found->line_ends.Open(), found->hits.Open()};
  for (size_t i = 0; i < count; ++i) {
    const char c = text[from + i];
    if (c == '\n') *ends.line_ends++ = static_cast<uint16_t>(i);
    if (IsUnusual(c) || tables.BucketsAt(text, from + i) != 0) {
      *ends.hits++ = static_cast<uint16_t>(i);
    }
  }
  found->line_ends.Close(ends.line_ends, count);
  found->hits.Close(ends.hits, count);
}

}  // namespace pptp::log
#endif  // HWY_ONCE
