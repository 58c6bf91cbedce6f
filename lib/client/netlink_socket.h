#ifndef PPTP_LIB_CLIENT_NETLINK_SOCKET_H_
#define PPTP_LIB_CLIENT_NETLINK_SOCKET_H_

#include <netlink/netlink.h>

#include <memory>
#include <string>

namespace pptp::client {

// Lets a unique_ptr hold an object of libnl's: NlPointer<rtnl_link, rtnl_link_put>.
template <auto kFree>
struct NlDeleter {
  template <typename Object>
  void operator()(Object* object) const {
    kFree(object);
  }
};
template <typename Object, auto kFree>
using NlPointer = std::unique_ptr<Object, NlDeleter<kFree>>;

// A connection to the kernel's routing that remembers why the kernel refused: libnl's own error
// codes tell less than the kernel does. Stays where it was made, as libnl points to it.
class NetlinkSocket {
 public:
  NetlinkSocket();
  NetlinkSocket(const NetlinkSocket&) = delete;
  NetlinkSocket& operator=(const NetlinkSocket&) = delete;
  ~NetlinkSocket();

  // libnl's result of connecting: zero, or a negative error of its own.
  int Connect();

  nl_sock* get() { return socket_; }

  // Of the last request: an errno, zero if the kernel has not complained.
  int kernel_error() const { return kernel_error_; }
  // Forgets it; call before a request.
  nl_sock* Begin();
  // The reason in words, for a request that came to this result of libnl's.
  std::string Reason(int result) const;

 private:
  static int OnError(sockaddr_nl* from, nlmsgerr* error, void* self);

  nl_sock* socket_;
  int kernel_error_ = 0;
  std::string kernel_text_;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_NETLINK_SOCKET_H_
