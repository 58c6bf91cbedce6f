#include "lib/crypto/ms_chap_v2.h"

#include <algorithm>

#include "lib/base/text.h"
#include "lib/crypto/digest.h"

namespace pptp::crypto {
namespace {

constexpr size_t kResponseAt = 24;
constexpr size_t kProofSize = 2 + 2 * 20;  // "S=" and a SHA-1 hash in digits

// RFC 2759 section 8.7, "Magic1" and "Magic2".
constexpr std::string_view kMagic1 = "Magic server to client signing constant";
constexpr std::string_view kMagic2 = "Pad to make it do more than one iteration";

std::string ToUpper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

}  // namespace

MsChapV2Value EncodeMsChapV2Value(const MsChapV2Response& response) {
  MsChapV2Value value{};
  std::copy(response.peer_challenge.begin(), response.peer_challenge.end(), value.begin());
  std::copy(response.nt_response.begin(), response.nt_response.end(), value.begin() + kResponseAt);
  return value;
}

std::optional<MsChapV2Response> DecodeMsChapV2Value(ByteView value) {
  if (value.size() != MsChapV2Value().size()) return std::nullopt;
  MsChapV2Response response;
  std::copy_n(value.begin(), response.peer_challenge.size(), response.peer_challenge.begin());
  std::copy_n(value.begin() + kResponseAt, response.nt_response.size(),
              response.nt_response.begin());
  return response;
}

std::string_view WithoutDomain(std::string_view name) {
  const size_t backslash = name.rfind('\\');
  return backslash == std::string_view::npos ? name : name.substr(backslash + 1);
}

std::array<uint8_t, 8> MsChapV2ChallengeHash(const MsChapV2Exchange& exchange) {
  const SecretBlock<20> digest = Sha1({exchange.peer_challenge, exchange.authenticator_challenge,
                                       AsBytes(WithoutDomain(exchange.name))});
  std::array<uint8_t, 8> hash;
  std::copy_n(digest.view().begin(), hash.size(), hash.begin());
  return hash;
}

ChallengeResponse RespondMsChapV2(const MsChapV2Exchange& exchange, const Secret& password) {
  return RespondToChallenge(MsChapV2ChallengeHash(exchange), NtPasswordHash(password));
}

bool VerifyMsChapV2(const MsChapV2Exchange& exchange, const Secret& password,
                    const ChallengeResponse& nt_response) {
  return EqualInConstantTime(RespondMsChapV2(exchange, password), nt_response);
}

std::string MsChapV2AuthenticatorResponse(const MsChapV2Exchange& exchange, const Secret& password,
                                          const ChallengeResponse& nt_response) {
  const PasswordHash hash_hash = HashNtPasswordHash(NtPasswordHash(password));
  const SecretBlock<20> inner = Sha1({hash_hash.view(), nt_response, AsBytes(kMagic1)});
  const SecretBlock<20> proof =
      Sha1({inner.view(), MsChapV2ChallengeHash(exchange), AsBytes(kMagic2)});
  return "S=" + ToUpper(ToHex(proof.view()));
}

Result<void> CheckMsChapV2Success(const MsChapV2Exchange& exchange, const Secret& password,
                                  const ChallengeResponse& nt_response, std::string_view message) {
  if (message.size() < kProofSize || !message.starts_with("S=")) {
    return Fail(Error::Syntax(
        "the server's MS-CHAPv2 Success message holds no \"S=\" and 40 digits, so the server has "
        "not proved that it knows the password"));
  }
  const std::string expected = MsChapV2AuthenticatorResponse(exchange, password, nt_response);
  // The RFC asks for upper case; digits mean the same in lower case.
  const std::string proof = ToUpper(std::string(message.substr(0, kProofSize)));
  if (!EqualInConstantTime(AsBytes(expected), AsBytes(proof))) {
    return Fail(Error::InvalidArgument(
        "the server's MS-CHAPv2 Success message is not the one that the password gives: this "
        "server does not know the password and may be an impostor"));
  }
  return {};
}

}  // namespace pptp::crypto
