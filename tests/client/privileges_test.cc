#include "lib/client/privileges.h"

#include <cap-ng.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <string>

#include "lib/client/file_edit.h"
#include "lib/client/netlink.h"
#include "lib/client/program_starter.h"
#include "tests/client/temporary_folder.h"
#include "tests/client/test_network.h"

namespace pptp::client {
namespace {

using testing::HasSubstr;

// Does in a process of its own what cannot be taken back; fails where that process does.
void InAnotherProcess(const std::function<void()>& body) {
  std::fflush(nullptr);
  const pid_t pid = fork();
  ASSERT_GE(pid, 0);
  if (pid == 0) {
    body();
    std::fflush(nullptr);
    _exit(testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(pid, &status, 0), pid);
  EXPECT_EQ(status, 0);
}

void GiveUp(unsigned capability) {
  capng_get_caps_process();
  capng_update(CAPNG_DROP, static_cast<capng_type_t>(CAPNG_EFFECTIVE | CAPNG_PERMITTED),
               capability);
  EXPECT_EQ(capng_apply(CAPNG_SELECT_CAPS), 0);
}

class PrivilegesTest : public testing::Test {
 protected:
  TestHost host_;  // makes this process root
};

TEST_F(PrivilegesTest, AreThereForRoot) {
  EXPECT_TRUE(CheckPrivileges());
}

TEST_F(PrivilegesTest, AreMissedOneByOne) {
  InAnotherProcess([] {
    GiveUp(CAP_NET_RAW);
    const auto checked = CheckPrivileges();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().message(),
              "this is root, but without CAP_NET_RAW (to send GRE), as in a container: start the "
              "container with --cap-add=NET_ADMIN --cap-add=NET_RAW");
  });
  InAnotherProcess([] {
    GiveUp(CAP_NET_ADMIN);
    const auto checked = CheckPrivileges();
    ASSERT_FALSE(checked);
    EXPECT_THAT(checked.error().message(), HasSubstr("without CAP_NET_ADMIN (to make"));
  });
}

TEST_F(PrivilegesTest, AreAsTheKernelSaysAndNotAsTheUserIs) {
  InAnotherProcess([] {
    ASSERT_EQ(prctl(PR_SET_KEEPCAPS, 1), 0);
    capng_get_caps_process();
    // The test's own namespace of users may know no other user than root.
    if (capng_change_id(65534, -1, CAPNG_NO_FLAG) != 0) return GiveUp(CAP_NET_ADMIN);
    const auto checked = CheckPrivileges();
    EXPECT_EQ(checked.has_value(), capng_have_capability(CAPNG_EFFECTIVE, CAP_NET_ADMIN) == 1);
    if (checked) return;
    EXPECT_THAT(checked.error().message(), HasSubstr("Run it with sudo"));
    EXPECT_THAT(checked.error().message(), HasSubstr("sudo setcap cap_net_admin,cap_net_raw+ep /"));
  });
}

TEST_F(PrivilegesTest, AreGivenUpForGood) {
  InAnotherProcess([] {
    ASSERT_TRUE(DropPrivileges());
    capng_get_caps_process();
    for (unsigned capability = 0; capability <= CAP_LAST_CAP; ++capability) {
      const bool kept = capability == CAP_NET_ADMIN || capability == CAP_NET_RAW;
      EXPECT_EQ(capng_have_capability(CAPNG_EFFECTIVE, capability), kept) << capability;
      EXPECT_EQ(capng_have_capability(CAPNG_PERMITTED, capability), kept) << capability;
      EXPECT_EQ(capng_have_capability(CAPNG_BOUNDING_SET, capability), 0) << capability;
    }
    EXPECT_EQ(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1);
    EXPECT_TRUE(CheckPrivileges());
  });
}

TEST_F(PrivilegesTest, AreEnoughToUndo) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("resolv.conf", "ours\n");
  InAnotherProcess([&] {
    auto netlink = host_.Do([] { return Netlink::Open(); });
    ASSERT_TRUE(DropPrivileges());
    EXPECT_TRUE(netlink->Apply(LinkMtu{.device = "lo", .mtu = 1400}));
    EXPECT_TRUE(EditFile(path, [](std::string_view) { return "theirs\n"; }));
  });
  EXPECT_EQ(folder.Read("resolv.conf"), "theirs\n");
}

TEST_F(PrivilegesTest, DoNotLeaveTheProgramsOfTheUser) {
  const TemporaryFolder folder;
  const std::string program = folder.WriteProgram(
      "ip-up", "grep CapEff /proc/self/status > " + folder.Path("rights") + "; exit 3\n");
  const std::string before = [] {
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line) && !line.starts_with("CapEff")) continue;
    return line + "\n";
  }();
  InAnotherProcess([&] {
    auto starter = ProgramStarter::Start({program});
    ASSERT_TRUE(starter);
    ASSERT_TRUE(DropPrivileges());
    ASSERT_TRUE(
        starter->Run({.arguments = {program}, .environment = {ProgramPath()}, .input = {}}));
    pollfd end{starter->fd(), POLLIN, 0};
    ASSERT_EQ(poll(&end, 1, 10000), 1);
    const auto ended = starter->TakeEnded();
    ASSERT_TRUE(ended && *ended);
    EXPECT_EQ((*ended)->status, 3);
  });
  EXPECT_EQ(folder.Read("rights"), before);
}

TEST_F(PrivilegesTest, DoNotShowTheMemoryToOthers) {
  InAnotherProcess([] {
    ProtectMemory();
    EXPECT_EQ(prctl(PR_GET_DUMPABLE), 0);
    rlimit limit{};
    EXPECT_EQ(getrlimit(RLIMIT_CORE, &limit), 0);
    EXPECT_EQ(limit.rlim_max, 0u);
  });
}

}  // namespace
}  // namespace pptp::client
