#include "lib/tunnel/lcp_auth_option.h"

#include "lib/base/bytes.h"

namespace pptp::tunnel {
namespace {

constexpr AuthMethod kMethods[] = {AuthMethod::kPap, AuthMethod::kChapMd5, AuthMethod::kMsChap,
                                   AuthMethod::kMsChapV2};

uint8_t Algorithm(AuthMethod method) {
  switch (method) {
    case AuthMethod::kPap:
    case AuthMethod::kChapMd5:
      break;
    case AuthMethod::kMsChap:
      return ppp::kChapMs;
    case AuthMethod::kMsChapV2:
      return ppp::kChapMsV2;
  }
  return ppp::kChapMd5;
}

}  // namespace

ppp::Option AuthOption(AuthMethod method) {
  ppp::Option option{ppp::kLcpAuth, {}, {}};
  ByteWriter out(&option.value);
  if (method == AuthMethod::kPap) {
    out.U16(static_cast<uint16_t>(ppp::Protocol::kPap));
  } else {
    out.U16(static_cast<uint16_t>(ppp::Protocol::kChap));
    out.U8(Algorithm(method));
  }
  return option;
}

std::optional<AuthMethod> AuthMethodOf(const ppp::Option& option) {
  for (const AuthMethod method : kMethods) {
    if (option.value == AuthOption(method).value) return method;
  }
  return std::nullopt;
}

bool IsChap(const ppp::Option& option) {
  return ByteReader(option.value).U16() == static_cast<uint16_t>(ppp::Protocol::kChap);
}

}  // namespace pptp::tunnel
