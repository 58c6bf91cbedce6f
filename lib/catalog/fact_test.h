#ifndef PPTP_LIB_CATALOG_FACT_TEST_H_
#define PPTP_LIB_CATALOG_FACT_TEST_H_

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/catalog/regex.h"
#include "lib/session/session.h"

namespace pptp::catalog {

// What sort of value a fact has; it decides which tests it takes.
enum class FactType : uint8_t { kText, kMppeLetters, kNumber, kBoolean, kPhase, kTexts, kNumbers };

// A fact's value in one session: a text or several, or a number or several. Phases and booleans
// are numbers too. Points into the session, and owns no memory: facts are asked for by the dozen
// at the end of every session.
struct FactValue {
  bool known = false;
  std::string_view text;
  const std::vector<std::string>* texts = nullptr;
  std::optional<double> number;
  const std::vector<uint32_t>* numbers = nullptr;

  // Whether "wanted" is true of one of the texts, or of the numbers.
  template <typename Wanted>
  bool AnyText(const Wanted& wanted) const {
    if (texts != nullptr) return std::any_of(texts->begin(), texts->end(), wanted);
    return known && !number && numbers == nullptr && wanted(text);
  }
  template <typename Wanted>
  bool AnyNumber(const Wanted& wanted) const {
    if (numbers != nullptr) return std::any_of(numbers->begin(), numbers->end(), wanted);
    return number && wanted(*number);
  }
};

struct Fact {
  std::string_view name;
  FactType type;
  FactValue (*value)(const session::Session& session);
  std::vector<std::string_view> choices;  // all that a text can be; empty = anything
};

// The facts of docs/rule-format.md, in its order.
const std::vector<Fact>& AllFacts();
const Fact* FindFact(std::string_view name);

// Pppd's letters of the MPPE bits, in its order, "U" for reserved ones: "HS".
std::string MppeBitLetters(uint32_t bits);

// The number of a phase's name, or nothing.
std::optional<double> PhaseNumber(std::string_view name);

// A fact matcher: every test given must hold.
struct FactTest {
  const Fact* fact = nullptr;
  bool has_is = false;
  std::vector<std::string> is_texts;  // one of these,
  std::vector<double> is_numbers;     // or these
  std::shared_ptr<const Regex> has;
  std::optional<double> min, max;
  std::optional<bool> known;

  bool Holds(const session::Session& session) const;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_FACT_TEST_H_
