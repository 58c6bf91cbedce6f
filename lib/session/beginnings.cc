#include "lib/session/beginnings.h"

#include <algorithm>

#include "lib/base/text.h"

namespace pptp::session {
namespace {

constexpr int64_t kDay = 86400 * kSecond;

// Marks of pppd, which come in the order of their values.
constexpr uint16_t kPppdMarks =
    kMarkCommand | kMarkPlugin | kMarkPppd | kMarkChannel | kMarkInterface | kMarkConnect;

// A process number used again, or a log that goes back in time: a session's silence
// is too long, unless it is up: tunnels are silent for weeks.
bool IsStale(const OpenSession& open, const log::Message& message) {
  const std::optional<int64_t> silence = MicrosBetween(message.time, open.last_time);
  if (!silence) return false;
  if (*silence > kDay) return !open.up();
  return message.input != open.last_input && *silence < -60 * kSecond;
}

// pppd's packets before its link is up again would need a new link.
bool OpensLink(const Saying& saying) {
  return saying.phrase == Phrase::kPacket &&
         saying.words.find("[LCP ConfReq") != std::string_view::npos;
}

// A word of pptp's with which a run begins, or which comes early in one.
bool OpensControl(const Saying& saying) {
  switch (saying.phrase) {
    case Phrase::kPptpStart:
    case Phrase::kPptpConnectFailed:
    case Phrase::kPptpConnected:
    case Phrase::kCommandLine:
      return true;
    case Phrase::kPptpSent:
      return saying.rest.starts_with("1 ");  // Start-Control-Connection-Request
    default:
      return false;
  }
}

bool StartsPptpAnew(const OpenSession& open, const Saying& saying) {
  if ((MarkOf(saying) & open.marks & (kMarkPptp | kMarkCommand)) != 0) return true;
  return (open.pptp_over || open.session.finished) && OpensControl(saying);
}

bool StartsPppdAnew(const OpenSession& open, const Saying& saying) {
  uint16_t mark = MarkOf(saying);
  // A pptp that gave up may have been faster than the pppd that started it.
  bool over = open.progress.link_down || (open.session.finished && open.has_pppd());
  if (mark == 0) return over && OpensLink(saying);
  if (over) return true;
  if (mark == kMarkScript) return (open.marks & kMarkScript) != 0;
  if (open.past_start) return true;
  uint16_t seen = open.marks & kPppdMarks;
  if (mark == kMarkPlugin) return seen > (kMarkPlugin | kMarkCommand);
  return seen >= mark;
}

}  // namespace

bool IsPptpScript(std::string_view script) {
  return script.find("pptp") != std::string_view::npos && !script.starts_with("/etc/ppp/");
}

uint16_t MarkOfBeginning(Phrase phrase, std::string_view rest) {
  switch (phrase) {
    case Phrase::kCommandLine:
      return kMarkCommand;
    case Phrase::kPluginLoaded:
      return kMarkPlugin;
    case Phrase::kPppdStarted:
      return kMarkPppd;
    case Phrase::kUsingChannel:
      return kMarkChannel;
    case Phrase::kUsingInterface:
      return kMarkInterface;
    case Phrase::kConnect:
      return kMarkConnect;
    case Phrase::kScriptStarted:
      return IsPptpScript(rest) ? kMarkScript : 0;
    case Phrase::kPptpStart:
      return kMarkPptp;
    case Phrase::kPptpdClientStarted:
      return kMarkPptpd;
    default:
      return 0;
  }
}

bool StartsAnew(const OpenSession& open, const log::Message& message, const Saying& saying) {
  if (IsStale(open, message)) return true;
  switch (saying.program) {
    case Program::kPppd:
    case Program::kAccelPpp:
      return StartsPppdAnew(open, saying);
    case Program::kPptp:
      return StartsPptpAnew(open, saying);
    case Program::kPptpd:
      return (MarkOf(saying) & open.marks) != 0 ||
             (saying.phrase == Phrase::kPptpdLaunching && open.marks != 0);
    default:
      return false;
  }
}

}  // namespace pptp::session
