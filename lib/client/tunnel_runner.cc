#include "lib/client/tunnel_runner.h"

#include <asio/buffer.hpp>
#include <asio/post.hpp>
#include <asio/write.hpp>
#include <chrono>
#include <exception>
#include <utility>

#include "lib/client/system_error.h"
#include "lib/pptp/gre.h"

namespace pptp::client {
namespace {

using asio::posix::descriptor_base;

// The longest IP packet that a TUN device of ours hands out, and the longest that a peer
// can make us decrypt.
constexpr size_t kLargestIp = 2048;
constexpr size_t kLargestGre = kLargestIp + gre::kLargestHeader + tunnel::PppLink::kDataOverhead;

// Packets that come closer together than this are read several at a time.
constexpr Duration kOneBatch = std::chrono::microseconds(100);

// A server that does not read its control connection has this much waiting at most.
constexpr size_t kMostControlWaiting = 64 << 10;

}  // namespace

Instant Now() {
  const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
  return Instant(std::chrono::duration_cast<Duration>(since_start));
}

TunnelRunner::TunnelRunner(asio::io_context* io, tunnel::TunnelConfig config, RandomSource* random,
                           GreSocket gre, TunDevice tun, TunnelEvents* events)
    : io_(io),
      events_(events),
      gre_(std::move(gre)),
      tun_(std::move(tun)),
      control_(*io),
      gre_wait_(*io, gre_.fd()),
      tun_wait_(*io, tun_.fd()),
      timer_(*io),
      gre_out_(gre_.fd(), kLargestGre),
      traffic_(&tun_),
      ip_space_(kLargestIp),
      tunnel_(std::move(config), random, this) {}

// Lets the tunnel take a step, and then sees to what came of it.
template <typename Function>
void TunnelRunner::Step(Function function) {
  if (stopped_) return;
  now_ = Now();
  function(now_);
  Flush();
  Arm();
  const tunnel::LinkPhase phase = tunnel_.link().phase();
  if (std::exchange(phase_, phase) != phase && events_ != nullptr) events_->OnPhase(phase);
}

void TunnelRunner::Start(asio::ip::tcp::socket control) {
  control_ = std::move(control);
  AwaitControl();
  AwaitGre();
  Step([this](Instant now) { tunnel_.OnConnected(now); });
}

void TunnelRunner::Close(tunnel::ExitStatus status, const std::string& reason) {
  Step([&](Instant now) { tunnel_.Close(status, reason, now); });
}

void TunnelRunner::Abandon() {
  events_ = nullptr;
  Stop();
}

// The timer is left alone when it fires early enough: deadlines change with nearly every
// packet, and to find nothing due costs less than to set it each time.
void TunnelRunner::Arm() {
  const Instant deadline = tunnel_.deadline();
  if (stopped_ || deadline >= armed_) return;
  armed_ = deadline;
  timer_.expires_at(std::chrono::steady_clock::time_point(deadline.time_since_epoch()));
  timer_.async_wait([self = shared_from_this()](const asio::error_code& error) {
    if (error) return;  // set anew
    self->armed_ = kNever;
    self->Step([&](Instant now) { self->tunnel_.OnTime(now); });
  });
}

void TunnelRunner::Flush() {
  traffic_.Flush();
  if (const auto refusal = gre_out_.Flush()) tunnel_.OnGreNotSent(*refusal, now_);
  if (gre_out_.waiting()) AwaitGreRoom();
}

// The control connection.

void TunnelRunner::AwaitControl() {
  control_.async_read_some(
      asio::buffer(control_in_),
      [self = shared_from_this()](const asio::error_code& error, size_t size) {
        if (self->stopped_) return;
        if (error) {
          self->EndControl(error == asio::error::eof ? "" : SystemWord(error.value()));
          return;
        }
        const ByteView bytes(self->control_in_.data(), size);
        self->Step([&](Instant now) { self->tunnel_.OnControl(bytes, now); });
        if (!self->stopped_ && self->control_.is_open()) self->AwaitControl();
      });
}

void TunnelRunner::SendControl(ByteView bytes) {
  if (!control_.is_open()) return;
  if (control_out_.size() + bytes.size() > kMostControlWaiting) {
    asio::post(*io_, [self = shared_from_this()] { self->EndControl(SystemWord(ENOBUFS)); });
    return;
  }
  control_out_.insert(control_out_.end(), bytes.begin(), bytes.end());
  if (control_writing_.empty()) WriteControl();
}

void TunnelRunner::WriteControl() {
  std::swap(control_writing_, control_out_);
  asio::async_write(control_, asio::buffer(control_writing_),
                    [self = shared_from_this()](const asio::error_code& error, size_t) {
                      self->control_writing_.clear();
                      if (error) {
                        self->EndControl(SystemWord(error.value()));
                      } else if (!self->control_out_.empty()) {
                        self->WriteControl();
                      } else if (self->close_control_) {
                        self->EndControl("");
                      }
                    });
}

void TunnelRunner::CloseControl() {
  close_control_ = true;
  if (!control_writing_.empty()) return;
  asio::post(*io_, [self = shared_from_this()] { self->EndControl(""); });
}

void TunnelRunner::EndControl(std::string_view why) {
  asio::error_code ignored;
  if (control_.is_open()) control_.close(ignored);
  Step([&](Instant now) { tunnel_.OnControlClosed(why, now); });
}

// GRE.

void TunnelRunner::AwaitGre() {
  gre_wait_.async_wait(descriptor_base::wait_read,
                       [self = shared_from_this()](const asio::error_code& error) {
                         if (!error && !self->stopped_) self->OnGreReady();
                       });
}

void TunnelRunner::OnGreReady() {
  Result<std::span<const ByteView>> payloads = gre_in_.Receive(gre_.fd());
  if (gre_in_.may_have_errors()) TakeGreErrors();
  if (!payloads) {
    Step([&](Instant now) { tunnel_.OnGreRefused(payloads.error().message(), now); });
    return;
  }
  Step([&](Instant now) {
    for (const ByteView payload : *payloads) tunnel_.OnGre(payload, now);
  });
  if (!stopped_) AwaitGre();
}

void TunnelRunner::TakeGreErrors() {
  while (const auto error = gre_.TakeError()) {
    Step([&](Instant now) {
      if (error->number == EMSGSIZE) {
        tunnel_.OnGreTooLarge(error->path_mtu, now);
      } else {
        tunnel_.OnGreRefused(error->text, now);
      }
    });
  }
}

void TunnelRunner::AwaitGreRoom() {
  if (std::exchange(room_waiting_, true)) return;
  gre_wait_.async_wait(descriptor_base::wait_write,
                       [self = shared_from_this()](const asio::error_code& error) {
                         self->room_waiting_ = false;
                         if (error || self->stopped_) return;
                         self->Flush();
                         self->ContinueTun();
                       });
}

// The TUN device.

void TunnelRunner::AwaitTun() {
  if (stopped_ || std::exchange(tun_waiting_, true)) return;
  tun_wait_.async_wait(descriptor_base::wait_read,
                       [self = shared_from_this()](const asio::error_code& error) {
                         self->tun_waiting_ = false;
                         if (!error && !self->stopped_) self->OnTunReady();
                       });
}

// Where packets come one by one, the next wait finds out at less cost than a call of the device
// whether there is another one.
void TunnelRunner::OnTunReady() {
  size_t count = 0;
  Step([this, &count](Instant now) {
    const size_t most = several_from_tun_ ? SendBatch::kMostPackets : 1;
    while (count < SendBatch::kMostPackets && (count < most || traffic_.has_more())) {
      const Result<ByteView> packet = traffic_.Read();
      if (!packet) return LoseDevice(packet.error());
      if (packet->empty()) break;
      ++count;
      if (tunnel_.SendIp(*packet, now)) last_data_ = now;
    }
  });
  const bool came_at_once = now_ - std::exchange(last_from_tun_, now_) < kOneBatch;
  several_from_tun_ = count > 1 || came_at_once;
  ContinueTun();
}

// What waits in the kernel stays there until the GRE socket has room again.
void TunnelRunner::ContinueTun() {
  if (stopped_ || gre_out_.waiting()) return;
  if (!traffic_.has_more()) return AwaitTun();
  // The rest of a large packet, for which the device would not wake us. The other direction gets
  // its turn first.
  if (std::exchange(tun_waiting_, true)) return;
  asio::post(*io_, [self = shared_from_this()] {
    self->tun_waiting_ = false;
    if (!self->stopped_) self->OnTunReady();
  });
}

// The step that is going on must not be broken into.
void TunnelRunner::LoseDevice(const Error& error) {
  asio::post(*io_, [self = shared_from_this(), reason = error.message()] {
    self->Close(tunnel::ExitStatus::kFatalError, reason);
  });
}

std::span<uint8_t> TunnelRunner::IpSpace(size_t size) {
  if (ip_space_.size() < size) ip_space_.resize(size);
  return ip_space_;
}

void TunnelRunner::DeliverIp(ByteView packet) {
  traffic_.Write(packet);
  last_data_ = now_;
}

// What the tunnel tells.

void TunnelRunner::Log(tunnel::Speaker speaker, tunnel::Level level, std::string_view text) {
  if (events_ != nullptr) events_->OnLine(speaker, level, text);
}

void TunnelRunner::OnNetworkUp(const tunnel::NetworkUp& network) {
  last_data_ = now_;
  if (events_ != nullptr) events_->OnNetworkUp(network);
  AwaitTun();
}

void TunnelRunner::OnNetworkDown(ppp::Protocol protocol) {
  if (events_ != nullptr) events_->OnNetworkDown(protocol);
}

void TunnelRunner::OnEnded(tunnel::ExitStatus status, std::string_view reason) {
  // The tunnel is still in the middle of a step.
  asio::post(*io_, [self = shared_from_this(), status, reason = std::string(reason)] {
    self->Flush();
    self->Stop();
    TunnelEvents* events = std::exchange(self->events_, nullptr);
    if (events != nullptr) events->OnEnded(status, reason);
  });
}

void TunnelRunner::Stop() {
  if (std::exchange(stopped_, true)) return;
  try {
    asio::error_code ignored;
    if (control_.is_open()) control_.close(ignored);
    timer_.cancel();
    // Both descriptors belong to others.
    gre_wait_.release();
    tun_wait_.release();
  } catch (const std::exception&) {
    // The loop has nothing to cancel then.
  }
}

}  // namespace pptp::client
