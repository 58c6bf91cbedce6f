#include "lib/session/placement.h"

#include "lib/base/text.h"
#include "lib/session/beginnings.h"
#include "lib/session/candidates.h"
#include "lib/session/command_line.h"

namespace pptp::session {
namespace {

OpenSession* FindIn(const Host::PidMap& map, uint32_t pid) {
  auto found = map.find(pid);
  return found == map.end() ? nullptr : found->second;
}

Place InSession(OpenSession* open) {
  return {Place::Kind::kSession, open};
}
Place SessionOr(OpenSession* open, Place::Kind otherwise) {
  return open != nullptr ? InSession(open) : Place{otherwise, nullptr};
}

std::optional<uint32_t> NumberAt(std::string_view text) {
  std::optional<uint64_t> number = ConsumeDecimal(&text);
  if (!number || *number > UINT32_MAX) return std::nullopt;
  return static_cast<uint32_t>(*number);
}

// The number behind "mark", wherever that stands last in the text.
std::optional<uint32_t> NumberBehind(std::string_view text, std::string_view mark) {
  size_t place = text.rfind(mark);
  if (place == std::string_view::npos) return std::nullopt;
  return NumberAt(text.substr(place + mark.size()));
}

// The interface that a kernel message names: "ppp0: ...", "mppe_compress[0]: ...",
// "Dead loop on virtual device ppp0, ...".
std::string InterfaceOf(std::string_view words) {
  constexpr std::string_view kDevice = " device ";
  const size_t device = words.substr(0, 64).find(kDevice);
  if (device != std::string_view::npos) words.remove_prefix(device + kDevice.size());
  if (words.starts_with("ppp")) {
    std::string_view name = words.substr(0, words.find_first_of(":, "));
    if (name.size() > 3 && name.size() < 16 && IsDigit(name[3])) return std::string(name);
  }
  if (words.starts_with("mppe_")) {
    std::optional<uint32_t> unit = NumberBehind(words.substr(0, 48), "[");
    if (unit) return "ppp" + std::to_string(*unit);
  }
  return "";
}

// The pid of nm-pptp-service: its own lines have it in the envelope, pptp in its
// logstring, the plugin inside pppd in "nm-pptp[N] ...".
std::optional<uint32_t> ServicePid(const log::Message& message, const Saying& saying) {
  if (saying.program == Program::kPptp) {
    std::string_view logstring = saying.pptp.logstring;
    if (!Consume(&logstring, "nm-pptp-service-")) return std::nullopt;
    return NumberAt(logstring);
  }
  std::string_view words = saying.words;
  if (Consume(&words, "nm-pptp[")) return NumberAt(words);
  bool of_service =
      saying.program == Program::kNetworkManager && message.tag.starts_with("nm-pptp");
  return of_service ? message.pid : std::nullopt;
}

// Whether there is more to learn of a message than its mark. Of most there is not.
bool MayTellOfProcesses(const Saying& saying) {
  switch (saying.phrase) {
    case Phrase::kPacket:
      return false;
    case Phrase::kNone:
    case Phrase::kKnown:
    case Phrase::kPptpSent:
      break;
    default:
      return true;
  }
  // What ServicePid looks for.
  return saying.program == Program::kNetworkManager || saying.words.starts_with('n') ||
         saying.pptp.logstring.starts_with('n');
}

}  // namespace

Place Placement::Find(const log::Message& message, const Saying& saying, Host& host) {
  if (IsRelayed(message, saying)) {
    if (OpenSession* open = FindRelayed(message, saying, host)) return InSession(open);
  }
  switch (saying.program) {
    case Program::kPppd:
      return InSession(message.pid ? FindPppd(message, saying, host)
                                   : FindInStream(message, saying, host));
    case Program::kPptp:
      return InSession(message.pid ? FindPptp(message, saying, host)
                                   : FindInStream(message, saying, host));
    case Program::kPptpd:
      if (saying.phrase == Phrase::kPptpdManager) return {};
      if (saying.phrase == Phrase::kPptpdReapedChild) {
        std::optional<uint32_t> child = NumberAt(saying.rest);
        return SessionOr(child ? FindIn(host.pptpd, *child) : nullptr, Place::Kind::kHost);
      }
      return InSession(message.pid ? FindPptpd(message, saying, host)
                                   : FindInStream(message, saying, host));
    case Program::kAccelPpp:
      return InSession(FindByInterface(message, saying, host));
    case Program::kKernel:
      return FindKernel(message, saying, host);
    case Program::kModprobe: {
      OpenSession* starting = StartingSession(host, message);
      return SessionOr(starting != nullptr ? starting : OnlySession(host, message),
                       Place::Kind::kHold);
    }
    case Program::kNetworkManager:
    case Program::kXl2tpd:
      return FindService(message, saying, host);
    case Program::kPptpConnect:
      return FindClient(message, host);
    default:
      return FindStranger(message, host);
  }
}

// One process speaks for pppd, for pptp and for itself.
Place Placement::FindClient(const log::Message& message, Host& host) {
  OpenSession* open = nullptr;
  if (message.pid) open = FindIn(host.pppd, *message.pid);
  if (message.pid && open == nullptr) open = FindIn(host.pptp, *message.pid);
  return SessionOr(open, Place::Kind::kHost);
}

OpenSession* Placement::StartAfter(OpenSession* previous, const log::Message& message,
                                   const Saying& saying, Host& host) {
  OpenSession& next = directory_->Open(host, message);
  // The same process goes on, with what it was told at its start.
  bool same_process = !previous->session.finished && saying.phrase != Phrase::kPppdStarted &&
                      saying.phrase != Phrase::kPluginLoaded &&
                      saying.phrase != Phrase::kCommandLine && previous->has_pppd() &&
                      saying.program == Program::kPppd;
  if (same_process) directory_->Inherit(*previous, next);
  directory_->Finish(*previous);
  return &next;
}

// NetworkManager relays under its own pid, or, journald looking at who wrote, under
// that of the child. Null when the copy is all there is.
// REQUIRES: IsRelayed(message, saying)
OpenSession* Placement::FindRelayed(const log::Message& message, const Saying& saying, Host& host) {
  if (!message.pid) return nullptr;
  if (FindIn(host.pppd, *message.pid) != nullptr) return nullptr;
  if (FindIn(host.pptp, *message.pid) != nullptr) return nullptr;
  OpenSession* open = LastActiveSession(host, message);
  if (open == nullptr || open->relayed || !open->has_pppd()) return nullptr;
  return StartsAnew(*open, message, saying) ? nullptr : open;
}

void Placement::LearnCopy(const log::Message& message, const Saying& saying, Host& host) {
  if (!message.pid || IsRelayed(message, saying) || saying.program != Program::kPppd) return;
  OpenSession* open = LastActiveSession(host, message);
  if (open == nullptr || !open->relayed || FindIn(host.pppd, *message.pid) != nullptr) return;
  open->relayed = false;
  directory_->BindPppd(*open, *message.pid);
}

OpenSession* Placement::FindPppd(const log::Message& message, const Saying& saying, Host& host) {
  uint32_t pid = *message.pid;
  OpenSession* open = FindIn(host.pppd, pid);
  if (open != nullptr) {
    if (!StartsAnew(*open, message, saying)) return open;
    open = StartAfter(open, message, saying, host);
  } else {
    open = SessionWithoutPppd(host, message, saying);
    if (open == nullptr && MarkOf(saying) == 0) open = SessionOfDetachedPppd(host, message);
    if (open == nullptr) {
      open = &directory_->Open(host, message);
      open->relayed = IsRelayed(message, saying);
    } else if (!IsRelayed(message, saying)) {
      open->relayed = false;
    }
  }
  directory_->BindPppd(*open, pid);
  return open;
}

OpenSession* Placement::FindPptp(const log::Message& message, const Saying& saying, Host& host) {
  uint32_t pid = *message.pid;
  OpenSession* open = FindIn(host.pptp, pid);
  if (open != nullptr) {
    if (!StartsAnew(*open, message, saying)) return open;
    if (!open->has_pppd()) directory_->Finish(*open);
  }
  // A wrapper's pid, under which pppd speaks too.
  open = FindIn(host.pppd, pid);
  if (open != nullptr && StartsAnew(*open, message, saying)) open = nullptr;
  if (open == nullptr) {
    std::optional<uint32_t> service = ServicePid(message, saying);
    open = service ? FindIn(host.services, *service) : nullptr;
    if (open != nullptr && StartsAnew(*open, message, saying)) open = nullptr;
  }
  if (open == nullptr && saying.phrase == Phrase::kPptpStart) {
    open = SessionWithoutPptp(host, message);
  } else if (open == nullptr) {
    open = SessionForPptp(host, message, saying);
  }
  if (open == nullptr) open = &directory_->Open(host, message);
  directory_->BindPptp(*open, pid);
  return open;
}

OpenSession* Placement::FindPptpd(const log::Message& message, const Saying& saying, Host& host) {
  uint32_t pid = *message.pid;
  OpenSession* open = FindIn(host.pptpd, pid);
  if (open != nullptr) {
    if (!StartsAnew(*open, message, saying)) return open;
    open = StartAfter(open, message, saying, host);
  } else if (saying.phrase == Phrase::kPptpdLauncher) {
    // The child that is about to become pppd.
    open = SessionWithoutPppd(host, message, saying);
    if (open == nullptr) open = &directory_->Open(host, message);
    directory_->BindPppd(*open, pid);
  } else {
    open = &directory_->Open(host, message);
  }
  directory_->BindPptpd(*open, pid);
  return open;
}

OpenSession* Placement::FindInStream(const log::Message& message, const Saying& saying,
                                     Host& host) {
  OpenSession* stream = host.stream;
  if (stream != nullptr && !StartsAnew(*stream, message, saying)) return stream;
  if (stream == nullptr && saying.program == Program::kPptp) {
    // Some of a host's programs log their pid and others do not.
    OpenSession* open = MarkOf(saying) == 0 ? SessionForPptp(host, message, saying)
                                            : SessionWithoutPptp(host, message);
    if (open != nullptr) return open;
  } else if (stream == nullptr && saying.program == Program::kPppd && MarkOf(saying) == 0) {
    OpenSession* open = LastActiveSession(host, message);
    if (open != nullptr && !open->session.finished && open->has_pppd()) return open;
  }
  OpenSession* next = stream != nullptr ? StartAfter(stream, message, saying, host)
                                        : &directory_->Open(host, message);
  if (stream != nullptr) directory_->End(*stream);
  next->is_stream = true;
  host.stream = next;
  return next;
}

OpenSession* Placement::FindByInterface(const log::Message& message, const Saying& saying,
                                        Host& host) {
  std::string_view name = message.tag;
  if (!name.starts_with("ppp")) name = message.text.substr(0, message.text.find(':'));
  bool named = name.size() > 3 && name.starts_with("ppp") && name.size() < 16 && IsDigit(name[3]);
  if (!named) return FindInStream(message, saying, host);
  auto found = host.interfaces.find(std::string(name));
  OpenSession* open = found == host.interfaces.end() ? nullptr : found->second;
  if (open == nullptr && host.stream != nullptr && host.stream->session.interface.empty()) {
    // accel-ppp names the interface only when it has one.
    open = host.stream;
    host.stream = nullptr;
    open->is_stream = false;
  }
  if (open == nullptr) {
    open = &directory_->Open(host, message);
  } else if (StartsAnew(*open, message, saying)) {
    open = StartAfter(open, message, saying, host);
  }
  directory_->BindInterface(*open, name);
  return open;
}

Place Placement::FindKernel(const log::Message& message, const Saying& saying, Host& host) {
  if (saying.phrase == Phrase::kNone) return {};
  std::string interface = InterfaceOf(saying.words);
  if (!interface.empty()) {
    auto found = host.interfaces.find(interface);
    if (found != host.interfaces.end()) return InSession(found->second);
  }
  OpenSession* open = host.stream != nullptr && !host.stream->session.finished
                          ? host.stream
                          : OnlySession(host, message);
  return SessionOr(open, HasLiveSession(host) ? Place::Kind::kHost : Place::Kind::kHold);
}

Place Placement::FindService(const log::Message& message, const Saying& saying, Host& host) {
  if (saying.phrase == Phrase::kNone) return {};
  OpenSession* open = nullptr;
  if (saying.phrase == Phrase::kPppdPid) {
    std::optional<uint32_t> pppd = NumberAt(saying.rest);
    if (pppd) open = FindIn(host.pppd, *pppd);
  }
  std::optional<uint32_t> service = ServicePid(message, saying);
  if (open == nullptr && service) open = FindIn(host.services, *service);
  if (open == nullptr && saying.phrase != Phrase::kPppdPid) {
    open = LastActiveSession(host, message);
    if (open == nullptr) open = OnlySession(host, message);
  }
  return SessionOr(open, Place::Kind::kHold);
}

Place Placement::FindStranger(const log::Message& message, Host& host) {
  OpenSession* open = nullptr;
  if (message.pid) {
    open = FindIn(host.pppd, *message.pid);
    if (open == nullptr) open = FindIn(host.pptp, *message.pid);
  } else {
    open = host.stream;
  }
  if (open != nullptr && open->session.finished) open = nullptr;
  // A line without any envelope may be the first of a session copied by hand.
  const bool bare = !message.pid && message.tag.empty() && !message.time;
  return SessionOr(open, bare ? Place::Kind::kHold : Place::Kind::kHost);
}

void Placement::Learn(const log::Message& message, const Saying& saying, OpenSession& open) {
  open.marks |= MarkOf(saying);
  if (saying.program == Program::kPppd && open.session.phase >= Phase::kLcp) {
    open.past_start = true;
  }
  if (!MayTellOfProcesses(saying)) return;
  LearnPid(message, saying, open);
  if (std::optional<uint32_t> service = ServicePid(message, saying)) {
    directory_->BindService(open, *service);
  }
  bool died = saying.phrase == Phrase::kPptpDied || saying.phrase == Phrase::kPptpNoControl;
  if (died) open.pptp_over = true;
  bool over = saying.phrase == Phrase::kExit || saying.phrase == Phrase::kPptpdClientFinished ||
              (died && !open.has_pppd()) ||
              (saying.phrase == Phrase::kExitStatus && open.progress.link_down);
  if (over) directory_->Finish(open);
}

void Placement::LearnPid(const log::Message& message, const Saying& saying, OpenSession& open) {
  std::optional<uint32_t> pid;
  switch (saying.phrase) {
    case Phrase::kScriptStarted:
      pid = IsPptpScript(saying.rest) ? NumberBehind(saying.rest, " started (pid ") : std::nullopt;
      if (pid && message.pid) directory_->BindPptp(open, *pid);
      break;
    case Phrase::kPptpdReapingPppd:
    case Phrase::kPppdPid:
      pid = NumberAt(saying.rest);
      if (pid && !open.has_pppd() && FindIn(open.host->pppd, *pid) == nullptr)
        directory_->BindPppd(open, *pid);
      break;
    case Phrase::kUsingInterface:
      if (saying.words.size() > 16) {
        directory_->BindInterface(open, TrimRight(saying.words.substr(16)));
      }
      break;
    case Phrase::kConnect:
      if (size_t end = saying.rest.find(" <--> "); end != std::string_view::npos) {
        directory_->BindInterface(open, saying.rest.substr(0, end));
      }
      break;
    case Phrase::kInterfaceRenamed:
      if (size_t to = saying.rest.find(" to "); to != std::string_view::npos) {
        std::string_view name = saying.rest.substr(to + 4);
        if (name.ends_with('.')) name.remove_suffix(1);
        directory_->BindInterface(open, name);
      }
      break;
    default:
      break;
  }
}

}  // namespace pptp::session
