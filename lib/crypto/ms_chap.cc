#include "lib/crypto/ms_chap.h"

#include <algorithm>

namespace pptp::crypto {
namespace {

constexpr size_t kNtResponseAt = 24, kFlagAt = 48;

}  // namespace

MsChapValue RespondMsChap(std::span<const uint8_t, 8> challenge, const Secret& password,
                          LmResponse lm) {
  MsChapValue value{};
  if (lm == LmResponse::kSend) {
    const ChallengeResponse response = RespondToChallenge(challenge, LmPasswordHash(password));
    std::copy(response.begin(), response.end(), value.begin());
  }
  const ChallengeResponse response = RespondToChallenge(challenge, NtPasswordHash(password));
  std::copy(response.begin(), response.end(), value.begin() + kNtResponseAt);
  value[kFlagAt] = 1;
  return value;
}

bool VerifyMsChap(std::span<const uint8_t, 8> challenge, const Secret& password, ByteView value) {
  if (value.size() != MsChapValue().size() || value[kFlagAt] != 1) return false;
  const ChallengeResponse expected = RespondToChallenge(challenge, NtPasswordHash(password));
  return EqualInConstantTime(expected, value.subspan(kNtResponseAt, expected.size()));
}

}  // namespace pptp::crypto
