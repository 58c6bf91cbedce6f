#include "lib/client/file_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace pptp::client {
namespace {

Error CannotRead(const std::string& path, int reason) {
  std::string sentence = fmt::format("cannot read {}: {}", path, std::strerror(reason));
  const bool absent = reason == ENOENT || reason == ENOTDIR;
  return absent ? Error::NotFound(std::move(sentence)) : Error::Io(std::move(sentence));
}

// Appends what "fd" gives until its end. Zero, or the system's error number.
int ReadAll(int fd, crypto::Secret* bytes) {
  std::array<uint8_t, 4096> piece;
  int error = 0;
  while (bytes->size() <= FileReader::kMostBytes) {
    const ssize_t count = read(fd, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) error = errno;
    if (count <= 0) break;
    for (size_t i = 0; i < static_cast<size_t>(count); ++i) bytes->Append(piece[i]);
  }
  crypto::Wipe(piece);
  return error;
}

}  // namespace

Result<FileText> SystemFileReader::Read(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return Fail(CannotRead(path, errno));
  FileText file;
  struct stat status = {};
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
    // A pipe, as of a shell's <(command), has a mode that says nothing.
    file.others_may_read = (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
    const auto size = static_cast<size_t>(std::max<off_t>(status.st_size, 0));
    file.bytes.Reserve(std::min(size, kMostBytes));
  }
  const int error = ReadAll(fd, &file.bytes);
  close(fd);
  if (error != 0) return Fail(CannotRead(path, error));
  if (file.bytes.size() > kMostBytes) {
    return Fail(Error::Io(fmt::format("cannot read {}: it is larger than a mebibyte", path)));
  }
  return file;
}

bool SystemFileReader::IsProgram(const std::string& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         access(path.c_str(), X_OK) == 0;
}

}  // namespace pptp::client
