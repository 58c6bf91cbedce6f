#include "lib/session/directory.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "lib/log/host_name.h"
#include "lib/session/exchange.h"
#include "lib/session/outcome.h"

namespace pptp::session {
namespace {

constexpr size_t kMostPidsOfASession = 16;
constexpr size_t kLongestKey = 255;

// How long a finished session waits for what others have to say about it. pptp
// may wait a minute for an answer before it closes.
constexpr int64_t kLinger = 120 * kSecond;
constexpr uint64_t kLingerMessages = 512;  // when the messages have no time

// What a session and a host take beside exchanges, with their places in lists and maps and with
// what others need to know them.
constexpr size_t kSessionBytes = 2560;
constexpr size_t kHostBytes = 3072;

// Adds a pid unless there are too many; the answer is whether it is among them.
bool Remember(uint32_t pid, std::set<uint32_t>* pids) {
  if (pids->size() >= kMostPidsOfASession) return pids->contains(pid);
  pids->insert(pid);
  return true;
}

// A pid that is already in "map" becomes that of "open".
void MoveIfBound(uint32_t pid, OpenSession* open, std::set<uint32_t>* pids, Host::PidMap* map) {
  auto found = map->find(pid);
  if (found == map->end() || found->second == open) return;
  if (Remember(pid, pids)) {
    found->second = open;
  } else {
    map->erase(found);
  }
}

void Forget(const OpenSession& open, const std::set<uint32_t>& pids, Host::PidMap* map) {
  for (uint32_t pid : pids) {
    auto found = map->find(pid);
    if (found != map->end() && found->second == &open) map->erase(found);
  }
}

}  // namespace

HeldMessage::HeldMessage(const log::Message& held, uint64_t count)
    : message(held),
      host(held.host),
      tag(held.tag),
      text(held.text.substr(0, kLongestExchangeText)),
      raw(held.raw.substr(0, kLongestExchangeText)),
      number(count) {}

log::Message HeldMessage::View() const {
  log::Message view = message;
  view.host = host;
  view.tag = tag;
  view.text = text;
  view.raw = raw;
  return view;
}

Directory::Directory(Tracker::Limits limits, std::function<void(Session&&)> on_end,
                     std::function<size_t(const Session&, size_t)> on_shorten,
                     std::function<void(Host&)> before_host_ends)
    : limits_(limits),
      on_end_(std::move(on_end)),
      on_shorten_(std::move(on_shorten)),
      before_host_ends_(std::move(before_host_ends)) {}

Host& Directory::Enter(const log::Message& message) {
  Host& host = HostOf(message);
  ++host.messages;
  if (message.time) host.clock = message.time;
  if (!message.host.empty()) NoteLastHost(message.input, &host);
  EndLingering(host);
  return host;
}

Host& Directory::HostOf(const log::Message& message) {
  if (!message.host.empty()) {
    if (Host* recent = RecentHost(message.host)) return *recent;
  }
  if (message.host.empty()) {
    key_ = fmt::format("\n{}", message.input);  // no host's name has a line break
  } else {
    key_ = message.host.substr(0, kLongestKey);
  }
  std::unique_ptr<Host>& slot = hosts_[key_];
  if (!slot) {
    slot = std::make_unique<Host>();
    slot->key = key_;
    slot->name = message.host.empty() ? "" : key_;
    recent_hosts_.push_front(slot.get());
    slot->in_recent_hosts = recent_hosts_.begin();
    bytes_ += kHostBytes;
  } else {
    recent_hosts_.splice(recent_hosts_.begin(), recent_hosts_, slot->in_recent_hosts);
  }
  return *slot;
}

// Mostly the host is one of the last few, as in a log of a client and its server.
Host* Directory::RecentHost(std::string_view name) {
  constexpr size_t kMostLookedAt = 4;
  size_t looked_at = 0;
  for (auto host = recent_hosts_.begin(); host != recent_hosts_.end(); ++host) {
    if (++looked_at > kMostLookedAt) break;
    if (!log::IsSameHost((*host)->name, name)) continue;
    if (looked_at > 1) recent_hosts_.splice(recent_hosts_.begin(), recent_hosts_, host);
    return recent_hosts_.front();
  }
  return nullptr;
}

void Directory::NoteLastHost(uint32_t input, Host* host) {
  if (input < last_host_.size() && last_host_[input] == host) return;
  if (input >= last_host_.size()) last_host_.resize(input + size_t{1}, nullptr);
  last_host_[input] = host;
}

Host* Directory::LastHostOf(uint32_t input) {
  return input < last_host_.size() ? last_host_[input] : nullptr;
}

OpenSession& Directory::Open(Host& host, const log::Message& message) {
  OpenSession& open = sessions_.emplace_front();
  open.self = sessions_.begin();
  open.host = &host;
  open.serial = ++sessions_made_;
  open.session.id = fmt::format("s{}", open.serial);
  GiveNumbers(&open.session);
  open.session.host = host.name;
  open.last_input = message.input;
  open.last_time = message.time;
  open.last_message = host.messages;
  host.recent.push_front(&open);
  open.in_host = host.recent.begin();
  Count(open, kSessionBytes);
  return open;
}

OpenSession& Directory::LinesOf(Host& host) {
  if (!host.lines) {
    host.lines = std::make_unique<OpenSession>();
    host.lines->host = &host;
    host.lines->session.id = fmt::format("h{}", ++hosts_made_);
    GiveNumbers(&host.lines->session);
    host.lines->session.is_host = true;
    host.lines->session.host = host.name;
    Count(*host.lines, kSessionBytes);
  }
  return *host.lines;
}

void Directory::GiveNumbers(Session* session) {
  session->number = ++numbers_;
  if (free_slots_.empty()) {
    session->slot = slots_made_++;
    return;
  }
  session->slot = free_slots_.back();  // what was used last is in the processor's caches still
  free_slots_.pop_back();
}

void Directory::Touch(OpenSession& open, const log::Message& message) {
  if (open.self != sessions_.begin()) sessions_.splice(sessions_.begin(), sessions_, open.self);
  std::list<OpenSession*>& recent = open.host->recent;
  if (open.in_host != recent.begin()) recent.splice(recent.begin(), recent, open.in_host);
  if (message.time) open.last_time = message.time;
  open.last_input = message.input;
  open.last_message = open.host->messages;
  if (!open.in_lingering) return;
  std::list<OpenSession*>& lingering = open.host->lingering;
  lingering.splice(lingering.end(), lingering, *open.in_lingering);
  open.finished_time = open.last_time;
  open.finished_message = open.last_message;
}

void Directory::Finish(OpenSession& open) {
  open.session.finished = true;
  if (open.in_lingering) return;
  open.finished_time = open.last_time;
  open.finished_message = open.host->messages;
  open.host->lingering.push_back(&open);
  open.in_lingering = std::prev(open.host->lingering.end());
}

void Directory::EndLingering(Host& host) {
  while (!host.lingering.empty()) {
    OpenSession& oldest = *host.lingering.front();
    const std::optional<int64_t> waited = MicrosBetween(host.clock, oldest.finished_time);
    bool over =
        waited ? *waited > kLinger : host.messages > oldest.finished_message + kLingerMessages;
    if (!over) return;
    End(oldest);
  }
}

void Directory::BindPppd(OpenSession& open, uint32_t pid) {
  if (!Remember(pid, &open.session.pppd_pids)) return;
  open.host->pppd[pid] = &open;
  // One pid for all is a wrapper's, which has begun another run with this session.
  MoveIfBound(pid, &open, &open.session.pptp_pids, &open.host->pptp);
}

void Directory::BindPptp(OpenSession& open, uint32_t pid) {
  if (!Remember(pid, &open.session.pptp_pids)) return;
  open.host->pptp[pid] = &open;
  MoveIfBound(pid, &open, &open.session.pppd_pids, &open.host->pppd);
}

void Directory::BindPptpd(OpenSession& open, uint32_t pid) {
  if (Remember(pid, &open.session.pptpd_pids)) open.host->pptpd[pid] = &open;
}

void Directory::BindService(OpenSession& open, uint32_t pid) {
  if (open.service_pid == pid) return;
  if (open.service_pid != 0) Forget(open, {open.service_pid}, &open.host->services);
  open.service_pid = pid;
  open.host->services[pid] = &open;
}

void Directory::BindInterface(OpenSession& open, std::string_view interface) {
  std::string name(interface.substr(0, kLongestKey));
  if (open.session.interface != name) {
    auto found = open.host->interfaces.find(open.session.interface);
    if (found != open.host->interfaces.end() && found->second == &open) {
      open.host->interfaces.erase(found);
    }
    open.session.interface = name;
  }
  OpenSession*& owner = open.host->interfaces[std::move(name)];
  if (owner != nullptr && owner != &open) owner->progress.superseded = true;
  owner = &open;
}

void Directory::Inherit(const OpenSession& previous, OpenSession& next) {
  const Session& from = previous.session;
  Session& to = next.session;
  to.side = from.side;
  to.peer = from.peer;
  to.pppd_version = from.pppd_version;
  to.pptp_version = from.pptp_version;
  to.options = from.options;
  to.has_option_dump = from.has_option_dump;
  to.mppe.required = from.mppe.required;
  to.user = from.user;
  next.progress.side_is_sure = previous.progress.side_is_sure;
  if (previous.service_pid != 0) BindService(next, previous.service_pid);
}

void Directory::Release(OpenSession& open) {
  Host& host = *open.host;
  Forget(open, open.session.pppd_pids, &host.pppd);
  Forget(open, open.session.pptp_pids, &host.pptp);
  Forget(open, open.session.pptpd_pids, &host.pptpd);
  if (open.service_pid != 0) Forget(open, {open.service_pid}, &host.services);
  auto interface = host.interfaces.find(open.session.interface);
  if (interface != host.interfaces.end() && interface->second == &open) {
    host.interfaces.erase(interface);
  }
  if (host.stream == &open) host.stream = nullptr;
  if (open.in_lingering) host.lingering.erase(*open.in_lingering);
  host.recent.erase(open.in_host);
}

void Directory::HandOver(OpenSession& open) {
  bytes_ -= open.bytes;
  CloseExchange(&open);
  if (!open.session.is_host) Conclude(&open);
  free_slots_.push_back(open.session.slot);
  on_end_(std::move(open.session));
}

void Directory::End(OpenSession& open) {
  Release(open);
  HandOver(open);
  sessions_.erase(open.self);
}

void Directory::EndSessionsOf(Host& host) {
  std::vector<OpenSession*> open(host.recent.begin(), host.recent.end());
  std::sort(open.begin(), open.end(),
            [](const OpenSession* a, const OpenSession* b) { return a->serial < b->serial; });
  for (OpenSession* session : open) End(*session);
}

void Directory::EndHost(Host& host) {
  EndSessionsOf(host);
  before_host_ends_(host);
  if (host.lines) HandOver(*host.lines);
  std::replace(last_host_.begin(), last_host_.end(), &host, static_cast<Host*>(nullptr));
  bytes_ -= kHostBytes;
  recent_hosts_.erase(host.in_recent_hosts);
  hosts_.erase(std::string(host.key));
}

void Directory::EndEverything() {
  std::vector<OpenSession*> open;
  for (OpenSession& session : sessions_) open.push_back(&session);
  std::sort(open.begin(), open.end(),
            [](const OpenSession* a, const OpenSession* b) { return a->serial < b->serial; });
  for (OpenSession* session : open) End(*session);
  while (!recent_hosts_.empty()) EndHost(*recent_hosts_.back());
}

void Directory::EnforceLimits(const OpenSession* current, const Host* current_host) {
  while (recent_hosts_.size() > std::max<size_t>(limits_.hosts, 1)) {
    if (recent_hosts_.back() == current_host) return;
    EndHost(*recent_hosts_.back());
  }
  while (sessions_.size() > limits_.open_sessions && &sessions_.back() != current) {
    End(sessions_.back());
  }
  if (bytes_ > limits_.bytes) MakeRoom(current, current_host);
}

void Directory::AddToExchange(const Event& event, const std::shared_ptr<const Utterance>& utterance,
                              bool shared, OpenSession& open) {
  const size_t before = open.bytes;
  session::AddToExchange(event, utterance, shared, limits_.exchange_per_session, &open);
  bytes_ = bytes_ - before + open.bytes;
}

void Directory::Count(OpenSession& open, size_t bytes) {
  open.bytes += bytes;
  bytes_ += bytes;
}

void Directory::NoteKept(OpenSession& open, size_t bytes) {
  open.bytes = open.bytes - open.kept_bytes + bytes;
  bytes_ = bytes_ - open.kept_bytes + bytes;
  open.kept_bytes = bytes;
}

void Directory::Shorten(OpenSession& open, size_t ends) {
  const size_t before = open.bytes;
  ShortenExchange(ends, &open);
  bytes_ = bytes_ - before + open.bytes;
  if (on_shorten_) NoteKept(open, on_shorten_(open.session, ends));
}

void Directory::ShortenAll(size_t enough) {
  // First the sessions of which much is kept.
  struct Step {
    size_t more_than;  // bytes
    size_t ends;
  };
  for (const Step& step : {Step{8192, 4}, Step{4096, 1}}) {
    for (auto open = sessions_.rbegin(); open != sessions_.rend() && bytes_ > enough; ++open) {
      if (open->bytes > step.more_than) Shorten(*open, step.ends);
    }
    for (auto host = recent_hosts_.rbegin(); host != recent_hosts_.rend() && bytes_ > enough;
         ++host) {
      OpenSession* lines = (*host)->lines.get();
      if (lines != nullptr && lines->bytes > step.more_than) Shorten(*lines, step.ends);
    }
  }
}

// Makes more room than is needed now, so that it need not be made with every message; less of
// it where sessions must be ended for it, which may go on.
void Directory::MakeRoom(const OpenSession* current, const Host* current_host) {
  ShortenAll(limits_.bytes - limits_.bytes / 4);
  const size_t enough = limits_.bytes - limits_.bytes / 16;
  while (bytes_ > enough && !sessions_.empty() && &sessions_.back() != current) {
    End(sessions_.back());
  }
  while (bytes_ > enough && recent_hosts_.back() != current_host) EndHost(*recent_hosts_.back());
}

}  // namespace pptp::session
