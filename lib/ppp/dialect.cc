#include "lib/ppp/notation.h"

namespace pptp::ppp {

Dialect ModernDialect() {
  return Dialect{};
}

Dialect SeedDialect() {
  Dialect dialect;
  dialect.mppe = Dialect::Mppe::kNumbers;
  dialect.chap = Dialect::ChapNames::kNumbers;
  dialect.signed_escapes = true;
  dialect.ms_dns3 = true;
  dialect.names_ident = false;
  return dialect;
}

}  // namespace pptp::ppp
