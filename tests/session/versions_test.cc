#include "lib/session/versions.h"

#include <gtest/gtest.h>

namespace pptp::session {
namespace {

struct VersionCase {
  const char* name;
  PptpPrefix prefix;
  const char* text;
  const char* version;
};
const VersionCase kVersions[] = {
    {"Seed", {"", "warn", "open_inetsock", 305}, "connect: Connection refused", "1.0.3-1.1.0"},
    {"Debian", {"anon", "warn", "open_inetsock", 329}, "connect: Connection refused", "1.7.2"},
    {"Today", {"anon", "fatal", "open_callmgr", 525}, "Call manager exited", "1.10.0"},
    {"OtherMessage", {"anon", "warn", "open_inetsock", 329}, "socket: no", ""},
    {"OtherLine", {"anon", "warn", "open_inetsock", 330}, "connect: Connection refused", ""},
};

TEST(Versions, OfPptpByItsSourceLines) {
  for (const VersionCase& c : kVersions) {
    EXPECT_EQ(c.version, PptpVersionHint(c.prefix, c.text)) << c.name;
  }
}

TEST(Versions, OfPppdByItsPluginsPath) {
  EXPECT_EQ("2.4.9", PppdVersionOfPlugin("/usr/lib/pppd/2.4.9/nm-pptp-pppd-plugin.so loaded."));
  EXPECT_EQ("", PppdVersionOfPlugin("/usr/lib/pppd/nm-pptp-pppd-plugin.so loaded."));
  EXPECT_EQ("", PppdVersionOfPlugin("passwordfd.so loaded."));
}

}  // namespace
}  // namespace pptp::session
