#include "lib/catalog/problem_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "lib/base/text.h"
#include "lib/catalog/matcher_reader.h"

namespace pptp::catalog {
namespace {

using Names = std::vector<std::string_view>;

constexpr int kHowtoProblems = 31;  // the PPTP Client Diagnosis HOWTO numbers so many

// A text field that must be one of "names"; its index, or 0 with a fault.
size_t ReadChoice(ObjectReader* in, std::string_view field, const Names& names) {
  const std::string_view text = in->RequiredText(field);
  if (text.empty()) return 0;
  const auto found = std::find(names.begin(), names.end(), text);
  if (found != names.end()) return static_cast<size_t>(found - names.begin());
  in->Fault(*in->Field(field), fmt::format("\"{}\" is no {}", text, field), OneOf(names));
  return 0;
}

// A list of texts each of which must be one of "names".
std::vector<std::string> ReadChoices(ObjectReader* in, std::string_view field, const Names& names) {
  const JsonValue* list = in->Array(field);
  if (list == nullptr) return {};
  for (const JsonValue& item : list->items()) {
    if (!in->ExpectFilledText(item)) continue;
    if (std::find(names.begin(), names.end(), item.text()) == names.end()) {
      in->Fault(item, fmt::format("\"{}\" means nothing in \"{}\"", item.text(), field),
                OneOf(names));
    }
  }
  std::vector<std::string> texts;
  for (const JsonValue& item : list->items()) texts.emplace_back(item.text());
  return texts;
}

class ProblemReader {
 public:
  ProblemReader(ObjectReader* in, LeafTable* leaves, bool proven)
      : in_(*in), leaves_(leaves), names_(proven ? nullptr : &group_names_) {}

  Problem Read() {
    Problem& problem = problem_;
    ReadId();
    if (const auto number = in_.Integer("number", 1, kHowtoProblems)) {
      problem.number = static_cast<int>(*number);
    }
    problem.title = in_.RequiredText("title");
    problem.symptom = in_.RequiredText("symptom");
    problem.severity =
        static_cast<Severity>(ReadChoice(&in_, "severity", {"note", "warning", "error"}));
    problem.status =
        static_cast<Status>(ReadChoice(&in_, "status", {"stable", "experimental", "deprecated"}));
    ReadSignature();
    problem.needs = ReadChoices(&in_, "needs", {"pppd-debug", "pptp", "pppd", "pptpd", "kernel"});
    problem.explained_by = in_.Texts("explained_by");
    ReadCauses();
    if (const JsonValue* list = in_.Array("solutions")) problem.solutions = ReadSolutions(*list);
    if (problem.causes.empty() && problem.solutions.empty() && !in_.failed()) {
      in_.Fault(in_.value(), "the problem has neither causes nor solutions",
                "add \"causes\" or \"solutions\"");
    }
    problem.fault_tree =
        ReadChoices(&in_, "fault_tree",
                    {"ping", "traceroute", "tcp-1723", "gre", "mppe", "mppe-kernel", "mppe-pppd"});
    problem.references = in_.Texts("references");
    ReadAllExamples();
    if (names_ != nullptr) CheckTemplates();
    return std::move(problem_);
  }

 private:
  void ReadId() {
    problem_.id = in_.RequiredText("id");
    if (problem_.id.empty() || IsSlug(problem_.id)) return;
    in_.Fault(*in_.Field("id"), fmt::format("\"{}\" is no id", problem_.id),
              "write lower-case words joined by \"-\", such as \"call-manager-exit\"");
  }

  void ReadSignature() {
    const JsonValue* value = in_.Required("signature");
    if (value == nullptr) return;
    const size_t faults_before = in_.faults()->size();
    problem_.signature = ReadMatcher(in_.document(), *value, leaves_, names_, in_.faults());
    if (in_.faults()->size() == faults_before && !CanHoldOnLines(problem_.signature)) {
      in_.Fault(*value, "no line can make this signature hold",
                "it is made of \"without\" and \"fact\" alone; add a message, packet or a count "
                "with \"min\"");
    }
  }

  void ReadCauses() {
    const JsonValue* list = in_.Array("causes");
    if (list == nullptr) return;
    std::set<std::string> ids;
    for (const JsonValue& item : list->items()) {
      ObjectReader in(in_.document(), item, "a cause", in_.faults());
      if (in.failed()) continue;
      Cause cause;
      cause.id = in.RequiredText("id");
      if (!cause.id.empty() && !ids.insert(cause.id).second) {
        in.Fault(*in.Field("id"), fmt::format("the problem has a cause \"{}\" already", cause.id),
                 "choose another id");
      }
      cause.text = in.RequiredText("text");
      Note(in.Field("text"));
      if (const JsonValue* when = in.Field("when")) {
        cause.when = ReadMatcher(in_.document(), *when, leaves_, names_, in_.faults());
      }
      if (const JsonValue* solutions = in.RequiredArray("solutions")) {
        cause.solutions = ReadSolutions(*solutions);
      }
      in.Finish();
      problem_.causes.push_back(std::move(cause));
    }
  }

