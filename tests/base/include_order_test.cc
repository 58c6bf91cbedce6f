// Holds the layout's one rule: includes point one way. A folder of lib/ may
// include itself, what stands before it, and the public headers; cli/ may
// include the public headers only from the library's point of view, so that a
// program of somebody else could do the same.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {"base"}},
    {"ppp", {"base", "ppp"}},
    {"pptp", {"base", "pptp"}},
    {"log", {"base", "ppp", "pptp", "log"}},
    {"session", {"base", "ppp", "pptp", "log", "session"}},
    {"catalog", {"base", "ppp", "pptp", "log", "session", "catalog"}},
    {"diagnose", {"base", "ppp", "pptp", "log", "session", "catalog", "diagnose"}},
    {"report", {"base", "ppp", "pptp", "log", "session", "catalog", "diagnose", "report"}},
    {"crypto", {"base", "crypto"}},
    {"tunnel", {"base", "ppp", "pptp", "crypto", "tunnel"}},
    {"client", {"base", "ppp", "pptp", "crypto", "tunnel", "client"}},
};

struct Include {
  std::string file;
  int line;
  std::string what;
};

std::vector<Include> IncludesBelow(const fs::path& folder) {
  std::vector<Include> includes;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension();
    if (extension != ".h" && extension != ".cc") continue;
    std::ifstream file(entry.path());
    std::string text;
    for (int line = 1; std::getline(file, text); ++line) {
      if (!text.starts_with("#include")) continue;
      const size_t open = text.find_first_of("\"<");
      const size_t close = text.find_first_of("\">", open + 1);
      if (close == std::string::npos) continue;
      includes.push_back({entry.path().string(), line, text.substr(open + 1, close - open - 1)});
    }
  }
  return includes;
}

const fs::path kRoot = PPTP_SOURCE_DIR;

TEST(IncludeOrder, EveryFolderOfLibHasItsPlace) {
  for (const auto& entry : fs::directory_iterator(kRoot / "lib")) {
    const std::string name = entry.path().filename();
    if (!entry.is_directory() || name == "include") continue;
    EXPECT_TRUE(kMayInclude.contains(name)) << "lib/" << name << " is not in the table above";
  }
}

TEST(IncludeOrder, LibIncludesOnlyWhatStandsBelowIt) {
  size_t seen = 0;
  for (const auto& [folder, allowed] : kMayInclude) {
    if (!fs::exists(kRoot / "lib" / folder)) continue;
    for (const Include& include : IncludesBelow(kRoot / "lib" / folder)) {
      ++seen;
      EXPECT_FALSE(include.what.starts_with("cli/") || include.what.starts_with("tests/"))
          << include.file << ":" << include.line << " includes " << include.what;
      if (!include.what.starts_with("lib/")) continue;
      const std::string target = include.what.substr(4, include.what.find('/', 4) - 4);
      EXPECT_TRUE(allowed.contains(target)) << include.file << ":" << include.line << ": lib/"
                                            << folder << " may not include " << include.what;
    }
  }
  EXPECT_GT(seen, 50u) << "the test no longer finds the sources";
}

TEST(IncludeOrder, PublicHeadersIncludeOnlyPublicHeaders) {
  for (const Include& include : IncludesBelow(kRoot / "lib" / "include")) {
    EXPECT_FALSE(include.what.starts_with("lib/") || include.what.starts_with("cli/"))
        << include.file << ":" << include.line << " includes " << include.what;
  }
}

TEST(IncludeOrder, JsonStaysOutOfHeaders) {
  for (const Include& include : IncludesBelow(kRoot / "lib")) {
    if (!include.what.starts_with("nlohmann/") && !include.what.starts_with("rapidjson/")) continue;
    EXPECT_TRUE(include.file.ends_with(".cc"))
        << include.file << ":" << include.line << ": it costs seconds in every file";
  }
}

}  // namespace
