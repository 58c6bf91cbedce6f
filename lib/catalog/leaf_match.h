#ifndef PPTP_LIB_CATALOG_LEAF_MATCH_H_
#define PPTP_LIB_CATALOG_LEAF_MATCH_H_

#include <cstdint>

#include "lib/catalog/captures.h"

namespace pptp::catalog {

// A leaf that a line matches, and what its named groups captured there.
struct LeafMatch {
  uint32_t leaf = 0;
  SharedCaptures captures;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_LEAF_MATCH_H_
