#include <fmt/format.h>

#include <algorithm>

#include "lib/catalog/leaf_reader.h"

namespace pptp::catalog {
namespace {

// The letters in pppd's order, so that "SH" is "HS". Empty if one is no letter of
// an MPPE bit, or stands twice.
std::optional<std::string> SortedMppeLetters(std::string_view letters) {
  const std::string all = MppeBitLetters(UINT32_MAX);
  std::string sorted;
  for (char letter : all) {
    if (letters.find(letter) != std::string_view::npos) sorted += letter;
  }
  if (sorted.size() != letters.size()) return std::nullopt;
  return sorted;
}

bool IsTextual(FactType type) {
  return type == FactType::kText || type == FactType::kTexts || type == FactType::kMppeLetters;
}

class FactReader {
 public:
  FactReader(ObjectReader* in, std::set<std::string>* names) : in_(in), names_(names) {}

  FactTest Read() {
    const std::string_view name = in_->RequiredText("fact");
    test_.fact = FindFact(name);
    if (test_.fact == nullptr && !name.empty()) UnknownFact(name);
    const JsonValue* is = in_->Field("is");
    const JsonValue* has = in_->Field("has");
    const JsonValue* min = in_->Field("min");
    const JsonValue* max = in_->Field("max");
    test_.known = in_->Boolean("known");
    if (test_.fact == nullptr) return test_;
    if (is != nullptr) ReadIs(*is);
    if (has != nullptr) ReadHas(*has);
    if (min != nullptr) test_.min = ReadBound(*min);
    if (max != nullptr) test_.max = ReadBound(*max);
    if (is == nullptr && has == nullptr && min == nullptr && max == nullptr &&
        in_->Field("known") == nullptr) {
      in_->Fault(in_->value(), "a fact without a test",
                 "add one of \"is\", \"has\", \"min\", \"max\", \"known\"");
    }
    return std::move(test_);
  }

 private:
  void UnknownFact(std::string_view name) {
    std::vector<std::string_view> names;
    for (const Fact& fact : AllFacts()) names.push_back(fact.name);
    in_->Fault(*in_->Field("fact"), fmt::format("no fact is called \"{}\"", name), OneOf(names));
  }

  void ReadIs(const JsonValue& value) {
    test_.has_is = true;
    if (value.type() != JsonValue::Type::kArray) {
      ReadIsItem(value);
      return;
    }
    if (value.items().empty()) in_->Fault(value, "an empty list", "name at least one value");
    for (const JsonValue& item : value.items()) ReadIsItem(item);
  }

  void ReadIsItem(const JsonValue& item) {
    switch (test_.fact->type) {
      case FactType::kText:
      case FactType::kTexts:
        ReadIsText(item);
        break;
      case FactType::kMppeLetters:
        ReadIsLetters(item);
        break;
      case FactType::kBoolean:
        if (in_->Expect(item, JsonValue::Type::kBoolean)) {
          test_.is_numbers.push_back(item.boolean() ? 1 : 0);
        }
        break;
      case FactType::kNumber:
      case FactType::kNumbers:
        if (in_->Expect(item, JsonValue::Type::kNumber)) test_.is_numbers.push_back(item.number());
        break;
      case FactType::kPhase:
        if (const auto phase = ReadPhase(item)) test_.is_numbers.push_back(*phase);
        break;
    }
  }

  void ReadIsText(const JsonValue& item) {
    if (!in_->Expect(item, JsonValue::Type::kString)) return;
    const std::vector<std::string_view>& choices = test_.fact->choices;
    if (!choices.empty() &&
        std::find(choices.begin(), choices.end(), item.text()) == choices.end()) {
      in_->Fault(item, fmt::format("\"{}\" is never \"{}\"", test_.fact->name, item.text()),
                 OneOf(choices));
    }
    test_.is_texts.emplace_back(item.text());
  }

  void ReadIsLetters(const JsonValue& item) {
    if (!in_->Expect(item, JsonValue::Type::kString)) return;
    if (auto letters = SortedMppeLetters(item.text())) {
      test_.is_texts.push_back(std::move(*letters));
    } else {
      in_->Fault(item, fmt::format("\"{}\" are not letters of MPPE bits", item.text()),
                 "write letters out of HMSLDCU, each once");
    }
  }

  void ReadHas(const JsonValue& value) {
    if (IsTextual(test_.fact->type)) {
      std::set<std::string> ignored;  // nothing is captured from a fact
      test_.has = ReadRegex(in_, value, names_ == nullptr ? nullptr : &ignored).regex;
    } else {
      in_->Fault(value, fmt::format("\"{}\" is not a text", test_.fact->name),
                 "use \"is\", \"min\" or \"max\"");
    }
  }

  std::optional<double> ReadBound(const JsonValue& value) {
    if (test_.fact->type == FactType::kPhase) return ReadPhase(value);
    if (test_.fact->type != FactType::kNumber) {
      in_->Fault(value, fmt::format("\"{}\" is not a number", test_.fact->name),
                 IsTextual(test_.fact->type) ? "use \"is\" or \"has\"" : "use \"is\"");
      return std::nullopt;
    }
    if (!in_->Expect(value, JsonValue::Type::kNumber)) return std::nullopt;
    return value.number();
  }

  std::optional<double> ReadPhase(const JsonValue& value) {
    if (!in_->Expect(value, JsonValue::Type::kString)) return std::nullopt;
    const std::optional<double> phase = PhaseNumber(value.text());
    if (!phase) {
      in_->Fault(value, fmt::format("no phase is called \"{}\"", value.text()),
                 OneOf({"none", "control", "call", "lcp", "authentication", "ccp", "ipcp", "up"}));
    }
    return phase;
  }

  ObjectReader* in_;
  std::set<std::string>* names_;
  FactTest test_;
};

}  // namespace

FactTest ReadFactTest(ObjectReader* in, std::set<std::string>* names) {
  return FactReader(in, names).Read();
}

}  // namespace pptp::catalog
