#include <fmt/format.h>
#include <pptp/client.h>

#include <algorithm>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <exception>
#include <optional>
#include <utility>

#include "lib/base/wall_clock.h"
#include "lib/client/attempt.h"
#include "lib/client/backoff.h"
#include "lib/client/machine.h"
#include "lib/client/privileges.h"
#include "lib/client/programs.h"
#include "lib/client/readiness.h"
#include "lib/client/system_random.h"
#include "lib/client/user_name.h"

namespace pptp {

using client::Attempt;
using client::AttemptEvents;
using tunnel::ExitStatus;

namespace {

constexpr std::chrono::seconds kTick{1};
constexpr int kTicksBetweenCounters = 5;
constexpr std::chrono::seconds kProgramsTime{10};
constexpr std::chrono::milliseconds kOneRequest{500};  // signals this close are one

}  // namespace

class Client::Impl : private AttemptEvents {
 public:
  Impl(ClientSettings settings, ClientPassword password, ClientMachine machine,
       ClientObserver* observer)
      : settings_(std::move(settings)),
        password_(std::move(password)),
        machine_(std::move(machine)),
        observer_(observer),
        backoff_(settings_.retry),
        programs_(&io_, machine_.machine()->programs ? &*machine_.machine()->programs : nullptr,
                  [this](std::string_view line, bool trouble) {
                    using tunnel::Level;
                    OnLine(client::kOwnName, trouble ? Level::kWarning : Level::kDebug, line);
                    if (ending_ && programs_.running() == 0) io_.stop();
                  }),
        signals_(io_),
        tick_(io_),
        wait_(io_) {}

  int Run() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) signals_.add(signal);
    AwaitSignal();
    AwaitTick();
    Begin();
    io_.run();
    return static_cast<int>(status_);
  }

 private:
  // AttemptEvents.
  void OnLine(std::string_view program, tunnel::Level level, std::string_view text) override {
    observer_->OnLine({NowMicros(), program, level, text});
  }
  void OnState(ClientState state) override {
    if (std::exchange(state_, state) != state) observer_->OnState(state);
  }
  void OnUp(const ClientNetwork& network) override {
    backoff_.OnUp();
    client::NotifyReady(fmt::format("Up on {}.", network.interface));
    observer_->OnUp(network);
  }
  void OnEnded(ExitStatus status, std::string_view reason) override;

  void Begin();
  void BeginAfter(std::chrono::milliseconds pause);
  void AwaitSignal();
  void OnSignal(int signal);
  void AwaitTick();
  void End();

  const ClientSettings settings_;
  const ClientPassword password_;
  ClientMachine machine_;
  ClientObserver* observer_;
  client::Backoff backoff_;
  client::SystemRandom random_;
  asio::io_context io_{1};
  client::Programs programs_;
  asio::signal_set signals_;
  asio::steady_timer tick_, wait_;
  std::optional<Attempt> attempt_;
  int ticks_ = 0;
  bool stopping_ = false;  // no further attempt
  Instant stopping_since_{};
  bool ending_ = false;  // nothing is left but programs that run
  ExitStatus status_ = ExitStatus::kOk;
  ClientState state_ = ClientState::kEnded;  // that was told last
};

void Client::Impl::Begin() {
  attempt_.emplace(&io_, settings_, client::NameToSend(settings_.user, settings_.domain).name,
                   password_.secret(), &random_, machine_.machine(), &programs_,
                   static_cast<AttemptEvents*>(this));
  attempt_->Start();
}

void Client::Impl::OnEnded(ExitStatus status, std::string_view reason) {
  status_ = status;
  observer_->OnCounters(attempt_->counters());
  observer_->OnEnded(static_cast<int>(status), reason);
  const std::optional<std::chrono::milliseconds> pause = backoff_.NextPause(random_.U32());
  // The attempt is still on the stack.
  asio::post(io_, [this, pause] {
    attempt_.reset();
    if (stopping_ || !pause) {
      End();
    } else {
      BeginAfter(*pause);
    }
  });
}

void Client::Impl::BeginAfter(std::chrono::milliseconds pause) {
  OnState(ClientState::kWaiting);
  client::NotifyStatus(fmt::format("Waiting {:.1f} s before the next attempt.",
                                   std::chrono::duration<double>(pause).count()));
  wait_.expires_after(pause);
  wait_.async_wait([this](const asio::error_code& error) {
    // A signal may have come at the very moment.
    if (!error && !attempt_ && !ending_) Begin();
  });
}

void Client::Impl::AwaitSignal() {
  signals_.async_wait([this](const asio::error_code& error, int signal) {
    if (error) return;
    OnSignal(signal);
    AwaitSignal();
  });
}

// A second request to end does not wait for the server; a hangup ends a pause.
void Client::Impl::OnSignal(int signal) {
  // Ctrl-C and timeout(1) reach a whole process group, and some processes of it twice.
  const Instant now = client::Now();
  if (stopping_ && now - stopping_since_ < kOneRequest) return;
  const bool again = stopping_;
  if (signal != SIGHUP && !again) {
    stopping_ = true;
    stopping_since_ = now;
    status_ = ExitStatus::kUserRequest;
  }
  if (!attempt_) {
    if (ending_) return;
    if (stopping_) return End();
    wait_.cancel();
    return Begin();
  }
  if (again) return attempt_->GiveUp(ExitStatus::kUserRequest, "User request");
  if (stopping_) client::NotifyStopping("Ending the tunnel.");
  const std::string line =
      signal == SIGHUP ? "Hangup (SIGHUP)" : fmt::format("Terminating on signal {}", signal);
  attempt_->Close(line, ExitStatus::kUserRequest, "User request");
}

void Client::Impl::AwaitTick() {
  tick_.expires_after(kTick);
  tick_.async_wait([this](const asio::error_code& error) {
    if (error) return;
    if (attempt_) attempt_->OnTick();
    if (++ticks_ % kTicksBetweenCounters == 0 && attempt_ && attempt_->up()) {
      observer_->OnCounters(attempt_->counters());
    }
    client::NotifyAlive();
    observer_->OnTick();
    AwaitTick();
  });
}

// Programs that undo something are waited for, though not for ever.
void Client::Impl::End() {
  OnState(ClientState::kEnded);
  ending_ = true;
  if (programs_.running() == 0) return io_.stop();
  wait_.expires_after(kProgramsTime);
  wait_.async_wait([this](const asio::error_code& error) {
    if (!error) io_.stop();
  });
}

Client::Client(ClientSettings settings, ClientPassword password, ClientMachine machine,
               ClientObserver* observer)
    : impl_(std::make_unique<Impl>(std::move(settings), std::move(password), std::move(machine),
                                   observer)) {}

Client::~Client() = default;

Result<int> Client::Run() {
  if (Result<void> dropped = client::DropPrivileges(); !dropped) return Fail(dropped.error());
  try {
    return impl_->Run();
  } catch (const std::exception& error) {
    return Fail(Error::Io(fmt::format("the event loop failed: {}", error.what())));
  }
}

}  // namespace pptp
