#include "lib/client/program_starter.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <string_view>

#include "lib/base/bytes.h"
#include "lib/client/child_process.h"
#include "lib/client/system_error.h"

// Both processes talk in messages of one kind of value: a list of texts, each with its length in
// front. A call is three lists; what ended is one.
namespace pptp::client {
namespace {

constexpr size_t kLargestMessage = 64 << 10;

void Write(std::string_view text, ByteWriter* out) {
  out->U32(static_cast<uint32_t>(text.size()));
  out->Append(AsBytes(text));
}

void Write(const std::vector<std::string>& texts, ByteWriter* out) {
  out->U32(static_cast<uint32_t>(texts.size()));
  for (const std::string& text : texts) Write(text, out);
}

std::string ReadText(ByteReader* in) {
  const uint32_t size = in->U32();
  return std::string(AsText(in->Take(size)));
}

std::vector<std::string> ReadTexts(ByteReader* in) {
  std::vector<std::string> texts;
  const uint32_t count = in->U32();
  while (in->ok() && texts.size() < count) texts.push_back(ReadText(in));
  return texts;
}

// Empty when the other end is gone (no message of ours is).
Bytes Receive(int socket) {
  Bytes message(kLargestMessage);
  ssize_t size;
  do {
    size = recv(socket, message.data(), message.size(), 0);
  } while (size < 0 && errno == EINTR);
  message.resize(size > 0 ? static_cast<size_t>(size) : 0);
  return message;
}

int WaitForEnd(ChildProcess* child) {
  for (;;) {
    pollfd end{child->fd(), POLLIN, 0};
    poll(&end, 1, -1);
    if (const auto status = child->Reap()) return *status;
  }
}

// What ended, as it is told.
ProgramStarter::Ended RunToItsEnd(const ProgramCall& call,
                                  const std::vector<std::string>& allowed) {
  ProgramStarter::Ended ended;
  if (!call.arguments.empty()) ended.program = call.arguments[0];
  if (std::find(allowed.begin(), allowed.end(), ended.program) == allowed.end()) {
    ended.error = "not one of the programs to be run";
    return ended;
  }
  auto child = ChildProcess::Spawn(call);
  if (child) {
    ended.status = WaitForEnd(&*child);
  } else {
    ended.error = child.error().message();
  }
  return ended;
}

// The whole life of the other process.
void Serve(int socket, const std::vector<std::string>& allowed) {
  for (Bytes message = Receive(socket); !message.empty(); message = Receive(socket)) {
    ByteReader in(message);
    ProgramCall call{.arguments = ReadTexts(&in), .environment = ReadTexts(&in), .input = {}};
    call.input = ReadText(&in);
    const ProgramStarter::Ended ended = RunToItsEnd(call, allowed);
    Bytes answer;
    ByteWriter out(&answer);
    Write(ended.program, &out);
    out.U32(static_cast<uint32_t>(ended.status));
    Write(ended.error, &out);
    send(socket, answer.data(), answer.size(), MSG_NOSIGNAL);
  }
}

// Keeps nothing of the first process but the socket, and does not end with it before its time: a
// signal to all processes of a service must leave somebody who runs ip-down.
[[noreturn]] void BecomeServer(int socket, const std::vector<std::string>& allowed) {
  for (int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGPIPE}) {
    std::signal(signal, SIG_IGN);
  }
  std::signal(SIGCHLD, SIG_DFL);
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nothing, standard);
  const int kept = dup2(socket, STDERR_FILENO + 1);
  close_range(static_cast<unsigned>(kept) + 1, ~0U, 0);
  Serve(kept, allowed);
  _exit(0);
}

}  // namespace

Result<ProgramStarter> ProgramStarter::Start(std::vector<std::string> allowed) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    return Fail(SystemError("cannot start a second process", errno));
  }
  FileDescriptor ours(ends[0]), theirs(ends[1]);
  const pid_t pid = fork();
  if (pid < 0) return Fail(SystemError("cannot start a second process", errno));
  if (pid == 0) BecomeServer(theirs.get(), allowed);
  return ProgramStarter(std::move(ours));
}

Result<void> ProgramStarter::Run(const ProgramCall& call) {
  Bytes message;
  ByteWriter out(&message);
  Write(call.arguments, &out);
  Write(call.environment, &out);
  Write(call.input, &out);
  if (message.size() > kLargestMessage) {
    return Fail(Error::InvalidArgument("cannot run " + call.arguments[0] + ": too many arguments"));
  }
  const ssize_t sent =
      send(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent >= 0) return {};
  return Fail(SystemError("cannot run " + call.arguments[0], errno));
}

Result<std::optional<ProgramStarter::Ended>> ProgramStarter::TakeEnded() {
  Bytes message(kLargestMessage);
  const ssize_t size = recv(socket_.get(), message.data(), message.size(), MSG_DONTWAIT);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return std::nullopt;
  if (size < 0) return Fail(SystemError("the process that runs programs is gone", errno));
  if (size == 0) return Fail(Error::Io("the process that runs programs is gone"));
  ByteReader in(ByteView(message).first(static_cast<size_t>(size)));
  Ended ended;
  ended.program = ReadText(&in);
  ended.status = static_cast<int>(in.U32());
  ended.error = ReadText(&in);
  return ended;
}

}  // namespace pptp::client
