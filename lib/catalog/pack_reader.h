#ifndef PPTP_LIB_CATALOG_PACK_READER_H_
#define PPTP_LIB_CATALOG_PACK_READER_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lib/catalog/faults.h"
#include "lib/catalog/json_document.h"
#include "lib/catalog/leaf_table.h"
#include "lib/catalog/problem.h"

namespace pptp::catalog {

// Reads packs, one after the other, into one list of problems, and checks what
// concerns a pack and what concerns all of them.
class PackReader {
 public:
  PackReader(LeafTable* leaves, Faults* faults) : leaves_(leaves), faults_(faults) {}

  // The document must live until Finish(). The expressions and texts of a "proven"
  // pack are taken as right.
  void Read(const JsonDocument& document, bool proven);

  // Checks what needs all packs: that every id named is one of a problem.
  void Finish();

  std::vector<Problem> TakeProblems() { return std::move(problems_); }

  // The document that a problem, by its index in the list, stands in.
  const JsonDocument& DocumentOf(size_t problem) const { return *documents_[problem]; }

 private:
  struct Place {
    const JsonDocument* document;
    size_t offset;
  };
  // An id that another problem names, and where.
  struct Mention {
    Place place;
    std::string_view id;
  };

  static std::string Where(const Place& place);
  void ReadProblem(const JsonDocument& document, const JsonValue& value, std::string_view pack,
                   bool proven);
  void CheckId(const JsonDocument& document, const JsonValue* id);
  void CheckNumber(const JsonDocument& document, const JsonValue* number, const Problem& problem);
  void ReadExplainedBy(const JsonDocument& document, const JsonValue* list);

  LeafTable* leaves_;
  Faults* faults_;
  std::vector<session::Carrier> carriers_;  // of the pack in hand
  std::vector<Problem> problems_;
  std::vector<const JsonDocument*> documents_;  // of each problem
  std::map<std::string_view, Place> ids_;
  std::map<int, Place> numbers_;
  std::vector<Mention> mentions_;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_PACK_READER_H_
