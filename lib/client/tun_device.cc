#include "lib/client/tun_device.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "lib/base/text.h"
#include "lib/client/system_error.h"

namespace pptp::client {
namespace {

// The kernel puts the first free number in the place of "%d".
constexpr std::string_view kAnyName = "pptp%d";

// The kernel's rules, and '%', which would ask it to choose a number.
bool IsInterfaceName(std::string_view name) {
  if (name.empty() || name.size() >= IFNAMSIZ || name == "." || name == "..") return false;
  return std::none_of(name.begin(), name.end(),
                      [](char c) { return c == '/' || c == ':' || c == '%' || IsSpace(c); });
}

Error CannotOpen(const char* device, int number) {
  if (number == ENOENT || number == ENODEV || number == ENXIO) {
    return Error::NotFound(
        fmt::format("there is no {}: load the kernel's module for it (modprobe tun), or pass the "
                    "device on to the container that this runs in",
                    device));
  }
  if (number == EACCES) {
    return Error::Io(
        fmt::format("this user may not open {0}: run this as root, or let everybody open it (chmod "
                    "666 {0}); what counts is the right to make interfaces, which comes after it",
                    device));
  }
  return SystemError(fmt::format("cannot open {}", device), number);
}

Error CannotCreate(const std::string& name, int number) {
  const std::string shown = name.empty() ? "pptpN" : name;
  switch (number) {
    case EPERM:
      return Error::Io(
          fmt::format("not allowed to make the interface {}: run this as root, or give it the "
                      "capability CAP_NET_ADMIN",
                      shown));
    case EBUSY:
      return Error::Io(
          fmt::format("another program uses the interface {}: choose another name", shown));
    case EINVAL:
      return Error::Io(
          fmt::format("there is an interface {} of another kind: choose another name", shown));
    default:
      return SystemError(fmt::format("cannot make the interface {}", shown), number);
  }
}

}  // namespace

Result<TunDevice> TunDevice::Open(const std::string& name, Packets packets, const char* device) {
  if (!name.empty() && !IsInterfaceName(name)) {
    return Fail(Error::InvalidArgument(
        fmt::format("\"{}\" cannot be the name of an interface: 1 to {} characters, without "
                    "blanks and any of / : %",
                    name, IFNAMSIZ - 1)));
  }
  FileDescriptor fd(open(device, O_RDWR | O_NONBLOCK | O_CLOEXEC));
  if (!fd) return Fail(CannotOpen(device, errno));
  const std::string_view wanted = name.empty() ? kAnyName : std::string_view(name);
  ifreq request{};
  std::memcpy(request.ifr_name, wanted.data(), wanted.size());
  const bool large = packets == Packets::kLarge;
  request.ifr_flags = static_cast<short>(IFF_TUN | IFF_NO_PI | (large ? IFF_VNET_HDR : 0));
  if (ioctl(fd.get(), TUNSETIFF, &request) != 0) return Fail(CannotCreate(name, errno));
  // A kernel that refuses goes on sending small packets, which need no more than they did.
  if (large) ioctl(fd.get(), TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4);
  return TunDevice(std::move(fd), request.ifr_name, packets);
}

Result<size_t> TunDevice::Read(std::span<uint8_t> buffer) {
  ssize_t count;
  do {
    count = read(fd_.get(), buffer.data(), buffer.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0 && errno == EAGAIN) return 0;
  if (count < 0) {
    const int number = errno;
    return Fail(SystemError(fmt::format("the interface {} is gone", name_), number));
  }
  ++counters_.read;
  return static_cast<size_t>(count);
}

void TunDevice::Write(ByteView packet) {
  ssize_t count;
  do {
    count = write(fd_.get(), packet.data(), packet.size());
  } while (count < 0 && errno == EINTR);
  ++(count < 0 ? counters_.refused : counters_.written);
}

}  // namespace pptp::client
