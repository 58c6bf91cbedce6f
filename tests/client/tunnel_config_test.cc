#include "lib/client/tunnel_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "lib/client/system_random.h"

namespace pptp::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tunnel::AuthMethod;

class TunnelConfigTest : public testing::Test {
 protected:
  tunnel::TunnelConfig Make() {
    return MakeTunnelConfig(settings_, "pptp3", "OFFICE\\anna",
                            crypto::Secret(std::string_view("secret")), &random_);
  }
  std::vector<AuthMethod> Methods() { return Make().link.lcp.wishes.authenticate_to_peer; }

  ClientSettings settings_;
  SystemRandom random_;
};

TEST_F(TunnelConfigTest, SaysWhoWeAreAndWhere) {
  settings_.server = "vpn.example.com";
  const tunnel::TunnelConfig config = Make();
  EXPECT_EQ(config.link.interface, "pptp3");
  EXPECT_EQ(config.link.peer, "vpn.example.com");
  EXPECT_EQ(config.link.credentials.name, "OFFICE\\anna");
  EXPECT_EQ(AsText(config.link.credentials.password.view()), "secret");
  EXPECT_FALSE(config.control.server);
}

TEST_F(TunnelConfigTest, GivesNoPasswordAwayToAServerThatCannotEncrypt) {
  settings_.encryption.policy = Encryption::kRequired;
  EXPECT_THAT(Methods(), ElementsAre(AuthMethod::kMsChapV2, AuthMethod::kMsChap));
  settings_.encryption.policy = Encryption::kAllowed;
  EXPECT_THAT(Methods(), ElementsAre(AuthMethod::kMsChapV2, AuthMethod::kMsChap,
                                     AuthMethod::kChapMd5, AuthMethod::kPap));
}

TEST_F(TunnelConfigTest, OffersNoMethodThatIsRefused) {
  settings_.encryption.policy = Encryption::kRefused;
  struct Row {
    const char* name;
    bool RefusedMethods::*refused;
    AuthMethod method;
  };
  for (const Row& row : {Row{"pap", &RefusedMethods::pap, AuthMethod::kPap},
                         Row{"chap", &RefusedMethods::chap_md5, AuthMethod::kChapMd5},
                         Row{"mschap", &RefusedMethods::mschap_v1, AuthMethod::kMsChap},
                         Row{"mschap-v2", &RefusedMethods::mschap_v2, AuthMethod::kMsChapV2}}) {
    settings_.refused = RefusedMethods();
    settings_.refused.*row.refused = true;
    EXPECT_EQ(Methods().size(), 3U) << row.name;
    EXPECT_THAT(Methods(), testing::Not(testing::Contains(row.method))) << row.name;
  }
  settings_.refused = {true, true, true, true};
  EXPECT_THAT(Methods(), IsEmpty());
}

TEST_F(TunnelConfigTest, TakesTheKeyLengthsThatAreAllowed) {
  settings_.encryption.allow_40 = settings_.encryption.allow_128 = false;
  settings_.encryption.allow_56 = true;
  EXPECT_EQ(Make().link.mppe.strengths, static_cast<uint32_t>(ppp::kMppe56Bit));
}

TEST_F(TunnelConfigTest, UsesANewCallIdEachTimeAndNeverZero) {
  struct Zeros : RandomSource {
    void Fill(std::span<uint8_t> bytes) override {
      std::fill(bytes.begin(), bytes.end(), calls++ < 3 ? uint8_t{0} : uint8_t{7});
    }
    int calls = 0;
  } zeros;
  const auto config = MakeTunnelConfig(settings_, "", "", crypto::Secret(), &zeros);
  EXPECT_EQ(config.control.call_id, 0x0707);
  // Four equal ones in a row would be a wonder.
  const uint16_t id = Make().control.call_id;
  EXPECT_TRUE(Make().control.call_id != id || Make().control.call_id != id ||
              Make().control.call_id != id);
}

}  // namespace
}  // namespace pptp::client
