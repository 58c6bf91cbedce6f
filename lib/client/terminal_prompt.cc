#include "lib/client/terminal_prompt.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <pthread.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

// While the echo is off, the signals that end or stop a process are blocked and arrive as data
// on a signalfd(2). Each is raised again once the terminal is as it was, so that whoever sent it
// sees what he would have seen without us, and no handler of the program is replaced.
namespace pptp::client {
namespace {

// More than the longest password in its longest spelling (256 characters of four bytes).
constexpr size_t kMostBytes = 2048;

// Not SIGTTIN and SIGTTOU: they stop a background job before it has changed anything.
constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGALRM};

Error Broken(std::string_view what) {
  return Error::Io(fmt::format("the terminal cannot {}: {}", what, std::strerror(errno)));
}

// Those of kSignals that have an effect on this process.
sigset_t SignalsInUse() {
  sigset_t set;
  sigemptyset(&set);
  for (int signal : kSignals) {
    struct sigaction action = {};
    if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) {
      sigaddset(&set, signal);
    }
  }
  return set;
}

// Holds the signals back and gives them as data, as long as it lives.
class HeldSignals {
 public:
  HeldSignals() {
    const sigset_t set = SignalsInUse();
    pthread_sigmask(SIG_BLOCK, &set, &before_);
    fd_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  }
  ~HeldSignals() {
    if (fd_ >= 0) close(fd_);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  int fd() const { return fd_; }
  int Take() const {  // zero when there is none
    signalfd_siginfo info = {};
    return read(fd_, &info, sizeof info) == sizeof info ? static_cast<int>(info.ssi_signo) : 0;
  }

 private:
  sigset_t before_ = {};
  int fd_ = -1;
};

// A terminal that does not show what is typed, as long as this lives.
class Unseen {
 public:
  explicit Unseen(int terminal) : terminal_(terminal) {
    if (tcgetattr(terminal, &before_) != 0) return;
    struct termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHOE | ECHOK);
    quiet.c_lflag |= ECHONL | ICANON | ISIG;
    quiet.c_iflag |= ICRNL;
    // What was typed before the question is thrown away: it was typed in the open.
    ok_ = tcsetattr(terminal, TCSAFLUSH, &quiet) == 0;
  }
  ~Unseen() {
    if (ok_) tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

  bool ok() const { return ok_; }

 private:
  int terminal_;
  struct termios before_ = {};
  bool ok_ = false;
};

bool Write(int terminal, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(terminal, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

// Waits for something typed or a signal. Zero when the terminal has something.
int WaitForEither(int terminal, const HeldSignals& signals) {
  for (;;) {
    struct pollfd both[] = {{terminal, POLLIN, 0}, {signals.fd(), POLLIN, 0}};
    if (poll(both, std::size(both), -1) < 0) continue;  // EINTR: of a signal that is not held
    if (const int signal = signals.Take(); signal != 0) return signal;
    if (both[0].revents != 0) return 0;
  }
}

// What one try came to: a line, or the signal that came in between.
struct Try {
  crypto::Secret line;
  int signal = 0;
};

// Takes what is there up to the end of the line. True once the line is whole.
Result<bool> ReadSome(int terminal, crypto::Secret* line) {
  std::array<char, 256> piece;
  const ssize_t count = read(terminal, piece.data(), piece.size());
  if (count < 0 && errno == EINTR) return false;
  if (count < 0) return Fail(Broken("be read"));
  bool whole = count == 0;
  for (size_t i = 0; i < static_cast<size_t>(count) && !whole; ++i) {
    whole = piece[i] == '\n';
    if (!whole) line->Append(static_cast<uint8_t>(piece[i]));
  }
  crypto::Wipe({reinterpret_cast<uint8_t*>(piece.data()), piece.size()});
  if (count == 0 && line->empty()) return Fail(Error::Io("no password was typed"));
  if (line->size() > kMostBytes) {
    return Fail(Error::Io("what was typed is longer than any password"));
  }
  return whole;
}

Result<Try> TryOnce(int terminal, const std::string& question) {
  const HeldSignals signals;
  const Unseen unseen(terminal);
  if (!unseen.ok()) return Fail(Broken("hide what is typed"));
  if (!Write(terminal, question)) return Fail(Broken("show the question"));
  Try result;
  for (;;) {
    result.signal = WaitForEither(terminal, signals);
    if (result.signal != 0) return result;
    Result<bool> whole = ReadSome(terminal, &result.line);
    if (!whole) return Fail(std::move(whole).error());
    if (*whole) return result;
  }
}

}  // namespace

Result<crypto::Secret> AskOnTerminal(const std::string& question) {
  const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (terminal < 0) return Fail(Error::NotFound("there is no terminal to ask for it on"));
  Result<crypto::Secret> answer = AskOn(terminal, question);
  close(terminal);
  return answer;
}

Result<crypto::Secret> AskOn(int terminal, const std::string& question) {
  for (;;) {
    Result<Try> done = TryOnce(terminal, question);
    if (!done) return Fail(std::move(done).error());
    if (done->signal == 0) return std::move(done->line);
    Write(terminal, "\n");
    raise(done->signal);
    // Still here: the process was stopped and goes on, or the program handles the signal.
    if (done->signal != SIGTSTP) {
      return Fail(Error::Io(fmt::format("the question for the password was interrupted ({})",
                                        sigabbrev_np(done->signal))));
    }
  }
}

}  // namespace pptp::client
