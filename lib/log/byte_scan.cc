#include "lib/log/byte_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

#ifndef PPTP_LIB_LOG_BYTE_SCAN_CC_  // once, however often this file is compiled
#define PPTP_LIB_LOG_BYTE_SCAN_CC_
namespace pptp::log {

// Where the maps of ByteMaps go on.
struct MapBytes {
  uint8_t *line_ends, *hits, *stops;
};

// What kind of byte a byte is, as the bits that the entries of both its halves have in common.
struct KindTables {
  std::array<uint8_t, 16> low{}, high{};
};
constexpr uint8_t kNotable = 0x0F, kStop = 0x30, kLineEnd = 0x80;

constexpr KindTables MakeKindTables() {
  KindTables tables;
  for (uint8_t half = 0; half < 16; ++half) {
    tables.low[half] |= 1;  // not ASCII, and the upper half of the control characters
    if (half == 1 || half >= 8) tables.high[half] |= 1;
    if (half != '\t' && half != '\n') tables.low[half] |= 2;  // the lower half
  }
  tables.high[0] |= 2;
  const auto add = [&tables](char c, uint8_t bit) {
    tables.low[static_cast<uint8_t>(c) & 0x0F] |= bit;
    tables.high[static_cast<uint8_t>(c) >> 4] |= bit;
  };
  add('<', 4);
  add('&', 8);
  add(':', 0x10);
  add('[', 0x20);
  add('\n', kLineEnd);
  return tables;
}
constexpr KindTables kKinds = MakeKindTables();

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
void ScanBytes(const uint8_t* at, size_t whole, const WindowTables& tables, MapBytes maps) {
  const std::string_view text(reinterpret_cast<const char*>(at), whole + tables.low.size() - 1);
  for (size_t i = 0; i < whole; ++i) {
    if (i % 8 == 0) maps.line_ends[i / 8] = maps.hits[i / 8] = maps.stops[i / 8] = 0;
    const auto bit = static_cast<uint8_t>(1U << (i % 8));
    if (text[i] == '\n') maps.line_ends[i / 8] |= bit;
    if (IsNotable(text[i]) || tables.BucketsAt(text, i) != 0) maps.hits[i / 8] |= bit;
    if (IsStop(text[i])) maps.stops[i / 8] |= bit;
  }
}

#else

// At most 64 bytes: a word of a map is filled by one vector or by several.
using Bytes = hn::CappedTag<uint8_t, 64>;
using Vector = hn::Vec<Bytes>;

// The tables in registers.
struct Windows {
  explicit Windows(const WindowTables& tables)
      : low0(hn::LoadDup128(Bytes(), tables.low[0].data())),
        low1(hn::LoadDup128(Bytes(), tables.low[1].data())),
        low2(hn::LoadDup128(Bytes(), tables.low[2].data())),
        low3(hn::LoadDup128(Bytes(), tables.low[3].data())),
        high0(hn::LoadDup128(Bytes(), tables.high[0].data())),
        high1(hn::LoadDup128(Bytes(), tables.high[1].data())),
        high2(hn::LoadDup128(Bytes(), tables.high[2].data())),
        high3(hn::LoadDup128(Bytes(), tables.high[3].data())),
        low_kinds(hn::LoadDup128(Bytes(), kKinds.low.data())),
        high_kinds(hn::LoadDup128(Bytes(), kKinds.high.data())) {}

