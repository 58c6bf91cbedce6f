#include "lib/client/netlink_socket.h"

#include <fmt/format.h>
#include <linux/netlink.h>
#include <netlink/attr.h>
#include <netlink/errno.h>
#include <netlink/msg.h>
#include <netlink/socket.h>
#include <sys/socket.h>

#include "lib/client/system_error.h"

namespace pptp::client {
namespace {

// The kernel's explanation behind an error message, if there is one.
std::string ExplanationOf(nlmsgerr* error) {
  // libnl hands over the inside of the message only; its header stands right in front.
  auto* header = reinterpret_cast<nlmsghdr*>(reinterpret_cast<char*>(error) - NLMSG_HDRLEN);
  if ((header->nlmsg_flags & NLM_F_ACK_TLVS) == 0) return {};
  size_t size = sizeof *error;
  // The request comes back between the error and the explanation, unless it was left out.
  if ((header->nlmsg_flags & NLM_F_CAPPED) == 0) {
    size += NLMSG_ALIGN(error->msg.nlmsg_len) - static_cast<size_t>(NLMSG_HDRLEN);
  }
  nlattr* text = nlmsg_find_attr(header, static_cast<int>(size), NLMSGERR_ATTR_MSG);
  if (text == nullptr) return {};
  const std::string_view bytes(static_cast<const char*>(nla_data(text)),
                               static_cast<size_t>(nla_len(text)));
  return std::string(bytes.substr(0, bytes.find('\0')));
}

}  // namespace

NetlinkSocket::NetlinkSocket() : socket_(nl_socket_alloc()) {}

NetlinkSocket::~NetlinkSocket() {
  nl_socket_free(socket_);
}

int NetlinkSocket::Connect() {
  if (socket_ == nullptr) return -NLE_NOMEM;
  const int result = nl_connect(socket_, NETLINK_ROUTE);
  if (result < 0) return result;
  nl_socket_modify_err_cb(socket_, NL_CB_CUSTOM, &NetlinkSocket::OnError, this);
  // Explanations are a kindness that kernels before 4.12 do not have.
  const int on = 1;
  setsockopt(nl_socket_get_fd(socket_), SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on);
  return 0;
}

nl_sock* NetlinkSocket::Begin() {
  kernel_error_ = 0;
  kernel_text_.clear();
  return socket_;
}

std::string NetlinkSocket::Reason(int result) const {
  if (kernel_error_ == 0) return nl_geterror(result);
  if (kernel_text_.empty()) return SystemWord(kernel_error_);
  return fmt::format("{} ({})", SystemWord(kernel_error_), kernel_text_);
}

int NetlinkSocket::OnError(sockaddr_nl* /*from*/, nlmsgerr* error, void* self) {
  auto* socket = static_cast<NetlinkSocket*>(self);
  socket->kernel_error_ = -error->error;
  socket->kernel_text_ = ExplanationOf(error);
  return NL_STOP;
}

}  // namespace pptp::client
