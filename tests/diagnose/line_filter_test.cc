// What the reader hears through the filter, against what it hears without.

#include "lib/diagnose/line_filter.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "lib/catalog/catalog.h"

namespace pptp::diagnose {
namespace {

// What was said of our programs, by line.
struct Heard {
  std::vector<std::string> said;
  uint64_t lines = 0;
  uint64_t bytes = 0;

  friend bool operator==(const Heard&, const Heard&) = default;
};

class Listener {
 public:
  Listener() : reader_({}, [this](const log::Message& message) { Hear(message); }) {
    reader_.Begin(0, 1'795'392'000'000'000);
  }

  log::Reader* reader() { return &reader_; }

  Heard End() {
    reader_.End();
    heard_.lines = reader_.lines();
    heard_.bytes = reader_.bytes();
    return heard_;
  }

 private:
  void Hear(const log::Message& message) {
    if (message.program == log::Program::kOther) return;
    heard_.said.push_back(std::to_string(message.line) + " " + std::string(message.host) + " " +
                          std::string(message.tag) + ": " + std::string(message.text) + " x" +
                          std::to_string(message.count));
  }

  Heard heard_;
  log::Reader reader_;
};

Heard WithoutFilter(const std::string& log) {
  Listener listener;
  listener.reader()->Feed(log);
  return listener.End();
}

// In pieces of many sizes.
Heard ThroughFilter(const std::string& log, unsigned jobs, size_t largest) {
  static const log::ScreenTexts kTexts = [] {
    return TextsFor(**catalog::Catalog::Compile(catalog::BuiltinPacks()));
  }();
  LineFilter filter(kTexts, jobs);
  Listener listener;
  std::mt19937 random(static_cast<unsigned>(largest));
  for (size_t at = 0; at < log.size();) {
    const size_t size = 1 + random() % largest;
    filter.Feed(std::string_view(log).substr(at, size), listener.reader());
    at += size;
    if (random() % 200 == 0) filter.Flush(listener.reader());
  }
  filter.Flush(listener.reader());
  return listener.End();
}

void ExpectTheSame(const std::string& log) {
  const Heard expected = WithoutFilter(log);
  ASSERT_FALSE(expected.said.empty());
  for (const unsigned jobs : {1U, 3U}) {
    for (const size_t largest : {size_t{700}, size_t{9'000}, size_t{500'000}}) {
      SCOPED_TRACE(testing::Message() << jobs << " jobs, pieces of up to " << largest << " bytes");
      const Heard heard = ThroughFilter(log, jobs, largest);
      EXPECT_EQ(expected.lines, heard.lines);
      EXPECT_EQ(expected.bytes, heard.bytes);
      EXPECT_EQ(expected.said, heard.said);
    }
  }
}

std::string Noise(int lines) {
  std::string log;
  for (int i = 0; i < lines; ++i) log += "Nov 22 05:19:05 box sshd[12]: Connection closed\n";
  return log;
}

TEST(LineFilter, FindsTheLinesWhereverPiecesEnd) {
  std::string log;
  for (int i = 0; i < 2'000; ++i) {
    log += Noise(i % 7);
    if (i % 5 == 0) log += "Nov 22 05:19:06 box pppd[9]: Using interface ppp0\n";
  }
  ExpectTheSame(log);
}

// Where nearly all is ours, most pieces are not looked through; what follows must be again.
TEST(LineFilter, FindsTheLinesBehindManyOfOurs) {
  std::string log;
  for (int part = 0; part < 2; ++part) {
    for (int i = 0; i < 3'000; ++i) {
      log +=
          "Nov 22 05:19:06 box pppd[9]: Script " + std::to_string(i) + std::string(300, 'x') + "\n";
      if (i % 200 == 0) log += "and so on\n" + Noise(2);
    }
    log += "Nov 22 05:19:07 box last message repeated 2 times\n" + Noise(6'000);
    log += "Nov 22 05:19:08 box pppd[9]: Exit.\n";
  }
  ExpectTheSame(log);
}

TEST(LineFilter, FindsWhatANoticeIsAbout) {
  std::string log;
  for (int i = 0; i < 500; ++i) {
    log += "Nov 22 05:19:06 box pppd[9]: LCP terminated by peer\n" + Noise(i % 3);
    log += "Nov 22 05:19:07 box last message repeated 3 times\n" + Noise(i % 70);
  }
  ExpectTheSame(log);
}

TEST(LineFilter, FindsWhatAnUnstampedLineContinues) {
  std::string log;
  for (int i = 0; i < 1'500; ++i) {
    log += Noise(i % 11);
    log += i % 2 == 0 ? "      indented\n" : "Connect: ppp0 <--> /dev/pts/1\n";
  }
  ExpectTheSame(log);
}

TEST(LineFilter, TakesLinesOfAnyLength) {
  std::string log = Noise(200);
  for (const size_t length : {70'000U, 300'000U, 1'500'000U}) {
    log += "Nov 22 05:19:06 box sshd[12]: " + std::string(length, 'x') + "\n" + Noise(3);
    log += "Nov 22 05:19:06 box pppd[9]: " + std::string(length, 'y') + "\n" + Noise(90);
  }
  log += "Nov 22 05:19:06 box pppd[9]: Exit.";  // and no line end
  ExpectTheSame(log);
}

// A wrapper becomes known by what it hands on, and then its plain words count, too.
TEST(LineFilter, LooksAgainWhenOthersAreHeard) {
  std::string log = Noise(2'000);
  log += "Nov 22 05:19:06 box tool[7]: sent [LCP ConfReq id=0x1 <asyncmap 0x0>]\n";
  for (int i = 0; i < 1'500; ++i) {
    log += Noise(3) + "Nov 22 05:19:06 box tool[7]: LCP terminated by peer\n";
  }
  ExpectTheSame(log);
}

Heard InTwoPieces(const std::string& first, const std::string& second) {
  LineFilter filter(TextsFor(**catalog::Catalog::Compile(catalog::BuiltinPacks())), 1);
  Listener listener;
  filter.Feed(first, listener.reader());
  filter.Feed(second, listener.reader());
  filter.Flush(listener.reader());
  return listener.End();
}

// A piece after one that is nearly all ours is not looked through; a line that was not seen
// stands between.
TEST(LineFilter, FindsWhatANoticeBehindManyOfOursIsAbout) {
  std::string first;
  for (int i = 0; i < 2'000; ++i) first += "Nov 22 05:19:04 box pppd[9]: LCP terminated by peer\n";
  first += "Nov 22 05:19:05 box cron[8]: (root) CMD (true)\n";
  const std::string second = "Nov 22 05:19:07 box last message repeated 3 times\n" + Noise(100);
  EXPECT_EQ(WithoutFilter(first + second), InTwoPieces(first, second));
}

// It becomes known with the last line but those that are kept to stand before the next piece, in
// which nothing had to be seen until then.
TEST(LineFilter, LooksAgainAtLinesThatAreKept) {
  constexpr size_t kWords = log::Screen::kContext - 1;
  std::string first = Noise(200);
  first += "Nov 22 05:19:06 box tool[7]: sent [LCP ConfReq id=0x1 <asyncmap 0x0>]\n";
  for (size_t i = 0; i < kWords; ++i) {
    first += "Nov 22 05:19:06 box tool[7]: LCP terminated by peer\n";
  }
  first += "Nov 22 05:19:07 box cron[8]: (root) CMD (true)\n";
  const std::string second = Noise(200);
  const Heard heard = InTwoPieces(first, second);
  EXPECT_EQ(1 + kWords, heard.said.size());
  EXPECT_EQ(WithoutFilter(first + second), heard);
}

}  // namespace
}  // namespace pptp::diagnose
