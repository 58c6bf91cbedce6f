#ifndef PPTP_LIB_CLIENT_TUN_TRAFFIC_H_
#define PPTP_LIB_CLIENT_TUN_TRAFFIC_H_

#include <pptp/error.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lib/base/bytes.h"
#include "lib/client/coalescing.h"
#include "lib/client/segmentation.h"
#include "lib/client/tun_device.h"

namespace pptp::client {

// The IP packets of a TUN device, none larger than its MTU, whichever kind of packets the device
// has (TunDevice::Packets). Large ones are split as they are read; small ones that follow each
// other are joined before they are written.
//
//   for (int i = 0; i < kSome; ++i) {          // on a wake-up
//     auto packet = traffic.Read();
//     if (!packet || packet->empty()) break;
//     tunnel.SendIp(*packet, now);
//   }
//   ...
//   traffic.Write(packet);   // for each that came
//   traffic.Flush();         // before waiting for anything
//
// Allocates when it is made and never again. Borrows the device. One thread at a time.
class TunTraffic {
 public:
  explicit TunTraffic(TunDevice* device);

  // The next packet for the tunnel, good until the next call; empty if there is none. An error
  // means that somebody took the interface away.
  Result<ByteView> Read();

  // Whether the next Read() has a packet without asking the device, which is not readable for
  // it then: to be read before waiting.
  bool has_more() const { return pieces_.has_value(); }

  void Write(ByteView packet);
  void Flush();

 private:
  // Fills in pieces_, if anything is there.
  Result<void> ReadLarge();

  TunDevice* device_;
  std::vector<uint8_t> input_;  // as it came from the device
  std::vector<uint8_t> piece_;
  std::optional<Segmentation> pieces_;
  Coalescing joined_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_TUN_TRAFFIC_H_
