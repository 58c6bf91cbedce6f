#ifndef PPTP_LIB_CATALOG_MATCHER_READER_H_
#define PPTP_LIB_CATALOG_MATCHER_READER_H_

#include <set>
#include <string>

#include "lib/catalog/faults.h"
#include "lib/catalog/json_document.h"
#include "lib/catalog/leaf_table.h"
#include "lib/catalog/matcher.h"

namespace pptp::catalog {

// Reads and compiles a matcher of docs/rule-format.md. Its leaves go into
// *leaves, the names of its groups into *names. With "names" null its expressions
// and literals are taken as right. What is wrong with the matcher becomes a fault;
// what is returned is then of no use.
Matcher ReadMatcher(const JsonDocument& document, const JsonValue& value, LeafTable* leaves,
                    std::set<std::string>* names, Faults* faults);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_MATCHER_READER_H_
