#include "lib/session/tracker.h"

#include <algorithm>
#include <iterator>
#include <list>
#include <utility>

#include "lib/session/candidates.h"
#include "lib/session/carrier.h"
#include "lib/session/changes.h"
#include "lib/session/directory.h"
#include "lib/session/exchange.h"
#include "lib/session/placement.h"
#include "lib/session/utterance_cache.h"
#include "lib/session/words.h"

namespace pptp::session {
namespace {

// Messages of all hosts that may be held at a time, of two or three kilobytes each at most.
constexpr size_t kMostHeldOfAll = 1024;

bool IsOwnWord(const Saying& saying) {
  return saying.phrase != Phrase::kNone;
}

// Words of programs that only ever speak of one connection belong to the
// timeline even if nobody here knows them; of the others only what is known.
bool BelongsToTimeline(const Saying& saying) {
  switch (saying.program) {
    case Program::kPppd:
    case Program::kPptp:
    case Program::kPptpd:
    case Program::kAccelPpp:
      return true;
    default:
      return IsOwnWord(saying);
  }
}

void NoteSpeaker(Program program, Session* session) {
  switch (program) {
    case Program::kPppd:
    case Program::kAccelPpp:
      session->seen_pppd = true;
      break;
    case Program::kPptp:
      session->seen_pptp = true;
      session->carrier = Carrier::kPptp;
      break;
    case Program::kPptpd:
      session->seen_pptpd = true;
      session->carrier = Carrier::kPptp;
      break;
    case Program::kKernel:
      session->seen_kernel = true;
      break;
    case Program::kPptpConnect:
      // It does the work of all three.
      session->seen_pppd = session->seen_pptp = session->seen_kernel = true;
      break;
    default:
      break;
  }
}

void NoteLine(const Event& event, Session* session) {
  if (session->first_line.line == 0) session->first_line = event.line;
  session->last_line = event.line;
  if (!event.time) return;
  if (!session->began) session->began = event.time;
  session->ended = event.time;
}

void Apply(const Saying& saying, const Event& event, OpenSession* open) {
  switch (saying.program) {
    case Program::kPppd:
      return ApplyPppd(saying, event, open);
    case Program::kAccelPpp:
      if (event.packet) ApplyPacket(*event.packet, event, open);
      return;
    case Program::kPptp:
      return ApplyPptp(saying, event, open);
    case Program::kPptpd:
      return ApplyPptpd(saying, event, open);
    case Program::kNetworkManager:
    case Program::kXl2tpd:
      return ApplyService(saying, open);
    case Program::kPptpConnect:
      if (saying.phrase == Phrase::kWholeLog) open->session.seen_debug = true;
      return;
    default:
      break;
  }
}

}  // namespace

class Tracker::Impl {
 public:
  Impl(Limits limits, Callbacks callbacks)
      : asks_for_(std::move(callbacks.asks_for)),
        on_event_(std::move(callbacks.on_event)),
        directory_(
            limits,
            [on_end = std::move(callbacks.on_end)](Session&& session) {
              if (on_end) on_end(std::move(session));
            },
            std::move(callbacks.on_shorten),
            [this](Host& host) { ReleaseHeld(host, host.held.size()); }),
        placement_(&directory_) {}

  void Add(const log::Message& message) {
    if (message.kind == log::MessageKind::kBoot) return Boot(message);
    if (message.program == Program::kOther) return;
    const Understood* understood = UnderstandUnlessIdle(message);
    if (understood == nullptr) return;
    // What is held is understood again, and the cache may need the place for it.
    if (held_ > 0) return Put(message, Understood(*understood));
    Put(message, *understood);
  }

  void NoteKept(size_t bytes) { kept_ = bytes; }

  void Finish() { directory_.EndEverything(); }

 private:
  void Put(const log::Message& message, const Understood& understood) {
    const Saying& saying = understood.saying;
    Host& host = directory_.Enter(message);
    ReleaseHeld(host, CountExpired(host, message));
    NoteDialer(message, &host);
    if (message.program == Program::kDialer) return;
    if (host.relays.IsSecondCopy(message, saying, understood.print))
      return placement_.LearnCopy(message, saying, host);
    const Place place = placement_.Find(message, saying, host);
    switch (place.kind) {
      case Place::Kind::kSession:
        // Only a session that has just been opened has no line yet.
        if (place.open->session.first_line.line == 0) Begin(host, message, place.open);
        Deliver(message, understood, place.open);
        break;
      case Place::Kind::kHost:
        Deliver(message, understood, &directory_.LinesOf(host));
        break;
      case Place::Kind::kHold:
        Hold(message, &host);
        break;
    }
    directory_.EnforceLimits(place.open, &host);
  }

  // What ran before a machine's start is gone. Separators of the journal carry no
  // host's name; they are about the one whose lines stand before them.
  void Boot(const log::Message& message) {
    Host* host = message.host.empty() ? directory_.LastHostOf(message.input) : nullptr;
    if (host == nullptr) host = &directory_.Enter(message);
    ReleaseHeld(*host, host->held.size());
    directory_.EndSessionsOf(*host);
  }

  // Both until the next call.
  const Understood& Understand(const log::Message& message) {
    if (const Understood* known = utterances_.Find(message.program, message.text)) return *known;
    const Saying saying = Hear(message.program, message.text);
    return utterances_.Keep(message.program, message.text, saying);
  }

  // Idle words are not remembered: they are many, and would drive out the others.
  const Understood* UnderstandUnlessIdle(const log::Message& message) {
    if (const Understood* known = utterances_.Find(message.program, message.text)) {
      return IsIdle(message, known->saying) ? nullptr : known;
    }
    const Saying saying = Hear(message.program, message.text);
    if (IsIdle(message, saying)) return nullptr;
    return &utterances_.Keep(message.program, message.text, saying);
  }

