#include "lib/log/line_splitter.h"

#include <algorithm>
#include <utility>

namespace pptp::log {
namespace {

// Where the first LF must be for a stream with carriage returns not to be taken
// for one of classic Mac OS.
constexpr size_t kDecisionWindow = size_t{64} * 1024;

}  // namespace

LineSplitter::LineSplitter(size_t longest_line, Sink sink)
    : longest_line_(longest_line), sink_(std::move(sink)) {}

void LineSplitter::Append(std::string_view bytes) {
  pending_size_ += bytes.size();
  if (pending_.size() < longest_line_) {
    pending_.append(bytes.substr(0, longest_line_ - pending_.size()));
  }
}

// Completes the line that ends with "last_piece"; without copying when it is whole.
void LineSplitter::Finish(std::string_view last_piece) {
  if (pending_size_ == 0) {
    sink_(last_piece.substr(0, longest_line_), last_piece.size());
    return;
  }
  Append(last_piece);
  const uint64_t size = std::exchange(pending_size_, 0);
  const std::string line = std::exchange(pending_, std::string());
  sink_(line, size);
}

void LineSplitter::FeedLf(std::string_view bytes) {
  size_t end = 0;
  while ((end = bytes.find('\n')) != std::string_view::npos) {
    Finish(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  Append(bytes);
}

void LineSplitter::FeedCr(std::string_view bytes) {
  if (bytes.empty()) return;
  if (after_cr_ && bytes.front() == '\n') bytes.remove_prefix(1);
  after_cr_ = false;
  size_t end = 0;
  while ((end = bytes.find_first_of("\r\n")) != std::string_view::npos) {
    const bool is_cr = bytes[end] == '\r';
    Finish(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
    if (!is_cr) continue;
    if (bytes.empty()) {
      after_cr_ = true;
    } else if (bytes.front() == '\n') {
      bytes.remove_prefix(1);
    }
  }
  Append(bytes);
}

// Collects the stream's beginning until it is clear what ends its lines.
void LineSplitter::Decide(std::string_view bytes) {
  const size_t room = kDecisionWindow - std::min(pending_.size(), kDecisionWindow);
  const bool has_lf = bytes.substr(0, room).find('\n') != std::string_view::npos;
  pending_.append(bytes);
  if (!has_lf && pending_.size() < kDecisionWindow) return;
  const bool has_cr =
      std::string_view(pending_).substr(0, kDecisionWindow).find('\r') != std::string_view::npos;
  ends_ = !has_lf && has_cr ? Ends::kCr : Ends::kLf;
  const std::string start = std::exchange(pending_, std::string());
  Feed(start);
}

void LineSplitter::Feed(std::string_view bytes) {
  switch (ends_) {
    case Ends::kUndecided:
      return Decide(bytes);
    case Ends::kLf:
      return FeedLf(bytes);
    case Ends::kCr:
      return FeedCr(bytes);
  }
}

void LineSplitter::End() {
  if (ends_ == Ends::kUndecided) {
    const std::string start = std::exchange(pending_, std::string());
    // A lone line that ends with CR needs no decision: both ways it is one line.
    ends_ = start.find('\r') < start.find_last_not_of('\r') ? Ends::kCr : Ends::kLf;
    Feed(start);
  }
  if (pending_size_ > 0) Finish({});
  ends_ = Ends::kUndecided;
  after_cr_ = false;
}

}  // namespace pptp::log
