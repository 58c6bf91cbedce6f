#ifndef PPTP_TESTS_DIAGNOSE_ANALYZE_H_
#define PPTP_TESTS_DIAGNOSE_ANALYZE_H_

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "pptp/analyzer.h"

// What the tests of the analyzer share: the built-in knowledge, loaded once, and
// the analysis of a text in one call.
namespace pptp::test {

// 2026-11-22 13:00:00 UTC, "now" of every test: it gives RFC 3164 stamps their year.
inline constexpr int64_t kNow = 1795352400'000000;

inline const Knowledge& BuiltinKnowledge() {
  static const Knowledge knowledge = [] {
    Result<Knowledge> loaded = Knowledge::Load();
    if (!loaded) {
      ADD_FAILURE() << loaded.error().message();
      std::abort();
    }
    return *loaded;
  }();
  return knowledge;
}

// "piece" is how many bytes go into one Feed(); 0 = all at once.
inline Report Analyze(const Knowledge& knowledge, std::string_view log,
                      Analyzer::Options options = {}, size_t piece = 0) {
  Analyzer analyzer(knowledge, std::move(options));
  analyzer.BeginInput("log", kNow);
  if (piece == 0) piece = log.size() + 1;
  for (size_t i = 0; i < log.size(); i += piece) analyzer.Feed(log.substr(i, piece));
  analyzer.EndInput();
  return analyzer.Finish();
}

inline Report Analyze(std::string_view log, Analyzer::Options options = {}, size_t piece = 0) {
  return Analyze(BuiltinKnowledge(), log, std::move(options), piece);
}

// A pack of small problems in the test's own words, without the built-in ones.
inline Knowledge KnowledgeOf(std::string json) {
  Result<Knowledge> loaded = Knowledge::Load({{"test-pack", std::move(json)}}, /*builtin=*/false);
  if (!loaded) {
    ADD_FAILURE() << loaded.error().message();
    std::abort();
  }
  return *loaded;
}

}  // namespace pptp::test

#endif  // PPTP_TESTS_DIAGNOSE_ANALYZE_H_
