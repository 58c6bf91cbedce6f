#ifndef PPTP_LIB_CATALOG_LEAF_READER_H_
#define PPTP_LIB_CATALOG_LEAF_READER_H_

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "lib/catalog/leaf_table.h"
#include "lib/catalog/object_reader.h"
#include "lib/catalog/regex_syntax.h"

// The leaves of a matcher out of JSON. Each reads what belongs to it and leaves
// faults in the reader; the result is of no use if there are any. The names of groups
// are added to *names; when that is null, expressions are taken as right.
namespace pptp::catalog {

// The fields "message", "literal" and "program" of a matcher.
MessageTest ReadMessageTest(ObjectReader* in, std::set<std::string>* names);

// The object that is the value of "packet".
PacketTest ReadPacketTest(const JsonDocument& document, const JsonValue& value,
                          std::set<std::string>* names, Faults* faults);

// The field "fact" and the tests beside it.
FactTest ReadFactTest(ObjectReader* in, std::set<std::string>* names);

// A text that is an RE2, and what it can match. "regex" is null, with a fault, if
// RE2 refuses it; "syntax" is empty if it is too unusual to reason about.
struct RegexText {
  std::shared_ptr<const Regex> regex;
  std::optional<RegexSyntax> syntax;
};
RegexText ReadRegex(ObjectReader* in, const JsonValue& value, std::set<std::string>* names);

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_LEAF_READER_H_
