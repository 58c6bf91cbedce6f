#include "tests/catalog/packs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace pptp::catalog {

std::string ProblemText(std::string_view id, std::string_view more, std::string_view signature) {
  return fmt::format(R"({{"id": "{}", {}
"title": "T", "symptom": "S", "severity": "error", "status": "stable",
"signature": {},
"solutions": [{{"text": "Fix it."}}],
"examples": {{"match": [{{"log": "x"}}], "no_match": [{{"log": "y"}}]}}}})",
                     id, more, signature);
}

std::string PackOf(const std::vector<std::string>& problems) {
  return fmt::format(
      "{{\"schema\": 1, \"pack\": \"test\", \"title\": \"Test\", \"problems\": [\n{}]}}\n",
      fmt::join(problems, ",\n"));
}

std::string PackWithSignature(std::string_view signature) {
  return PackOf({ProblemText("test-problem", "", signature)});
}

std::shared_ptr<const Catalog> CompileOrDie(std::string_view json) {
  auto catalog = Catalog::Compile({{"pack.json", json}});
  if (!catalog) {
    ADD_FAILURE() << catalog.error().message();
    std::abort();
  }
  return *catalog;
}

std::string FaultOf(std::string_view json, bool check_examples) {
  const auto catalog = Catalog::Compile({{"pack.json", json}}, check_examples);
  return catalog ? "" : catalog.error().message();
}

namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::string ReadTestFile(std::string_view name) {
  return ReadFile(fmt::format("{}/tests/catalog/{}", PPTP_SOURCE_DIR, name));
}

const std::vector<PackText>& PackFiles() {
  static const std::vector<std::string> kTexts = [] {
    std::vector<std::string> texts;
    for (const PackText& pack : BuiltinPacks()) {
      const std::string name = pack.name.substr(pack.name.find(' ') + 1);
      texts.push_back(ReadFile(fmt::format("{}/rules/{}.json", PPTP_SOURCE_DIR, name)));
    }
    return texts;
  }();
  static const std::vector<PackText> kPacks = [] {
    std::vector<PackText> packs;
    for (const PackText& pack : BuiltinPacks()) {
      packs.push_back({pack.name, kTexts[packs.size()]});
    }
    return packs;
  }();
  return kPacks;
}

}  // namespace pptp::catalog
