#ifndef PPTP_TESTS_CATALOG_PACKS_H_
#define PPTP_TESTS_CATALOG_PACKS_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lib/catalog/catalog.h"

// Small rule packs for tests.
namespace pptp::catalog {

// A pack "test" of one problem "test-problem" with that signature, and examples
// that hold nothing but what the format demands. Ends in a newline.
std::string PackWithSignature(std::string_view signature);

// A pack "test" with these problems, each as JSON.
std::string PackOf(const std::vector<std::string>& problems);

// A problem as JSON; "more" is put in as it stands, such as "\"number\": 3,".
std::string ProblemText(std::string_view id, std::string_view more, std::string_view signature);

// The compiled pack; a fault fails the test and ends it.
std::shared_ptr<const Catalog> CompileOrDie(std::string_view json);

// The message of the first fault of a pack called "pack.json"; "" if it has none.
std::string FaultOf(std::string_view json, bool check_examples = false);

// The files of which the built-in packs are made, as anybody's packs: nothing is taken as proven.
const std::vector<PackText>& PackFiles();

// A file of this directory.
std::string ReadTestFile(std::string_view name);

}  // namespace pptp::catalog

#endif  // PPTP_TESTS_CATALOG_PACKS_H_
