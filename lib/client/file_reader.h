#ifndef PPTP_LIB_CLIENT_FILE_READER_H_
#define PPTP_LIB_CLIENT_FILE_READER_H_

#include <string>
#include <string_view>

#include "lib/crypto/secret.h"
#include "pptp/error.h"

namespace pptp::client {

// A file that a user wrote, whole. It may hold passwords, so its text is a secret.
struct FileText {
  crypto::Secret bytes;
  bool others_may_read = false;  // by its mode, the group or everyone

  std::string_view text() const { return AsText(bytes.view()); }
};

// Where options files, secrets files and password files come from: the real one below,
// one in memory in tests.
class FileReader {
 public:
  virtual ~FileReader() = default;

  // Fails with kNotFound when there is no such file, with kIo when it cannot be read or is
  // larger than kMostBytes; the sentence names the file.
  virtual Result<FileText> Read(const std::string& path) = 0;
  virtual bool IsProgram(const std::string& path) = 0;  // a file that may be executed

  // Far more than any such file; keeps a wrong name, such as /dev/zero, from filling memory.
  static constexpr size_t kMostBytes = 1 << 20;
};

class SystemFileReader : public FileReader {
 public:
  Result<FileText> Read(const std::string& path) override;
  bool IsProgram(const std::string& path) override;
};

}  // namespace pptp::client

#endif  // PPTP_LIB_CLIENT_FILE_READER_H_
