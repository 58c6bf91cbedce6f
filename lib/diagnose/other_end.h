#ifndef PPTP_LIB_DIAGNOSE_OTHER_END_H_
#define PPTP_LIB_DIAGNOSE_OTHER_END_H_

#include "lib/catalog/catalog.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// A collector's file can hold both ends of one tunnel, each a session of its own
// host. What is wrong at one end is then what the other end suffers from: where two
// sessions are surely the ends of one tunnel, this lets the findings of each explain
// those of the other that name them, and assigns their roles anew.
//
// Two sessions are taken for such a pair when they are of different hosts, one is a
// client's and the other a server's, the server's began within a minute after the
// client's, and no client of a third host comes into question.
//
// REQUIRES: the findings of a session stand together.
void ExplainAcrossEnds(const catalog::Catalog& catalog, Report* report);

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_OTHER_END_H_
