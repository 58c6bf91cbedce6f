#ifndef PPTP_TESTS_PPP_PACKET_GENERATOR_H_
#define PPTP_TESTS_PPP_PACKET_GENERATOR_H_

#include <cstdint>
#include <random>
#include <string>

#include "lib/ppp/packet.h"

namespace pptp::ppp {

// Makes packets as a wire could carry them, of every protocol, code and option,
// well-formed and malformed. The same seed gives the same packets.
//
// pppd's notation cannot hold everything. The generator keeps to what it can:
//   - LCP's bytes and bytes behind a bracket end after 32, those of a datagram
//     with a name after 8; longer ones are made as Data::cut.
//   - Both WINS servers are "ms-wins": the secondary comes only after a primary.
//   - pppd prints nothing at all for a malformed CHAP or PAP packet; ours prints
//     its bytes, so that these are made too.
//   - EAP type 26 leaves its own id and length out; here they repeat EAP's, or
//     the packet is printed as bytes.
class PacketGenerator {
 public:
  explicit PacketGenerator(uint32_t seed) : random_(seed) {}

  Packet Next();

 private:
  uint32_t Below(uint32_t limit);
  bool OneIn(uint32_t chance) { return Below(chance) == 0; }
  uint8_t Byte() { return static_cast<uint8_t>(Below(256)); }
  uint32_t Word();
  Bytes BytesOf(size_t size);
  Bytes SomeBytes(uint32_t most) { return BytesOf(Below(most + 1)); }
  std::string SomeText(uint32_t most);
  Data SomeData(uint32_t limit);

  Option SomeOption(Protocol protocol);
  Option IpcpOption();
  Options SomeOptions(Protocol protocol);
  Body ControlBody(Protocol protocol, uint8_t code);
  Body LcpBody(uint8_t code);
  Body PapBody(uint8_t code);
  Body ChapBody(uint8_t code);
  Body EapBody(uint8_t code, uint8_t id);
  Bytes EapBytes(uint8_t type, uint8_t id);

  Packet ControlPacket();
  Packet EcpPacket();
  Packet AuthenticationPacket();
  Packet DatagramPacket();

  std::mt19937 random_;
};

}  // namespace pptp::ppp

#endif  // PPTP_TESTS_PPP_PACKET_GENERATOR_H_
