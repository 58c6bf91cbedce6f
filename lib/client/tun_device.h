#ifndef PPTP_LIB_CLIENT_TUN_DEVICE_H_
#define PPTP_LIB_CLIENT_TUN_DEVICE_H_

#include <pptp/error.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "lib/base/bytes.h"
#include "lib/client/file_descriptor.h"

namespace pptp::client {

// A network interface whose packets this process sends and receives: the machine's end of the
// tunnel. Never blocks. The interface goes when the device does, unless somebody made it last
// (`ip tuntap add`) before.
//
// One thread at a time. Needs CAP_NET_ADMIN, or an interface that was made for this user.
class TunDevice {
 public:
  struct Counters {
    uint64_t read = 0, written = 0;
    uint64_t refused = 0;  // packets that the kernel did not take
  };

  // How packets come and go. Packets of kLarge have the header of virtio in front
  // (lib/client/segmentation.h), and may hold up to 64 KiB of a TCP stream over IPv4, or a checksum
  // that is not complete; lib/client/tun_traffic.h makes plain packets of them and back.
  enum class Packets : uint8_t { kPlain, kLarge };

  // An empty name stands for the first free one of pptp0, pptp1, ... The interface is down and
  // has no address. "device" is the file that makes interfaces.
  static Result<TunDevice> Open(const std::string& name, Packets packets = Packets::kPlain,
                                const char* device = "/dev/net/tun");

  int fd() const { return fd_.get(); }
  const std::string& name() const { return name_; }
  Packets packets() const { return packets_; }

  // Reads one IP packet into "buffer" and returns its size, zero if none is there. A packet
  // that is larger than the buffer is cut: give the MTU at least. Several wait behind one wake-up.
  // An error means that somebody took the interface away.
  Result<size_t> Read(std::span<uint8_t> buffer);

  // Hands one IP packet to the machine. What it does not take (the interface is down, it is no
  // IP packet) is counted and lost, as on any link.
  void Write(ByteView packet);

  const Counters& counters() const { return counters_; }

 private:
  TunDevice(FileDescriptor fd, std::string name, Packets packets)
      : fd_(std::move(fd)), name_(std::move(name)), packets_(packets) {}

  FileDescriptor fd_;
  std::string name_;
  Packets packets_;
  Counters counters_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_TUN_DEVICE_H_
