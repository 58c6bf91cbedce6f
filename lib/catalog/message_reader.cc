#include <fmt/format.h>

#include <algorithm>

#include "lib/catalog/leaf_reader.h"
#include "lib/catalog/required_literal.h"

namespace pptp::catalog {
namespace {

void CheckLiteral(ObjectReader* in, const JsonValue& literal,
                  const std::optional<RegexSyntax>& syntax) {
  if (literal.text().size() > kLongestLiteral) {
    in->Fault(literal, fmt::format("the literal is {} bytes long", literal.text().size()),
              fmt::format("take a part of it, of at most {} bytes", kLongestLiteral));
    return;
  }
  if (syntax && EveryMatchContains(*syntax, literal.text())) return;
  in->Fault(literal,
            fmt::format("not every text that \"message\" matches contains \"{}\"", literal.text()),
            "take words that stand in the expression outside of [], (?i), ?, * and alternatives "
            "without them");
}

ProgramSet ReadPrograms(ObjectReader* in) {
  ProgramSet programs;
  for (std::string_view name : in->TextOrTexts("program")) {
    const auto known =
        std::find_if(kProgramNames.begin(), kProgramNames.end(),
                     [&](const ProgramName& program) { return program.name == name; });
    if (known != kProgramNames.end()) {
      programs.Add(known->program);
      continue;
    }
    std::vector<std::string_view> names;
    for (const ProgramName& program : kProgramNames) names.push_back(program.name);
    in->Fault(*in->Field("program"), fmt::format("no program is called \"{}\"", name),
              OneOf(names));
  }
  return programs;
}

}  // namespace

RegexText ReadRegex(ObjectReader* in, const JsonValue& value, std::set<std::string>* names) {
  RegexText read;
  if (!in->ExpectFilledText(value)) return read;
  const std::string pattern(value.text());
  read.regex = std::make_shared<const Regex>(pattern);
  if (names == nullptr) return read;
  std::string error = Regex::SyntaxError(pattern);
  if (error.empty() && !read.regex->Compile()) error = "it is too large to be compiled";
  if (!error.empty()) {
    in->Fault(value, "RE2 does not take this expression: " + error,
              "https://github.com/google/re2/wiki/Syntax; in JSON a backslash is written \\\\");
    read.regex = nullptr;
    return read;
  }
  read.syntax = ParseRegex(value.text());
  if (read.syntax) {
    names->insert(read.syntax->group_names.begin(), read.syntax->group_names.end());
  }
  return read;
}

MessageTest ReadMessageTest(ObjectReader* in, std::set<std::string>* names) {
  MessageTest test;
  RegexText message = ReadRegex(in, *in->Field("message"), names);
  test.literal = in->RequiredText("literal");
  if (names != nullptr && message.regex != nullptr && !test.literal.empty()) {
    CheckLiteral(in, *in->Field("literal"), message.syntax);
  }
  test.regex = std::move(message.regex);
  test.programs = ReadPrograms(in);
  return test;
}

}  // namespace pptp::catalog
