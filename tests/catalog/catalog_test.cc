#include "lib/catalog/catalog.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "lib/catalog/json_document.h"
#include "lib/catalog/match_memo.h"
#include "lib/catalog/regex.h"
#include "lib/session/utterance_cache.h"
#include "tests/catalog/packs.h"

namespace pptp::catalog {
namespace {

std::string Joined(const std::vector<Error>& errors) {
  std::string text;
  for (const Error& error : errors) text += error.message() + '\n';
  return text;
}

TEST(Catalog, BuiltInPacksBreakNoRule) {
  for (const PackText& pack : PackFiles()) {
    const std::vector<Error> errors = Catalog::Check({pack}, true);
    EXPECT_TRUE(errors.empty()) << Joined(errors);
  }
}

TEST(Catalog, BuiltInPacksAreTheFilesWithoutExamples) {
  const std::vector<PackText> packs = BuiltinPacks();
  ASSERT_EQ(packs.size(), PackFiles().size());
  for (size_t i = 0; i < packs.size(); ++i) {
    nlohmann::json expected = nlohmann::json::parse(PackFiles()[i].json);
    for (nlohmann::json& problem : expected["problems"]) problem.erase("examples");
    EXPECT_EQ(nlohmann::json::parse(packs[i].json), expected) << packs[i].name;
  }
}

TEST(Catalog, ProvenPacksGiveTheSameCatalog) {
  const auto proven = Catalog::Compile(BuiltinPacks());
  const auto checked = Catalog::Compile(PackFiles());
  ASSERT_TRUE(proven) << proven.error().message();
  ASSERT_TRUE(checked) << checked.error().message();
  EXPECT_EQ((*proven)->leaf_count(), (*checked)->leaf_count());
  EXPECT_EQ((*proven)->LiteralsFor(log::Program::kUnknown),
            (*checked)->LiteralsFor(log::Program::kUnknown));
}

TEST(Catalog, EmptyPackIsAPack) {
  const auto catalog = CompileOrDie(R"({"schema": 1, "pack": "p", "title": "T", "problems": []})");
  EXPECT_TRUE(catalog->problems().empty());
  EXPECT_EQ(catalog->leaf_count(), 0u);
  std::vector<LeafMatch> hits;
  session::Event event;
  event.text = "anything";
  catalog->Match(event, &hits);
  EXPECT_TRUE(hits.empty());
}

TEST(Catalog, ReadsEveryFieldOfAProblem) {
  const auto catalog = CompileOrDie(ReadTestFile("every_matcher.json"));
  ASSERT_EQ(catalog->problems().size(), 2u);
  const Problem& problem = catalog->problems()[0];
  EXPECT_EQ(problem.id, "everything");
  EXPECT_EQ(problem.pack, "every-matcher");
  EXPECT_EQ(problem.number, 31);
  EXPECT_EQ(problem.title, "Connection to {server|the server} refused");
  EXPECT_EQ(FillIn(problem.symptom, {}), "<server> said {nothing}");
  EXPECT_EQ(problem.severity, Severity::kError);
  EXPECT_EQ(problem.status, Status::kStable);
  EXPECT_EQ(problem.signature.kind, Matcher::Kind::kAny);
  EXPECT_EQ(problem.signature.members[1].within_micros, 600'000'000);
  EXPECT_EQ(problem.signature.members[1].members[2].gap_max_micros, 3600'000'000);
  EXPECT_EQ(problem.signature.members[2].members[1].within_micros, 5400'000'000);
  EXPECT_EQ(problem.signature.members[2].members[1].count_max, 20u);
  EXPECT_EQ(problem.needs.size(), 5u);
  EXPECT_EQ(problem.explained_by, (std::vector<std::string>{"everything-else", "*"}));
  ASSERT_EQ(problem.causes.size(), 1u);
  EXPECT_EQ(problem.causes[0].when->members.size(), 35u);
  ASSERT_EQ(problem.solutions.size(), 1u);
  EXPECT_EQ(problem.solutions[0].commands.size(), 2u);
  EXPECT_EQ(problem.solutions[0].add_options, (std::vector<std::string>{"debug"}));
  EXPECT_EQ(problem.solutions[0].remove_options, (std::vector<std::string>{"nodetach"}));
  EXPECT_EQ(problem.fault_tree.size(), 7u);
  EXPECT_EQ(problem.references.size(), 1u);
  ASSERT_EQ(problem.matches.size(), 3u);
  EXPECT_EQ(problem.matches[0].note, "pptp 1.10.0");
  EXPECT_EQ(std::count(problem.matches[1].log.begin(), problem.matches[1].log.end(), '\n'), 4);
  EXPECT_EQ(problem.no_matches.size(), 1u);
  EXPECT_EQ(catalog->problems()[1].severity, Severity::kNote);
  EXPECT_EQ(catalog->problems()[1].status, Status::kExperimental);
}

TEST(Catalog, FindsByIdAndNumber) {
  const auto catalog = CompileOrDie(ReadTestFile("every_matcher.json"));
  EXPECT_EQ(catalog->Find("everything-else"), &catalog->problems()[1]);
  EXPECT_EQ(catalog->Find("31"), &catalog->problems()[0]);
  EXPECT_EQ(catalog->Find("031"), nullptr);
  EXPECT_EQ(catalog->Find("nothing"), nullptr);
}

// Lines out of the examples of the built-in packs, and some that are cut or mixed.
std::vector<std::string> SomeLines(const Catalog& catalog) {
  std::vector<std::string> lines;
  for (const Problem& problem : catalog.problems()) {
    for (const auto* examples : {&problem.matches, &problem.no_matches}) {
      for (const Example& example : *examples) {
        for (size_t start = 0; start < example.log.size();) {
          const size_t end = std::min(example.log.find('\n', start), example.log.size());
          std::string line = example.log.substr(start, end - start);
          // Off with the envelope, if it has one of the usual kind.
          const size_t tag = line.find("]: ");
          if (tag != std::string::npos) lines.push_back(line.substr(tag + 3));
          lines.push_back(std::move(line));
          start = end + 1;
        }
      }
    }
  }
  std::mt19937 random(5);
  const size_t whole = lines.size();
  for (size_t i = 0; whole > 0 && i < 2000; ++i) {
    const std::string& a = lines[random() % whole];
    const std::string& b = lines[random() % whole];
    lines.push_back(a.substr(0, random() % (a.size() + 1)) + b.substr(random() % (b.size() + 1)));
  }
  return lines;
}

// A packet line, or another, as an event. Borrows all of it.
session::Event EventOf(const std::string& line, const std::optional<ppp::LoggedPacket>& packet) {
  session::Event event;
  event.text = line;
  event.raw = line;
  if (packet) event.packet = &*packet;
  return event;
}

std::vector<uint32_t> MatchedLeaves(const Catalog& catalog, const std::string& line) {
  const std::optional<ppp::LoggedPacket> packet = ppp::ParsePacketLine(line);
  const session::Event event = EventOf(line, packet);
  std::vector<LeafMatch> hits;
  catalog.Match(event, &hits);
  std::vector<uint32_t> leaves;
  for (const LeafMatch& hit : hits) leaves.push_back(hit.leaf);
  return leaves;
}

// The messages of a pack's text, read without any of the catalog's code but RE2.
std::vector<std::string> MessagesOf(const Catalog& catalog, std::string_view json) {
  std::vector<std::string> messages;
  auto document = JsonDocument::Parse("pack", json);
  std::vector<const JsonValue*> open = {&document->root()};
  while (!open.empty()) {
    const JsonValue* value = open.back();
    open.pop_back();
    for (const JsonValue& item : value->items()) open.push_back(&item);
    for (const JsonMember& member : value->members()) {
      open.push_back(&member.value);
      if (member.key == "message") messages.emplace_back(member.value.text());
    }
  }
  std::sort(messages.begin(), messages.end());
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  EXPECT_LE(messages.size(), catalog.leaf_count());
  return messages;
}

// The slow truth: every expression is tried on every line, without literals.
TEST(Catalog, FindsWhatTryingEveryExpressionFinds) {
  for (const PackText& pack : PackFiles()) {
    const auto catalog = Catalog::Compile({pack});
    ASSERT_TRUE(catalog) << catalog.error().message();
    std::vector<std::unique_ptr<Regex>> regexes;
    for (const std::string& message : MessagesOf(**catalog, pack.json)) {
      regexes.push_back(std::make_unique<Regex>(message));
    }
    for (const std::string& line : SomeLines(**catalog)) {
      session::Event event;
      event.text = line;  // of no program: all leaves look at it
      std::vector<LeafMatch> hits;
      (*catalog)->Match(event, &hits);
      const auto expected = std::count_if(
          regexes.begin(), regexes.end(),
          [&](const std::unique_ptr<Regex>& regex) { return regex->Matches(line, nullptr); });
      // One expression is a leaf for each set of programs it is given.
      EXPECT_GE(hits.size(), static_cast<size_t>(expected)) << line;
      EXPECT_EQ(hits.empty(), expected == 0) << line;
    }
  }
}

// Lines come again and again, their words known by number, in places that others take.
TEST(MatchMemo, FindsWhatMatchingEachTimeFinds) {
  const auto catalog = Catalog::Compile(PackFiles());
  ASSERT_TRUE(catalog) << catalog.error().message();
  const std::vector<std::string> lines = SomeLines(**catalog);
  MatchMemo memo(**catalog, Trial::kByLiteral);
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    const size_t number = random() % lines.size();
    const std::optional<ppp::LoggedPacket> packet = ppp::ParsePacketLine(lines[number]);
    session::Event event = EventOf(lines[number], packet);
    // Eight places only, and now and then words that nobody remembers.
    if (i % 10 != 0) event.words = (number + 1) * session::UtteranceCache::kSlots + number % 8;
    std::vector<LeafMatch> expected;
    (*catalog)->Match(event, &expected);
    const std::vector<LeafMatch>& found = memo.Match(event);
    ASSERT_EQ(expected.size(), found.size()) << lines[number];
    for (size_t k = 0; k < found.size(); ++k) {
      EXPECT_EQ(expected[k].leaf, found[k].leaf) << lines[number];
      ASSERT_EQ(expected[k].captures == nullptr, found[k].captures == nullptr) << lines[number];
      if (found[k].captures) {
        EXPECT_EQ(*expected[k].captures, *found[k].captures) << lines[number];
      }
    }
  }
}

// Problems that are passed over could not have been found.
TEST(Catalog, WhatMayNotHoldDoesNot) {
  const auto catalog = Catalog::Compile(PackFiles());
  ASSERT_TRUE(catalog) << catalog.error().message();
  const std::vector<std::string> lines = SomeLines(**catalog);
  std::mt19937 random(11);
  size_t passed_over = 0;
  for (int i = 0; i < 300; ++i) {
    HitStore hits((*catalog)->leaf_count());
    for (size_t k = random() % 8; k > 0; --k) {
      const std::string& line = lines[random() % lines.size()];
      const std::optional<ppp::LoggedPacket> packet = ppp::ParsePacketLine(line);
      const session::Event event = EventOf(line, packet);
      std::vector<LeafMatch> matched;
      (*catalog)->Match(event, &matched);
      hits.Add(matched, event);
    }
    const session::Session session;
    std::vector<uint32_t> candidates;
    (*catalog)->FindCandidates(hits, &candidates);
    EXPECT_TRUE(std::is_sorted(candidates.begin(), candidates.end()));
    for (uint32_t problem = 0; problem < (*catalog)->problems().size(); ++problem) {
      const Matcher& signature = (*catalog)->problems()[problem].signature;
      const bool holds = (*catalog)->Evaluate(signature, {&session, &hits}).has_value();
      EXPECT_EQ(holds, (*catalog)->Holds(problem, {&session, &hits}));
      const std::vector<Cause>& causes = (*catalog)->problems()[problem].causes;
      for (size_t k = 0; k < causes.size(); ++k) {
        if (!causes[k].when) continue;
        EXPECT_EQ((*catalog)->Evaluate(*causes[k].when, {&session, &hits}).has_value(),
                  (*catalog)->CauseHolds(problem, k, {&session, &hits}));
      }
      if (std::binary_search(candidates.begin(), candidates.end(), problem)) continue;
      ++passed_over;
      EXPECT_FALSE(holds);
    }
  }
  EXPECT_GT(passed_over, 1000u);
}

TEST(Catalog, MatchesFromSeveralThreadsAtOnce) {
  const auto catalog = Catalog::Compile(PackFiles());
  ASSERT_TRUE(catalog) << catalog.error().message();
  const std::vector<std::string> lines = SomeLines(**catalog);
  std::vector<std::vector<std::vector<uint32_t>>> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results) {
    threads.emplace_back([&] {
      for (const std::string& line : lines) result.push_back(MatchedLeaves(**catalog, line));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& result : results) EXPECT_EQ(result, results[0]);
}

}  // namespace
}  // namespace pptp::catalog
