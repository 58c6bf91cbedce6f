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
  static constexpr size_t kStride = 4;
  static constexpr unsigned kSlotBits = 12;

  // One of a literal's windows.
  struct Entry {
    uint32_t window = 0;
    uint32_t offset = 0;  // of the window in the literal
    uint32_t text = 0;    // index in texts_
    uint32_t slot = 0;
  };
  // What was added under several numbers is looked for once.
  struct Text {
    std::string_view text;
    uint32_t begin = 0, end = 0;  // of its numbers in numbers_
  };

  static uint32_t LoadWindow(const char* at);
  static uint32_t SlotOf(uint32_t window);
  void GroupEqualOnes();
  uint32_t ChooseOffset(std::string_view text, const std::vector<uint32_t>& entries_of_slot) const;
  bool IsOccupied(uint32_t slot) const { return (occupied_[slot / 64] >> slot % 64 & 1) != 0; }
  void Find(const Text& text, std::vector<uint32_t>* found) const;

  std::vector<std::string> literals_;
  std::vector<uint32_t> numbers_;  // those of equal literals stand together
  std::vector<Text> texts_;
  std::vector<uint32_t> short_ones_;  // texts that are too short for the table
  std::vector<Entry> entries_;        // of the others, in the order of their slots
  std::vector<uint32_t> ends_;        // by slot: the end of its entries
  std::vector<uint64_t> occupied_;    // a bit for each slot that has entries
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_LITERAL_SCANNER_H_
