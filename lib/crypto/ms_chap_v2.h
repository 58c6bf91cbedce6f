#ifndef PPTP_LIB_CRYPTO_MS_CHAP_V2_H_
#define PPTP_LIB_CRYPTO_MS_CHAP_V2_H_

#include <pptp/error.h>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lib/base/bytes.h"
#include "lib/crypto/password_hash.h"
#include "lib/crypto/secret.h"

// Microsoft CHAP, version 2 (RFC 2759): both sides prove that they know the
// password.
//
// The client answers the server's challenge and its own, and later checks the
// proof in the server's Success message:
//
//   MsChapV2Exchange exchange{server_challenge, random_bytes, name};
//   auto nt_response = RespondMsChapV2(exchange, password);
//   send(EncodeMsChapV2Value({exchange.peer_challenge, nt_response}));
//   ...
//   auto proved = CheckMsChapV2Success(exchange, password, nt_response, message);
namespace pptp::crypto {

using MsChapV2Challenge = std::array<uint8_t, 16>;

// What the hashes of one exchange are made of.
struct MsChapV2Exchange {
  MsChapV2Challenge authenticator_challenge;  // the server's
  MsChapV2Challenge peer_challenge;           // the client's, random
  std::string name;  // as in the Response packet; a domain in front is not hashed
};

// The value of a CHAP Response: peer challenge (16), zeros (8), NT response (24),
// flags (zero) (section 4).
using MsChapV2Value = std::array<uint8_t, 49>;
struct MsChapV2Response {
  MsChapV2Challenge peer_challenge;
  ChallengeResponse nt_response;
};
MsChapV2Value EncodeMsChapV2Value(const MsChapV2Response& response);
// Empty when it is not 49 bytes long. Reserved bytes and flags are not looked at.
std::optional<MsChapV2Response> DecodeMsChapV2Value(ByteView value);

// "DOMAIN\user" without its domain.
std::string_view WithoutDomain(std::string_view name);

// Section 8.2.
std::array<uint8_t, 8> MsChapV2ChallengeHash(const MsChapV2Exchange& exchange);

// Section 8.1.
ChallengeResponse RespondMsChapV2(const MsChapV2Exchange& exchange, const Secret& password);
bool VerifyMsChapV2(const MsChapV2Exchange& exchange, const Secret& password,
                    const ChallengeResponse& nt_response);

// Section 8.7: the server's proof, "S=" and 40 upper-case hexadecimal digits.
std::string MsChapV2AuthenticatorResponse(const MsChapV2Exchange& exchange, const Secret& password,
                                          const ChallengeResponse& nt_response);

// Checks the message of a Success packet, "S=<40 digits> M=<text>". Failing means
// that the server does not know the password: the client must hang up.
Result<void> CheckMsChapV2Success(const MsChapV2Exchange& exchange, const Secret& password,
                                  const ChallengeResponse& nt_response, std::string_view message);

}  // namespace pptp::crypto

#endif  // PPTP_LIB_CRYPTO_MS_CHAP_V2_H_
