#ifndef PPTP_TESTS_SESSION_STORY_H_
#define PPTP_TESTS_SESSION_STORY_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/log/message.h"
#include "lib/log/program.h"
#include "lib/session/tracker.h"

namespace pptp::session {

// A log told to a tracker, and the sessions that come out of it.
//
//   Syslog(R"(
//   Nov 22 05:19:05 gw pppd[10]: Using interface ppp0
//   )");
//   Raw("Using interface ppp0\n");
//   EXPECT_EQ(1u, Sessions().size());
class Story : public ::testing::Test {
 protected:
  // What was delivered: to which session, and the message.
  struct Delivery {
    std::string session;
    std::string host;  // the session's
    std::string text, raw;
    Program program;
    uint64_t order;
  };

  explicit Story(Tracker::Limits limits = {});

  // RFC 3164 lines, "Mmm dd hh:mm:ss host tag[pid]: text", all of November 2026.
  void Syslog(std::string_view lines);
  // Lines without an envelope.
  void Raw(std::string_view lines);
  // The next lines come from another input.
  void NextInput() { ++input_, line_ = 0; }
  // How often the messages that follow were said.
  void Repeated(uint32_t count) { count_ = count; }
  void Boot(std::string_view host);
  void Tell(log::Message message);

  // Ends the log. The sessions, in the order in which they began.
  const std::vector<Session>& Sessions();
  // The only session there must be.
  const Session& OnlySession();
  // The lines of the hosts.
  const std::vector<Session>& Hosts();

  std::vector<std::string> TextsOf(const std::string& session) const;
  size_t EndedSoFar() const { return sessions_.size(); }
  const std::vector<Delivery>& deliveries() const { return deliveries_; }

 private:
  log::ProgramClassifier classifier_;
  void Finish();

  std::vector<Delivery> deliveries_;
  std::vector<Session> sessions_, hosts_;
  Tracker tracker_;
  uint32_t input_ = 0;
  uint64_t line_ = 0;
  uint32_t count_ = 1;
  bool finished_ = false;
};

// The program behind a tag, as lib/log tells it.
Program ProgramOfTag(std::string_view tag);

}  // namespace pptp::session

#endif  // PPTP_TESTS_SESSION_STORY_H_
