#ifndef PPTP_LIB_CATALOG_LITERAL_SCANNER_H_
#define PPTP_LIB_CATALOG_LITERAL_SCANNER_H_

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
  static constexpr size_t kWindow = 4;  // bytes
  static constexpr unsigned kSlotBits = 11;

  // A literal, known by the bytes of its window.
  struct Entry {
    uint32_t window = 0;
    uint32_t offset = 0;  // of the window in the literal
    uint32_t number = 0;
    uint32_t slot = 0;
  };

  static uint32_t LoadWindow(const char* at);
  static uint32_t SlotOf(uint32_t window);
  Entry ChooseWindow(uint32_t number, const std::vector<uint32_t>& entries_of_slot) const;
  void ScanShortOnes(std::string_view text, std::vector<uint32_t>* found) const;

  std::vector<std::string> literals_;
  std::vector<uint32_t> short_ones_;  // literals of less than kWindow bytes
  std::vector<Entry> entries_;        // the others, in the order of their slots
  std::vector<uint32_t> ends_;        // by slot: the end of its entries
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_LITERAL_SCANNER_H_
