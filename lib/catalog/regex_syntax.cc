#include "lib/catalog/regex_syntax.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lib/base/text.h"

// A recursive descent over RE2's syntax (https://github.com/google/re2/wiki/Syntax).
// The expression has been accepted by RE2 before, so this reader need not tell good
// from bad; it gives up on anything it does not recognise.
namespace pptp::catalog {
namespace {

constexpr int kDeepest = 200;  // groups inside groups

ByteSet Range(int first, int last) {
  ByteSet set;
  for (int c = first; c <= last; ++c) set.set(static_cast<size_t>(c));
  return set;
}

ByteSet AnyByte() {
  return ~ByteSet();
}

// A POSIX class, as in [[:alpha:]].
struct NamedClass {
  std::string_view name;
  ByteSet set;
};

const ByteSet& Digits() {
  static const ByteSet set = Range('0', '9');
  return set;
}
const ByteSet& Letters() {
  static const ByteSet set = Range('A', 'Z') | Range('a', 'z');
  return set;
}
const ByteSet& WordBytes() {
  static const ByteSet set = Letters() | Digits() | Range('_', '_');
  return set;
}
const ByteSet& PerlSpace() {  // \s has no vertical tab
  static const ByteSet set =
      Range('\t', '\n') | Range('\f', '\f') | Range('\r', '\r') | Range(' ', ' ');
  return set;
}

const std::array<NamedClass, 14>& PosixClasses() {
  static const std::array<NamedClass, 14> classes = {{
      {"alnum", Letters() | Digits()},
      {"alpha", Letters()},
      {"ascii", Range(0, 0x7f)},
      {"blank", Range('\t', '\t') | Range(' ', ' ')},
      {"cntrl", Range(0, 0x1f) | Range(0x7f, 0x7f)},
      {"digit", Digits()},
      {"graph", Range('!', '~')},
      {"lower", Range('a', 'z')},
      {"print", Range(' ', '~')},
      {"punct", Range('!', '/') | Range(':', '@') | Range('[', '`') | Range('{', '~')},
      {"space", Range('\t', '\r') | Range(' ', ' ')},
      {"upper", Range('A', 'Z')},
      {"word", WordBytes()},
      {"xdigit", Digits() | Range('A', 'F') | Range('a', 'f')},
  }};
  return classes;
}

// A set of bytes, and whether it is just that or perhaps too large: the complement
// of one that is too large would be too small.
struct Possible {
  ByteSet set;
  bool exact = true;
};

// Adds the other case of every letter.
Possible Folded(Possible bytes) {
  for (size_t c = 'a'; c <= 'z'; ++c) {
    const size_t upper = c - 'a' + 'A';
    if (bytes.set[c] || bytes.set[upper]) bytes.set.set(c).set(upper);
  }
  const ByteSet high = Range(0x80, 0xff);
  if ((bytes.set & high).any()) {
    bytes.set |= high;
    bytes.exact = false;
  }
  return bytes;
}

Possible Complement(const Possible& bytes) {
  return bytes.exact ? Possible{~bytes.set, true} : Possible{AnyByte(), false};
}

RegexNode BytesNode(const ByteSet& set) {
  RegexNode node;
  node.kind = RegexNode::Kind::kBytes;
  node.bytes = set;
  return node;
}

class Parser {
 public:
  explicit Parser(std::string_view pattern) : rest_(pattern) {}

  std::optional<RegexSyntax> Parse() {
    RegexSyntax syntax;
    syntax.root = Alternation(0);
    if (!rest_.empty()) ok_ = false;
    if (!ok_) return std::nullopt;
    syntax.group_names = std::move(names_);
    return syntax;
  }

 private:
  RegexNode Alternation(int depth) {
    RegexNode alternation;
    alternation.kind = RegexNode::Kind::kAlternation;
    if (depth > kDeepest) ok_ = false;
    const bool outer_fold = fold_;
    do {
      alternation.children.push_back(Concatenation(depth));
    } while (ok_ && Consume(&rest_, "|"));
    fold_ = outer_fold;  // flags hold to the end of their group
    if (alternation.children.size() == 1) return std::move(alternation.children[0]);
    return alternation;
  }

  RegexNode Concatenation(int depth) {
    RegexNode sequence;
    while (ok_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      if (Consume(&rest_, "\\Q")) {
        Quoted(&sequence);
      } else if (!LoneFlags()) {
        sequence.children.push_back(Atom(depth));
      }
      // An operator behind flags or an empty quotation belongs to what is before.
      while (ok_ && !sequence.children.empty() && Repeat(&sequence.children.back())) {
      }
    }
    return sequence;
  }

  // \Q...\E: every byte for itself.
  void Quoted(RegexNode* sequence) {
    const size_t end = rest_.find("\\E");
    for (char c : rest_.substr(0, end)) sequence->children.push_back(Literal(c));
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 2);
  }

