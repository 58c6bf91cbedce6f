#ifndef PPTP_LIB_LOG_REPEATS_H_
#define PPTP_LIB_LOG_REPEATS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lib/log/message.h"

namespace pptp::log {

// Whether the tag is that of a syslog daemon, which speaks of other programs' messages.
bool IsSyslogDaemon(std::string_view tag);

// Undoes the folding of repetitions by syslog daemons: turns "last message repeated
// 3 times", "message repeated 3 times: [ T]" and "Last message 'T' repeated 3 times"
// into the message that was repeated, with its count. Remembers the last message of
// each host for a while; a daemon writes its notice within seconds, or the host is silent.
class Repeats {
 public:
  // A notice is about a message at most so many lines away, or nobody knows about which.
  static constexpr uint64_t kFarthest = 64;

  // Whether Process may change the message; a cheap test, and most messages do not pass it.
  static bool MayBeNotice(const Message& message) {
    constexpr size_t kShortest = 20;
    if (message.text.size() < kShortest) return false;
    const char first = message.text.front();
    return first == 'm' || first == 'L' || first == 'l' || first == '-';
  }

  // Rewrites *message if it reports a repetition, else remembers it. The views put
  // into *message stay valid until the next call.
  void Process(Message* message);

  // Remembers a message, which MayBeNotice is not true of. Like Process, by views of its words:
  // Keep has to be called before they die.
  void Remember(const Message& message) { Host(message.host, message.line)->Refer(message); }

  // Makes what is remembered independent of the messages.
  void Keep();

  void Clear() {
    hosts_.clear();
    recent_ = {};
  }

 private:
  // What a host said last: of a message as much as a repetition has of it. Its strings keep their
  // memory.
  class Said {
   public:
    void Refer(const Message& message);
    void Keep();
    bool IsFarFrom(uint64_t other) const;
    std::string_view text() const { return text_; }
    // Makes *message another one like this, at its own time and place.
    void Repeat(Message* message) const;

   private:
    std::string_view tag_, text_;  // of a message, or of the strings below
    bool refers_ = false;          // of a message
    std::string kept_tag_, kept_text_;
    Program program_ = Program::kUnknown;
    std::optional<uint32_t> pid_;
    uint64_t line_ = 0;
  };
  struct StringHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  using Hosts = std::unordered_map<std::string, Said, StringHash, std::equal_to<>>;

  Said* Host(std::string_view host, uint64_t line);
  void ForgetFarFrom(uint64_t line);

  Hosts hosts_;
  // Those of the last lines: it is nearly always one of them, both ends of a tunnel. Only what they
  // said may refer to messages.
  std::array<Hosts::value_type*, 2> recent_{};
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_REPEATS_H_
