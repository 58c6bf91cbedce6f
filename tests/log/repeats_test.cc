#include "lib/log/repeats.h"

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "tests/log/reading.h"

namespace pptp::log {
namespace {

TEST(Repeats, RsyslogQuotesTheMessage) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw pppd[9]: sent [LCP ConfReq id=0x1 <mru 1400>]\n"
      "Nov 22 05:19:35 gw pppd[9]: message repeated 9 times: [ sent [LCP ConfReq id=0x1 <mru "
      "1400>]]\n");
  ASSERT_EQ(2U, reading.messages.size());
  const Heard& heard = reading.messages[1];
  EXPECT_EQ("sent [LCP ConfReq id=0x1 <mru 1400>]", heard.text);
  EXPECT_EQ(9U, heard.count);
  EXPECT_TRUE(heard.repeat);
  EXPECT_EQ("pppd", heard.tag);
  EXPECT_EQ(9U, heard.pid);
  EXPECT_EQ("2026-11-22T05:19:35", heard.time);
  EXPECT_EQ(2U, heard.line);
  EXPECT_FALSE(reading.messages[0].repeat);
  EXPECT_EQ(1U, reading.messages[0].count);
}

TEST(Repeats, SysklogdMeansTheLastMessageOfItsHost) {
  const Reading reading = Read(
      "Nov 22 05:19:05 one pppd[9]: Modem hangup\n"
      "Nov 22 05:19:06 two pptp[7]: anon log[main:pptp.c:314]: text\n"
      "Nov 22 05:19:10 one last message repeated 3 times\n"
      "Nov 22 05:19:11 two last message repeated 1 time\n"
      "Nov 22 05:19:12 one last message repeated 2 times\n");
  ASSERT_EQ(5U, reading.messages.size());
  EXPECT_EQ("Modem hangup", reading.messages[2].text);
  EXPECT_EQ("pppd", ProgramName(reading.messages[2].program));
  EXPECT_EQ(9U, reading.messages[2].pid);
  EXPECT_EQ(3U, reading.messages[2].count);
  EXPECT_EQ("2026-11-22T05:19:10", reading.messages[2].time);
  EXPECT_EQ("anon log[main:pptp.c:314]: text", reading.messages[3].text);
  EXPECT_EQ(1U, reading.messages[3].count);
  EXPECT_TRUE(reading.messages[3].repeat);
  EXPECT_EQ("Modem hangup", reading.messages[4].text);
  EXPECT_EQ(2U, reading.messages[4].count);
}

TEST(Repeats, WithoutHostAndInDashes) {
  const Reading reading = Read(
      "Nov 22 05:19:05 pppd[9]: Modem hangup\n"
      "Nov 22 05:19:06 last message repeated 2 times\n"
      "Nov 22 05:19:07 --- last message repeated 4 times ---\n");
  ASSERT_EQ(3U, reading.messages.size());
  EXPECT_EQ("Modem hangup", reading.messages[1].text);
  EXPECT_EQ(2U, reading.messages[1].count);
  EXPECT_EQ("Modem hangup", reading.messages[2].text);
  EXPECT_EQ(4U, reading.messages[2].count);
}

TEST(Repeats, OfMetalog) {
  const Reading reading = Read(
      "Nov 22 05:19:05 [pppd] Modem hangup\n"
      "                - Last output repeated twice -\n"
      "Nov 22 05:19:07 [pptp] anon log[main:pptp.c:314]: text\n"
      "                - Last output repeated 9 times -\n");
  ASSERT_EQ(4U, reading.messages.size());
  EXPECT_EQ("Modem hangup", reading.messages[1].text);
  EXPECT_EQ(1U, reading.messages[1].count);
  EXPECT_EQ("anon log[main:pptp.c:314]: text", reading.messages[3].text);
  EXPECT_EQ("pptp", ProgramName(reading.messages[3].program));
  EXPECT_EQ(9U, reading.messages[3].count);
}

TEST(Repeats, SyslogNgQuotesWithoutEscaping) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw pppd[9]: Remote message: x' repeated 7 times\n"
      "Nov 22 05:19:06 gw syslog-ng[1]: Last message 'Remote message: x' repeated 7 times' "
      "repeated "
      "2 times, suppressed by syslog-ng on gw\n");
  ASSERT_EQ(2U, reading.messages.size());
  EXPECT_EQ("Remote message: x' repeated 7 times", reading.messages[1].text);
  EXPECT_EQ(2U, reading.messages[1].count);
  EXPECT_EQ("pppd", ProgramName(reading.messages[1].program));
}

