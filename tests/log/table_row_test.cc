#include "lib/log/table_row.h"

#include <gtest/gtest.h>

// Rows of tables, and lines that only look like rows.
namespace pptp::log {
namespace {

struct RowCase {
  const char* name;
  const char* row;
  const char* line;  // empty: it is no row
};

class TableRowTest : public testing::TestWithParam<RowCase> {};

TEST_P(TableRowTest, BecomesALine) {
  const RowCase& c = GetParam();
  std::string line;
  const bool is_row = ReadTableRow(c.row, &line);
  EXPECT_EQ(c.line[0] != '\0', is_row);
  if (is_row) {
    EXPECT_EQ(c.line, line);
  }
}

const RowCase kRows[] = {
    {"Graylog", R"("2026-11-22T05:19:05.123Z","gw","gw pppd[9]: sent [PAP user=""x""]")",
     R"(2026-11-22T05:19:05.123Z gw pppd[9]: sent [PAP user="x"])"},
    {"Splunk", R"("Nov 22 05:19:05 gw pppd[9]: Exit.","2026-11-22T05:19:05.000+0000",gw,main)",
     "Nov 22 05:19:05 gw pppd[9]: Exit."},
    {"NameAndPid", R"("2026-11-22 05:19:05","gw","pppd","9","Modem hangup")",
     "2026-11-22 05:19:05 gw pppd[9]: Modem hangup"},
    {"Stranger", R"("2026-11-22 05:19:05","gw","sshd","9","Modem hangup")",
     "2026-11-22 05:19:05 gw sshd[9]: Modem hangup"},
    {"LastWord", R"("2026-11-22 05:19:05","gw","pppd","9","Exit.")",
     "2026-11-22 05:19:05 gw pppd[9]: Exit."},
    {"MessageOnly", R"("2026-11-22 05:19:05","Modem hangup")", "2026-11-22 05:19:05 Modem hangup"},
    {"NoQuotes", "2026-11-22T05:19:05Z,gw,pppd[9]: rcvd [CHAP <aa>, name = b]",
     "2026-11-22T05:19:05Z gw pppd[9]: rcvd [CHAP <aa>, name = b]"},
    {"FractionBehindComma", "2026-11-22 05:19:05,123;gw;pppd[9]: Exit.",
     "2026-11-22 05:19:05,123 gw pppd[9]: Exit."},
    {"Tabs", "info\t2026/11/22 05:19:05\tgw\tpppd[9]: Exit.",
     "2026/11/22 05:19:05 gw pppd[9]: Exit."},
    {"TabbedTag", "2026-11-22T05:19:05Z\tgw\tpppd[9]\tsent [LCP ConfReq id=0x1]",
     "2026-11-22T05:19:05Z gw pppd[9]: sent [LCP ConfReq id=0x1]"},
    {"Bars", "| Nov 22 05:19:05 | gw | pppd[9] | Modem hangup |",
     "Nov 22 05:19:05 gw pppd[9]: Modem hangup"},
    {"ListOfStrings", R"("Nov 22 05:19:05 gw pppd[9]: rcvd [CHAP name = \"b\"]",)",
     R"(Nov 22 05:19:05 gw pppd[9]: rcvd [CHAP name = "b"])"},
    {"QuotedSentence", R"("Nothing of ours", he said)", ""},
    {"NoStamp", R"("gw","pppd","Modem hangup")", ""},
    {"NoEnd", R"("2026-11-22 05:19:05,gw)", ""},
    {"StringOfAnother", R"("some text",)", ""},
    {"Prose", "so, it seems; that this is text", ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, TableRowTest, testing::ValuesIn(kRows),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace pptp::log
