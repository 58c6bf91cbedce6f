#include "lib/client/resolv_conf_text.h"

#include <gtest/gtest.h>

#include <string>

namespace pptp::client {
namespace {

const std::vector<uint32_t> kServers = {0x0a000001, 0x0a000035};

TEST(ResolvConfText, PutsTheTunnelsServersFirst) {
  EXPECT_EQ(WithNameServers("search lan\nnameserver 192.168.1.1\n", "pptp0", kServers),
            R"(# pptp-connect: begin pptp0
nameserver 10.0.0.1
nameserver 10.0.0.53
# pptp-connect: end pptp0
search lan
nameserver 192.168.1.1
)");
}

TEST(ResolvConfText, GivesTheOriginalBackByteForByte) {
  for (const char* text : {"", "nameserver 192.168.1.1\n", "nameserver 192.168.1.1", "\n\n",
                           "search lan\r\n\t # odd\nnameserver 1.1.1.1   \n", "no end of line"}) {
    EXPECT_EQ(WithoutNameServers(WithNameServers(text, "pptp0", kServers), "pptp0"), text);
  }
}

TEST(ResolvConfText, TakesTheNewestServersOfADevice) {
  const std::string first = WithNameServers("search lan\n", "pptp0", {0x01010101});
  EXPECT_EQ(WithNameServers(first, "pptp0", kServers),
            WithNameServers("search lan\n", "pptp0", kServers));
}

TEST(ResolvConfText, KeepsTunnelsApart) {
  const std::string one = WithNameServers("search lan\n", "pptp1", {0x01010101});
  const std::string both = WithNameServers(one, "pptp10", kServers);
  EXPECT_EQ(WithoutNameServers(both, "pptp10"), one);
  EXPECT_EQ(WithoutNameServers(both, "pptp1"), WithNameServers("search lan\n", "pptp10", kServers));
}

TEST(ResolvConfText, LeavesWhatOthersHaveChanged) {
  EXPECT_EQ(WithoutNameServers(R"(# Somebody was here.
# pptp-connect: begin pptp0
nameserver 10.0.0.1
options rotate
# pptp-connect: end pptp0
nameserver 9.9.9.9
)",
                               "pptp0"),
            "# Somebody was here.\noptions rotate\nnameserver 9.9.9.9\n");
}

TEST(ResolvConfText, TakesOutWhatTunnelsThatAreGoneHaveLeft) {
  const std::string alive = WithNameServers("search lan\n", "pptp1", {0x01010101});
  const std::string text = WithNameServers(alive, "pptp0", kServers);
  EXPECT_EQ(WithoutLeftovers(text, [](std::string_view device) { return device == "pptp0"; }),
            alive);
}

}  // namespace
}  // namespace pptp::client
