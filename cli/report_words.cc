#include "cli/report_words.h"

namespace pptp::cli {

const std::map<std::string, Format>& FormatWords() {
  static const auto* const kWords = new std::map<std::string, Format>{
      {"text", Format::kText}, {"json", Format::kJson}, {"jsonl", Format::kJsonLines}};
  return *kWords;
}

const std::map<std::string, When>& WhenWords() {
  static const auto* const kWords = new std::map<std::string, When>{
      {"auto", When::kAuto}, {"always", When::kAlways}, {"never", When::kNever}};
  return *kWords;
}

std::string RenderAs(Format format, const Report& report, const TextStyle& style) {
  switch (format) {
    case Format::kJson:
      return RenderJson(report);
    case Format::kJsonLines:
      return RenderJsonLines(report);
    case Format::kText:
      break;
  }
  return RenderText(report, style);
}

}  // namespace pptp::cli
