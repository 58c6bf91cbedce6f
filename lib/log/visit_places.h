#ifndef PPTP_LIB_LOG_VISIT_PLACES_H_
#define PPTP_LIB_LOG_VISIT_PLACES_H_

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstddef>
#include <string_view>

namespace pptp::log {

// Calls visit(at) for the places in the text at which the character stands, in their order, until
// it returns true; whether it did. For characters that stand close together, where memchr would
// have to begin anew behind each: that costs more than to look.
template <typename Visit>
bool VisitPlaces(std::string_view text, char c, const Visit& visit) {
#if defined(__SSE2__)
  constexpr size_t kBlock = sizeof(__m128i);
  const __m128i wanted = _mm_set1_epi8(c);
  const auto look = [wanted](const char* bytes) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted)));
  };
  const auto visit_all = [&visit](unsigned bits, size_t at) {
    for (; bits != 0; bits &= bits - 1) {
      if (visit(at + static_cast<size_t>(std::countr_zero(bits)))) return true;
    }
    return false;
  };
  size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    if (visit_all(look(text.data() + at), at)) return true;
  }
  const size_t rest = text.size() - at;
  if (rest == 0) return false;
  if (at > 0) {  // the last block ends where the text does
    return visit_all(look(text.data() + text.size() - kBlock) >> (kBlock - rest), at);
  }
  std::array<char, kBlock> padded;
  padded.fill(static_cast<char>(~c));
  text.copy(padded.data(), rest);
  return visit_all(look(padded.data()), 0);
#else
  for (size_t at = text.find(c); at != std::string_view::npos; at = text.find(c, at + 1)) {
    if (visit(at)) return true;
  }
  return false;
#endif
}

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_VISIT_PLACES_H_
