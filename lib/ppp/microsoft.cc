#include "lib/ppp/microsoft.h"

#include "lib/base/text.h"
#include "lib/ppp/option_values.h"

namespace pptp::ppp {
namespace {

constexpr size_t kShortSize = 4;
constexpr size_t kLongSize = 12;
// What stands between magic number and error number in every 12-byte body.
constexpr uint8_t kMark[] = {0x00, 0x3c, 0xcd, 0x74};

// Whether "byte" may stand at position "at" of a body of "size" bytes.
bool Fits(uint8_t byte, size_t at, size_t size) {
  if (size == kShortSize) return at >= 2 || byte == 0;
  if (at < kMagicSize || at >= kMagicSize + sizeof(kMark)) return true;
  return byte == kMark[at - kMagicSize];
}

// The same for a byte out of visible text, which can be read in several ways.
// There the number is taken to be below 4096, as all those of the Remote Access
// Service are: no caret that stands for itself fits into such a number's first
// three bytes.
bool FitsVisible(uint8_t byte, size_t at, size_t size) {
  constexpr uint8_t kHighestThirdByte = 0x0f;
  if (at + 2 == size) return byte <= kHighestThirdByte;
  bool upper_half = at + kShortSize >= size && at + 2 < size;
  return Fits(byte, at, size) && (!upper_half || byte == 0);
}

// Takes one byte off the front of pppd's visible form, in the way that "escape"
// says: 0 as it stands, 1 behind a caret, 2 and 3 the same behind "M-".
std::optional<uint8_t> TakeVisible(std::string_view* text, int escape) {
  std::string_view rest = *text;
  uint8_t high = 0;
  if (escape >= 2) {
    if (!Consume(&rest, "M-")) return std::nullopt;
    high = 0x80;
  }
  bool caret = (escape & 1) != 0;
  if (caret && !Consume(&rest, "^")) return std::nullopt;
  if (rest.empty()) return std::nullopt;
  auto byte = static_cast<uint8_t>(rest[0]);
  if (byte >= 0x80) return std::nullopt;
  *text = rest.substr(1);
  return static_cast<uint8_t>(high | (caret ? byte ^ 0x40 : byte));
}

// Decodes "text" into exactly body->size() bytes that fit. A caret or "M-" may
// also stand for itself, so every way is tried, the likelier first. The fixed
// bytes keep the search short: at most four bytes in a row are free.
bool DecodeVisible(std::string_view text, size_t at, Bytes* body) {
  if (at == body->size()) return text.empty();
  constexpr size_t kLongestByte = 4;  // "M-^@"
  size_t missing = body->size() - at;
  if (text.size() < missing || text.size() > missing * kLongestByte) return false;
  for (int escape = 3; escape >= 0; --escape) {
    std::string_view rest = text;
    std::optional<uint8_t> byte = TakeVisible(&rest, escape);
    if (!byte || !FitsVisible(*byte, at, body->size())) continue;
    (*body)[at] = *byte;
    if (DecodeVisible(rest, at + 1, body)) return true;
  }
  return false;
}

// The next "key=value" of a failure message; the value ends at a blank.
struct Field {
  std::string_view key;
  std::string_view value;
};
Field TakeField(std::string_view* text) {
  *text = TrimLeft(*text);
  size_t end = text->find(' ');
  std::string_view word = text->substr(0, end);
  size_t sign = word.find('=');
  *text = end == std::string_view::npos ? std::string_view() : text->substr(end);
  if (sign == std::string_view::npos) return {};
  return {word.substr(0, sign), word.substr(sign + 1)};
}

std::optional<uint32_t> Number(std::string_view text) {
  std::optional<uint64_t> number = ConsumeDecimal(&text);
  if (!number || *number > UINT32_MAX) return std::nullopt;
  return static_cast<uint32_t>(*number);
}

std::string_view WithoutTrailingNuls(std::string_view text) {
  while (!text.empty() && text.back() == '\0') text.remove_suffix(1);
  return text;
}

// The words after "M=" are the last field, and may look like any other; only
// when the error number did not come before them are they searched for it.
std::string_view TakeMessageText(std::string_view* text, bool error_seen) {
  size_t end = error_seen ? std::string_view::npos : text->rfind(" E=");
  std::string_view message = text->substr(0, end);
  *text = end == std::string_view::npos ? std::string_view() : text->substr(end);
  return message;
}

}  // namespace

std::optional<MicrosoftTermination> DecodeMicrosoftTermination(ByteView body) {
  if (body.size() != kShortSize && body.size() != kLongSize) return std::nullopt;
  for (size_t at = 0; at < body.size(); ++at) {
    if (!Fits(body[at], at, body.size())) return std::nullopt;
  }
  ByteReader in(body);
  MicrosoftTermination termination;
  if (body.size() == kLongSize) {
    termination.magic = in.U32();
    in.Take(sizeof(kMark));
  }
  termination.code = in.U32();
  return termination;
}

std::optional<MicrosoftTermination> DecodeMicrosoftTerminationText(std::string_view visible) {
  for (size_t size : {kLongSize, kShortSize}) {
    Bytes body(size);
    if (DecodeVisible(visible, 0, &body)) return DecodeMicrosoftTermination(body);
  }
  return std::nullopt;
}

std::optional<MsChapFailure> DecodeMsChapFailure(std::string_view message) {
  std::string_view rest = WithoutTrailingNuls(message);
  MsChapFailure failure;
  bool error_seen = false;
  while (!(rest = TrimLeft(rest)).empty()) {
    if (Consume(&rest, "M=")) {
      failure.message = TakeMessageText(&rest, error_seen);
      continue;
    }
    Field field = TakeField(&rest);
    std::optional<uint32_t> number = Number(field.value);
    if (field.key == "E" && number && !error_seen) {
      failure.error = *number;
      error_seen = true;
    } else if (field.key == "R" && number) {
      failure.retry = *number != 0;
    } else if (field.key == "C") {
      failure.challenge = field.value;
    } else if (field.key == "V" && number) {
      failure.version = number;
    }
  }
  if (!error_seen) return std::nullopt;
  return failure;
}

}  // namespace pptp::ppp