  Vector low0, low1, low2, low3, high0, high1, high2, high3, low_kinds, high_kinds;
};

HWY_INLINE Vector BucketsOf(Vector low, Vector high, Vector bytes) {
  const Bytes d;
  const auto low_half = hn::And(bytes, hn::Set(d, 0x0F));
  const auto high_half = hn::ShiftRight<4>(bytes);
  return hn::And(hn::TableLookupBytes(low, low_half), hn::TableLookupBytes(high, high_half));
}

// Maps one vector's bytes. Reads three bytes more than that.
HWY_INLINE void MapVector(const uint8_t* at, const Windows& windows, MapBytes maps) {
  const Bytes d;
  const hn::RebindToSigned<Bytes> signed_d;
  const Vector bytes = hn::LoadU(d, at);
  Vector buckets = BucketsOf(windows.low0, windows.high0, bytes);
  buckets = hn::And(buckets, BucketsOf(windows.low1, windows.high1, hn::LoadU(d, at + 1)));
  buckets = hn::And(buckets, BucketsOf(windows.low2, windows.high2, hn::LoadU(d, at + 2)));
  buckets = hn::And(buckets, BucketsOf(windows.low3, windows.high3, hn::LoadU(d, at + 3)));
  const Vector kinds = BucketsOf(windows.low_kinds, windows.high_kinds, bytes);
  const Vector hits = hn::Or(buckets, hn::And(kinds, hn::Set(d, kNotable)));
  const Vector stops = hn::And(kinds, hn::Set(d, kStop));
  const auto signed_kinds = hn::BitCast(signed_d, kinds);  // kLineEnd is the sign
  hn::StoreMaskBits(d, hn::RebindMask(d, hn::Lt(signed_kinds, hn::Zero(signed_d))), maps.line_ends);
  hn::StoreMaskBits(d, hn::Ne(hits, hn::Zero(d)), maps.hits);
  hn::StoreMaskBits(d, hn::Ne(stops, hn::Zero(d)), maps.stops);
}

void ScanBytes(const uint8_t* at, size_t whole, const WindowTables& tables, MapBytes maps) {
  const Windows windows(tables);
  const size_t step = hn::Lanes(Bytes());
  for (size_t i = 0; i < whole; i += step) {
    MapVector(at + i, windows, {maps.line_ends + i / 8, maps.hits + i / 8, maps.stops + i / 8});
  }
}

#endif

}  // namespace pptp::log::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace pptp::log {
namespace {

constexpr size_t kWord = 64;
constexpr size_t kBehindWindow = 3;

using Scan = void (*)(const uint8_t* at, size_t whole, const WindowTables& tables, MapBytes maps);

// All that this processor can run, the best first.
std::vector<Scan> ChooseScans() {
  std::vector<Scan> scans;
#if defined(__x86_64__) && HWY_TARGETS != HWY_STATIC_TARGET
  __builtin_cpu_init();
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                        __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma") &&
                        __builtin_cpu_supports("aes") && __builtin_cpu_supports("pclmul");
  if (has_avx2) scans.push_back(N_AVX2::ScanBytes);
  if (__builtin_cpu_supports("ssse3")) scans.push_back(N_SSSE3::ScanBytes);
#endif
  scans.push_back(HWY_STATIC_DISPATCH(ScanBytes));
  return scans;
}

const std::vector<Scan>& Scans() {
  static const std::vector<Scan> kScans = ChooseScans();
  return kScans;
}

}  // namespace

uint8_t WindowTables::BucketsAt(std::string_view text, size_t at) const {
  unsigned buckets = 0xFF;
  for (size_t i = 0; i < low.size(); ++i) {
    const auto byte = static_cast<uint8_t>(at + i < text.size() ? text[at + i] : 0);
    buckets &= unsigned{low[i][byte & 0x0F]} & high[i][byte >> 4];
  }
  return static_cast<uint8_t>(buckets);
}

size_t KindsOfVectors() {
  return Scans().size();
}

void ScanBytes(std::string_view text, size_t from, size_t count, const WindowTables& tables,
               ByteMaps* maps, size_t vectors) {
  static_assert(std::endian::native == std::endian::little, "bytes of a map make its words");
  const auto scan = [&tables, maps, best = Scans()[vectors]](const char* at, size_t whole,
                                                             size_t word) {
    best(reinterpret_cast<const uint8_t*>(at), whole, tables,
         {reinterpret_cast<uint8_t*>(&maps->line_ends[word]),
          reinterpret_cast<uint8_t*>(&maps->hits[word]),
          reinterpret_cast<uint8_t*>(&maps->stops[word])});
  };
  // Words that can be read with what stands behind them; the others are copied.
  const size_t readable = text.size() - from;
  const size_t safe = readable < kBehindWindow ? 0 : readable - kBehindWindow;
  const size_t whole = std::min((count + kWord - 1) / kWord, safe / kWord) * kWord;
  scan(text.data() + from, whole, 0);
  for (size_t done = whole; done < count; done += kWord) {
    std::array<char, kWord + kBehindWindow> copy{};
    const size_t rest = std::min(copy.size(), readable - done);
    std::memcpy(copy.data(), text.data() + from + done, rest);
    scan(copy.data(), kWord, done / kWord);
  }
  if (count % kWord == 0) return;
  const uint64_t inside = (uint64_t{1} << (count % kWord)) - 1;
  maps->line_ends[count / kWord] &= inside;
  maps->hits[count / kWord] &= inside;
  maps->stops[count / kWord] &= inside;
}

void ScanBytesSlowly(std::string_view text, size_t from, size_t count, const WindowTables& tables,
                     ByteMaps* maps) {
  for (size_t i = 0; i < count; ++i) {
    const uint64_t bit = uint64_t{1} << (i % kWord);
    uint64_t& line_ends = maps->line_ends[i / kWord];
    uint64_t& hits = maps->hits[i / kWord];
    uint64_t& stops = maps->stops[i / kWord];
    if (i % kWord == 0) line_ends = hits = stops = 0;
    if (text[from + i] == '\n') line_ends |= bit;
    if (IsNotable(text[from + i]) || tables.BucketsAt(text, from + i) != 0) hits |= bit;
    if (IsStop(text[from + i])) stops |= bit;
  }
}

}  // namespace pptp::log
#endif  // HWY_ONCE
