#ifndef PPTP_LIB_CATALOG_LEAF_TABLE_H_
#define PPTP_LIB_CATALOG_LEAF_TABLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "lib/catalog/fact_test.h"
#include "lib/catalog/leaf_match.h"
#include "lib/catalog/literal_scanner.h"
#include "lib/catalog/packet_test.h"
#include "lib/catalog/program_set.h"
#include "lib/catalog/regex.h"
#include "lib/catalog/trial.h"
#include "lib/session/event.h"

namespace pptp::catalog {

// A message matcher. Every text that "regex" matches holds "literal".
struct MessageTest {
  std::shared_ptr<const Regex> regex;
  std::string literal;
  ProgramSet programs;
};

// The leaves of all matchers, each kept once, and the index that finds the few of
// them that a line can match at all: message leaves by their literal, packet leaves
// by direction, protocol and code.
//
// Add everything, Build once, then Match from any number of threads.
class LeafTable {
 public:
  LeafTable();

  // Each returns the number of the leaf, the same for equal ones.
  uint32_t AddMessage(MessageTest test);
  uint32_t AddPacket(PacketTest test);
  // Fact tests have numbers of their own.
  uint32_t AddFact(FactTest test);

  void Build();

  size_t leaf_count() const { return leaves_.size(); }
  const std::vector<FactTest>& facts() const { return facts_; }

  // The literals of the message leaves that look at what that program says, each once.
  std::vector<std::string> LiteralsFor(log::Program program) const;

  // Whether a message leaf matches what that program says.
  bool AsksFor(log::Program program, std::string_view text, Trial trial) const;

  // Appends each leaf that the line matches, in the order of their numbers.
  void Match(const session::Event& event, std::vector<LeafMatch>* matches, Trial trial) const;

 private:
  using Leaf = std::variant<MessageTest, PacketTest>;

  uint32_t Add(std::string key, Leaf leaf);
  void IndexPacketLeaf(uint32_t number, const PacketTest& test);
  std::vector<uint32_t> Candidates(std::string_view text, Trial trial) const;
  void MatchMessages(const session::Event& event, std::vector<LeafMatch>* matches,
                     Trial trial) const;
  void MatchPackets(const session::Event& event, std::vector<LeafMatch>* matches) const;

  std::vector<Leaf> leaves_;
  std::unordered_map<std::string, uint32_t> numbers_;  // by key
  std::vector<FactTest> facts_;

  LiteralScanner literals_;
  std::vector<uint32_t> leaf_of_literal_;
  std::unordered_map<uint32_t, std::vector<uint32_t>> packet_leaves_;  // by PacketKey
  std::vector<uint32_t> other_packet_leaves_;  // those that leave protocol or code open
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_LEAF_TABLE_H_
