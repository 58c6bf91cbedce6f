#include "cli/progress.h"

#include <gtest/gtest.h>

namespace pptp::cli {
namespace {

constexpr uint64_t kMega = 1'000'000;

struct Row {
  const char* name;
  uint64_t read;
  uint64_t total;
  double seconds;
  const char* text;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.name;
}

class ProgressTextTest : public testing::TestWithParam<Row> {};

TEST_P(ProgressTextTest, Says) {
  EXPECT_EQ(ProgressText(GetParam().read, GetParam().total, GetParam().seconds), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(All, ProgressTextTest,
                         testing::Values(Row{"InTheMiddle", 1200 * kMega, 9800 * kMega, 2,
                                             "1.2 GB of 9.8 GB (12 %), 600 MB/s, 14 s left"},
                                         Row{"AtTheEnd", 40 * kMega, 40 * kMega, 1,
                                             "40 MB of 40 MB (100 %), 40 MB/s, 0 s left"},
                                         Row{"ALongWay", kMega, 700 * kMega, 1,
                                             "1.0 MB of 700 MB (0 %), 1.0 MB/s, 11 min 39 s left"},
                                         Row{"AVeryLongWay", kMega, 20000 * kMega, 1,
                                             "1.0 MB of 20 GB (0 %), 1.0 MB/s, 5 h 33 min left"},
                                         Row{"APipe", 999'400, 0, 2, "999 kB, 500 kB/s"},
                                         Row{"JustRoundedUp", 999'600, 0, 1, "1.0 MB, 1.0 MB/s"},
                                         Row{"AGrownFile", 30, 20, 1, "30 bytes, 30 bytes/s"},
                                         Row{"NothingYet", 0, 100, 0,
                                             "0 bytes of 100 bytes (0 %), 0 bytes/s"}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace pptp::cli
