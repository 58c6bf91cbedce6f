#include "lib/client/name_lookup.h"

#include <asio/executor_work_guard.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <csignal>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace pptp::client {
namespace {

using asio::ip::tcp;

// Keeps signals from the threads that are started meanwhile: a lookup outlives the loop's handlers,
// and a signal that came then would kill the process.
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

// What the thread and the loop have in common. The loop may be gone when the thread comes back,
// so that everything that belongs to it goes with Cancel().
struct NameLookup::Shared {
  std::mutex mutex;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> loop;
  Done done;  // the loop's alone
};

asio::error_code NameLookup::Start(asio::io_context* io, const std::string& name, Done done) {
  shared_ = std::make_shared<Shared>();
  shared_->loop.emplace(io->get_executor());
  shared_->done = std::move(done);
  const NoSignals inherited;
  try {
    std::thread([shared = shared_, resolve = resolve_, name] {
      asio::error_code error;
      Addresses addresses = resolve(name, &error);
      const std::lock_guard lock(shared->mutex);
      if (!shared->loop) return;
      asio::post(shared->loop->get_executor(), [shared, error, addresses = std::move(addresses)] {
        if (const Done told = std::exchange(shared->done, nullptr)) {
          told(error, addresses);
        }
      });
      shared->loop.reset();
    }).detach();
  } catch (const std::system_error& failure) {
    Cancel();
    return {failure.code().value(), asio::error::get_system_category()};
  }
  return {};
}

void NameLookup::Cancel() {
  if (!shared_) return;
  const std::lock_guard lock(shared_->mutex);
  shared_->loop.reset();
  shared_->done = nullptr;
}

NameLookup::Addresses NameLookup::AskSystem(const std::string& name, asio::error_code* error) {
  Addresses addresses;
  asio::io_context own;
  for (const auto& result : tcp::resolver(own).resolve(tcp::v4(), name, "", *error)) {
    addresses.push_back(result.endpoint().address().to_v4().to_uint());
  }
  return addresses;
}

}  // namespace pptp::client
