#ifndef PPTP_LIB_CLIENT_FILE_DESCRIPTOR_H_
#define PPTP_LIB_CLIENT_FILE_DESCRIPTOR_H_

#include <unistd.h>

#include <utility>

namespace pptp::client {

// Owns a file descriptor and closes it. Moves; what was moved from owns none.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
      Close();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() { Close(); }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  void Close() {
    if (fd_ >= 0) close(std::exchange(fd_, -1));
  }

 private:
  int fd_ = -1;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_FILE_DESCRIPTOR_H_
