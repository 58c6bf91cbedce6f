#ifndef PPTP_LIB_CATALOG_LITERAL_SCANNER_H_
#define PPTP_LIB_CATALOG_LITERAL_SCANNER_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pptp::catalog {

// Tells which of many literals stand in a text, in one pass over it.
//
// Add all literals, Build once, then scan from any number of threads.
class LiteralScanner {
 public:
  // Literals are numbered from 0 in the order of Add; equal ones may be added.
  // REQUIRES: literal is not empty.
  void Add(std::string_view literal);
  void Build();

  // Appends the numbers of the literals that "text" contains, each once, in
  // ascending order.
  void Scan(std::string_view text, std::vector<uint32_t>* found) const;

 private:
  // What Scan() goes by: where the row of the next state begins in next_, and whether a literal
  // ends there, which is rare.
  static constexpr uint32_t kEndsHere = uint32_t{1} << 31;

  uint32_t& Next(uint32_t state, uint8_t symbol) { return next_[state * symbols_ + symbol]; }
  void BuildTrie();
  void LinkFailures();
  void TurnIntoSteps();

  std::vector<std::string> literals_;
  std::array<uint8_t, 256> symbol_of_{};  // 0: in no literal
  size_t symbols_ = 1;
  std::vector<uint32_t> next_;               // by state and symbol; once built, as Steps
  std::vector<std::vector<uint32_t>> ends_;  // by state: literals that end there
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_LITERAL_SCANNER_H_
