#ifndef PPTP_LIB_DIAGNOSE_LINE_FILTER_H_
#define PPTP_LIB_DIAGNOSE_LINE_FILTER_H_

#include <memory>
#include <string_view>

#include "lib/log/reader.h"
#include "lib/log/screen.h"

namespace pptp::catalog {
class Catalog;
}

namespace pptp::diagnose {

// The texts that the sessions and the catalog's matchers wait for.
log::ScreenTexts TextsFor(const catalog::Catalog& catalog);

// Hands a log to a reader without the lines that mean nothing. Several threads look for them, each
// in a piece of its own; the reader gets the lines in their order, in the thread that calls.
class LineFilter {
 public:
  // With "jobs" threads, the caller's among them; 0 for one per core.
  LineFilter(log::ScreenTexts texts, unsigned jobs);
  ~LineFilter();
  LineFilter(const LineFilter&) = delete;
  LineFilter& operator=(const LineFilter&) = delete;

  // Takes what comes next of a log; lines may be split anywhere. The reader gets it now or later:
  // what it gets from others must come behind a Flush().
  void Feed(std::string_view bytes, log::Reader* reader);

  // Hands over all that was fed.
  void Flush(log::Reader* reader);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_LINE_FILTER_H_
