#include "lib/log/month_names.h"

#include <array>

#include "lib/base/text.h"

namespace pptp::log {
namespace {

struct MonthName {
  std::string_view name;  // ASCII letters in lower case
  unsigned month;
};

// A name that two languages use for different months has the meaning it has in the
// more common one: "lip" and "lis" are Polish July and November.
constexpr MonthName kMonthNames[] = {
    // English
    {"jan", 1},
    {"feb", 2},
    {"mar", 3},
    {"apr", 4},
    {"may", 5},
    {"jun", 6},
    {"jul", 7},
    {"aug", 8},
    {"sep", 9},
    {"oct", 10},
    {"nov", 11},
    {"dec", 12},
    // English, long
    {"january", 1},
    {"february", 2},
    {"march", 3},
    {"april", 4},
    {"june", 6},
    {"july", 7},
    {"august", 8},
    {"sept", 9},
    {"october", 10},
    {"november", 11},
    {"december", 12},
    // German
    {"m\xc3\xa4r", 3},
    {"m\xe4r", 3},
    {"mai", 5},
    {"okt", 10},
    {"dez", 12},
    // German, long and Austrian
    {"j\xc3\xa4n", 1},
    {"j\xe4n", 1},
    {"februar", 2},
    {"mrz", 3},
    {"juni", 6},
    {"juli", 7},
    {"september", 9},
    {"oktober", 10},
    {"dezember", 12},
    // French
    {"janv", 1},
    {"f\xc3\xa9vr", 2},
    {"f\xe9vr", 2},
    {"mars", 3},
    {"avr", 4},
    {"juin", 6},
    {"juil", 7},
    {"ao\xc3\xbbt", 8},
    {"ao\xfbt", 8},
    {"d\xc3\xa9"
     "c",
     12},
    {"d\xe9"
     "c",
     12},
    // French, other
    {"f\xc3\xa9v", 2},
    {"f\xe9v", 2},
    {"avril", 4},
    {"jui", 6},
    {"ao\xc3\xbb", 8},
    {"ao\xfb", 8},
    {"octobre", 10},
    {"novembre", 11},
    {"d\xc3\xa9"
     "cembre",
     12},
    {"d\xe9"
     "cembre",
     12},
    // Spanish
    {"ene", 1},
    {"abr", 4},
    {"ago", 8},
    {"dic", 12},
    // Italian
    {"gen", 1},
    {"mag", 5},
    {"giu", 6},
    {"lug", 7},
    {"set", 9},
    {"ott", 10},
    // Portuguese
    {"fev", 2},
    {"out", 10},
    // Dutch
    {"mrt", 3},
    {"mei", 5},
    // Swedish, Danish
    {"maj", 5},
    // Norwegian
    {"des", 12},
    // Finnish
    {"tammi", 1},
    {"helmi", 2},
    {"maalis", 3},
    {"huhti", 4},
    {"touko", 5},
    {"kes\xc3\xa4", 6},
    {"kes\xe4", 6},
    {"hein\xc3\xa4", 7},
    {"hein\xe4", 7},
    {"elo", 8},
    {"syys", 9},
    {"loka", 10},
    {"marras", 11},
    {"joulu", 12},
    // Polish
    {"sty", 1},
    {"lut", 2},
    {"kwi", 4},
    {"cze", 6},
    {"lip", 7},
    {"sie", 8},
    {"wrz", 9},
    {"pa\xc5\xba", 10},
    {"pa\xbc", 10},
    {"lis", 11},
    {"gru", 12},
    // Czech
    {"led", 1},
    {"\xc3\xbano", 2},
    {"\xfano", 2},
    {"b\xc5\x99"
     "e",
     3},
    {"b\xf8"
     "e",
     3},
    {"dub", 4},
    {"kv\xc4\x9b", 5},
    {"kv\xec", 5},
    {"\xc4\x8d"
     "en",
     6},
    {"\xe8"
     "en",
     6},
    {"\xc4\x8d"
     "ec",
     7},
    {"\xe8"
     "ec",
     7},
    {"srp", 8},
    {"z\xc3\xa1\xc5\x99", 9},
    {"z\xe1\xf8", 9},
    {"\xc5\x99\xc3\xadj", 10},
    {"\xf8\xedj", 10},
    {"pro", 12},
    // Slovak, Slovene
    {"m\xc3\xa1j", 5},
    {"m\xe1j", 5},
    {"j\xc3\xban", 6},
    {"j\xfan", 6},
    {"j\xc3\xbal", 7},
    {"j\xfal", 7},
    // Croatian
    {"sij", 1},
    {"velj", 2},
    {"o\xc5\xbeu", 3},
    {"o\xbeu", 3},
    {"tra", 4},
    {"svi", 5},
    {"kol", 8},
    {"ruj", 9},
    {"stu", 11},
    // Hungarian
    {"febr", 2},
    {"m\xc3\xa1rc", 3},
    {"m\xe1rc", 3},
    {"\xc3\xa1pr", 4},
    {"\xe1pr", 4},
    {"szept", 9},
    // Romanian
    {"ian", 1},
    {"iun", 6},
    {"iul", 7},
    {"noi", 11},
    // Turkish
    {"oca", 1},
    {"\xc5\x9fub", 2},
    {"nis", 4},
    {"haz", 6},
    {"tem", 7},
    {"a\xc4\x9fu", 8},
    {"eyl", 9},
    {"eki", 10},
    {"kas", 11},
    {"ara", 12},
    // Russian
    {"\xd1\x8f\xd0\xbd\xd0\xb2", 1},
    {"\xd1\xce\xd7", 1},
    {"\xd1\x84\xd0\xb5\xd0\xb2", 2},
    {"\xc6\xc5\xd7", 2},
    {"\xd0\xbc\xd0\xb0\xd1\x80", 3},
    {"\xcd\xc1\xd2", 3},
    {"\xd0\xb0\xd0\xbf\xd1\x80", 4},
    {"\xc1\xd0\xd2", 4},
    {"\xd0\xbc\xd0\xb0\xd1\x8f", 5},
    {"\xcd\xc1\xd1", 5},
    {"\xd0\xb8\xd1\x8e\xd0\xbd", 6},
    {"\xc9\xc0\xce", 6},
    {"\xd0\xb8\xd1\x8e\xd0\xbb", 7},
    {"\xc9\xc0\xcc", 7},
    {"\xd0\xb0\xd0\xb2\xd0\xb3", 8},
    {"\xc1\xd7\xc7", 8},
    {"\xd1\x81\xd0\xb5\xd0\xbd", 9},
    {"\xd3\xc5\xce", 9},
    {"\xd0\xbe\xd0\xba\xd1\x82", 10},
    {"\xcf\xcb\xd4", 10},
    {"\xd0\xbd\xd0\xbe\xd1\x8f", 11},
    {"\xce\xcf\xd1", 11},
    {"\xd0\xb4\xd0\xb5\xd0\xba", 12},
    {"\xc4\xc5\xcb", 12},
    // Russian, other
    {"\xd1\x84\xd0\xb5\xd0\xb2\xd1\x80", 2},
    {"\xc6\xc5\xd7\xd2", 2},
    {"\xd0\xbc\xd0\xb0\xd1\x80\xd1\x82\xd0\xb0", 3},
    {"\xcd\xc1\xd2\xd4\xc1", 3},
    {"\xd0\xbc\xd0\xb0\xd0\xb9", 5},
    {"\xcd\xc1\xca", 5},
    {"\xd0\xb8\xd1\x8e\xd0\xbd\xd1\x8f", 6},
    {"\xc9\xc0\xce\xd1", 6},
    {"\xd0\xb8\xd1\x8e\xd0\xbb\xd1\x8f", 7},
    {"\xc9\xc0\xcc\xd1", 7},
    {"\xd1\x81\xd0\xb5\xd0\xbd\xd1\x82", 9},
    {"\xd3\xc5\xce\xd4", 9},
    {"\xd0\xbd\xd0\xbe\xd1\x8f\xd0\xb1", 11},
    {"\xce\xcf\xd1\xc2", 11},
    // Russian, capitals
    {"\xd0\xaf\xd0\xbd\xd0\xb2", 1},
    {"\xf1\xce\xd7", 1},
    {"\xd0\xa4\xd0\xb5\xd0\xb2", 2},
    {"\xe6\xc5\xd7", 2},
    {"\xd0\x9c\xd0\xb0\xd1\x80", 3},
    {"\xed\xc1\xd2", 3},
    {"\xd0\x90\xd0\xbf\xd1\x80", 4},
    {"\xe1\xd0\xd2", 4},
    {"\xd0\x9c\xd0\xb0\xd0\xb9", 5},
    {"\xed\xc1\xca", 5},
    {"\xd0\x98\xd1\x8e\xd0\xbd", 6},
    {"\xe9\xc0\xce", 6},
    {"\xd0\x98\xd1\x8e\xd0\xbb", 7},
    {"\xe9\xc0\xcc", 7},
    {"\xd0\x90\xd0\xb2\xd0\xb3", 8},
    {"\xe1\xd7\xc7", 8},
    {"\xd0\xa1\xd0\xb5\xd0\xbd", 9},
    {"\xf3\xc5\xce", 9},
    {"\xd0\x9e\xd0\xba\xd1\x82", 10},
    {"\xef\xcb\xd4", 10},
    {"\xd0\x9d\xd0\xbe\xd1\x8f", 11},
    {"\xee\xcf\xd1", 11},
    {"\xd0\x94\xd0\xb5\xd0\xba", 12},
    {"\xe4\xc5\xcb", 12},
    // Ukrainian
    {"\xd1\x81\xd1\x96\xd1\x87", 1},
    {"\xd0\xbb\xd1\x8e\xd1\x82", 2},
    {"\xd0\xb1\xd0\xb5\xd1\x80", 3},
    {"\xd0\xba\xd0\xb2\xd1\x96", 4},
    {"\xd1\x82\xd1\x80\xd0\xb0", 5},
    {"\xd1\x87\xd0\xb5\xd1\x80", 6},
    {"\xd0\xbb\xd0\xb8\xd0\xbf", 7},
    {"\xd1\x81\xd0\xb5\xd1\x80", 8},
    {"\xd0\xb2\xd0\xb5\xd1\x80", 9},
    {"\xd0\xb6\xd0\xbe\xd0\xb2", 10},
    {"\xd0\xbb\xd0\xb8\xd1\x81", 11},
    {"\xd0\xb3\xd1\x80\xd1\x83", 12},
    // Greek
    {"\xce\x99\xce\xb1\xce\xbd", 1},
    {"\xce\xa6\xce\xb5\xce\xb2", 2},
    {"\xce\x9c\xce\xb1\xcf\x81", 3},
    {"\xce\x91\xcf\x80\xcf\x81", 4},
    {"\xce\x9c\xce\xb1\xce\x90", 5},
    {"\xce\x99\xce\xbf\xcf\x85\xce\xbd", 6},
    {"\xce\x99\xce\xbf\xcf\x85\xce\xbb", 7},
    {"\xce\x91\xcf\x85\xce\xb3", 8},
    {"\xce\xa3\xce\xb5\xcf\x80", 9},
    {"\xce\x9f\xce\xba\xcf\x84", 10},
    {"\xce\x9d\xce\xbf\xce\xb5", 11},
    {"\xce\x94\xce\xb5\xce\xba", 12},
};

// Chinese, Japanese and Korean locales write the number and then "month".
constexpr std::array<std::string_view, 2> kMonthSigns = {"\xe6\x9c\x88", "\xec\x9b\x94"};

unsigned NumberedMonth(std::string_view word) {
  const auto number = ConsumeDecimal(&word);
  if (!number || *number < 1 || *number > 12) return 0;
  for (std::string_view sign : kMonthSigns) {
    if (word == sign) return static_cast<unsigned>(*number);
  }
  return 0;
}

}  // namespace

unsigned MonthFromName(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  for (const MonthName& entry : kMonthNames) {
    if (EqualsIgnoringCase(entry.name, word)) return entry.month;
  }
  return NumberedMonth(word);
}

}  // namespace pptp::log
