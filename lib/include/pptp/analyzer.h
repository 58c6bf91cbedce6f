#ifndef PPTP_ANALYZER_H_
#define PPTP_ANALYZER_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pptp/error.h"
#include "pptp/report.h"

namespace pptp {

namespace catalog {
class Catalog;
}

// The compiled knowledge. Immutable and shared: load once, give it to any number
// of analyzers in any number of threads.
class Knowledge {
 public:
  struct Pack {
    std::string name;  // for messages about it, usually its file name
    std::string json;
  };
  // The built-in packs (unless "builtin" is false) and those given. The error
  // names file, line, column and JSON pointer, and says what to do.
  // "check_examples" also runs every example of the packs.
  static Result<Knowledge> Load(const std::vector<Pack>& packs = {}, bool builtin = true,
                                bool check_examples = false);

  const catalog::Catalog& catalog() const { return *catalog_; }

 private:
  explicit Knowledge(std::shared_ptr<const catalog::Catalog> catalog)
      : catalog_(std::move(catalog)) {}
  std::shared_ptr<const catalog::Catalog> catalog_;
};

// Reads logs and says what is wrong in them.
//
//   auto knowledge = Knowledge::Load();
//   Analyzer analyzer(*knowledge, {});
//   analyzer.BeginInput("/var/log/messages", newest_micros);
//   analyzer.Feed(bytes);
//   analyzer.EndInput();
//   Report report = analyzer.Finish();
//
// Incremental: "on_finding" is called as soon as a finding is certain, in the
// middle of Feed(). No input makes it fail, and memory is bounded. One thread at
// a time; different analyzers are independent.
class Analyzer {
 public:
  struct Options {
    std::optional<LogTime> since, until;  // lines outside are not looked at
    std::string session;                  // only this session's findings are kept
    // Off: every line is read, and every expression tried on it. Slow, and the same in the end:
    // what the fast way is tested against.
    bool prefilter = true;
    // How many threads look for the lines worth reading in large pieces; 0 for one per core. The
    // caller's is one of them. The report does not depend on it.
    unsigned jobs = 1;
    // Called for findings that will not change any more; the role may still turn
    // from cause to symptom when a later line explains it.
    std::function<void(const Finding&)> on_finding;
  };

  Analyzer(Knowledge knowledge, Options options);
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // Starts an input. "newest_micros" (microseconds since 1970) is the latest time
  // it can hold, a file's modification time or the present: RFC 3164 stamps have no
  // year, and get theirs from it.
  void BeginInput(std::string name, int64_t newest_micros);
  // Any piece; lines may be split anywhere. In pieces of a megabyte and more lines that mean
  // nothing cost little.
  void Feed(std::string_view bytes);
  // Judges what was fed so far as if no line were to follow: the reader else waits for a
  // line that may continue the last one, or tell how the first ones are to be read. For a live
  // log that has fallen silent.
  void Flush();
  void EndInput();

  // Ends all sessions and hands the report over. Call once.
  Report Finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pptp

#endif  // PPTP_ANALYZER_H_
