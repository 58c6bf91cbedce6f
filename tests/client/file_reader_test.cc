#include "lib/client/file_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace pptp::client {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;

// A directory of its own for each test.
class FileReaderTest : public testing::Test {
 protected:
  FileReaderTest()
      : directory_(fs::path(testing::TempDir()) / ("pptp-files-" + std::to_string(getpid()))) {
    fs::create_directories(directory_);
  }
  ~FileReaderTest() override { fs::remove_all(directory_); }

  std::string Write(const std::string& text, mode_t mode) {
    const std::string path = directory_ / "file";
    std::ofstream(path) << text;
    chmod(path.c_str(), mode);
    return path;
  }

  fs::path directory_;
  SystemFileReader files_;
};

TEST_F(FileReaderTest, ReadsAFileWhole) {
  const std::string text(10000, 'x');
  Result<FileText> file = files_.Read(Write(text, 0600));
  ASSERT_TRUE(file) << file.error().message();
  EXPECT_EQ(file->text(), text);
}

TEST_F(FileReaderTest, TellsWhoElseMayRead) {
  EXPECT_FALSE(files_.Read(Write("x", 0600))->others_may_read);
  EXPECT_TRUE(files_.Read(Write("x", 0640))->others_may_read);
  EXPECT_TRUE(files_.Read(Write("x", 0604))->others_may_read);
  EXPECT_FALSE(files_.Read(Write("x", 0622))->others_may_read);
}

TEST_F(FileReaderTest, ReadsAPipe) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_EQ(write(ends[1], "secret\n", 7), 7);
  close(ends[1]);
  Result<FileText> file = files_.Read("/dev/fd/" + std::to_string(ends[0]));
  close(ends[0]);
  ASSERT_TRUE(file) << file.error().message();
  EXPECT_EQ(file->text(), "secret\n");
  EXPECT_FALSE(file->others_may_read);
}

TEST_F(FileReaderTest, SaysWhyAFileCannotBeRead) {
  Result<FileText> missing = files_.Read(directory_ / "missing");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code(), Error::Code::kNotFound);
  EXPECT_THAT(missing.error().message(), EndsWith("missing: No such file or directory"));
  Result<FileText> directory = files_.Read(directory_);
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().code(), Error::Code::kIo);
  EXPECT_THAT(directory.error().message(), EndsWith(": Is a directory"));
}

TEST_F(FileReaderTest, DoesNotReadOnForEver) {
  Result<FileText> zeros = files_.Read("/dev/zero");
  ASSERT_FALSE(zeros);
  EXPECT_EQ(zeros.error().message(), "cannot read /dev/zero: it is larger than a mebibyte");
  EXPECT_TRUE(files_.Read(Write(std::string(FileReader::kMostBytes, 'x'), 0600)));
}

TEST_F(FileReaderTest, KnowsAProgram) {
  EXPECT_TRUE(files_.IsProgram(Write("#!/bin/sh\n", 0755)));
  EXPECT_FALSE(files_.IsProgram(Write("#!/bin/sh\n", 0644)));
  EXPECT_FALSE(files_.IsProgram(directory_));
  EXPECT_FALSE(files_.IsProgram(directory_ / "missing"));
}

}  // namespace
}  // namespace pptp::client
