#include "lib/client/dialer.h"

#include <netdb.h>

#include <asio/error.hpp>
#include <asio/post.hpp>
#include <utility>

#include "lib/client/system_error.h"

namespace pptp::client {

using asio::ip::tcp;

Dialer::Dialer(asio::io_context* io) : io_(io), socket_(*io), timer_(*io) {}

void Dialer::Start(const std::string& server, uint16_t port, std::chrono::seconds timeout,
                   Done done) {
  done_ = std::move(done);
  timer_.expires_after(timeout);
  timer_.async_wait([self = shared_from_this()](const asio::error_code& error) {
    if (error) return;
    const bool resolved = !self->endpoints_.empty();
    self->Finish(tl::unexpected(
        DialFailure{resolved ? DialFailure::Step::kConnect : DialFailure::Step::kResolve,
                    resolved ? SystemWord(ETIMEDOUT) : gai_strerror(EAI_AGAIN)}));
  });
  port_ = port;
  const asio::error_code refused =
      lookup_.Start(io_, server,
                    [self = shared_from_this()](const asio::error_code& error,
                                                const NameLookup::Addresses& addresses) {
                      self->OnResolved(error, addresses);
                    });
  if (refused) {
    asio::post(*io_, [self = shared_from_this(), refused] { self->OnResolved(refused, {}); });
  }
}

void Dialer::Cancel() {
  done_ = nullptr;
  asio::error_code ignored;
  lookup_.Cancel();
  timer_.cancel();
  socket_.close(ignored);
}

void Dialer::OnResolved(const asio::error_code& error, const NameLookup::Addresses& addresses) {
  if (!done_) return;
  if (error) {
    return Finish(tl::unexpected(DialFailure{DialFailure::Step::kResolve, error.message()}));
  }
  for (const uint32_t address : addresses) {
    endpoints_.emplace_back(asio::ip::address_v4(address), port_);
  }
  TryNext();
}

void Dialer::TryNext() {
  if (next_ == endpoints_.size()) return Finish(tl::unexpected(last_failure_));
  const tcp::endpoint& endpoint = endpoints_[next_++];
  // Without one, the control connection is tried all the same: why there is no way to the server
  // is then said in the words that everybody knows.
  gre_ = GreSocket::Open(endpoint.address().to_v4().to_uint());
  asio::error_code ignored;
  socket_.close(ignored);
  socket_.async_connect(endpoint, [self = shared_from_this()](const asio::error_code& failed) {
    self->OnConnected(failed);
  });
}

void Dialer::OnConnected(const asio::error_code& error) {
  if (!done_) return;
  if (error) {
    last_failure_ = {DialFailure::Step::kConnect, SystemWord(error.value())};
    return TryNext();
  }
  if (!*gre_) {
    last_failure_ = {DialFailure::Step::kGre, gre_->error().message()};
    return TryNext();
  }
  asio::error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  const uint32_t server = endpoints_[next_ - 1].address().to_v4().to_uint();
  Finish(Dialed{server, std::move(**gre_), std::move(socket_)});
}

void Dialer::Finish(tl::expected<Dialed, DialFailure> result) {
  if (!done_) return;
  Done done = std::exchange(done_, nullptr);
  Cancel();
  done(std::move(result));
}

}  // namespace pptp::client
