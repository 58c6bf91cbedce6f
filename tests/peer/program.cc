#include "tests/peer/program.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "tests/peer/await.h"

namespace pptp::peer {

Program::Program(const client::TestHost& host, std::vector<std::string> arguments,
                 std::vector<std::string> environment, std::string output)
    : output_(std::move(output)) {
  client::ProgramCall call;
  call.arguments = {"/bin/sh", "-c", "exec \"$@\" >\"$0\" 2>&1", output_};
  call.arguments.insert(call.arguments.end(), arguments.begin(), arguments.end());
  call.environment = std::move(environment);
  call.environment.push_back(client::ProgramPath());
  auto child = host.Do([&] { return client::ChildProcess::Spawn(call); });
  if (!child) {
    std::fprintf(stderr, "%s\n", child.error().message().c_str());
    std::abort();
  }
  child_.emplace(std::move(*child));
}

Program::~Program() {
  if (HasEnded()) return;
  Signal(SIGKILL);
  waitpid(pid(), nullptr, 0);
}

std::string Program::Output() const {
  return ReadFile(output_);
}

void Program::Signal(int signal) const {
  // Once its end is known, the number may be another's.
  if (status_) return;
  EXPECT_EQ(kill(pid(), signal), 0);
}

bool Program::HasEnded() {
  if (!status_) status_ = child_->Reap();
  return status_.has_value();
}

int Program::AwaitEnd() {
  const bool ended = Await([this] { return HasEnded(); });
  EXPECT_TRUE(ended) << "it goes on and on:\n" << Output();
  return ended ? *status_ : -1;
}

std::string ReadFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace pptp::peer
