#ifndef PPTP_LIB_CATALOG_PROBLEM_READER_H_
#define PPTP_LIB_CATALOG_PROBLEM_READER_H_

#include "lib/catalog/leaf_table.h"
#include "lib/catalog/object_reader.h"
#include "lib/catalog/problem.h"

namespace pptp::catalog {

// Reads all of one problem but its id's and number's uniqueness, which concern the
// other problems too. "in" is left unfinished. The expressions and texts of a
// "proven" problem are taken as right.
Problem ReadProblemFields(ObjectReader* in, LeafTable* leaves, bool proven);

// Whether the text is made of lower-case words and numbers joined by "-".
bool IsSlug(std::string_view text);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_PROBLEM_READER_H_
