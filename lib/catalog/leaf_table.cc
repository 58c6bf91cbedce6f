#include "lib/catalog/leaf_table.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace pptp::catalog {
namespace {

uint32_t PacketKey(ppp::Direction direction, ppp::Protocol protocol, uint8_t code) {
  return static_cast<uint32_t>(direction) << 24 | static_cast<uint32_t>(protocol) << 8 | code;
}

SharedCaptures Share(Captures captures) {
  if (captures.empty()) return nullptr;
  return std::make_shared<const Captures>(std::move(captures));
}

// A little more than the built-in packs have, so that their leaves are not moved about.
constexpr size_t kUsualLeaves = 640;

}  // namespace

LeafTable::LeafTable() {
  leaves_.reserve(kUsualLeaves);
  numbers_.reserve(kUsualLeaves);
}

uint32_t LeafTable::AddMessage(MessageTest test) {
  std::string key = "message " + std::to_string(test.programs.bits()) + ' ';
  key += test.regex->pattern();
  return Add(std::move(key), std::move(test));
}

uint32_t LeafTable::AddPacket(PacketTest test) {
  std::string key = "packet " + test.Key();
  return Add(std::move(key), std::move(test));
}

uint32_t LeafTable::AddFact(FactTest test) {
  facts_.push_back(std::move(test));
  return static_cast<uint32_t>(facts_.size() - 1);
}

uint32_t LeafTable::Add(std::string key, Leaf leaf) {
  const auto [entry, is_new] =
      numbers_.try_emplace(std::move(key), static_cast<uint32_t>(leaves_.size()));
  if (is_new) leaves_.push_back(std::move(leaf));
  return entry->second;
}

void LeafTable::Build() {
  for (uint32_t number = 0; number < leaves_.size(); ++number) {
    if (const auto* message = std::get_if<MessageTest>(&leaves_[number])) {
      literals_.Add(message->literal);
      leaf_of_literal_.push_back(number);
    } else {
      IndexPacketLeaf(number, std::get<PacketTest>(leaves_[number]));
    }
  }
  literals_.Build();
  numbers_.clear();
}

void LeafTable::IndexPacketLeaf(uint32_t number, const PacketTest& test) {
  if (test.codes.empty()) {
    other_packet_leaves_.push_back(number);
    return;
  }
  for (ppp::Direction direction :
       {ppp::Direction::kSent, ppp::Direction::kReceived, ppp::Direction::kLoop}) {
    if (test.direction && *test.direction != direction) continue;
    for (const PacketTest::Code& code : test.codes) {
      packet_leaves_[PacketKey(direction, code.protocol, code.code)].push_back(number);
    }
  }
}

std::vector<std::string> LeafTable::LiteralsFor(log::Program program) const {
  std::set<std::string> literals;
  for (const Leaf& leaf : leaves_) {
    const auto* message = std::get_if<MessageTest>(&leaf);
    if (message != nullptr && message->programs.Contains(program)) {
      literals.insert(message->literal);
    }
  }
  return {literals.begin(), literals.end()};
}

// The message leaves that are to be tried on a text, as indices into leaf_of_literal_.
std::vector<uint32_t> LeafTable::Candidates(std::string_view text, Trial trial) const {
  std::vector<uint32_t> candidates;
  if (trial == Trial::kByLiteral) {
    literals_.Scan(text, &candidates);
  } else {
    candidates.resize(leaf_of_literal_.size());
    std::iota(candidates.begin(), candidates.end(), 0U);
  }
  return candidates;
}

bool LeafTable::AsksFor(log::Program program, std::string_view text, Trial trial) const {
  const std::vector<uint32_t> candidates = Candidates(text, trial);
  return std::any_of(candidates.begin(), candidates.end(), [&](uint32_t candidate) {
    const auto& test = std::get<MessageTest>(leaves_[leaf_of_literal_[candidate]]);
    Captures captures;
    return test.programs.Contains(program) && test.regex->Matches(text, &captures);
  });
}

void LeafTable::Match(const session::Event& event, std::vector<LeafMatch>* matches,
                      Trial trial) const {
  const auto first = static_cast<std::ptrdiff_t>(matches->size());
  MatchMessages(event, matches, trial);
  if (event.packet != nullptr) MatchPackets(event, matches);
  std::sort(matches->begin() + first, matches->end(),
            [](const LeafMatch& a, const LeafMatch& b) { return a.leaf < b.leaf; });
}

void LeafTable::MatchMessages(const session::Event& event, std::vector<LeafMatch>* matches,
                              Trial trial) const {
  for (uint32_t candidate : Candidates(event.text, trial)) {
    const uint32_t number = leaf_of_literal_[candidate];
    const auto& test = std::get<MessageTest>(leaves_[number]);
    if (!test.programs.Contains(event.program)) continue;
    Captures captures;
    if (test.regex->Matches(event.text, &captures)) {
      matches->push_back({number, Share(std::move(captures))});
    }
  }
}

void LeafTable::MatchPackets(const session::Event& event, std::vector<LeafMatch>* matches) const {
  auto try_leaf = [&](uint32_t number) {
    Captures captures;
    if (std::get<PacketTest>(leaves_[number]).Fits(*event.packet, &captures)) {
      matches->push_back({number, Share(std::move(captures))});
    }
  };
  for (uint32_t number : other_packet_leaves_) try_leaf(number);
  const ppp::Packet& packet = event.packet->packet;
  const auto indexed =
      packet_leaves_.find(PacketKey(event.packet->direction, packet.protocol, packet.code));
  if (indexed == packet_leaves_.end()) return;
  for (uint32_t number : indexed->second) try_leaf(number);
}

}  // namespace pptp::catalog
