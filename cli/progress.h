#ifndef PPTP_CLI_PROGRESS_H_
#define PPTP_CLI_PROGRESS_H_

#include <cstdint>
#include <string>

namespace pptp::cli {

// "1.2 GB of 9.8 GB (12 %), 850 MB/s, 10 s left": how far the reading of logs has come after so
// many seconds. Where "total" bytes are not known it is 0, and only what is known is said.
std::string ProgressText(uint64_t read, uint64_t total, double seconds);

// Shows on standard error how far the reading has come, in a line that is written over and taken
// away in the end. Silent unless that is a terminal, and in the first half second.
class Progress {
 public:
  explicit Progress(uint64_t total_bytes);
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // So many bytes more have been read.
  void Advance(uint64_t bytes);

  // Takes the line away, so that something else can be said. It comes again.
  void Clear();

 private:
  const bool visible_;
  const uint64_t total_;
  const int64_t began_;  // microseconds since 1970
  int64_t next_;         // when the line is written again
  uint64_t read_ = 0;
  size_t width_ = 0;  // columns of the line that is there
};

}  // namespace pptp::cli

#endif  // PPTP_CLI_PROGRESS_H_
