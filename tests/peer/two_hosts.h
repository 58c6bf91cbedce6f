#ifndef PPTP_TESTS_PEER_TWO_HOSTS_H_
#define PPTP_TESTS_PEER_TWO_HOSTS_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/client/temporary_folder.h"
#include "tests/client/test_network.h"
#include "tests/peer/client_program.h"
#include "tests/peer/program.h"
#include "tests/peer/traffic.h"

namespace pptp::peer {

constexpr uint32_t kClient = 0xc0000202, kServer = 0xc0000201;  // 192.0.2.2, 192.0.2.1
constexpr uint32_t kBeyond = 0xc6336407;                        // 198.51.100.7, the server's
constexpr uint32_t kServerInside = 0x0a090001;                  // 10.9.0.1
constexpr uint32_t kFirstInside = 0x0a09000b;                   // 10.9.0.11, the first client

// Two machines with a cable between them, for the programs pptp-connect and pptp-peer: a story
// from the start of a server to what is left when its client has ended.
class TwoHosts : public testing::Test {
 protected:
  TwoHosts();
  void TearDown() override;  // shows what the server said when the test failed

  // Starts pptp-peer and waits until it listens.
  void StartServer(std::vector<std::string> options = {});
  // As a power cut does it.
  void KillServer() { server_program_.reset(); }
  void SignalServer(int signal) { server_program_->Signal(signal); }

  ClientProgram Connect(std::vector<std::string> options = {},
                        const std::string& password = "secret") const {
    return ClientProgram(client_, std::move(options), password);
  }

  // From the client to an address of the server's.
  Way To(uint32_t address, const std::string& device = "") const {
    return {client_, server_, address, device};
  }

  // The client's interfaces, IPv4 addresses and routes.
  std::string ClientNetwork() const;

  client::TestHost client_, server_;
  client::TemporaryFolder folder_;

 private:
  std::optional<Program> server_program_;
};

}  // namespace pptp::peer

#endif  // PPTP_TESTS_PEER_TWO_HOSTS_H_
