#include "lib/session/utterance_cache.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace pptp::session {
namespace {

// What the tracker does with a message.
Understood Understand(UtteranceCache* cache, Program program, const std::string& text) {
  if (const Understood* known = cache->Find(program, text)) return *known;
  return cache->Keep(program, text, Hear(program, text));
}

// As Hear() and ParsePacketLine() have it, and in the utterance's own text.
void ExpectUnderstood(const Understood& understood, Program program, const std::string& text) {
  const Saying saying = Hear(program, text);
  EXPECT_EQ(saying.program, understood.saying.program) << text;
  EXPECT_EQ(saying.phrase, understood.saying.phrase) << text;
  EXPECT_EQ(saying.words, understood.saying.words) << text;
  EXPECT_EQ(saying.rest, understood.saying.rest) << text;
  EXPECT_EQ(saying.pptp.logstring, understood.saying.pptp.logstring) << text;
  EXPECT_EQ(saying.pptp.label, understood.saying.pptp.label) << text;
  EXPECT_EQ(saying.pptp.function, understood.saying.pptp.function) << text;
  EXPECT_EQ(saying.pptp.line, understood.saying.pptp.line) << text;
  EXPECT_EQ(text.substr(0, kLongestExchangeText), understood.utterance->text);
  std::optional<ppp::LoggedPacket> packet;
  if (saying.phrase == Phrase::kPacket) packet = ppp::ParsePacketLine(saying.words);
  ASSERT_EQ(packet.has_value(), understood.utterance->packet.has_value()) << text;
  if (packet) {
    EXPECT_EQ(packet->packet, understood.utterance->packet->packet) << text;
  }
}

std::vector<std::string> Texts() {
  std::vector<std::string> texts = {"",
                                    "  Exit.",
                                    "/usr/sbin/pppd: Connect: ppp0 <--> /dev/pts/1",
                                    "anon log[main:pptp.c:353]: Client connection established.",
                                    "log[ctrlp_disp:pptp_ctrl.c:781]: 7 bad bytes thrown away.",
                                    "words that nobody knows",
                                    std::string(300, 'x'),
                                    "local  IP address 10.0.0.1" + std::string(3000, ' ')};
  for (int i = 0; i < 3000; ++i) {
    texts.push_back(fmt::format("sent [LCP EchoReq id=0x{:x} magic=0x{:x}]", i % 256, i));
  }
  return texts;
}

TEST(UtteranceCache, TellsTheSameAsHearingAgain) {
  constexpr Program kPrograms[] = {Program::kPppd, Program::kPptp, Program::kUnknown};
  const std::vector<std::string> texts = Texts();
  std::mt19937 random(1);
  UtteranceCache cache;
  for (int i = 0; i < 30000; ++i) {
    const Program program = kPrograms[random() % 3];
    const std::string& text = texts[random() % (i % 2 == 0 ? 8 : texts.size())];
    Understood understood;
    {
      const std::string soon_gone = text;
      understood = Understand(&cache, program, soon_gone);
      // A long one's views are into the message.
      if (understood.number == 0) ExpectUnderstood(understood, program, soon_gone);
    }
    if (understood.number != 0) ExpectUnderstood(understood, program, text);
  }
}

TEST(UtteranceCache, SameWordsOfTheSameProgramHaveOneNumber) {
  UtteranceCache cache;
  const Understood first = Understand(&cache, Program::kPppd, "Exit.");
  const Understood again = Understand(&cache, Program::kPppd, "Exit.");
  EXPECT_EQ(first.number, again.number);
  EXPECT_EQ(first.utterance, again.utterance);
  EXPECT_FALSE(first.again);
  EXPECT_TRUE(again.again);
  EXPECT_NE(first.number, Understand(&cache, Program::kPptpd, "Exit.").number);
}

TEST(UtteranceCache, NumbersAreNotUsedAgainAndHaveAPlaceOfTheirOwn) {
  UtteranceCache cache;
  std::set<uint64_t> numbers;
  std::vector<uint64_t> by_place(UtteranceCache::kSlots, 0);
  for (int i = 0; i < 50000; ++i) {
    const Understood made = Understand(&cache, Program::kPppd, fmt::format("line {}", i));
    EXPECT_TRUE(numbers.insert(made.number).second);
    by_place[made.number % UtteranceCache::kSlots] = made.number;
  }
  // What is remembered still is what came last to its place.
  size_t remembered = 0;
  for (int i = 0; i < 50000; ++i) {
    const Understood* known = cache.Find(Program::kPppd, fmt::format("line {}", i));
    if (known == nullptr) continue;
    ++remembered;
    EXPECT_EQ(known->number, by_place[known->number % UtteranceCache::kSlots]);
  }
  EXPECT_EQ(UtteranceCache::kSlots, remembered);
}

TEST(UtteranceCache, WhatIsSaidAllTheTimeOutlastsWhatIsSaidOnce) {
  UtteranceCache cache;
  const uint64_t number = Understand(&cache, Program::kPppd, "Exit.").number;
  for (int i = 0; i < 100000; ++i) {
    Understand(&cache, Program::kPppd, fmt::format("line {}", i));
    ASSERT_EQ(number, Understand(&cache, Program::kPppd, "Exit.").number) << i;
  }
}

}  // namespace
}  // namespace pptp::session