  std::vector<Solution> ReadSolutions(const JsonValue& list) {
    std::vector<Solution> solutions;
    for (const JsonValue& item : list.items()) {
      ObjectReader in(in_.document(), item, "a solution", in_.faults());
      if (in.failed()) continue;
      Solution& solution = solutions.emplace_back();
      solution.text = in.RequiredText("text");
      Note(in.Field("text"));
      solution.commands = in.Texts("commands");
      if (const JsonValue* commands = in.Field("commands")) {
        for (const JsonValue& command : commands->items()) Note(&command);
      }
      if (const JsonValue* value = in.Field("pppd_options")) {
        ObjectReader options(in_.document(), *value, "\"pppd_options\"", in_.faults());
        solution.add_options = options.Texts("add");
        solution.remove_options = options.Texts("remove");
        options.Finish();
      }
      in.Finish();
    }
    return solutions;
  }

  void ReadAllExamples() {
    const bool proven = names_ == nullptr;
    const JsonValue* value = proven ? in_.Field("examples") : in_.Required("examples");
    if (value == nullptr) return;
    ObjectReader in(in_.document(), *value, "\"examples\"", in_.faults());
    if (in.failed()) return;
    problem_.matches = ReadExamples(in.RequiredArray("match"));
    problem_.no_matches = ReadExamples(in.RequiredArray("no_match"));
    in.Finish();
  }

  std::vector<Example> ReadExamples(const JsonValue* list) {
    std::vector<Example> examples;
    if (list == nullptr) return examples;
    if (list->items().empty()) {
      in_.Fault(*list, "an empty list", "every problem has examples of both kinds: add one");
    }
    for (const JsonValue& item : list->items()) {
      ObjectReader in(in_.document(), item, "an example", in_.faults());
      if (in.failed()) continue;
      Example& example = examples.emplace_back();
      example.offset = item.offset();
      if (in.Required("log") != nullptr) example.log = JoinLines(&in);
      if (const JsonValue* captures = in.Field("captures")) {
        if (!in.Expect(*captures, JsonValue::Type::kObject)) continue;
        for (const JsonMember& capture : captures->members()) {
          if (!in.Expect(capture.value, JsonValue::Type::kString)) continue;
          example.captures[std::string(capture.key)] = capture.value.text();
        }
      }
      example.note = in.Text("note");
      in.Finish();
    }
    return examples;
  }

  // "log" is one text or a list of lines, any of which may be empty.
  static std::string JoinLines(ObjectReader* in) {
    const JsonValue& log = *in->Field("log");
    if (log.type() != JsonValue::Type::kArray) {
      return std::string(in->ExpectFilledText(log) ? log.text() : "");
    }
    if (log.items().empty()) in->Fault(log, "an empty list", "write the lines of the log");
    std::string text;
    for (const JsonValue& line : log.items()) {
      if (in->Expect(line, JsonValue::Type::kString)) text.append(line.text()) += '\n';
    }
    return text;
  }

  // Remembers a text that may name captures.
  void Note(const JsonValue* text) {
    if (text != nullptr && text->type() == JsonValue::Type::kString) templates_.push_back(text);
  }

  // Once all groups are known: texts may name only these.
  void CheckTemplates() {
    Note(in_.Field("title"));
    Note(in_.Field("symptom"));
    for (const JsonValue* text : templates_) {
      for (const TextPiece& piece : SplitTemplate(text->text())) {
        if (piece.stray_brace) {
          in_.Fault(*text, fmt::format("a '{}' that begins or ends no {{name}}", piece.words),
                    "write {{ or }} for a brace that is meant as one");
        } else if (piece.placeholder &&
                   group_names_.count(std::string(piece.placeholder->name)) == 0) {
          in_.Fault(*text,
                    fmt::format("no group of the problem's matchers is called \"{}\"",
                                piece.placeholder->name),
                    "name a (?P<group>...) of a message, \"text\" or \"name\"; write {{ and }} "
                    "for plain braces");
        }
      }
    }
  }

  ObjectReader& in_;
  LeafTable* leaves_;
  Problem problem_;
  std::set<std::string> group_names_;  // in all matchers
  std::set<std::string>* names_;       // null: the problem is proven
  std::vector<const JsonValue*> templates_;
};

}  // namespace

bool IsSlug(std::string_view text) {
  bool word_ended = true;
  for (char c : text) {
    if (c == '-') {
      if (word_ended) return false;
      word_ended = true;
    } else if ((c >= 'a' && c <= 'z') || IsDigit(c)) {
      word_ended = false;
    } else {
      return false;
    }
  }
  return !word_ended;
}

Problem ReadProblemFields(ObjectReader* in, LeafTable* leaves, bool proven) {
  return ProblemReader(in, leaves, proven).Read();
}

}  // namespace pptp::catalog
