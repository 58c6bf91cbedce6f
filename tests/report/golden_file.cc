#include "tests/report/golden_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace pptp::report {

void ExpectGolden(const std::string& name, std::string_view actual) {
  const std::string path = std::string(PPTP_SOURCE_DIR) + "/tests/report/golden/" + name;
  const char* update = std::getenv("PPTP_UPDATE_GOLDEN");
  if (update && std::string_view(update) == "1") {
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path << " is missing; PPTP_UPDATE_GOLDEN=1 writes it";
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(expected, actual) << "PPTP_UPDATE_GOLDEN=1 rewrites " << path;
}

}  // namespace pptp::report
