#include "cli/rule_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

#include "cli/input.h"

namespace pptp::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t kReadSize = 1 << 16;

Result<std::string> ReadAll(const std::string& path) {
  Result<std::unique_ptr<Input>> input = OpenInput(path);
  if (!input) return Fail(input.error());
  std::string content;
  std::vector<char> piece(kReadSize);
  while (true) {
    Result<size_t> count = (*input)->Read(piece);
    if (!count) return Fail(count.error());
    if (*count == 0) return content;
    content.append(piece.data(), *count);
  }
}

Result<std::vector<std::string>> PacksOfDirectory(const std::string& path) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path& file = entry->path();
    if (file.extension() == ".json" && file.filename() != "schema.json") {
      files.push_back(file.string());
    }
  }
  if (error) return Fail(Error::Io(fmt::format("{}: cannot be read: {}", path, error.message())));
  if (files.empty()) {
    return Fail(
        Error::NotFound(fmt::format("{}: this directory holds no rule pack (*.json)", path)));
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<Knowledge::Pack>> ReadPacks(const std::string& path) {
  std::vector<std::string> files = {path};
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    Result<std::vector<std::string>> found = PacksOfDirectory(path);
    if (!found) return Fail(found.error());
    files = std::move(*found);
  }
  std::vector<Knowledge::Pack> packs;
  for (const std::string& file : files) {
    Result<std::string> content = ReadAll(file);
    if (!content) return Fail(content.error());
    packs.push_back({file, std::move(*content)});
  }
  return packs;
}

}  // namespace pptp::cli
