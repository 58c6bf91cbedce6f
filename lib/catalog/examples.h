#ifndef PPTP_LIB_CATALOG_EXAMPLES_H_
#define PPTP_LIB_CATALOG_EXAMPLES_H_

#include "lib/catalog/catalog.h"
#include "lib/catalog/faults.h"
#include "lib/catalog/json_document.h"

namespace pptp::catalog {

// Runs the examples of one problem through reader, tracker and matchers. Faults
// are: a "match" in which the signature does not hold in any session or host, or
// not with the captures given; a "no_match" in which it does; a branch of an "any"
// in the signature that holds in no "match".
void CheckExamples(const Catalog& catalog, const Problem& problem, const JsonDocument& document,
                   Faults* faults);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_EXAMPLES_H_
