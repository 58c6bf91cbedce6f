#include <gtest/gtest.h>

#include <string>

#include "lib/report/wrap.h"
#include "pptp/render.h"
#include "tests/report/golden_file.h"
#include "tests/report/sample_reports.h"

namespace pptp::report {
namespace {

TextStyle Plain() {
  return {};
}

TextStyle Everything() {
  TextStyle style;
  style.timeline = true;
  style.fault_tree = true;
  return style;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t start = 0; start < text.size();) {
    const size_t end = text.find('\n', start);
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

TEST(TextReport, SaysWhatIsWrongWhatToDoAndWhereItShows) {
  ExpectGolden("refused_encryption.txt", RenderText(RefusedEncryption(), Plain()));
}

TEST(TextReport, PaintsTitlesAndCommands) {
  TextStyle style;
  style.color = true;
  ExpectGolden("refused_encryption_color.txt", RenderText(RefusedEncryption(), style));
}

TEST(TextReport, TellsARedialedProblemOnce) {
  ExpectGolden("again_and_again.txt", RenderText(RefusedEncryptionAgainAndAgain(500), Plain()));
}

TEST(TextReport, CountsWhatWasLeftOutAndSaysSo) {
  Report report = RefusedEncryptionAgainAndAgain(2);
  report.left_out.sessions = {{"s2", "failed", "", 498, std::nullopt}};
  report.left_out.findings = {{"no-encryption-here", "s2", Severity::kError, Role::kCause, 498}};
  const std::string text = RenderText(report, Plain());
  for (const char* words : {"500 sessions (500 failed)", "in 500 sessions: s1, s2 and 498 more",
                            "s1, s2 and 498 more (500 sessions alike)",
                            "To keep memory bounded, 498 sessions, 498 findings more"}) {
    EXPECT_NE(std::string::npos, text.find(words)) << words << "\n" << text;
  }
}

TEST(TextReport, SaysWhoseNamesAreShownWhenTheyDiffer) {
  Report report = RefusedEncryptionAgainAndAgain(2);
  report.findings[2].causes[0].text = "The module of another kernel was installed.";
  const std::string text = RenderText(report, Plain());
  EXPECT_NE(std::string::npos, text.find("Names and numbers below are those of s1.")) << text;
}

TEST(TextReport, IsBriefAndFriendlyAboutAHealthyLog) {
  ExpectGolden("healthy.txt", RenderText(Healthy(), Plain()));
}

TEST(TextReport, SaysWhatToSwitchOnWhenTheLogIsSilent) {
  ExpectGolden("failed_without_detail.txt", RenderText(FailedWithoutDetail(), Plain()));
}

TEST(TextReport, SaysWhereToLookWhenTheLogIsOfSomethingElse) {
  ExpectGolden("nothing_of_ours.txt", RenderText(NothingOfOurs(), Plain()));
}

TEST(TextReport, SaysThatAnEmptyInputIsEmpty) {
  ExpectGolden("empty.txt", RenderText(Empty(), Plain()));
}

TEST(TextReport, AddsTimelineAndFaultTreeWhenAsked) {
  ExpectGolden("everything.txt", RenderText(RefusedEncryption(), Everything()));
}

TEST(TextReport, KeepsToTheWidth) {
  for (size_t width : {size_t{40}, size_t{60}, size_t{80}, size_t{100}}) {
    TextStyle style = Everything();
    style.width = width;
    for (const std::string& line : Lines(RenderText(RefusedEncryption(), style))) {
      const bool is_command = line.find("$ ") != std::string::npos;
      EXPECT_TRUE(is_command || Columns(line) <= width) << width << ": " << line;
    }
  }
}

TEST(TextReport, IsTheSameWithAndWithoutColor) {
  for (const Report& report : {RefusedEncryption(), Healthy(), FailedWithoutDetail()}) {
    TextStyle style = Everything();
    const std::string plain = RenderText(report, style);
    style.color = true;
    std::string painted = RenderText(report, style);
    for (size_t start = painted.find('\x1b'); start != std::string::npos;
         start = painted.find('\x1b')) {
      painted.erase(start, painted.find('m', start) + 1 - start);
    }
    EXPECT_EQ(plain, painted);
  }
}

TEST(TextReport, LetsNothingOutThatATerminalWouldActOn) {
  const std::string text = RenderText(Hostile(), Everything());
  for (char c : text) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << int{c};
    EXPECT_NE('\x7f', c);
  }
  for (const char* bad : {"\xe2\x80\xae", "\xc2\x9b", "\xef\xbb\xbf", "\xff"}) {
    EXPECT_EQ(std::string::npos, text.find(bad));
  }
  for (const std::string& line : Lines(text)) {
    EXPECT_FALSE(line.starts_with("error: fake")) << "a peer's text began a line of the report";
  }
  ExpectGolden("hostile.txt", text);
}

TEST(TextReport, SurvivesReferencesThatLeadNowhere) {
  Report report;
  Finding finding;
  finding.role = Role::kSymptom;
  finding.explained_by = {"not-there"};
  finding.evidence = {{7, 99, "a line of an input that is not listed"}};
  report.findings = {finding};
  const std::string text = RenderText(report, Everything());
  EXPECT_NE(std::string::npos, text.find("not-there")) << text;
}

}  // namespace
}  // namespace pptp::report
