// libFuzzer's way into the target that PPTP_FUZZ_TARGET names.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const pptp::fuzz::Target* const kTarget = pptp::fuzz::FindTarget(PPTP_FUZZ_TARGET);
  kTarget->run({data, size});
  return 0;
}
