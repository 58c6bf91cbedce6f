#include "lib/session/exchange.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pptp::session {

namespace {

// Room is made for so many at once: hardly a session has less to tell than the first number, and
// most that have more have not more than the second.
constexpr size_t kFirstEntries = 16, kUsualEntries = 64;

// About the bytes that an entry takes alone.
size_t BytesOf(const ExchangeEntry& entry) {
  constexpr size_t kPacket = 512;  // with its options
  if (entry.shared) return sizeof entry;
  return sizeof entry + sizeof(Utterance) + entry.text().size() +
         (entry.packet() != nullptr ? kPacket : 0);
}

// Drops what stands before the last entries of "tail", which is in order.
void KeepEnd(size_t ends, std::vector<ExchangeEntry>* tail, OpenSession* open) {
  if (tail->size() <= ends) return;
  const auto end = tail->end() - static_cast<std::ptrdiff_t>(ends);
  for (auto entry = tail->begin(); entry != end; ++entry) open->bytes -= BytesOf(*entry);
  open->session.exchange_dropped += static_cast<uint64_t>(end - tail->begin());
  // A copy, for erase() would leave the room of all.
  *tail = std::vector<ExchangeEntry>(std::make_move_iterator(end),
                                     std::make_move_iterator(tail->end()));
}

void PutInOrder(OpenSession* open) {
  const auto begin = open->tail.begin() + static_cast<std::ptrdiff_t>(open->tail_begin);
  std::rotate(open->tail.begin(), begin, open->tail.end());
  open->tail_begin = 0;
}

}  // namespace

void AddToExchange(const Event& event, const std::shared_ptr<const Utterance>& utterance,
                   bool shared, size_t limit, OpenSession* open) {
  const size_t head = open->shortened ? 0 : limit - limit / 2;
  ExchangeEntry entry{event.line,          event.time, event.count, event.program,
                      open->session.phase, shared,     utterance};
  const size_t bytes = BytesOf(entry);
  std::vector<ExchangeEntry>& exchange = open->session.exchange;
  if (exchange.size() < head) {
    if (exchange.size() == exchange.capacity() && exchange.size() < kUsualEntries) {
      exchange.reserve(std::min(head, exchange.empty() ? kFirstEntries : kUsualEntries));
    }
    exchange.push_back(std::move(entry));
  } else if (open->tail.size() < limit / 2) {
    open->tail.push_back(std::move(entry));
  } else {
    ++open->session.exchange_dropped;
    if (open->tail.empty()) return;
    open->bytes -= BytesOf(open->tail[open->tail_begin]);
    open->tail[open->tail_begin] = std::move(entry);
    open->tail_begin = (open->tail_begin + 1) % open->tail.size();
  }
  open->bytes += bytes;
}

void ShortenExchange(size_t ends, OpenSession* open) {
  PutInOrder(open);
  std::vector<ExchangeEntry>& head = open->session.exchange;
  if (head.size() > ends) {
    std::vector<ExchangeEntry> rest(
        std::make_move_iterator(head.begin() + static_cast<std::ptrdiff_t>(ends)),
        std::make_move_iterator(head.end()));
    head.resize(ends);
    head.shrink_to_fit();
    std::move(open->tail.begin(), open->tail.end(), std::back_inserter(rest));
    open->tail = std::move(rest);
  }
  open->shortened = true;
  KeepEnd(ends, &open->tail, open);
}

void CloseExchange(OpenSession* open) {
  PutInOrder(open);
  std::move(open->tail.begin(), open->tail.end(), std::back_inserter(open->session.exchange));
  open->tail.clear();
}

}  // namespace pptp::session
