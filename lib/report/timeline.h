#ifndef PPTP_LIB_REPORT_TIMELINE_H_
#define PPTP_LIB_REPORT_TIMELINE_H_

#include "lib/report/page.h"
#include "pptp/report.h"

namespace pptp::report {

// A session as a ladder: the client on the left, the server on the right, time
// downwards, whichever of the two wrote the log.
//
//             client                                            server
//   05:19:05  |--- LCP ConfReq id=0x1 <mru 1000> <magic 0x5d4790f> --->|
//             |<-- LCP ConfNak id=0x1 <mru 1500> ----------------------|
//   !!        |  CHAP authentication failed                            |
//
// "!!" marks where the session left the path of a healthy one. What repeats is
// folded: one line over and over gets "x9", a group of lines is shown once and
// then "the last 2 lines again, x8".
void PrintTimeline(const SessionReport& session, Page* page);

}  // namespace pptp::report

#endif  // PPTP_LIB_REPORT_TIMELINE_H_
