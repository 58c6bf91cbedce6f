// What is told of a line by its first bytes, against what reading it in full tells.

#include "lib/log/speaker_cache.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "lib/log/envelope.h"
#include "lib/log/program.h"
#include "lib/log/stamp_layout.h"

namespace pptp::log {
namespace {

constexpr std::string_view kStamp = "Nov 22 05:19:05 ";

std::string LineOf(const std::string& sender) {
  return std::string(kStamp) + sender +
         " Connection from 192.0.2.1 port 40022 on 192.0.2.7 22 rdom\n";
}

Speaker TellOnce(const std::string& sender) {
  return std::make_unique<SpeakerCache>()->Tell(LineOf(sender), kStamp.size());
}

TEST(SpeakerCache, TellsWhoSpeaks) {
  EXPECT_EQ(Speaker::kOther, TellOnce("box sshd[12]:"));
  EXPECT_EQ(Speaker::kOther, TellOnce("box sshd:"));
  EXPECT_EQ(Speaker::kOther, TellOnce("box sshd[1234567]:"));
  EXPECT_EQ(Speaker::kKernel, TellOnce("box kernel:"));
  EXPECT_EQ(Speaker::kHeard, TellOnce("box pppd[12]:"));
  EXPECT_EQ(Speaker::kOther, TellOnce("a-host-with-a-long-name.example.org sshd[12]:"));
}

TEST(SpeakerCache, DoesNotTellWhatItIsNotSureOf) {
  for (const char* sender :
       {"box sshd[12345678]:", "box sshd[]:", "box sshd[1a]:", "box sshd[12] :", "box sshd[12]:x",
        "box sshd", "sshd:", "a-host-with-a-name-that-is-too-long.example.org sshd[12]:"}) {
    EXPECT_EQ(Speaker::kUnclear, TellOnce(sender)) << sender;
  }
}

TEST(SpeakerCache, TellsTheSameWhoeverSpokeBefore) {
  const std::vector<std::string> hosts = {"b", "box", "box2", "gate.example.org", "10.9.0.1"};
  const std::vector<std::string> tags = {"sshd", "pppd", "kernel",   "su", "systemd-timesyncd",
                                         "pptp", "cron", "dhclient", "x",  "postfix/smtp"};
  const std::vector<std::string> ends = {":", "[1]:", "[123]:", "[1234567]:", "[x]:", ""};
  std::mt19937 random(1723);
  const auto one = [&](const std::vector<std::string>& list) {
    return list[random() % list.size()];
  };
  const auto experienced = std::make_unique<SpeakerCache>();
  for (int i = 0; i < 2'000; ++i) {
    const std::string sender = one(hosts) + " " + one(tags) + one(ends);
    ASSERT_EQ(TellOnce(sender), experienced->Tell(LineOf(sender), kStamp.size())) << sender;
  }
}

// A line that fits has a stamp that can be read, as long as the first one, of the same day.
TEST(StampLayout, FitsOnlyStampsOfTheDay) {
  for (const std::string stamp : {"Nov 22 05:19:05 ", "2026-11-22T05:19:05.123456+00:00 "}) {
    const std::string line = stamp + "box sshd[12]: Connection from 192.0.2.1 port 40022";
    const auto layout = StampLayout::Of(line);
    ASSERT_TRUE(layout);
    EXPECT_TRUE(layout->Fits(line));
    EXPECT_TRUE(layout->Fits(stamp));  // where nothing can be read behind it
    int fitting = 0;
    for (size_t at = 0; at < stamp.size(); ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string other = line;
        other[at] = static_cast<char>(byte);
        const bool fits = layout->Fits(other);
        EXPECT_EQ(fits, layout->Fits(std::string_view(other).substr(0, stamp.size())));
        if (!fits) continue;
        ++fitting;
        ProgramClassifier programs;
        const Envelope envelope = ReadEnvelope(other, &programs);
        ASSERT_TRUE(envelope.stamp && envelope.stamp->readable) << other;
        EXPECT_EQ("box", envelope.host) << other;
        // Only the time of day, behind the date, is another one.
        EXPECT_EQ(line.substr(0, stamp.find("05:")), other.substr(0, stamp.find("05:"))) << other;
      }
    }
    // The digits of hours, minutes and seconds, those of the fraction, and bytes left as they are.
    EXPECT_LT(40, fitting);
  }
}

}  // namespace
}  // namespace pptp::log
