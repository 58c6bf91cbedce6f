#ifndef PPTP_LIB_CATALOG_GROUP_NAMES_H_
#define PPTP_LIB_CATALOG_GROUP_NAMES_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pptp::catalog {

// An expression whose groups have lost their names, and the names with the groups' numbers.
struct WithoutNames {
  std::string pattern;
  std::vector<std::pair<std::string, int>> names;
};

// Takes the names out of an expression that RE2 accepts. With the first name that it meets in a
// process, RE2 makes a table of all characters of Unicode that a name may hold, which takes longer
// than to compile twenty expressions.
WithoutNames TakeGroupNames(std::string_view pattern);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_GROUP_NAMES_H_
