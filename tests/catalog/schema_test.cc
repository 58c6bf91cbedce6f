#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "lib/catalog/fact_test.h"
#include "lib/catalog/json_document.h"
#include "lib/catalog/program_set.h"
#include "tests/catalog/packs.h"

// rules/schema.json says the same as the code, as far as names go.
namespace pptp::catalog {
namespace {

using Names = std::set<std::string>;

class Schema : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(std::string(PPTP_SOURCE_DIR) + "/rules/schema.json", std::ios::binary);
    text_.assign(std::istreambuf_iterator<char>(file), {});
    auto document = JsonDocument::Parse("schema.json", text_);
    ASSERT_TRUE(document) << document.error().message();
    document_.emplace(std::move(*document));
  }

  // Follows field names down from the root.
  const JsonValue& At(std::initializer_list<std::string_view> path) const {
    const JsonValue* value = &document_->root();
    for (std::string_view key : path) {
      const JsonValue* next = nullptr;
      for (const JsonMember& member : value->members()) {
        if (member.key == key) next = &member.value;
      }
      EXPECT_NE(next, nullptr) << key;
      if (next == nullptr) return document_->root();
      value = next;
    }
    return *value;
  }

  static Names Items(const JsonValue& list) {
    Names names;
    for (const JsonValue& item : list.items()) names.emplace(item.text());
    return names;
  }

  std::string text_;
  std::optional<JsonDocument> document_;
};

TEST_F(Schema, NamesEveryFact) {
  Names facts;
  for (const Fact& fact : AllFacts()) facts.insert(std::string(fact.name));
  EXPECT_EQ(Items(At({"$defs", "fact", "properties", "fact", "enum"})), facts);
}

TEST_F(Schema, NamesEveryProgram) {
  Names programs;
  for (const ProgramName& program : kProgramNames) programs.insert(std::string(program.name));
  const JsonValue& choices = At({"$defs", "message", "properties", "program", "oneOf"});
  ASSERT_EQ(choices.items().size(), 2u);
  ASSERT_FALSE(choices.items()[0].members().empty());
  EXPECT_EQ(Items(choices.items()[0].members()[0].value), programs);
}

TEST_F(Schema, NamesEveryFieldOfAProblemAndAPacket) {
  // The advice of a fault lists the fields that the code knows.
  auto fields_of = [](const std::string& message) {
    Names names;
    const size_t start = message.find("its fields are ");
    EXPECT_NE(start, std::string::npos) << message;
    std::string rest = message.substr(start + 15) + ", ";
    for (size_t end = rest.find(", "); end != std::string::npos; end = rest.find(", ")) {
      names.insert(rest.substr(0, end));
      rest.erase(0, end + 2);
    }
    return names;
  };
  auto keys_of = [](const JsonValue& object) {
    Names names;
    for (const JsonMember& member : object.members()) names.emplace(member.key);
    return names;
  };
  const std::string problem =
      FaultOf(PackOf({ProblemText("a", "\"x\": 1,", R"({"message": "x", "literal": "x"})")}));
  EXPECT_EQ(keys_of(At({"$defs", "problem", "properties"})), fields_of(problem));
  const std::string packet = FaultOf(PackWithSignature(R"({"packet": {"x": 1}})"));
  EXPECT_EQ(keys_of(At({"$defs", "packetFields", "properties"})), fields_of(packet));
}

}  // namespace
}  // namespace pptp::catalog
