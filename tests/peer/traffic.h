#ifndef PPTP_TESTS_PEER_TRAFFIC_H_
#define PPTP_TESTS_PEER_TRAFFIC_H_

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/client/test_network.h"

namespace pptp::peer {

// From where to where data goes. The address is one of the second host's, a number.
struct Way {
  const client::TestHost& from;
  const client::TestHost& to;
  uint32_t address;
  std::string device = {};  // by which it leaves; empty: as the routes say
};

// Sends a datagram there and back, again and again until one comes through: whoever is up first
// meets an end that is not yet. The address that it came from, as seen at the other end; zero
// if none comes through.
uint32_t SourceOfDatagram(const Way& way);

// Whether there is a way at all, as the routes say.
bool HasWay(const Way& way);

// So many bytes over TCP each way, both at once, and what arrives is what was sent.
testing::AssertionResult CarriesTcp(const Way& way, size_t bytes);

}  // namespace pptp::peer

#endif  // PPTP_TESTS_PEER_TRAFFIC_H_
