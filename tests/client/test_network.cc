#include "tests/client/test_network.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/if.h>
#include <netlink/route/link.h>
#include <netlink/route/link/veth.h>
#include <netlink/socket.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <set>

#include "lib/client/ipv4.h"

namespace pptp::client {
namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "tests need a network of their own: %s: %s\n", what, std::strerror(errno));
  std::abort();
}

void WriteFile(const char* path, const std::string& text) {
  std::ofstream(path) << text;
}

// Makes this process root of a user namespace of its own, once.
void BecomeRoot() {
  if (geteuid() == 0) return;
  const std::string user = fmt::format("0 {} 1", geteuid());
  const std::string group = fmt::format("0 {} 1", getegid());
  Require(unshare(CLONE_NEWUSER) == 0, "unshare the users");
  WriteFile("/proc/self/setgroups", "deny");
  WriteFile("/proc/self/uid_map", user);
  WriteFile("/proc/self/gid_map", group);
}

FileDescriptor CurrentNetwork() {
  FileDescriptor network(open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
  Require(network.get() >= 0, "open /proc/thread-self/ns/net");
  return network;
}

ifreq Request(const std::string& name) {
  ifreq request{};
  std::memcpy(request.ifr_name, name.data(), std::min(name.size(), sizeof request.ifr_name - 1));
  return request;
}

void BringUp(const std::string& name) {
  const FileDescriptor any(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request = Request(name);
  Require(ioctl(any.get(), SIOCGIFFLAGS, &request) == 0, "SIOCGIFFLAGS");
  request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
  Require(ioctl(any.get(), SIOCSIFFLAGS, &request) == 0, "SIOCSIFFLAGS");
}

}  // namespace

TestHost::Visit::Visit(int network) : home_(CurrentNetwork()) {
  Require(setns(network, CLONE_NEWNET) == 0, "setns");
}

TestHost::Visit::~Visit() {
  Require(setns(home_.get(), CLONE_NEWNET) == 0, "setns");
}

TestHost::TestHost() {
  BecomeRoot();
  const FileDescriptor home = CurrentNetwork();
  Require(unshare(CLONE_NEWNET) == 0, "unshare the network");
  BringUp("lo");
  namespace_ = CurrentNetwork();
  Require(setns(home.get(), CLONE_NEWNET) == 0, "setns");
}

void TestHost::Connect(const TestHost& a, const std::string& a_name, uint32_t a_address,
                       const TestHost& b, const std::string& b_name, uint32_t b_address) {
  a.Do([&] {
    const std::unique_ptr<nl_sock, decltype(&nl_socket_free)> socket(nl_socket_alloc(),
                                                                     nl_socket_free);
    Require(nl_connect(socket.get(), NETLINK_ROUTE) == 0, "netlink");
    const std::unique_ptr<rtnl_link, decltype(&rtnl_link_veth_release)> link(
        rtnl_link_veth_alloc(), rtnl_link_veth_release);
    rtnl_link* other_end = rtnl_link_veth_get_peer(link.get());
    rtnl_link_set_name(link.get(), a_name.c_str());
    rtnl_link_set_name(other_end, b_name.c_str());
    rtnl_link_set_ns_fd(other_end, b.namespace_.get());
    Require(rtnl_link_add(socket.get(), link.get(), NLM_F_CREATE | NLM_F_EXCL) == 0, "veth");
    rtnl_link_put(other_end);
    ConfigureInterface(a_name, a_address, 24);
  });
  b.Do([&] { ConfigureInterface(b_name, b_address, 24); });
}

void ConfigureInterface(const std::string& name, uint32_t address, uint8_t prefix) {
  const FileDescriptor any(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request = Request(name);
  const sockaddr_in wanted = SocketAddress(address);
  std::memcpy(&request.ifr_addr, &wanted, sizeof wanted);
  Require(ioctl(any.get(), SIOCSIFADDR, &request) == 0, "SIOCSIFADDR");
  const sockaddr_in mask = SocketAddress(NetworkMask(prefix));
  std::memcpy(&request.ifr_netmask, &mask, sizeof mask);
  Require(ioctl(any.get(), SIOCSIFNETMASK, &request) == 0, "SIOCSIFNETMASK");
  BringUp(name);
}

std::string InterfaceNames() {
  // Not /sys, which goes on showing the network in which it was mounted.
  std::ifstream file("/proc/thread-self/net/dev");
  std::set<std::string> names;
  for (std::string line; std::getline(file, line);) {
    const size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    names.insert(line.substr(line.find_first_not_of(' '), colon - line.find_first_not_of(' ')));
  }
  return fmt::format("{}", fmt::join(names, " "));
}

}  // namespace pptp::client
