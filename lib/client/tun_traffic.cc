#include "lib/client/tun_traffic.h"

#include <cstring>

#include "lib/client/ipv4_packet.h"

namespace pptp::client {
namespace {

constexpr size_t kHeader = sizeof(VirtioHeader);

}  // namespace

TunTraffic::TunTraffic(TunDevice* device)
    : device_(device), input_(kHeader + kLargestIpPacket), piece_(kLargestIpPacket) {}

Result<void> TunTraffic::ReadLarge() {
  auto size = device_->Read(input_);
  if (!size) return Fail(size.error());
  if (*size <= kHeader) return {};
  VirtioHeader header;
  std::memcpy(&header, input_.data(), sizeof header);
  pieces_.emplace(header, std::span(input_).subspan(kHeader, *size - kHeader));
  return {};
}

Result<ByteView> TunTraffic::Read() {
  if (device_->packets() == TunDevice::Packets::kPlain) {
    auto size = device_->Read(input_);
    if (!size) return Fail(size.error());
    return ByteView(input_).first(*size);
  }
  for (;;) {
    if (pieces_) {
      if (const auto piece = pieces_->Next(piece_)) return *piece;
      pieces_.reset();
    }
    if (auto read = ReadLarge(); !read) return Fail(read.error());
    if (!pieces_) return ByteView();
  }
}

void TunTraffic::Write(ByteView packet) {
  if (device_->packets() == TunDevice::Packets::kPlain) {
    device_->Write(packet);
    return;
  }
  if (packet.empty() || packet.size() > kLargestIpPacket || joined_.Append(packet)) return;
  Flush();
  joined_.Begin(packet);
}

void TunTraffic::Flush() {
  if (joined_.empty()) return;
  device_->Write(joined_.Finish());
  joined_.Clear();
}

}  // namespace pptp::client
