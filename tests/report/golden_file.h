#ifndef PPTP_TESTS_REPORT_GOLDEN_FILE_H_
#define PPTP_TESTS_REPORT_GOLDEN_FILE_H_

#include <string>
#include <string_view>

namespace pptp::report {

// Fails the test unless "actual" is what tests/report/golden/NAME holds. With
// PPTP_UPDATE_GOLDEN=1 in the environment the file is written instead; review the
// difference like code.
void ExpectGolden(const std::string& name, std::string_view actual);

}  // namespace pptp::report

#endif  // PPTP_TESTS_REPORT_GOLDEN_FILE_H_