  // (?i): holds to the end of the group around it.
  bool LoneFlags() {
    if (!rest_.starts_with("(?") || rest_.starts_with("(?P")) return false;
    const std::string_view before = rest_;
    const bool outer_fold = fold_;
    rest_.remove_prefix(2);
    if (Flags() && Consume(&rest_, ")")) return true;
    rest_ = before;
    fold_ = outer_fold;
    return false;
  }

  RegexNode Literal(char c) const {
    Possible bytes;
    bytes.set.set(static_cast<uint8_t>(c));
    return BytesNode(fold_ ? Folded(bytes).set : bytes.set);
  }

  RegexNode Atom(int depth) {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    switch (c) {
      case '(':
        return Group(depth);
      case '[':
        return BytesNode(Class());
      case '.':
        return BytesNode(AnyByte());
      case '^':
      case '$':
        return {};
      case '\\':
        return Escape();
      default:
        return Literal(c);
    }
  }

  RegexNode Group(int depth) {
    if (Consume(&rest_, "?P<")) {
      const size_t end = rest_.find('>');
      if (end == std::string_view::npos) return GiveUp();
      names_.emplace_back(rest_.substr(0, end));
      rest_.remove_prefix(end + 1);
    } else if (Consume(&rest_, "?")) {
      const bool outer_fold = fold_;
      if (!Flags() || !Consume(&rest_, ":")) return GiveUp();
      RegexNode node = Alternation(depth + 1);
      fold_ = outer_fold;
      if (!Consume(&rest_, ")")) ok_ = false;
      return node;
    }
    RegexNode node = Alternation(depth + 1);
    if (!Consume(&rest_, ")")) ok_ = false;
    return node;
  }

  // The letters of (?flags) and (?flags:...), up to the parenthesis or colon.
  bool Flags() {
    bool value = true;
    for (; !rest_.empty() && rest_.front() != ')' && rest_.front() != ':'; rest_.remove_prefix(1)) {
      switch (rest_.front()) {
        case 'i':
          fold_ = value;
          break;
        case 'm':  // changes assertions only
        case 's':  // "." is any byte here in either case
        case 'U':
          break;
        case '-':
          value = false;
          break;
        default:
          return false;
      }
    }
    return true;
  }

  // One repetition operator behind *node, if there is one.
  bool Repeat(RegexNode* node) {
    uint32_t least = 0;
    std::optional<uint32_t> most;
    if (Consume(&rest_, "*")) {
    } else if (Consume(&rest_, "+")) {
      least = 1;
    } else if (Consume(&rest_, "?")) {
      most = 1;
    } else if (!Braces(&least, &most)) {
      return false;
    }
    Consume(&rest_, "?");  // the lazy forms match the same strings
    RegexNode repetition;
    repetition.kind = RegexNode::Kind::kRepetition;
    repetition.least = least;
    repetition.most = most;
    repetition.children.push_back(std::move(*node));
    *node = std::move(repetition);
    return true;
  }

  // {n}, {n,} or {n,m}; any other brace is a literal one.
  bool Braces(uint32_t* least, std::optional<uint32_t>* most) {
    std::string_view text = rest_;
    if (!Consume(&text, "{")) return false;
    const std::optional<uint64_t> first = ConsumeDecimal(&text);
    if (!first || *first > kMostRepeats) return false;
    *least = static_cast<uint32_t>(*first);
    *most = *least;
    if (Consume(&text, ",")) {
      const std::optional<uint64_t> second = ConsumeDecimal(&text);
      if (second && *second > kMostRepeats) return false;
      *most = second ? std::optional(static_cast<uint32_t>(*second)) : std::nullopt;
    }
    if (!Consume(&text, "}")) return false;
    rest_ = text;
    return true;
  }

  // After a backslash, outside a class.
  RegexNode Escape() {
    if (rest_.empty()) return GiveUp();
    const char c = rest_.front();
    if (c == 'A' || c == 'z' || c == 'b' || c == 'B') {
      rest_.remove_prefix(1);
      return {};
    }
    const std::optional<Possible> bytes = EscapedBytes();
    if (!bytes) return GiveUp();
    return BytesNode(fold_ ? Folded(*bytes).set : bytes->set);
  }

  // After a backslash, in a class or outside.
  std::optional<Possible> EscapedBytes() {
    if (rest_.empty()) return std::nullopt;
    const char c = rest_.front();
    switch (c) {
      case 'd':
        return Taken({Digits()});
      case 'D':
        return Taken({~Digits()});
      case 'w':
        return Taken({WordBytes()});
      case 'W':
        return Taken({~WordBytes()});
      case 's':
        return Taken({PerlSpace()});
      case 'S':
        return Taken({~PerlSpace()});
      case 'C':
        return Taken({AnyByte()});
      case 'p':
      case 'P':
        return UnicodeClass();
      default:
        break;
    }
    const std::optional<int> byte = EscapedByte();
    if (!byte) return std::nullopt;
    if (*byte > 0xff) return Possible{AnyByte(), false};  // no byte is that character
    return Possible{Range(*byte, *byte)};
  }

