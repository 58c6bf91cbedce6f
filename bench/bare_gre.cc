// The least that sending through a tunnel can cost here: packets of GRE through the client's own
// socket, in the client's batches, with nothing read, encrypted or counted. Says how much
// processor time that took.
//
//   bare_gre SERVER SIZE COUNT   SIZE in bytes, of a GRE packet; prints the seconds
#include <fmt/format.h>
#include <sys/resource.h>

#include <asio/ip/address_v4.hpp>
#include <charconv>
#include <cstdio>
#include <string_view>

#include "lib/client/gre_socket.h"
#include "lib/client/send_batch.h"
#include "lib/pptp/gre.h"

namespace pptp::client {
namespace {

// A call that the server does not know: it throws the packets away.
constexpr uint16_t kNoCall = 0xffff;

double ProcessorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

bool ReadNumber(std::string_view text, size_t* number) {
  return std::from_chars(text.data(), text.data() + text.size(), *number).ec == std::errc();
}

Result<double> Send(uint32_t server, size_t size, size_t count) {
  Result<GreSocket> socket = GreSocket::Open(server);
  if (!socket) return tl::unexpected(socket.error());
  SendBatch batch(socket->fd(), size);
  gre::Header header;
  header.call_id = kNoCall;
  const double start = ProcessorSeconds();
  for (uint32_t i = 0; i < count; ++i) {
    header.sequence = i;
    const std::span<uint8_t> space = batch.Space(size);
    gre::WriteHeader(header, size - gre::HeaderSize(header), space.first(gre::HeaderSize(header)));
    batch.Commit(space);
  }
  batch.Flush();
  return ProcessorSeconds() - start;
}

int Main(int argc, char** argv) {
  size_t size = 0, count = 0;
  asio::error_code no_address;
  const auto server = asio::ip::make_address_v4(argc == 4 ? argv[1] : "", no_address);
  if (no_address || !ReadNumber(argv[2], &size) || !ReadNumber(argv[3], &count) ||
      size < gre::kLargestHeader) {
    std::fputs("usage: bare_gre SERVER SIZE COUNT\n", stderr);
    return 2;
  }
  const Result<double> seconds = Send(server.to_uint(), size, count);
  if (!seconds) {
    fmt::print(stderr, "bare_gre: {}\n", seconds.error().message());
    return 1;
  }
  fmt::print("{:.6f}\n", *seconds);
  return 0;
}

}  // namespace
}  // namespace pptp::client

int main(int argc, char** argv) {
  return pptp::client::Main(argc, argv);
}
