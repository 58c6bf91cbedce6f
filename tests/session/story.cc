#include "tests/session/story.h"

#include <algorithm>
#include <utility>

#include "lib/base/text.h"

namespace pptp::session {
namespace {

constexpr int64_t kNovember2026 = 1793491200;  // 2026-11-01 00:00:00 UTC

// Splits off the next line; blank lines are skipped.
bool NextLine(std::string_view* text, std::string_view* line) {
  while (!text->empty()) {
    size_t end = text->find('\n');
    *line = text->substr(0, end);
    text->remove_prefix(end == std::string_view::npos ? text->size() : end + 1);
    if (!Trim(*line).empty()) return true;
  }
  return false;
}

std::string_view NextWord(std::string_view* text) {
  *text = TrimLeft(*text);
  std::string_view word = text->substr(0, text->find(' '));
  text->remove_prefix(word.size());
  return word;
}

int64_t Number(std::string_view text) {
  return static_cast<int64_t>(ConsumeDecimal(&text).value_or(0));
}

LogTime TimeOf(std::string_view day, std::string_view clock) {
  int64_t seconds = kNovember2026 + (Number(day) - 1) * 86400 + Number(clock.substr(0, 2)) * 3600 +
                    Number(clock.substr(3, 2)) * 60 + Number(clock.substr(6, 2));
  return {seconds * 1000000, true, false, false};
}

uint64_t SerialOf(const Session& session) {
  return static_cast<uint64_t>(Number(std::string_view(session.id).substr(1)));
}

}  // namespace

Program ProgramOfTag(std::string_view tag) {
  static const std::map<std::string_view, Program> kTags = {
      {"pppd", Program::kPppd},
      {"pptp", Program::kPptp},
      {"pptpd", Program::kPptpd},
      {"kernel", Program::kKernel},
      {"modprobe", Program::kModprobe},
      {"NetworkManager", Program::kNetworkManager},
      {"nm-pptp-service", Program::kNetworkManager},
      {"accel-pppd", Program::kAccelPpp},
      {"pptpconfig", Program::kWrapper},
      {"sshd", Program::kOther},
  };
  auto found = kTags.find(tag);
  return found == kTags.end() ? Program::kUnknown : found->second;
}

Story::Story(Tracker::Limits limits)
    : tracker_(limits,
               {.on_event =
                    [this](const Session& session, const Event& event) {
                      deliveries_.push_back({session.id, session.host, std::string(event.text),
                                             std::string(event.raw), event.program, event.order});
                    },
                .on_end =
                    [this](Session&& session) {
                      (session.is_host ? hosts_ : sessions_).push_back(std::move(session));
                    }}) {}

void Story::Tell(log::Message message) {
  message.input = input_;
  message.line = ++line_;
  message.count = count_;
  tracker_.Add(message);
}

void Story::Syslog(std::string_view lines) {
  for (std::string_view line; NextLine(&lines, &line);) {
    log::Message message;
    message.raw = line;
    std::string_view rest = line;
    NextWord(&rest);
    std::string_view day = NextWord(&rest);
    message.time = TimeOf(day, NextWord(&rest));
    message.host = NextWord(&rest);
    rest = TrimLeft(rest);
    size_t colon = rest.find(": ");
    ASSERT_NE(colon, std::string_view::npos) << line;
    std::string_view tag = rest.substr(0, colon);
    size_t bracket = tag.find('[');
    if (bracket != std::string_view::npos) {
      message.pid = static_cast<uint32_t>(Number(tag.substr(bracket + 1)));
    }
    message.tag = tag.substr(0, bracket);
    message.text = rest.substr(colon + 2);
    message.program = classifier_.OfMessage(message.host, message.tag, message.pid, message.text);
    Tell(message);
  }
}

void Story::Raw(std::string_view lines) {
  for (std::string_view line; NextLine(&lines, &line);) {
    log::Message message;
    message.raw = line;
    message.text = line;
    Tell(message);
  }
}

void Story::Boot(std::string_view host) {
  log::Message message;
  message.kind = log::MessageKind::kBoot;
  message.host = host;
  Tell(message);
}

void Story::Finish() {
  if (std::exchange(finished_, true)) return;
  tracker_.Finish();
  std::sort(sessions_.begin(), sessions_.end(),
            [](const Session& a, const Session& b) { return SerialOf(a) < SerialOf(b); });
}

const std::vector<Session>& Story::Sessions() {
  Finish();
  return sessions_;
}

const Session& Story::OnlySession() {
  Finish();
  EXPECT_EQ(1u, sessions_.size());
  static const Session kNone;
  return sessions_.empty() ? kNone : sessions_.front();
}

const std::vector<Session>& Story::Hosts() {
  Finish();
  return hosts_;
}

std::vector<std::string> Story::TextsOf(const std::string& session) const {
  std::vector<std::string> texts;
  for (const Delivery& delivery : deliveries_) {
    if (delivery.session == session) texts.push_back(delivery.text);
  }
  return texts;
}

}  // namespace pptp::session
