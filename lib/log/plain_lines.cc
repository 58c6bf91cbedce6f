#include "lib/log/plain_lines.h"

namespace pptp::log {

// Looks through what stands behind the chunk; false, and no line is left, when nothing does.
bool PlainLines::ScanOn() {
  has_line_ = behind_chunk_ < text_.size();
  if (!has_line_) return false;
  const size_t count = std::min(FoundBytes::kMostBytes, text_.size() - behind_chunk_);
  const std::string_view readable(text_.data(), text_.size() + readable_behind_);
  ScanMarkup(readable, behind_chunk_, count, &found_);
  chunk_ = behind_chunk_;
  behind_chunk_ += count;
  line_end_ = found_.line_ends.begin();
  hit_ = found_.hits.begin();
  return true;
}

}  // namespace pptp::log
