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
  void Remember(const Message& message) {
    Reference& oldest = latest_[count_ % latest_.size()];
    if (count_ >= latest_.size() && !IsFar(oldest.line, message.line)) return RememberAll(message);
    oldest = {message.host, message.tag, message.text, message.pid, message.line, message.program};
    ++count_;
  }

  // Makes what is remembered independent of the messages.
  void Keep();

  void Clear() {
    ForgetAll();
    count_ = 0;
  }

 private:
  // A message, as much of it as a repetition has and whose it was.
  struct Reference {
    std::string_view host, tag, text;
    std::optional<uint32_t> pid;
    uint64_t line = 0;
    Program program = Program::kUnknown;
  };
  // What a host said last. Its strings keep their memory.
  struct Said {
    std::string tag, text;
    std::optional<uint32_t> pid;
    uint64_t line = 0;
    Program program = Program::kUnknown;

    void Assign(const Reference& from);
    // Makes *message another one like this, at its own time and place.
    void Repeat(Message* message) const;
  };
  struct StringHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  using Hosts = std::unordered_map<std::string, Said, StringHash, std::equal_to<>>;

  static bool IsFar(uint64_t line, uint64_t other) {
    return (line > other ? line - other : other - line) > kFarthest;
  }
  void RememberAll(const Message& message);
  Said* Host(std::string_view host, uint64_t line);
  void ForgetFarFrom(uint64_t line);
  void ForgetAll() {
    hosts_.clear();
    recent_ = {};
  }

  // The last messages since Keep(), in a ring; count_ is how many there were. Whose last one each
  // is has to be known only where a notice or Keep() asks. What is overwritten is too far away.
  std::array<Reference, 2 * kFarthest> latest_;
  size_t count_ = 0;

  Hosts hosts_;
  // Those found last: it is nearly always one of them, both ends of a tunnel.
  std::array<Hosts::value_type*, 2> recent_{};
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_REPEATS_H_
