#include "lib/session/exchange.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pptp::session {

size_t AddToExchange(ExchangeEntry&& entry, size_t limit, OpenSession* open) {
  size_t head = limit - limit / 2;
  if (open->session.exchange.size() < head) {
    open->session.exchange.push_back(std::move(entry));
    return 1;
  }
  if (open->tail.size() < limit / 2) {
    open->tail.push_back(std::move(entry));
    return 1;
  }
  ++open->session.exchange_dropped;
  if (open->tail.empty()) return 0;
  open->tail[open->tail_begin] = std::move(entry);
  open->tail_begin = (open->tail_begin + 1) % open->tail.size();
  return 0;
}

size_t ExchangeSize(const OpenSession& open) {
  return open.session.exchange.size() + open.tail.size();
}

void CloseExchange(OpenSession* open) {
  auto begin = open->tail.begin() + static_cast<std::ptrdiff_t>(open->tail_begin);
  std::rotate(open->tail.begin(), begin, open->tail.end());
  std::move(open->tail.begin(), open->tail.end(), std::back_inserter(open->session.exchange));
  open->tail.clear();
  open->tail_begin = 0;
}

}  // namespace pptp::session
