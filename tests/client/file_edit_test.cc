#include "lib/client/file_edit.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <filesystem>
#include <string>

#include "tests/client/temporary_folder.h"

namespace pptp::client {
namespace {

namespace fs = std::filesystem;

std::string AppendWord(std::string_view text) {
  return std::string(text) + "more\n";
}

TEST(EditFile, ReplacesTheTextAndKeepsTheLooks) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("file", "text\n");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  const bool attributes = setxattr(path.c_str(), "user.label", "red", 3, 0) == 0;
  struct stat before, after;
  ASSERT_EQ(stat(path.c_str(), &before), 0);
  ASSERT_TRUE(EditFile(path, AppendWord));
  EXPECT_EQ(folder.Read("file"), "text\nmore\n");
  ASSERT_EQ(stat(path.c_str(), &after), 0);
  EXPECT_EQ(after.st_mode, before.st_mode);
  EXPECT_EQ(after.st_uid, before.st_uid);
  char value[4] = {};
  EXPECT_EQ(getxattr(path.c_str(), "user.label", value, 3) == 3, attributes);
  // Whoever has the old file open goes on reading the old text.
  EXPECT_NE(after.st_ino, before.st_ino);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(EditFile, TouchesNothingIfNothingChanges) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("file", "text\n");
  struct stat before, after;
  ASSERT_EQ(stat(path.c_str(), &before), 0);
  ASSERT_TRUE(EditFile(path, [](std::string_view text) { return std::string(text); }));
  ASSERT_EQ(stat(path.c_str(), &after), 0);
  EXPECT_EQ(after.st_ino, before.st_ino);
  ASSERT_TRUE(EditFile(folder.Path("none"), [](std::string_view) { return ""; }));
  EXPECT_FALSE(fs::exists(folder.Path("none")));
}

TEST(EditFile, WritesThroughASymbolicLink) {
  const TemporaryFolder folder;
  folder.Write("target", "a longer text\n");
  fs::create_symlink("target", folder.Path("link"));
  ASSERT_TRUE(EditFile(folder.Path("link"), [](std::string_view) { return "short\n"; }));
  EXPECT_TRUE(fs::is_symlink(folder.Path("link")));
  EXPECT_EQ(folder.Read("target"), "short\n");
}

TEST(EditFile, MakesAFileThatThereWasNot) {
  const TemporaryFolder folder;
  ASSERT_TRUE(EditFile(folder.Path("new"), AppendWord));
  EXPECT_EQ(folder.Read("new"), "more\n");
  struct stat looks;
  ASSERT_EQ(stat(folder.Path("new").c_str(), &looks), 0);
  EXPECT_EQ(looks.st_mode & 07777, 0644u);
}

TEST(EditFile, SaysWhatItCannotDo) {
  const auto folder = EditFile("/", AppendWord);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().message(), "cannot read /: Is a directory");
  const auto nowhere = EditFile("/nonexistent/file", AppendWord);
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().message(), "cannot write /nonexistent/file: No such file or directory");
}

}  // namespace
}  // namespace pptp::client