  // Words that nobody knows or asks for, of a speaker who talks about anything.
  bool IsIdle(const log::Message& message, const Saying& saying) const {
    switch (saying.program) {
      case Program::kWrapper:
        if (CarrierOfDaemon(message.tag) != Carrier::kUnknown) return false;
        break;
      case Program::kUnknown:
      case Program::kKernel:
      case Program::kNetworkManager:
        break;
      default:
        return false;
    }
    return asks_for_ && !IsOwnWord(saying) && !asks_for_(saying.program, message.text);
  }

  // Held messages that no session has claimed in time.
  static size_t CountExpired(const Host& host, const log::Message& message) {
    size_t expired = 0;
    for (const HeldMessage& held : host.held) {
      const std::optional<LogTime>& time = held.message.time;
      if (IsSoonAfter(message.time, host.messages, time, held.number)) break;
      ++expired;
    }
    return expired;
  }

  // Of the messages of all hosts that are held, the oldest host's go first.
  void Hold(const log::Message& message, Host* host) {
    if (host->held.size() >= Host::kMostHeld) ReleaseHeld(*host, 1);
    if (host->held.empty()) {
      holders_.push_back(host);
      host->in_holders = std::prev(holders_.end());
    }
    host->held.emplace_back(message, host->messages);
    ++held_;
    while (held_ > kMostHeldOfAll && holders_.front() != host) {
      ReleaseHeld(*holders_.front(), holders_.front()->held.size());
    }
  }

  HeldMessage TakeHeld(Host* host) {
    HeldMessage held = std::move(host->held.front());
    host->held.pop_front();
    --held_;
    if (host->held.empty()) holders_.erase(host->in_holders);
    return held;
  }

  // Hands the first "count" held messages to the lines of their host.
  void ReleaseHeld(Host& host, size_t count) {
    for (; count > 0; --count) {
      const HeldMessage held = TakeHeld(&host);
      log::Message message = held.View();
      Deliver(message, Understand(message), &directory_.LinesOf(host));
    }
  }

  // Daemons that start pppd for another carrier say so around its start.
  static void NoteDialer(const log::Message& message, Host* host) {
    if (message.program != Program::kDialer && message.program != Program::kXl2tpd &&
        message.program != Program::kWrapper) {
      return;
    }
    const Carrier carrier = CarrierOfDaemon(message.tag);
    if (carrier != Carrier::kUnknown) host->dialer = {carrier, message.time, host->messages};
  }

  void Begin(Host& host, const log::Message& first, OpenSession* open) {
    const Host::Dialer& dialer = host.dialer;
    if (IsSoonAfter(first.time, host.messages, dialer.time, dialer.number)) {
      SetCarrier(dialer.carrier, open);
    }
    GiveHeld(host, first, open);
  }

  // A session begins: what was held shortly before is about it.
  void GiveHeld(Host& host, const log::Message& first, OpenSession* open) {
    ReleaseHeld(host, CountExpired(host, first));
    while (!host.held.empty()) {
      const HeldMessage held = TakeHeld(&host);
      log::Message message = held.View();
      Deliver(message, Understand(message), open);
    }
  }

  void Deliver(const log::Message& message, const Understood& understood, OpenSession* open) {
    Session& session = open->session;
    const Saying& saying = understood.saying;
    const std::shared_ptr<const Utterance>& utterance = understood.utterance;
    Event event;
    event.order = ++events_;
    event.line = {message.input, message.line};
    event.time = message.time;
    event.program = saying.program;
    event.text = message.text;
    event.raw = message.raw;
    event.count = message.count;
    if (utterance->packet) event.packet = &*utterance->packet;
    event.words = understood.number;
    bool in_timeline = BelongsToTimeline(saying);
    if (in_timeline || session.first_line.line == 0) NoteLine(event, &session);
    if (!session.is_host) {
      directory_.Touch(*open, message);
      NoteSpeaker(saying.program, &session);
      ApplyAndNoteEnding(saying, event, open);
      placement_.Learn(message, saying, *open);
    } else {
      NoteSpeaker(saying.program, &session);
    }
    if (on_event_) on_event_(session, event);
    if (kept_) directory_.NoteKept(*open, *std::exchange(kept_, std::nullopt));
    if (in_timeline) directory_.AddToExchange(event, utterance, understood.again, *open);
  }

  static void ApplyAndNoteEnding(const Saying& saying, const Event& event, OpenSession* open) {
    const Ending before = open->progress.ending;
    Apply(saying, event, open);
    if (open->progress.ending == before) return;
    Session& session = open->session;
    const bool ends = open->progress.ending != Ending::kNone;
    session.ended_by = ends ? event.line : LineRef{};
    session.ended_by_text = ends ? event.text.substr(0, kLongestExchangeText) : std::string_view();
  }

  std::function<bool(Program, std::string_view)> asks_for_;
  std::function<void(const Session&, const Event&)> on_event_;
  uint64_t events_ = 0;
  std::optional<size_t> kept_;  // by who listens, for the session in hand
  std::list<Host*> holders_;    // hosts with messages held, the oldest first
  size_t held_ = 0;             // messages of all hosts
  UtteranceCache utterances_;
  Directory directory_;
  Placement placement_;
};

Tracker::Tracker(Limits limits, Callbacks callbacks)
    : impl_(std::make_unique<Impl>(limits, std::move(callbacks))) {}
Tracker::~Tracker() = default;

void Tracker::Add(const log::Message& message) {
  impl_->Add(message);
}
void Tracker::NoteKept(size_t bytes) {
  impl_->NoteKept(bytes);
}
void Tracker::Finish() {
  impl_->Finish();
}

}  // namespace pptp::session
