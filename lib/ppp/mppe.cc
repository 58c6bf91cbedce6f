#include "lib/ppp/mppe.h"

#include <fmt/format.h>

#include <bit>
#include <vector>

namespace pptp::ppp {
namespace {

constexpr uint32_t kNamedBits = kMppeStateless | kMppeStrengths | kMppeObsolete | kMppc;
constexpr uint32_t kReservedBits = ~kNamedBits;

struct Explanation {
  uint32_t mask;
  char letter;
  const char* name;
  const char* meaning;
};
constexpr Explanation kExplanations[] = {
    {kMppeStateless, 'H', "stateless",
     "The key changes with every packet, so that a lost packet costs nothing but itself; without "
     "it one lost packet makes the peers resynchronise."},
    {kMppe56Bit, 'M', "56-bit keys",
     "Encryption with 56-bit keys (the HOWTO of 2002 called it 57-bit); pppd does not offer it."},
    {kMppe128Bit, 'S', "128-bit keys", "Encryption with 128-bit keys, the strong kind."},
    {kMppe40Bit, 'L', "40-bit keys", "Encryption with 40-bit keys, the weak kind."},
    {kMppeObsolete, 'D', "obsolete", "An obsolete bit that RFC 3078 forbids to accept."},
    {kMppc, 'C', "MPPC compression",
     "Microsoft's compression (RFC 2118), which neither pppd nor Linux can do; it is no "
     "encryption."},
    {kReservedBits, 'U', "reserved bits", "Bits to which no standard gives a meaning."},
};

std::string DescribeStrengths(uint32_t bits) {
  std::vector<int> strengths;
  if (bits & kMppe40Bit) strengths.push_back(40);
  if (bits & kMppe56Bit) strengths.push_back(56);
  if (bits & kMppe128Bit) strengths.push_back(128);
  if (strengths.size() == 1) return fmt::format("{}-bit", strengths[0]);
  if (strengths.size() == 2) return fmt::format("{}- or {}-bit", strengths[0], strengths[1]);
  return "40-, 56- or 128-bit";
}

}  // namespace

std::optional<uint32_t> MppeBits(const Option& option) {
  if (option.value.size() != 4) return std::nullopt;
  return ByteReader(option.value).U32();
}

Option MppeOption(uint32_t bits) {
  Option option{kCcpMppe, {}, {}};
  ByteWriter(&option.value).U32(bits);
  return option;
}

std::string MppeNumbers(uint32_t bits) {
  return fmt::format("mppe {:x} {:x} {:x} {:x}", bits >> 24, bits >> 16 & 255, bits >> 8 & 255,
                     bits & 255);
}

std::string MppeLetters(uint32_t bits) {
  std::string text = "mppe";
  for (const Explanation& bit : kExplanations) {
    if (bit.mask == kReservedBits) continue;
    text += (bits & bit.mask) != 0 ? " +" : " -";
    text += bit.letter;
  }
  if ((bits & kReservedBits) != 0) {
    text += fmt::format(" +U ({:02x} {:02x} {:02x} {:02x})", bits >> 24, bits >> 16 & 255,
                        bits >> 8 & 255, bits & 255);
  }
  return text;
}

std::vector<MppeBit> ExplainMppe(uint32_t bits) {
  std::vector<MppeBit> explained;
  for (const Explanation& bit : kExplanations) {
    bool set = (bits & bit.mask) != 0;
    if (bit.mask == kReservedBits && !set) continue;
    explained.push_back({bit.mask, bit.letter, set, bit.name, bit.meaning});
  }
  return explained;
}

std::string DescribeMppe(uint32_t bits) {
  std::string text;
  uint32_t strengths = bits & kMppeStrengths;
  if (strengths == 0) {
    text = "no encryption";
  } else {
    text = DescribeStrengths(bits);
    text += std::has_single_bit(strengths) ? " " : ", ";
    text += (bits & kMppeStateless) != 0 ? "stateless" : "stateful";
  }
  if ((bits & kMppc) != 0) text += ", and MPPC";
  if ((bits & kMppeObsolete) != 0) text += ", and the obsolete bit";
  if ((bits & kReservedBits) != 0) text += ", and reserved bits";
  return text;
}

}  // namespace pptp::ppp
