#include "lib/catalog/matcher_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "lib/catalog/duration.h"
#include "lib/catalog/leaf_reader.h"

namespace pptp::catalog {
namespace {

using Kind = Matcher::Kind;

struct KindName {
  std::string_view name;
  Kind kind;
};
constexpr std::array<KindName, 8> kKinds = {{{"message", Kind::kMessage},
                                             {"packet", Kind::kPacket},
                                             {"fact", Kind::kFact},
                                             {"sequence", Kind::kSequence},
                                             {"all", Kind::kAll},
                                             {"any", Kind::kAny},
                                             {"count", Kind::kCount},
                                             {"without", Kind::kWithout}}};

constexpr std::string_view kKindNames = "message, packet, fact, sequence, all, any, count, without";

class MatcherReader {
 public:
  MatcherReader(const JsonDocument& document, LeafTable* leaves, std::set<std::string>* names,
                Faults* faults)
      : document_(document), leaves_(leaves), names_(names), faults_(faults) {}

  Matcher Read(const JsonValue& value, bool in_sequence) {
    Matcher matcher;
    ObjectReader in(document_, value, "a matcher", faults_);
    if (in.failed()) return matcher;
    if (!FindKind(&in, &matcher.kind)) return matcher;
    ReadKind(&in, &matcher);
    if (in_sequence) ReadGap(&in, &matcher);
    in.Finish();
    return matcher;
  }

 private:
  bool FindKind(ObjectReader* in, Kind* kind) {
    const JsonMember* found = nullptr;
    for (const JsonMember& member : in->value().members()) {
      const auto known = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindName& each) {
        return each.name == member.key;
      });
      if (known == kKinds.end()) continue;
      if (found != nullptr) {
        faults_->Add(
            document_, member.offset,
            fmt::format("a matcher cannot be \"{}\" and \"{}\" at once", found->key, member.key),
            "put both into {\"all\": [ ... ]}");
        return false;
      }
      *kind = known->kind;
      found = &member;
    }
    if (found != nullptr) return true;
    in->Fault(in->value(), "this is no matcher",
              fmt::format("it needs one of the fields {}", kKindNames));
    return false;
  }

  void ReadKind(ObjectReader* in, Matcher* matcher) {
    switch (matcher->kind) {
      case Kind::kMessage:
        ReadMessage(in, matcher);
        break;
      case Kind::kPacket:
        ReadPacket(in, matcher);
        break;
      case Kind::kFact:
        ReadFact(in, matcher);
        break;
      case Kind::kSequence:
        ReadSequence(in, matcher);
        break;
      case Kind::kAll:
        ReadMembers(in, "all", false, matcher);
        break;
      case Kind::kAny:
        ReadMembers(in, "any", false, matcher);
        break;
      case Kind::kCount:
        ReadCount(in, matcher);
        break;
      case Kind::kWithout:
        matcher->members.push_back(Read(*in->Field("without"), false));
        break;
    }
  }

  void ReadMessage(ObjectReader* in, Matcher* matcher) {
    MessageTest test = ReadMessageTest(in, names_);
    if (!in->failed()) matcher->leaf = leaves_->AddMessage(std::move(test));
  }

  void ReadPacket(ObjectReader* in, Matcher* matcher) {
    PacketTest test = ReadPacketTest(document_, *in->Field("packet"), names_, faults_);
    if (!in->failed()) matcher->leaf = leaves_->AddPacket(std::move(test));
  }

  void ReadFact(ObjectReader* in, Matcher* matcher) {
    FactTest test = ReadFactTest(in, names_);
    if (!in->failed()) matcher->leaf = leaves_->AddFact(std::move(test));
  }

  void ReadSequence(ObjectReader* in, Matcher* matcher) {
    ReadMembers(in, "sequence", true, matcher);
    matcher->within_micros = ReadDuration(in, "within");
    if (in->failed()) return;
    if (!CanHoldOnLines(*matcher)) {
      in->Fault(*in->Field("sequence"), "no member of the sequence is a line",
                "add a message or packet");
    }
  }

  void ReadMembers(ObjectReader* in, std::string_view field, bool sequence, Matcher* matcher) {
    const JsonValue* list = in->Array(field);
    if (list == nullptr) return;
    if (list->items().empty()) in->Fault(*list, "an empty list", "write at least one matcher");
    for (const JsonValue& item : list->items()) {
      matcher->members.push_back(Read(item, sequence));
      const Matcher& member = matcher->members.back();
      const bool has_gap = member.gap_min_micros >= 0 || member.gap_max_micros >= 0;
      if (has_gap && matcher->members.size() == 1) {
        in->Fault(item, "the first member has none before it to keep a gap to",
                  "put the gap on a later member");
      } else if (has_gap && !CanHoldOnLines(member)) {
        in->Fault(item, "a member that is no line has no time, and so no gap",
                  "put the gap on a message or packet");
      }
    }
  }

  void ReadCount(ObjectReader* in, Matcher* matcher) {
    const JsonValue& counted = *in->Field("count");
    matcher->members.push_back(Read(counted, false));
    const auto min = in->Integer("min", 1, UINT32_MAX);
    const auto max = in->Integer("max", 0, UINT32_MAX);
    matcher->within_micros = ReadDuration(in, "within");
    matcher->count_min = min.value_or(0);
    matcher->count_max = max.value_or(UINT64_MAX);
    if (in->failed()) return;
    const Kind kind = matcher->members.front().kind;
    if (kind != Kind::kMessage && kind != Kind::kPacket) {
      in->Fault(counted, "only lines can be counted", "count a message or packet");
    } else if (!min && !max) {
      in->Fault(in->value(), "a count without a number", "add \"min\" or \"max\"");
    } else if (matcher->count_min > matcher->count_max) {
      in->Fault(*in->Field("max"), "\"max\" is less than \"min\"", "swap the two");
    }
  }

  void ReadGap(ObjectReader* in, Matcher* matcher) {
    const JsonValue* value = in->Field("gap");
    if (value == nullptr) return;
    ObjectReader gap(document_, *value, "\"gap\"", faults_);
    if (gap.failed()) return;
    matcher->gap_min_micros = ReadDuration(&gap, "min");
    matcher->gap_max_micros = ReadDuration(&gap, "max");
    gap.Finish();
    if (gap.failed()) return;
    if (value->members().empty()) {
      gap.Fault(*value, "an empty gap", "add \"min\" or \"max\"");
    } else if (matcher->gap_max_micros >= 0 && matcher->gap_min_micros > matcher->gap_max_micros) {
      gap.Fault(*gap.Field("max"), "\"max\" is less than \"min\"", "swap the two");
    }
  }

  // In microseconds; -1 when there is no such field.
  int64_t ReadDuration(ObjectReader* in, std::string_view field) {
    const JsonValue* value = in->Field(field);
    if (value == nullptr || !in->ExpectFilledText(*value)) return -1;
    const std::optional<int64_t> micros = ParseDuration(value->text());
    if (!micros) {
      in->Fault(*value, fmt::format("\"{}\" is no duration", value->text()),
                "write a number and ms, s, min or h, such as \"60s\"");
    }
    return micros.value_or(-1);
  }

  const JsonDocument& document_;
  LeafTable* leaves_;
  std::set<std::string>* names_;
  Faults* faults_;
};

}  // namespace

Matcher ReadMatcher(const JsonDocument& document, const JsonValue& value, LeafTable* leaves,
                    std::set<std::string>* names, Faults* faults) {
  return MatcherReader(document, leaves, names, faults).Read(value, false);
}

}  // namespace pptp::catalog
