#include "lib/catalog/required_literal.h"

#include <array>
#include <cstdint>
#include <vector>

// The idea: searching a string for the literal is a finite automaton (Knuth, Morris
// and Pratt's), whose state is how much of the literal the bytes read so far end
// with; the last state, "found", is never left. Instead of a string, the automaton
// is given the expression: a set of states goes in, and out come all states that it
// can be in after some string the expression matches. A concatenation feeds one part's
// set to the next, an alternation joins the sets of its branches, a repetition goes
// round until the set grows no more. Every match contains the literal if and only if
// nothing but "found" comes out.
//
// Sets only ever err by being too large, so a "yes" is a proof.
namespace pptp::catalog {
namespace {

using States = std::bitset<kLongestLiteral + 1>;

// Nested repetitions take time exponential in their depth; what takes longer than
// this many steps counts as not proven. Expressions of real rules take hundreds.
constexpr int kMostSteps = 20000;

class Prover {
 public:
  explicit Prover(std::string_view literal) : found_(literal.size()) {
    only_found_.set(found_);
    BuildSymbols(literal);
    BuildTransitions(literal);
  }

  bool Proves(const RegexNode& root) {
    States start;
    start.set(0);
    const States end = After(root, start);
    return steps_ <= kMostSteps && (end & ~only_found_).none();
  }

 private:
  // Bytes that the literal does not hold all act alike: they are symbol 0.
  void BuildSymbols(std::string_view literal) {
    for (char c : literal) {
      const auto byte = static_cast<uint8_t>(c);
      if (in_literal_[byte]) continue;
      in_literal_.set(byte);
      symbol_of_[byte] = static_cast<uint8_t>(byte_of_.size());
      byte_of_.push_back(byte);
    }
  }

  void BuildTransitions(std::string_view literal) {
    next_.assign((found_ + 1) * byte_of_.size(), 0);
    size_t restart = 0;  // the state after the same bytes without the first one
    for (size_t state = 0; state < found_; ++state) {
      const size_t symbol = symbol_of_[static_cast<uint8_t>(literal[state])];
      for (size_t s = 0; s < byte_of_.size(); ++s) {
        Next(state, s) = state == 0 ? 0 : Next(restart, s);
      }
      const size_t after_restart = state == 0 ? 0 : Next(restart, symbol);
      Next(state, symbol) = static_cast<uint8_t>(state + 1);
      restart = after_restart;
    }
    for (size_t s = 0; s < byte_of_.size(); ++s) Next(found_, s) = static_cast<uint8_t>(found_);
  }

  uint8_t& Next(size_t state, size_t symbol) { return next_[state * byte_of_.size() + symbol]; }

  States After(const RegexNode& node, const States& before) {
    if (++steps_ > kMostSteps || before == only_found_) return before;
    switch (node.kind) {
      case RegexNode::Kind::kBytes:
        return AfterBytes(node.bytes, before);
      case RegexNode::Kind::kConcatenation: {
        States states = before;
        for (const RegexNode& child : node.children) states = After(child, states);
        return states;
      }
      case RegexNode::Kind::kAlternation: {
        States states;
        for (const RegexNode& child : node.children) states |= After(child, before);
        return states;
      }
      case RegexNode::Kind::kRepetition:
        return AfterRepetition(node, before);
    }
    return before;
  }

  States AfterBytes(const ByteSet& bytes, const States& before) {
    std::array<uint8_t, kLongestLiteral + 1> symbols;
    size_t count = 0;
    if ((bytes & ~in_literal_).any()) symbols[count++] = 0;
    for (size_t s = 1; s < byte_of_.size(); ++s) {
      if (bytes[byte_of_[s]]) symbols[count++] = static_cast<uint8_t>(s);
    }
    States after;
    for (size_t state = 0; state <= found_; ++state) {
      if (!before[state]) continue;
      for (size_t i = 0; i < count; ++i) after.set(Next(state, symbols[i]));
    }
    return after;
  }

  States AfterRepetition(const RegexNode& node, const States& before) {
    const RegexNode& child = node.children.front();
    States states = before;
    for (uint32_t i = 0; i < node.least && steps_ <= kMostSteps; ++i) {
      const States after = After(child, states);
      if (after == states) break;  // more rounds change nothing
      states = after;
    }
    for (uint32_t i = node.least; (!node.most || i < *node.most) && steps_ <= kMostSteps; ++i) {
      const States more = states | After(child, states);
      if (more == states) break;
      states = more;
    }
    return states;
  }

  const size_t found_;  // the last state
  States only_found_;
  ByteSet in_literal_;
  std::vector<uint8_t> byte_of_ = {0};  // by symbol; symbol 0 has none of its own
  std::array<uint8_t, 256> symbol_of_{};
  std::vector<uint8_t> next_;
  int steps_ = 0;
};

}  // namespace

bool EveryMatchContains(const RegexSyntax& syntax, std::string_view literal) {
  return Prover(literal).Proves(syntax.root);
}

}  // namespace pptp::catalog
