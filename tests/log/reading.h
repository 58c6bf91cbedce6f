#ifndef PPTP_TESTS_LOG_READING_H_
#define PPTP_TESTS_LOG_READING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/log/reader.h"

// Reads a log given as text and keeps the messages, for tests that look at them.
namespace pptp::log {

struct Heard {
  MessageKind kind = MessageKind::kText;
  uint64_t line = 0;
  std::string time;  // as FormatTime prints it; empty when the message has none
  std::string host, tag, text, raw;
  Program program = Program::kUnknown;
  std::optional<uint32_t> pid;
  uint32_t count = 1;
  bool repeat = false;

  friend bool operator==(const Heard&, const Heard&) = default;
};

// 2026-11-23 00:00:00 UTC: all logs of these tests are a little older.
inline constexpr int64_t kNewest = 1'795'392'000'000'000;

struct Reading {
  std::vector<Heard> messages;
  uint64_t lines = 0;
  uint64_t bytes = 0;

  // The texts alone.
  std::vector<std::string> texts() const;
};

struct ReadOptions {
  size_t piece = SIZE_MAX;  // bytes per Feed()
  int64_t newest = kNewest;
  size_t longest_line = 1 << 20;
  std::string host = {};
};
Reading Read(std::string_view log, const ReadOptions& options = {});

// Of a log of which some lines need not be seen (screen.h), behind one that is read whole.
Reading ReadScreened(std::string_view before, std::string_view log, const Screened& screened);

// The program's enumerator, for messages of failed tests.
std::string ProgramName(Program program);

void PrintTo(const Heard& heard, std::ostream* out);

}  // namespace pptp::log

#endif  // PPTP_TESTS_LOG_READING_H_
