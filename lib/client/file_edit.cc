#include "lib/client/file_edit.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <vector>

#include "lib/client/file_descriptor.h"
#include "lib/client/system_error.h"

namespace pptp::client {
namespace {

// False, with errno set, if it fails.
bool ReadAll(int fd, std::string* text) {
  std::array<char, 4096> part;
  for (;;) {
    const ssize_t count = read(fd, part.data(), part.size());
    if (count == 0) return true;
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text->append(part.data(), static_cast<size_t>(count));
  }
}

bool WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(fd, text.data(), text.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

// What of it the file system does not take is left out.
void CopyExtendedAttributes(int from, int to) {
  const ssize_t size = flistxattr(from, nullptr, 0);
  if (size <= 0) return;
  std::string names(static_cast<size_t>(size), '\0');
  if (flistxattr(from, names.data(), names.size()) != size) return;
  for (size_t at = 0; at < names.size(); at = names.find('\0', at) + 1) {
    const char* name = &names[at];
    std::vector<char> value(64 << 10);  // the kernel's limit
    const ssize_t length = fgetxattr(from, name, value.data(), value.size());
    if (length >= 0) fsetxattr(to, name, value.data(), static_cast<size_t>(length), 0);
  }
}

// Makes "to" look like "from", or like a new file when there is none.
bool CopyLooks(int from, int to) {
  if (from < 0) return fchmod(to, 0644) == 0;
  struct stat looks;
  if (fstat(from, &looks) != 0) return false;
  if (fchown(to, looks.st_uid, looks.st_gid) != 0) return false;
  CopyExtendedAttributes(from, to);
  return fchmod(to, looks.st_mode & 07777) == 0;
}

// False if the file cannot be replaced, for whatever reason; then it is as it was.
bool Replace(const std::string& path, int original, std::string_view text) {
  std::string temporary = path + ".XXXXXX";
  const FileDescriptor fd(mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd) return false;
  if (CopyLooks(original, fd.get()) && WriteAll(fd.get(), text) && fsync(fd.get()) == 0 &&
      rename(temporary.c_str(), path.c_str()) == 0) {
    return true;
  }
  unlink(temporary.c_str());
  return false;
}

bool WriteInPlace(const std::string& path, std::string_view text) {
  const FileDescriptor fd(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
  // Cut at the end, so that the file is never empty.
  return fd && WriteAll(fd.get(), text) &&
         ftruncate(fd.get(), static_cast<off_t>(text.size())) == 0;
}

bool IsSymbolicLink(const std::string& path) {
  struct stat found;
  return lstat(path.c_str(), &found) == 0 && S_ISLNK(found.st_mode);
}

}  // namespace

Result<void> EditFile(const std::string& path,
                      const std::function<std::string(std::string_view)>& edit) {
  const FileDescriptor original(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::string before;
  if ((!original && errno != ENOENT) || (original && !ReadAll(original.get(), &before))) {
    return Fail(SystemError(fmt::format("cannot read {}", path), errno));
  }
  const std::string after = edit(before);
  if (after == before) return {};
  if (!IsSymbolicLink(path) && Replace(path, original.get(), after)) return {};
  if (WriteInPlace(path, after)) return {};
  return Fail(SystemError(fmt::format("cannot write {}", path), errno));
}

}  // namespace pptp::client
