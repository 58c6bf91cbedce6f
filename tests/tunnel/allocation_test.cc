// The path of data allocates nothing. This program counts every allocation of its own.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "tests/tunnel/memory_pair.h"

namespace {
uint64_t allocations = 0;
}  // namespace

void* operator new(size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, size_t) noexcept {
  std::free(memory);
}

namespace pptp::tunnel {
namespace {

constexpr int kPackets = 1000;

TEST(DataPath, AllocatesNothing) {
  MemoryPair pair;
  ASSERT_TRUE(pair.client.up && pair.server.up);
  Bytes packet(1400);
  packet[0] = 0x45;
  pair.client.tunnel.SendIp(packet, pair.now);
  pair.server.tunnel.OnGre(pair.client.gre.back(), pair.now);

  pair.client.keep = pair.server.keep = false;
  const uint64_t before = allocations;
  for (int i = 0; i < kPackets; ++i) {
    ASSERT_TRUE(pair.client.tunnel.SendIp(packet, pair.now));
    pair.server.tunnel.OnGre(pair.client.last, pair.now);
    ASSERT_TRUE(pair.server.tunnel.SendIp(packet, pair.now));
    pair.client.tunnel.OnGre(pair.server.last, pair.now);
  }
  EXPECT_EQ(before, allocations);
  EXPECT_EQ(1400u * (kPackets + 1), pair.server.delivered);
  EXPECT_EQ(1400u * kPackets, pair.client.delivered);
}

}  // namespace
}  // namespace pptp::tunnel
