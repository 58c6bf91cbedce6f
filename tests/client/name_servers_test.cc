#include "lib/client/name_servers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/client/temporary_folder.h"

namespace pptp::client {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

// A machine with an /etc/resolv.conf, and programs that there are.
class NameServersTest : public testing::Test {
 protected:
  NameServersTest() {
    fs::create_directories(folder_.Path("resolve"));
    folder_.Write("resolv.conf", "search lan\nnameserver 192.168.1.1\n");
    paths_ = {.resolv_conf = folder_.Path("resolv.conf"),
              .resolved_folder = folder_.Path("resolve"),
              .program_folders = {folder_.Path("nowhere"), folder_.path()}};
  }
  void ResolvedRules() {
    folder_.Write("resolve/stub-resolv.conf", "nameserver 127.0.0.53\n");
    fs::remove(paths_.resolv_conf);
    fs::create_symlink("resolve/stub-resolv.conf", paths_.resolv_conf);
  }
  Resolver Find() { return FindResolver(paths_); }

  // The calls as lines, with the programs' folder left out.
  std::vector<std::string> Lines(const std::vector<ProgramCall>& calls) {
    std::vector<std::string> lines;
    for (const ProgramCall& call : calls) {
      std::string line = fs::path(call.arguments[0]).filename();
      for (size_t i = 1; i < call.arguments.size(); ++i) line += " " + call.arguments[i];
      lines.push_back(call.input.empty() ? line : line + " <<< " + call.input);
    }
    return lines;
  }

  TemporaryFolder folder_;
  ResolverPaths paths_;
  NameServerPlan plan_{.device = "pptp0", .servers = {0x0a000001, 0x0a000035}, .all_names = false};
};

TEST_F(NameServersTest, GoThroughResolvedWhereItRules) {
  folder_.WriteProgram("resolvectl", "");
  folder_.WriteProgram("resolvconf", "");
  ResolvedRules();
  EXPECT_THAT(Lines(CallsToUse(Find(), plan_)),
              ElementsAre("resolvectl dns pptp0 10.0.0.1 10.0.0.53"));
  plan_.all_names = true;
  EXPECT_THAT(Lines(CallsToUse(Find(), plan_)),
              ElementsAre("resolvectl dns pptp0 10.0.0.1 10.0.0.53", "resolvectl domain pptp0 ~."));
  EXPECT_THAT(Lines(CallsToForget(Find(), plan_)), ElementsAre("resolvectl revert pptp0"));
  EXPECT_EQ(NameServerText(Find(), plan_),
            "name servers 10.0.0.1 10.0.0.53 for pptp0 (through " + folder_.Path("resolvectl)"));
}

TEST_F(NameServersTest, GoThroughResolvconf) {
  folder_.WriteProgram("resolvectl", "");  // there, but not asked by programs
  folder_.WriteProgram("resolvconf", "");
  EXPECT_THAT(Lines(CallsToUse(Find(), plan_)),
              ElementsAre("resolvconf -a pptp0.pptp <<< nameserver 10.0.0.1\nnameserver "
                          "10.0.0.53\n"));
  EXPECT_THAT(Lines(CallsToForget(Find(), plan_)), ElementsAre("resolvconf -d pptp0.pptp"));
  ASSERT_TRUE(UseInFile(Find(), plan_));
  EXPECT_EQ(folder_.Read("resolv.conf"), "search lan\nnameserver 192.168.1.1\n");
}

TEST_F(NameServersTest, GoIntoTheFileWhereNobodyManagesIt) {
  const std::string before = folder_.Read("resolv.conf");
  EXPECT_THAT(CallsToUse(Find(), plan_), IsEmpty());
  EXPECT_THAT(CallsToForget(Find(), plan_), IsEmpty());
  ASSERT_TRUE(UseInFile(Find(), plan_));
  EXPECT_TRUE(folder_.Read("resolv.conf").starts_with("# pptp-connect: begin pptp0\n"));
  ASSERT_TRUE(ForgetInFile(Find(), plan_));
  EXPECT_EQ(folder_.Read("resolv.conf"), before);
}

TEST_F(NameServersTest, DoNotOutliveAnInterfaceThatIsGone) {
  const std::string before = folder_.Read("resolv.conf");
  plan_.device = "pptp-not-there";
  ASSERT_TRUE(UseInFile(Find(), plan_));
  ASSERT_TRUE(TidyFile(Find()));
  EXPECT_EQ(folder_.Read("resolv.conf"), before);
  plan_.device = "lo";
  ASSERT_TRUE(UseInFile(Find(), plan_));
  ASSERT_TRUE(TidyFile(Find()));
  EXPECT_NE(folder_.Read("resolv.conf"), before);
}

}  // namespace
}  // namespace pptp::client
