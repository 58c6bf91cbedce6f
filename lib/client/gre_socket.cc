#include "lib/client/gre_socket.h"

#include <fmt/format.h>
#include <linux/errqueue.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include "lib/client/ipv4.h"
#include "lib/client/system_error.h"
#include "lib/pptp/gre.h"

namespace pptp::client {
namespace {

// A second of 30 Mbit/s. The kernel's default holds a hundred packets or so, which is less
// than what comes while this process waits for its turn on a busy machine; and GRE has
// nobody who would send a packet again.
constexpr int kReceiveBuffer = 4 << 20;

// False, with errno set, if the kernel refuses.
bool SetOption(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value) == 0;
}

bool SetOptions(int fd) {
  // Without this the kernel keeps most ICMP errors from the sockets that they concern.
  if (!SetOption(fd, IPPROTO_IP, IP_RECVERR, 1)) return false;
  // The packet in the tunnel has been cut to the tunnel's MTU already. Where a link on the way
  // takes less than that, a fragment arrives and a packet marked "don't fragment" does not:
  // the ICMP message about it comes to us and not to the sender of the inner packet, and is
  // filtered on many ways, so that large packets would vanish while small ones pass.
  if (!SetOption(fd, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DONT)) return false;
  // SO_RCVBUFFORCE goes over the system's limit and needs CAP_NET_ADMIN.
  return SetOption(fd, SOL_SOCKET, SO_RCVBUFFORCE, kReceiveBuffer) ||
         SetOption(fd, SOL_SOCKET, SO_RCVBUF, kReceiveBuffer);
}

NetworkError Describe(const sock_extended_err& error) {
  NetworkError found;
  found.number = static_cast<int>(error.ee_errno);
  found.text = SystemWord(found.number);
  found.icmp = error.ee_origin == SO_EE_ORIGIN_ICMP;
  if (found.number == EMSGSIZE && error.ee_info > 0) {
    found.path_mtu = static_cast<int>(error.ee_info);
  }
  if (!found.icmp) return found;
  found.type = error.ee_type;
  found.code = error.ee_code;
  return found;
}

NetworkError Describe(const cmsghdr& message) {
  // The kernel puts the address of who complained right behind the error.
  struct {
    sock_extended_err error;
    sockaddr_in offender;
  } data{};
  std::memcpy(&data, CMSG_DATA(&message),
              std::min<size_t>(sizeof data, message.cmsg_len - CMSG_LEN(0)));
  NetworkError found = Describe(data.error);
  if (found.icmp && data.offender.sin_family == AF_INET) {
    found.reporter = ntohl(data.offender.sin_addr.s_addr);
  }
  return found;
}

}  // namespace

Result<GreSocket> GreSocket::Open(uint32_t server) {
  FileDescriptor fd(socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, gre::kIpProtocol));
  if (!fd) return Fail(SystemError("cannot open a raw socket for GRE", errno));
  if (!SetOptions(fd.get())) return Fail(SystemError("cannot set up the socket for GRE", errno));
  const sockaddr_in address = SocketAddress(server);
  if (connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return Fail(SystemError(fmt::format("cannot send GRE to {}", Ipv4Text(server)), errno));
  }
  return GreSocket(std::move(fd));
}

std::optional<NetworkError> GreSocket::TakeError() {
  // Room for the error and its address; the packet that it is about is of no interest.
  alignas(cmsghdr) std::array<std::byte, 512> control;
  msghdr message{};
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  ssize_t result;
  do {
    result = recvmsg(fd_.get(), &message, MSG_ERRQUEUE | MSG_DONTWAIT);
  } while (result < 0 && errno == EINTR);
  if (result < 0) return std::nullopt;
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_RECVERR) return Describe(*part);
  }
  return std::nullopt;
}

}  // namespace pptp::client
