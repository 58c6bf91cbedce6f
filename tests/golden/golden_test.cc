#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

// What a user sees of pptp-diagnose: each cases/NAME.cmd is a line for the shell,
// run in cases/; cases/NAME.expected holds its exit status and all it printed.
// With PPTP_UPDATE_GOLDEN=1 in the environment the latter are written instead;
// review the difference like code.
namespace pptp {
namespace {

namespace fs = std::filesystem;

const fs::path& CasesDirectory() {
  static const fs::path path = fs::path(PPTP_SOURCE_DIR) / "tests" / "golden" / "cases";
  return path;
}

std::vector<std::string> CaseNames() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(CasesDirectory())) {
    if (entry.path().extension() == ".cmd") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool IsUpdating() {
  const char* update = std::getenv("PPTP_UPDATE_GOLDEN");
  return update && std::string_view(update) == "1";
}

// Single quotes for the shell; no path of ours holds one.
std::string Quoted(const fs::path& path) {
  return "'" + path.string() + "'";
}

class GoldenTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    scratch_ = fs::path(testing::TempDir()) /
               ("pptp-golden-" + GetParam() + "-" + std::to_string(getpid()));
    fs::create_directories(scratch_);
  }
  void TearDown() override { fs::remove_all(scratch_); }

  // The command's exit status and output in one text. The command finds the
  // program under test in its PATH and a directory for its files in $SCRATCH.
  std::string Run(const fs::path& command) {
    const fs::path out = scratch_ / "out", err = scratch_ / "err";
    const std::string line = "cd " + Quoted(CasesDirectory()) +
                             " && env -u NO_COLOR LC_ALL=C TZ=UTC SCRATCH=" + Quoted(scratch_) +
                             " PATH=" + Quoted(fs::path(PPTP_PROGRAM).parent_path()) +
                             ":\"$PATH\" sh " + Quoted(command) + " >" + Quoted(out) + " 2>" +
                             Quoted(err) + " </dev/null";
    const int status = std::system(line.c_str());
    EXPECT_TRUE(WIFEXITED(status)) << "the command was ended by a signal";
    return "exit status: " + std::to_string(WEXITSTATUS(status)) + "\n--- standard output\n" +
           ReadFile(out) + "--- standard error\n" + ReadFile(err);
  }

  fs::path scratch_;
};

TEST_P(GoldenTest, PrintsWhatItDid) {
  const fs::path expected = CasesDirectory() / (GetParam() + ".expected");
  const std::string actual = Run(CasesDirectory() / (GetParam() + ".cmd"));
  if (IsUpdating()) {
    std::ofstream(expected, std::ios::binary) << actual;
    return;
  }
  ASSERT_TRUE(fs::exists(expected)) << expected << " is missing; PPTP_UPDATE_GOLDEN=1 writes it";
  EXPECT_EQ(ReadFile(expected), actual) << "PPTP_UPDATE_GOLDEN=1 rewrites " << expected;
}

INSTANTIATE_TEST_SUITE_P(Cases, GoldenTest, testing::ValuesIn(CaseNames()),
                         [](const testing::TestParamInfo<std::string>& tested) {
                           std::string name = tested.param;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](unsigned char c) { return !std::isalnum(c); }, '_');
                           return name;
                         });

TEST(Golden, HasNoExpectationWithoutACommand) {
  for (const fs::directory_entry& entry : fs::directory_iterator(CasesDirectory())) {
    if (entry.path().extension() != ".expected") continue;
    fs::path command = entry.path();
    EXPECT_TRUE(fs::exists(command.replace_extension(".cmd"))) << entry.path();
  }
}

}  // namespace
}  // namespace pptp
