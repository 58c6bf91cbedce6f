#include "tests/peer/client_program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "tests/peer/await.h"

namespace pptp::peer {
namespace {

using Json = nlohmann::json;

std::vector<std::string> Arguments(const client::TemporaryFolder& folder,
                                   const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {
      PPTP_CONNECT,     "192.0.2.1",           "--user",   "lab",
      "--password-env", "TUNNEL_PASSWORD",     "--log",    folder.Path("log"),
      "--status-json",  folder.Path("status"), "--format", "json",
      "--output",       folder.Path("report")};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return arguments;
}

std::vector<std::string> Environment(const std::string& password) {
  // For a build with AddressSanitizer: its leak checker has to trace the process, which the
  // client forbids everybody; and what is freed is not to be kept as if it had leaked.
  return {"TUNNEL_PASSWORD=" + password, "ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=1"};
}

}  // namespace

ClientProgram::ClientProgram(const client::TestHost& host, std::vector<std::string> options,
                             const std::string& password)
    : host_(host),
      program_(host, Arguments(folder_, options), Environment(password), folder_.Path("output")) {}

std::vector<Json> ClientProgram::Events(std::string_view event) {
  std::ifstream file(folder_.Path("status"), std::ios::binary);
  file.seekg(status_read_);
  for (std::string line; std::getline(file, line) && !file.eof();) {
    told_.push_back(Json::parse(line));
    status_read_ = file.tellg();
  }
  std::vector<Json> events;
  std::copy_if(told_.begin(), told_.end(), std::back_inserter(events),
               [&](const Json& told) { return told["event"] == event; });
  return events;
}

Json ClientProgram::Await(std::string_view event, size_t count) {
  std::vector<Json> events;
  const bool came = peer::Await([&] {
    events = Events(event);
    return events.size() >= count || program_.HasEnded();
  });
  if (came && events.size() < count) events = Events(event);  // told just before the end
  EXPECT_GE(events.size(), count) << "no \"" << event << "\" came:\n" << Output() << Log();
  return events.size() < count ? Json::object() : events[count - 1];
}

size_t ClientProgram::Counted(std::string_view counter) {
  Await("counters");
  const std::vector<Json> told = Events("counters");
  return told.empty() ? 0 : told.back()[std::string(counter)].get<size_t>();
}

int ClientProgram::End(int signal) {
  Signal(signal);
  return AwaitEnd();
}

Json ClientProgram::LiveReport() const {
  return Json::parse(folder_.Read("report"));
}

Json ClientProgram::ReportOnLog() const {
  const std::string report = folder_.Path("report on log");
  Program diagnose(host_, {PPTP_DIAGNOSE, "--format", "json", "--output", report, log_path()}, {},
                   folder_.Path("diagnose"));
  EXPECT_LE(diagnose.AwaitEnd(), 1) << diagnose.Output();
  return Json::parse(ReadFile(report));
}

}  // namespace pptp::peer
