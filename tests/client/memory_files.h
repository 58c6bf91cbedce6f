#ifndef PPTP_TESTS_CLIENT_MEMORY_FILES_H_
#define PPTP_TESTS_CLIENT_MEMORY_FILES_H_

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "lib/client/file_reader.h"

namespace pptp::client {

// A file system in memory, for tests: paths and what stands there.
class MemoryFiles : public FileReader {
 public:
  MemoryFiles& Add(const std::string& path, std::string_view text, bool others_may_read = false) {
    files_[path] = {std::string(text), others_may_read};
    return *this;
  }
  MemoryFiles& AddProgram(const std::string& path) {
    programs_.insert(path);
    return *this;
  }
  // A file that is there and cannot be read.
  MemoryFiles& AddForbidden(const std::string& path) {
    forbidden_.insert(path);
    return *this;
  }

  Result<FileText> Read(const std::string& path) override {
    if (forbidden_.contains(path)) {
      return Fail(Error::Io("cannot read " + path + ": Permission denied"));
    }
    const auto found = files_.find(path);
    if (found == files_.end()) {
      return Fail(Error::NotFound("cannot read " + path + ": No such file or directory"));
    }
    return FileText{crypto::Secret(std::string_view(found->second.text)),
                    found->second.others_may_read};
  }
  bool IsProgram(const std::string& path) override { return programs_.contains(path); }

 private:
  struct File {
    std::string text;
    bool others_may_read = false;
  };
  std::map<std::string, File> files_;
  std::set<std::string> programs_, forbidden_;
};

}  // namespace pptp::client

#endif  // PPTP_TESTS_CLIENT_MEMORY_FILES_H_
