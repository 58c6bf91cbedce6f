// What sessions take while they are open. This program counts the bytes that it has allocated.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include <cstdlib>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "pptp/analyzer.h"

namespace {
size_t allocated = 0;
}  // namespace

void* operator new(size_t size, const std::nothrow_t&) noexcept {
  void* memory = std::malloc(size);
  if (memory != nullptr) allocated += malloc_usable_size(memory);
  return memory;
}
void* operator new(size_t size) {
  void* memory = operator new(size, std::nothrow);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept {
  if (memory != nullptr) allocated -= malloc_usable_size(memory);
  std::free(memory);
}
void operator delete(void* memory, size_t) noexcept {
  operator delete(memory);
}

namespace pptp {
namespace {

std::string LinesAt(int minute, int pid, const std::vector<std::string>& texts) {
  std::string lines;
  for (const std::string& text : texts) {
    lines += fmt::format("Nov {:2} {:02}:{:02}:00 box pppd[{}]: {}\n", 1 + minute / 1440,
                         minute / 60 % 24, minute % 60, pid, text);
  }
  return lines;
}

// A connection of which much is remembered, until it ends.
std::string LongSession(int minute, int pid) {
  std::vector<std::string> texts = {"pppd 2.4.9 started by root, uid 0",
                                    "Connect: ppp0 <--> /dev/pts/1"};
  for (int id = 0; id < 20; ++id) {
    texts.push_back(fmt::format("sent [LCP ConfReq id=0x{:x} <magic 0x{:08x}>]", id, minute));
    texts.push_back(fmt::format("rcvd [LCP ConfReq id=0x{:x} <auth chap MS-v2>]", id));
  }
  texts.push_back("Exit.");
  return LinesAt(minute, pid, texts);
}

// One that says little, and of whose end nobody hears.
std::string EndlessSession(int minute, int pid) {
  return LinesAt(minute, pid, {fmt::format("Connect: ppp{} <--> /dev/pts/2", pid)});
}

// Short sessions stay small, whatever went before them.
TEST(Memory, AnOpenSessionTakesWhatItsOwnLinesDo) {
  constexpr int kSessions = 500;
  auto knowledge = Knowledge::Load({}, /*builtin=*/true, /*check_examples=*/false);
  ASSERT_TRUE(knowledge);
  Analyzer analyzer(std::move(*knowledge), {});
  analyzer.BeginInput("log", 0);
  size_t at_first = 0;
  for (int i = 0; i < 2 * kSessions; ++i) {
    if (i == kSessions) at_first = allocated;
    analyzer.Feed(LongSession(10 * i, 1000));
    analyzer.Feed(EndlessSession(10 * i + 5, 2000 + i));
  }
  constexpr size_t kMostOfASession = 16384;
  EXPECT_LT((allocated - at_first) / kSessions, kMostOfASession);
  analyzer.EndInput();
  EXPECT_FALSE(analyzer.Finish().sessions.empty());
}

}  // namespace
}  // namespace pptp
