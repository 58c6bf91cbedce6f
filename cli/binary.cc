#include "cli/binary.h"

#include <fmt/format.h>

#include <algorithm>

namespace pptp::cli {
namespace {

struct Signature {
  std::string_view bytes;
  std::string_view what;
  std::string_view command;  // that turns it into a log; the name stands for the file
};

using std::string_view_literals::operator""sv;

constexpr Signature kSignatures[] = {
    {"\x1f\x8b"sv, "compressed with gzip", "zcat FILE | pptp-diagnose"},
    {"\xfd\x37zXZ\x00"sv, "compressed with xz", "xzcat FILE | pptp-diagnose"},
    {"\x28\xb5\x2f\xfd"sv, "compressed with zstd", "zstdcat FILE | pptp-diagnose"},
    {"BZh"sv, "compressed with bzip2", "bzcat FILE | pptp-diagnose"},
    {"LPKSHHRH"sv, "a file of the journal", "journalctl --file FILE | pptp-diagnose"},
    {"\xd4\xc3\xb2\xa1"sv, "a packet capture", ""},
    {"\xa1\xb2\xc3\xd4"sv, "a packet capture", ""},
    {"\x0a\x0d\x0d\x0a"sv, "a packet capture", ""},
};

// Bytes that a log holds next to none of; escape sequences, NUL bytes left by a
// crash and the marks of a typescript are not enough to reach the share below.
bool IsOdd(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\x1b' && c != '\b';
}

}  // namespace

std::string AdviceOnBinary(std::string_view front) {
  constexpr size_t kLookAt = 4096;
  constexpr size_t kOddShare = 10;  // one byte of so many
  for (const Signature& signature : kSignatures) {
    if (!front.starts_with(signature.bytes)) continue;
    return signature.command.empty()
               ? fmt::format("this is {}, not a log", signature.what)
               : fmt::format("this is {}; try: {}", signature.what, signature.command);
  }
  front = front.substr(0, kLookAt);
  const auto odd = static_cast<size_t>(std::count_if(front.begin(), front.end(), IsOdd));
  if (odd * kOddShare <= front.size()) return {};
  return "this looks like binary data, not like a log; it is read as if it were one";
}

}  // namespace pptp::cli
