#include "tests/peer/two_hosts.h"

#include <fmt/format.h>
#include <netlink/cache.h>
#include <netlink/route/addr.h>
#include <netlink/route/route.h>

#include <array>
#include <filesystem>
#include <set>
#include <utility>

#include "lib/client/netlink_socket.h"
#include "tests/peer/await.h"

namespace pptp::peer {
namespace {

// The objects of a cache as libnl prints them.
void AddTexts(nl_cache* cache, std::set<std::string>* texts) {
  for (nl_object* object = nl_cache_get_first(cache); object != nullptr;
       object = nl_cache_get_next(object)) {
    std::array<char, 1024> text{};
    nl_dump_params how{};
    how.dp_type = NL_DUMP_LINE;
    how.dp_buf = text.data();
    how.dp_buflen = text.size();
    nl_object_dump(object, &how);
    texts->insert(text.data());
  }
}

using Cache = client::NlPointer<nl_cache, nl_cache_free>;

std::set<std::string> Ipv4Routes(nl_sock* socket) {
  nl_cache* routes = nullptr;
  EXPECT_EQ(rtnl_route_alloc_cache(socket, AF_INET, 0, &routes), 0);
  const Cache holder(routes);
  std::set<std::string> texts;
  AddTexts(routes, &texts);
  return texts;
}

std::set<std::string> Ipv4Addresses(nl_sock* socket) {
  nl_cache* addresses = nullptr;
  EXPECT_EQ(rtnl_addr_alloc_cache(socket, &addresses), 0);
  const Cache holder(addresses);
  const client::NlPointer<rtnl_addr, rtnl_addr_put> filter(rtnl_addr_alloc());
  rtnl_addr_set_family(filter.get(), AF_INET);
  nl_cache* chosen = nl_cache_subset(addresses, OBJ_CAST(filter.get()));
  const Cache chosen_holder(chosen);
  std::set<std::string> texts;
  AddTexts(chosen, &texts);
  return texts;
}

}  // namespace

TwoHosts::TwoHosts() {
  client::TestHost::Connect(client_, "eth0", kClient, server_, "eth0", kServer);
  server_.Do([] { client::ConfigureInterface("lo:1", kBeyond, 32); });
}

void TwoHosts::TearDown() {
  if (!HasFailure() || !server_program_) return;
  ADD_FAILURE() << (server_program_->HasEnded() ? "The server has ended:\n" : "The server:\n")
                << server_program_->Output();
}

void TwoHosts::StartServer(std::vector<std::string> options) {
  options.insert(options.begin(), PPTP_PEER);
  server_program_.reset();
  std::filesystem::remove(folder_.Path("server"));  // what an earlier one said
  server_program_.emplace(server_, std::move(options), std::vector<std::string>(),
                          folder_.Path("server"));
  EXPECT_TRUE(Await([&] { return server_program_->Output().find("listening") == 0; }))
      << server_program_->Output();
}

std::string TwoHosts::ClientNetwork() const {
  return client_.Do([] {
    client::NetlinkSocket socket;
    EXPECT_EQ(socket.Connect(), 0);
    return fmt::format("interfaces: {}\n{}{}", client::InterfaceNames(),
                       fmt::join(Ipv4Addresses(socket.get()), ""),
                       fmt::join(Ipv4Routes(socket.get()), ""));
  });
}

}  // namespace pptp::peer
