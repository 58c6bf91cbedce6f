#include "tests/log/reading.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "pptp/time.h"

namespace pptp::log {

std::vector<std::string> Reading::texts() const {
  std::vector<std::string> all;
  for (const Heard& heard : messages) all.push_back(heard.text);
  return all;
}

namespace {

Heard HeardFrom(const Message& m) {
  return {.kind = m.kind,
          .line = m.line,
          .time = m.time ? FormatTime(*m.time) : "",
          .host = std::string(m.host),
          .tag = std::string(m.tag),
          .text = std::string(m.text),
          .raw = std::string(m.raw),
          .program = m.program,
          .pid = m.pid,
          .count = m.count,
          .repeat = m.repeat};
}

}  // namespace

Reading Read(std::string_view log, const ReadOptions& options) {
  Reading reading;
  Reader reader({.longest_line = options.longest_line},
                [&reading](const Message& m) { reading.messages.push_back(HeardFrom(m)); });
  reader.Begin(0, options.newest, options.host);
  while (!log.empty()) {
    const size_t size = std::min(options.piece, log.size());
    // A copy of its own, so that a reader that keeps a view is caught.
    const std::string piece(log.substr(0, size));
    reader.Feed(piece);
    log.remove_prefix(size);
  }
  reader.End();
  reading.lines = reader.lines();
  reading.bytes = reader.bytes();
  return reading;
}

Reading ReadScreened(std::string_view before, std::string_view log, const Screened& screened) {
  Reading reading;
  Reader reader({}, [&reading](const Message& m) { reading.messages.push_back(HeardFrom(m)); });
  reader.Begin(0, kNewest);
  reader.Feed(before);
  {
    const std::string copy(log);
    EXPECT_EQ(copy.size(), reader.FeedScreened(copy, screened));
  }
  reader.End();
  reading.lines = reader.lines();
  reading.bytes = reader.bytes();
  return reading;
}

std::string ProgramName(Program program) {
  switch (program) {
    case Program::kUnknown:
      return "unknown";
    case Program::kPppd:
      return "pppd";
    case Program::kPptp:
      return "pptp";
    case Program::kPptpd:
      return "pptpd";
    case Program::kKernel:
      return "kernel";
    case Program::kModprobe:
      return "modprobe";
    case Program::kNetworkManager:
      return "networkmanager";
    case Program::kXl2tpd:
      return "xl2tpd";
    case Program::kDialer:
      return "dialer";
    case Program::kAccelPpp:
      return "accel-ppp";
    case Program::kPptpConnect:
      return "pptp-connect";
    case Program::kWrapper:
      return "wrapper";
    case Program::kOther:
      return "other";
  }
  return "?";
}

void PrintTo(const Heard& heard, std::ostream* out) {
  *out << heard.line << " [" << heard.time << "] host=" << heard.host << " tag=" << heard.tag
       << " pid=" << (heard.pid ? std::to_string(*heard.pid) : "-")
       << " program=" << ProgramName(heard.program) << " count=" << heard.count
       << " text=" << heard.text;
}

}  // namespace pptp::log
