#include "lib/log/text_encoding.h"

#include <utility>

namespace pptp::log {
namespace {

constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";
constexpr std::string_view kLittleMark = "\xff\xfe";
constexpr std::string_view kBigMark = "\xfe\xff";
constexpr uint32_t kReplacement = 0xfffd;  // for half a surrogate pair

}  // namespace

void TextDecoder::Put(uint32_t code_point) {
  const auto add = [this](uint32_t byte) { converted_.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    add(code_point);
  } else if (code_point < 0x800) {
    add(0xc0 | code_point >> 6);
    add(0x80 | (code_point & 0x3f));
  } else if (code_point < 0x10000) {
    add(0xe0 | code_point >> 12);
    add(0x80 | (code_point >> 6 & 0x3f));
    add(0x80 | (code_point & 0x3f));
  } else {
    add(0xf0 | code_point >> 18);
    add(0x80 | (code_point >> 12 & 0x3f));
    add(0x80 | (code_point >> 6 & 0x3f));
    add(0x80 | (code_point & 0x3f));
  }
}

void TextDecoder::TakeUnit(uint32_t unit) {
  const bool is_low = unit >= 0xdc00 && unit < 0xe000;
  if (high_surrogate_ != 0 && is_low) {
    Put(0x10000 + ((high_surrogate_ - 0xd800) << 10) + (unit - 0xdc00));
    high_surrogate_ = 0;
    return;
  }
  if (high_surrogate_ != 0) Put(kReplacement);
  high_surrogate_ = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
  if (is_low) {
    Put(kReplacement);
  } else if (high_surrogate_ == 0) {
    Put(unit);
  }
}

void TextDecoder::FeedUtf16(std::string_view bytes) {
  converted_.clear();
  for (char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    if (half_unit_ < 0) {
      half_unit_ = byte;
      continue;
    }
    const auto first = static_cast<uint32_t>(std::exchange(half_unit_, -1));
    TakeUnit(encoding_ == Encoding::kUtf16Little ? first | uint32_t{byte} << 8 : first << 8 | byte);
  }
  sink_(converted_);
}

void TextDecoder::Decide() {
  const std::string start = std::exchange(start_, std::string());
  std::string_view rest = start;
  encoding_ = Encoding::kBytes;
  if (rest.starts_with(kUtf8Mark)) {
    rest.remove_prefix(kUtf8Mark.size());
  } else if (rest.starts_with(kLittleMark)) {
    encoding_ = Encoding::kUtf16Little;
    rest.remove_prefix(kLittleMark.size());
  } else if (rest.starts_with(kBigMark)) {
    encoding_ = Encoding::kUtf16Big;
    rest.remove_prefix(kBigMark.size());
  }
  Feed(rest);
}

void TextDecoder::Feed(std::string_view bytes) {
  switch (encoding_) {
    case Encoding::kUndecided: {
      const size_t missing = kUtf8Mark.size() - start_.size();
      start_.append(bytes.substr(0, missing));
      if (start_.size() < kUtf8Mark.size()) return;
      const std::string_view rest = bytes.substr(missing);
      Decide();
      Feed(rest);
      return;
    }
    case Encoding::kBytes:
      if (!bytes.empty()) sink_(bytes);
      return;
    case Encoding::kUtf16Little:
    case Encoding::kUtf16Big:
      FeedUtf16(bytes);
      return;
  }
}

void TextDecoder::End() {
  if (encoding_ == Encoding::kUndecided) Decide();
  if (high_surrogate_ != 0 || half_unit_ >= 0) {
    converted_.clear();
    Put(kReplacement);
    sink_(converted_);
  }
  encoding_ = Encoding::kUndecided;
  half_unit_ = -1;
  high_surrogate_ = 0;
}

}  // namespace pptp::log
