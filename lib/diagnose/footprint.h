#ifndef PPTP_LIB_DIAGNOSE_FOOTPRINT_H_
#define PPTP_LIB_DIAGNOSE_FOOTPRINT_H_

#include <cstddef>

#include "pptp/report.h"

// About how many bytes the parts of a report take in memory, with what the allocator adds.
namespace pptp::diagnose {

size_t Footprint(const Finding& finding);
size_t Footprint(const NotJudged& item);
size_t Footprint(const ExchangeItem& item);
size_t Footprint(const SessionReport& session);  // with its exchange

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_FOOTPRINT_H_