TEST(Repeats, RepetitionsOfAnotherProgramStayItsOwn) {
  const Reading reading = Read(
      "Nov 22 05:19:05 gw pppd[9]: CHAP authentication failed\n"
      "Nov 22 05:19:06 gw sshd[1]: Failed password\n"
      "Nov 22 05:19:07 gw last message repeated 3 times\n"
      "Nov 22 05:19:08 gw pppd[9]: CHAP authentication failed\n"
      "Nov 22 05:19:09 gw sshd[1]: message repeated 2 times: [ CHAP authentication failed]\n"
      "Nov 22 05:19:10 gw sshd[1]: last message repeated 2 times\n");
  ASSERT_EQ(6U, reading.messages.size());
  EXPECT_EQ("sshd", reading.messages[2].tag);
  EXPECT_EQ("other", ProgramName(reading.messages[2].program));
  EXPECT_EQ("other", ProgramName(reading.messages[4].program));
  EXPECT_EQ("other", ProgramName(reading.messages[5].program));
  EXPECT_FALSE(reading.messages[5].repeat);
}

TEST(Repeats, NobodyKnowsWhatALeadingNoticeRepeats) {
  const Reading reading = Read("Nov 22 05:19:05 gw last message repeated 3 times\n");
  ASSERT_EQ(1U, reading.messages.size());
  EXPECT_FALSE(reading.messages[0].repeat);
  EXPECT_EQ(1U, reading.messages[0].count);
}

TEST(Repeats, AnAbsurdCountIsCut) {
  const Reading reading = Read(
      "pppd[9]: Modem hangup\nlast message repeated 99999999999 times\n"
      "last message repeated 999999999999999999999999 times\n");
  ASSERT_EQ(3U, reading.messages.size());
  EXPECT_EQ(UINT32_MAX, reading.messages[1].count);
  EXPECT_FALSE(reading.messages[2].repeat);
}

// What Repeats does with a memory for each host that is never put off.
class SlowRepeats {
 public:
  void Process(Message* message) {
    if (!message->text.starts_with("last message repeated")) {
      Said& said = hosts_[std::string(message->host)];
      said = {std::string(message->tag), std::string(message->text), message->line, message->pid};
      return;
    }
    message->repeat = true;
    message->count = 2;
    const auto last = hosts_.find(std::string(message->host));
    if (last == hosts_.end() || message->line - last->second.line > Repeats::kFarthest) {
      message->repeat = false;
      message->count = 1;
      return;
    }
    message->tag = last->second.tag;
    message->text = last->second.text;
    message->pid = last->second.pid;
  }

 private:
  struct Said {
    std::string tag, text;
    uint64_t line = 0;
    std::optional<uint32_t> pid;
  };
  std::map<std::string, Said> hosts_;
};

// However many messages a line holds, and however long they are only referred to.
TEST(Repeats, RemembersTheLastOfEachHostForAWhile) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    const auto hosts = 1 + random() % 40, keeps = 2 + random() % 400, lines = 1 + random() % 12;
    Repeats repeats;
    SlowRepeats slow;
    std::deque<std::string> texts;  // that are referred to
    uint64_t line = 1;
    for (int i = 0; i < 3000; ++i) {
      line += random() % lines == 0 ? random() % 20 : random() % 2;
      Message message;
      message.line = line;
      message.host = texts.emplace_back("h" + std::to_string(random() % hosts));
      message.tag = random() % 2 == 0 ? "pppd" : "syslogd";
      message.pid = static_cast<uint32_t>(random() % 100);
      const bool is_notice = random() % 30 == 0;
      if (is_notice) message.tag = {};
      message.text = texts.emplace_back(is_notice ? "last message repeated 2 times"
                                                  : "message " + std::to_string(i));
      Message expected = message;
      slow.Process(&expected);
      if (is_notice || random() % 2 == 0) {
        repeats.Process(&message);
      } else {
        repeats.Remember(message);
      }
      ASSERT_EQ(expected.text, message.text);
      ASSERT_EQ(expected.tag, message.tag);
      ASSERT_EQ(expected.pid, message.pid);
      ASSERT_EQ(expected.repeat, message.repeat);
      ASSERT_EQ(expected.count, message.count);
      if (random() % keeps != 0) continue;
      repeats.Keep();
      for (std::string& text : texts) text.assign(text.size(), '?');
      texts.clear();
    }
  }
}

}  // namespace
}  // namespace pptp::log
