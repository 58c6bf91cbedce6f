#include "lib/crypto/chap_md5.h"

#include <algorithm>

#include "lib/crypto/digest.h"

namespace pptp::crypto {

ChapMd5Response RespondChapMd5(uint8_t id, const Secret& password, ByteView challenge) {
  const SecretBlock<16> digest = Md5({ByteView(&id, 1), password.view(), challenge});
  ChapMd5Response response;
  std::copy(digest.view().begin(), digest.view().end(), response.begin());
  return response;
}

bool VerifyChapMd5(uint8_t id, const Secret& password, ByteView challenge, ByteView response) {
  return EqualInConstantTime(RespondChapMd5(id, password, challenge), response);
}

}  // namespace pptp::crypto
