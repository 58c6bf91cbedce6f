// The least that a log of nothing but pppd's and pptp's lines can cost here: each line is found,
// known again by its words, and put into the session of the process that wrote it, which ends a
// while later. Nothing is read of a line, matched, judged or told, and the time only compared.
//
//   bare_timeline FILE   of syslog's lines; prints how many lines and sessions there were
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pptp {
namespace {

constexpr size_t kStamp = 16;  // "Nov 22 05:19:05 "

uint64_t HashOf(std::string_view text) {
  uint64_t hash = text.size();
  while (!text.empty()) {
    const size_t count = text.size() < sizeof hash ? text.size() : sizeof hash;
    uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), count);
    hash = (hash ^ bytes) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
    text.remove_prefix(count);
  }
  return hash;
}

class BareTimeline {
 public:
  void Add(std::string_view line) {
    ++lines_;
    EndOldSessions();
    const size_t colon = line.find(':', kStamp);
    if (colon == std::string_view::npos) return;
    if (line.substr(0, kStamp) != stamp_) {
      stamp_ = line.substr(0, kStamp);
      ++time_;
    }
    const uint64_t sender = HashOf(line.substr(kStamp, colon - kStamp));
    const auto [found, is_new] = sessions_.try_emplace(sender);
    if (is_new) begun_.push_back({sender, lines_});
    Session& session = found->second;
    const std::shared_ptr<const Words>& words = WordsOf(line.substr(colon));
    for (size_t i = 0; i < session.state.size(); ++i) session.state[i] += words->made[i];
    session.exchange.push_back({lines_, time_, words});
    session.raw += line;
  }

  uint64_t lines() const { return lines_; }
  uint64_t sessions() const { return ended_ + sessions_.size(); }

 private:
  // What was said, and as many bytes as a packet with a few options and its matches take.
  struct Words {
    std::string text;
    std::array<uint64_t, 40> made{};
  };
  struct Entry {
    uint64_t line, time;
    std::shared_ptr<const Words> words;
  };
  struct Session {
    std::vector<Entry> exchange;
    std::string raw;  // the lines, for whatever may become evidence
    std::array<uint64_t, 32> state{};
  };
  struct Begun {
    uint64_t sender, line;
  };
  // A session lives for so many lines: in bench/make_log.py's logs two minutes have 4800, and one
  // of the lab's sessions hardly more than 200.
  static constexpr uint64_t kLife = 5000;
  static constexpr size_t kWords = 8192;  // that are remembered

  const std::shared_ptr<const Words>& WordsOf(std::string_view text) {
    std::shared_ptr<const Words>& words = words_[HashOf(text) % kWords];
    if (words == nullptr || words->text != text) {
      words = std::make_shared<const Words>(Words{std::string(text), {}});
    }
    return words;
  }

  void EndOldSessions() {
    for (; !begun_.empty() && lines_ > begun_.front().line + kLife; begun_.pop_front()) {
      ended_ += sessions_.erase(begun_.front().sender);
    }
  }

  std::vector<std::shared_ptr<const Words>> words_ =
      std::vector<std::shared_ptr<const Words>>(kWords);
  std::unordered_map<uint64_t, Session> sessions_;
  std::deque<Begun> begun_;
  std::string stamp_;
  uint64_t time_ = 0;
  uint64_t lines_ = 0, ended_ = 0;
};

bool ReadAll(int file, BareTimeline* timeline) {
  std::string buffer(size_t{1} << 20, '\0');
  size_t kept = 0;
  for (;;) {
    const ssize_t count = read(file, buffer.data() + kept, buffer.size() - kept);
    if (count <= 0) return count == 0;
    std::string_view rest(buffer.data(), kept + static_cast<size_t>(count));
    for (size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
      if (end > kStamp) timeline->Add(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
    kept = rest.size() < buffer.size() ? rest.size() : 0;
    std::memmove(buffer.data(), rest.data(), kept);
  }
}

}  // namespace
}  // namespace pptp

int main(int argc, char** argv) {
  const int file = argc == 2 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;
  pptp::BareTimeline timeline;
  if (file < 0 || !pptp::ReadAll(file, &timeline)) {
    std::fputs("usage: bare_timeline FILE, one that can be read\n", stderr);
    return 2;
  }
  std::printf("%llu lines, %llu sessions\n", static_cast<unsigned long long>(timeline.lines()),
              static_cast<unsigned long long>(timeline.sessions()));
  return 0;
}
