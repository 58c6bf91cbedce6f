#ifndef PPTP_LIB_PPP_MPPE_H_
#define PPTP_LIB_PPP_MPPE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/ppp/packet.h"

// The four bytes of CCP option 18: what each bit of a Microsoft Point-to-Point
// Encryption proposal means (RFC 3078 section 2.1; C is RFC 2118's).
namespace pptp::ppp {

enum : uint32_t {
  kMppeStateless = 0x01000000,  // H
  kMppe56Bit = 0x00000080,      // M; the HOWTO of 2002 calls it 57-bit
  kMppe128Bit = 0x00000040,     // S
  kMppe40Bit = 0x00000020,      // L
  kMppeObsolete = 0x00000010,   // D
  kMppc = 0x00000001,           // C: Microsoft's compression, not encryption
};
inline constexpr uint32_t kMppeStrengths = kMppe40Bit | kMppe56Bit | kMppe128Bit;

// The bits of an MPPE option; empty when its value is not four bytes long.
std::optional<uint32_t> MppeBits(const Option& option);
Option MppeOption(uint32_t bits);

// "<mppe 1 0 0 e1>" and "<mppe +H +M +S +L -D +C>", without the brackets.
std::string MppeNumbers(uint32_t bits);
std::string MppeLetters(uint32_t bits);

// One bit (or all reserved ones together) of a proposal, for an explanation.
struct MppeBit {
  uint32_t mask;
  char letter;  // pppd's: H M S L D C, U for the reserved bits
  bool set;
  std::string name;     // "stateless", "56-bit keys", ...
  std::string meaning;  // a sentence
};
std::vector<MppeBit> ExplainMppe(uint32_t bits);

// In a few words: "128-bit stateless", "40- or 128-bit, stateless, and MPPC",
// "no encryption".
std::string DescribeMppe(uint32_t bits);

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_MPPE_H_
