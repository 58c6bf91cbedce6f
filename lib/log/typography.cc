#include "lib/log/typography.h"

#include <algorithm>

namespace pptp::log {
namespace {

struct Sign {
  std::string_view bytes;  // in UTF-8
  std::string_view ascii;
  bool space = false;  // or nothing: harmless in any language
};
constexpr Sign kSigns[] = {
    {"\xc2\xa0", " ", true},      // U+00A0 no-break space
    {"\xc2\xad", "", true},       // U+00AD soft hyphen
    {"\xe2\x80\x82", " ", true},  // U+2002 en space
    {"\xe2\x80\x83", " ", true},  // U+2003 em space
    {"\xe2\x80\x87", " ", true},  // U+2007 figure space
    {"\xe2\x80\x89", " ", true},  // U+2009 thin space
    {"\xe2\x80\x8b", "", true},   // U+200B zero width space
    {"\xe2\x80\x8e", "", true},   // U+200E left-to-right mark
    {"\xe2\x80\xaf", " ", true},  // U+202F narrow no-break space
    {"\xe2\x81\xa0", "", true},   // U+2060 word joiner
    {"\xef\xbb\xbf", "", true},   // U+FEFF byte order mark
    {"\xe2\x80\x90", "-"},        // U+2010 hyphen
    {"\xe2\x80\x91", "-"},        // U+2011 non-breaking hyphen
    {"\xe2\x88\x92", "-"},        // U+2212 minus
    {"\xe2\x80\x93", "--"},       // U+2013 en dash
    {"\xe2\x80\x94", "--"},       // U+2014 em dash
    {"\xe2\x80\x98", "'"},        // U+2018 to U+201F: quotation marks
    {"\xe2\x80\x99", "'"},       {"\xe2\x80\x9a", "'"},
    {"\xe2\x80\x9c", "\""},      {"\xe2\x80\x9d", "\""},
    {"\xe2\x80\x9e", "\""},      {"\xe2\x80\xa6", "..."},  // U+2026 ellipsis
    {"\xe2\x80\xb9", "<"},  // U+2039 and U+203A: angle quotation marks
    {"\xe2\x80\xba", ">"},
};

bool IsAscii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

const Sign* ReadSign(std::string_view text) {
  const auto* sign = std::find_if(std::begin(kSigns), std::end(kSigns),
                                  [text](const Sign& s) { return text.starts_with(s.bytes); });
  return sign == std::end(kSigns) ? nullptr : sign;
}

}  // namespace

bool HasNonAscii(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) { return !IsAscii(c); });
}

std::string_view RemoveTypography(std::string_view line, std::string* scratch) {
  bool has_sign = false;
  bool has_letter = line.starts_with("{\"");  // in JSON a quote would end a string
  for (size_t i = 0; i < line.size();) {
    const Sign* sign = IsAscii(line[i]) ? nullptr : ReadSign(line.substr(i));
    has_sign = has_sign || sign != nullptr;
    has_letter = has_letter || (sign == nullptr && !IsAscii(line[i]));
    i += sign == nullptr ? 1 : sign->bytes.size();
  }
  if (!has_sign) return line;
  scratch->clear();
  for (size_t i = 0; i < line.size();) {
    const Sign* sign = IsAscii(line[i]) ? nullptr : ReadSign(line.substr(i));
    if (sign == nullptr || (has_letter && !sign->space)) {
      scratch->push_back(line[i]);
      ++i;
    } else {
      scratch->append(sign->ascii);
      i += sign->bytes.size();
    }
  }
  return *scratch;
}

}  // namespace pptp::log
