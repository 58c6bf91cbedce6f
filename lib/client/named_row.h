#ifndef PPTP_LIB_CLIENT_NAMED_ROW_H_
#define PPTP_LIB_CLIENT_NAMED_ROW_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace pptp::client {

// The row of a table that has that name; null when none has.
template <typename Row, size_t kSize>
const Row* FindRow(const Row (&table)[kSize], std::string_view name) {
  const Row* end = table + kSize;
  const Row* found = std::find_if(table, end, [&](const Row& row) { return row.name == name; });
  return found == end ? nullptr : found;
}

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_NAMED_ROW_H_
