#ifndef PPTP_TESTS_CLIENT_TEMPORARY_FOLDER_H_
#define PPTP_TESTS_CLIENT_TEMPORARY_FOLDER_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace pptp::client {

// A folder for the files of one test, gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(testing::TempDir() + "pptp-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) std::abort();
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string Path(std::string_view name) const { return path_ + "/" + std::string(name); }
  std::string Write(std::string_view name, std::string_view text) const {
    std::ofstream(Path(name), std::ios::binary) << text;
    return Path(name);
  }
  std::string WriteProgram(std::string_view name, std::string_view script) const {
    const std::string path = Write(name, "#!/bin/sh\n" + std::string(script));
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
  }
  std::string Read(std::string_view name) const {
    std::ostringstream text;
    text << std::ifstream(Path(name), std::ios::binary).rdbuf();
    return text.str();
  }

 private:
  std::string path_;
};

}  // namespace pptp::client

#endif  // PPTP_TESTS_CLIENT_TEMPORARY_FOLDER_H_
