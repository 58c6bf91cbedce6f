#ifndef PPTP_LIB_CATALOG_FAULTS_H_
#define PPTP_LIB_CATALOG_FAULTS_H_

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/catalog/json_document.h"
#include "pptp/error.h"

namespace pptp::catalog {

// Gathers what is wrong with the packs, so that an author sees all of it at once.
// One Faults serves all packs; a fault's place is a document and an offset in it.
class Faults {
 public:
  void Add(const JsonDocument& document, size_t offset, std::string_view what,
           std::string_view advice) {
    if (list_.size() < kMost) list_.push_back({offset, document.FaultAt(offset, what, advice)});
  }
  void Add(const JsonDocument& document, const JsonValue& value, std::string_view what,
           std::string_view advice) {
    Add(document, value.offset(), what, advice);
  }
  // A fault without a place of its own, such as bad JSON.
  void Add(Error error) {
    if (list_.size() < kMost) list_.push_back({0, std::move(error)});
  }

  bool empty() const { return list_.empty(); }
  size_t size() const { return list_.size(); }

  // Puts the faults from number "first" on, which are of one pack, into the order
  // of the text.
  void SortFrom(size_t first) {
    std::stable_sort(list_.begin() + static_cast<std::ptrdiff_t>(first), list_.end(),
                     [](const Fault& a, const Fault& b) { return a.offset < b.offset; });
  }

  std::vector<Error> Take() {
    std::vector<Error> errors;
    for (Fault& fault : list_) errors.push_back(std::move(fault.error));
    list_.clear();
    return errors;
  }

 private:
  static constexpr size_t kMost = 200;  // more would help nobody
  struct Fault {
    size_t offset;
    Error error;
  };
  std::vector<Fault> list_;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_FAULTS_H_