  std::optional<Possible> Taken(Possible bytes) {
    rest_.remove_prefix(1);
    return bytes;
  }

  // \pN, \p{Greek}, \PN: too many to know; any byte.
  std::optional<Possible> UnicodeClass() {
    rest_.remove_prefix(1);
    if (Consume(&rest_, "{")) {
      const size_t end = rest_.find('}');
      if (end == std::string_view::npos) return std::nullopt;
      rest_.remove_prefix(end + 1);
    } else if (!rest_.empty()) {
      rest_.remove_prefix(1);
    }
    return Possible{AnyByte(), false};
  }

  // After a backslash: the one character that it and what follows stand for.
  std::optional<int> EscapedByte() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    switch (c) {
      case 'a':
        return '\a';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'v':
        return '\v';
      case 'x':
        return HexEscape();
      default:
        break;
    }
    if (c >= '0' && c <= '7') return OctalEscape(c - '0');
    if (IsAlpha(c) || IsDigit(c)) return std::nullopt;
    return static_cast<uint8_t>(c);  // punctuation stands for itself
  }

  std::optional<int> HexEscape() {
    if (Consume(&rest_, "{")) {
      const std::optional<uint64_t> value = ConsumeHex(&rest_);
      if (!value || !Consume(&rest_, "}")) return std::nullopt;
      return static_cast<int>(std::min<uint64_t>(*value, 0x10ffff));
    }
    if (rest_.size() < 2) return std::nullopt;
    const int high = HexDigit(rest_[0]);
    const int low = HexDigit(rest_[1]);
    if (high < 0 || low < 0) return std::nullopt;
    rest_.remove_prefix(2);
    return high * 16 + low;
  }

  // Up to three octal digits, the first of which is taken.
  int OctalEscape(int value) {
    for (int i = 0; i < 2 && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '7'; ++i) {
      value = value * 8 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }

  // After "[".
  ByteSet Class() {
    Possible bytes;
    const bool negated = Consume(&rest_, "^");
    bool first = true;
    while (ok_ && (first || !Consume(&rest_, "]"))) {
      if (rest_.empty()) return GiveUp().bytes;
      first = false;
      ClassItem(&bytes);
    }
    if (fold_) bytes = Folded(bytes);
    return (negated ? Complement(bytes) : bytes).set;
  }

  void ClassItem(Possible* bytes) {
    if (rest_.starts_with("[:") && rest_.find(":]") != std::string_view::npos) {
      PosixClass(bytes);
      return;
    }
    std::optional<Possible> item = ClassByte();
    if (!item) {
      ok_ = false;
      return;
    }
    if (item->exact && item->set.count() == 1 && rest_.size() >= 2 && rest_[0] == '-' &&
        rest_[1] != ']') {
      rest_.remove_prefix(1);
      const std::optional<Possible> last = ClassByte();
      if (!last) {
        ok_ = false;
        return;
      }
      if (last->exact && last->set.count() == 1) {
        item->set = Range(Only(item->set), Only(last->set));
      } else {
        item = Possible{AnyByte(), false};
      }
    }
    bytes->set |= item->set;
    bytes->exact = bytes->exact && item->exact;
  }

  static int Only(const ByteSet& set) {
    int c = 0;
    while (!set[static_cast<size_t>(c)]) ++c;
    return c;
  }

  std::optional<Possible> ClassByte() {
    if (rest_.empty()) return std::nullopt;
    if (Consume(&rest_, "\\")) return EscapedBytes();
    const int c = static_cast<uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return Possible{Range(c, c)};
  }

  void PosixClass(Possible* bytes) {
    rest_.remove_prefix(2);
    const bool negated = Consume(&rest_, "^");
    const size_t end = rest_.find(":]");
    const std::string_view name = rest_.substr(0, end);
    rest_.remove_prefix(end + 2);
    for (const NamedClass& named : PosixClasses()) {
      if (named.name == name) {
        bytes->set |= negated ? ~named.set : named.set;
        return;
      }
    }
    ok_ = false;
  }

  RegexNode GiveUp() {
    ok_ = false;
    return {};
  }

  static constexpr uint64_t kMostRepeats = 1000;  // RE2's own limit

  std::string_view rest_;
  bool fold_ = false;
  bool ok_ = true;
  std::vector<std::string> names_;
};

}  // namespace

std::optional<RegexSyntax> ParseRegex(std::string_view pattern) {
  return Parser(pattern).Parse();
}

}  // namespace pptp::catalog
