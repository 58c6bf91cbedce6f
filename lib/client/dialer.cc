#include "lib/client/dialer.h"

#include <netdb.h>

#include <asio/error.hpp>
#include <csignal>
#include <utility>

#include "lib/client/system_error.h"

namespace pptp::client {

using asio::ip::tcp;

namespace {

// Keeps signals from the thread that the resolver starts for itself: it outlives their handlers,
// and one that came then would kill the process.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~NoSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

Dialer::Dialer(asio::io_context* io) : io_(io), resolver_(*io), socket_(*io), timer_(*io) {}

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
  const NoSignals inherited;
  resolver_.async_resolve(tcp::v4(), server, std::to_string(port), tcp::resolver::numeric_service,
                          [self = shared_from_this()](const asio::error_code& error,
                                                      const tcp::resolver::results_type& results) {
                            self->OnResolved(error, results);
                          });
}

void Dialer::Cancel() {
  done_ = nullptr;
  asio::error_code ignored;
  resolver_.cancel();
  timer_.cancel();
  socket_.close(ignored);
}

void Dialer::OnResolved(const asio::error_code& error, const tcp::resolver::results_type& results) {
  if (!done_) return;
  if (error) {
    return Finish(tl::unexpected(DialFailure{DialFailure::Step::kResolve, error.message()}));
  }
  for (const auto& result : results) endpoints_.push_back(result.endpoint());
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
