#include <fmt/format.h>

#include <algorithm>

#include "lib/report/groups.h"
#include "lib/report/places.h"
#include "lib/report/text_sections.h"

// Each session in short.
namespace pptp::report {
namespace {

constexpr size_t kMostIds = 10;

// Groups of sessions shown; a log of a busy server has thousands.
constexpr size_t kMostGroups = 40;

std::string PhaseInWords(std::string_view phase) {
  if (phase == "none") return "the very start";
  if (phase == "control") return "the control connection (TCP port 1723)";
  if (phase == "call") return "the call set-up (Outgoing-Call)";
  if (phase == "lcp") return "link negotiation (LCP)";
  if (phase == "authentication") return "authentication";
  if (phase == "ccp") return "encryption (CCP)";
  if (phase == "ipcp") return "address negotiation (IPCP)";
  if (phase == "up") return "an address, the link being up";
  return std::string(phase);
}

std::string OutcomeInWords(const SessionReport& session) {
  if (session.outcome == "up") return "up when the log ends";
  if (session.outcome == "closed") return "was up and closed in an orderly way";
  if (session.outcome == "failed") return "failed; it got as far as " + PhaseInWords(session.phase);
  return "incomplete in this log; it got as far as " + PhaseInWords(session.phase);
}

std::string CarrierInWords(std::string_view carrier) {
  if (carrier == "pppoe") return "PPPoE";
  if (carrier == "pppoa") return "PPP over ATM";
  if (carrier == "l2tp") return "L2TP";
  if (carrier == "sstp") return "SSTP";
  if (carrier == "tls") return "an SSL VPN";
  if (carrier == "serial") return "a modem or serial line";
  return std::string(carrier);
}

bool Failed(const SessionReport& session) {
  return session.outcome == "failed";
}

Ink InkOf(const SessionReport& session) {
  if (Failed(session)) return Ink::kError;
  return session.outcome == "incomplete" ? Ink::kWarning : Ink::kGood;
}

// "ppp0, server 10.0.0.1, on gateway, log of the client".
std::string WhoIsWho(const SessionReport& s) {
  std::vector<std::string> parts;
  if (!s.interface.empty()) parts.push_back(s.interface);
  if (!s.peer.empty()) {
    parts.push_back((s.side == "client"   ? "server "
                     : s.side == "server" ? "client "
                                          : "peer ") +
                    s.peer);
  }
  if (!s.host.empty()) parts.push_back("on " + s.host);
  if (s.side == "client" || s.side == "server") parts.push_back("log of the " + s.side);
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string TimesOf(const SessionGroup& group) {
  const std::optional<LogTime>& began = group.first().began;
  const std::optional<LogTime>& ended = group.ended;
  std::string text;
  if (began) text = "from " + DateAndTime(*began);
  if (ended) text += (text.empty() ? "until " : " to ") + DateAndTime(*ended);
  if (began && ended && group.size() == 1 && began->has_date == ended->has_date) {
    text +=
        fmt::format(" ({})", Duration(static_cast<double>(ended->micros - began->micros) / 1e6));
  }
  return text;
}

std::string AddressesOf(const SessionReport& s) {
  std::vector<std::string> parts;
  if (!s.local_ip.empty()) parts.push_back("local " + s.local_ip);
  if (!s.remote_ip.empty()) parts.push_back("remote " + s.remote_ip);
  if (!s.dns.empty()) parts.push_back(fmt::format("DNS {}", fmt::join(s.dns, " and ")));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string ProgramsOf(const SessionReport& s) {
  std::vector<std::string> parts;
  if (!s.pppd_version.empty()) parts.push_back("pppd " + s.pppd_version);
  if (!s.pptp_version.empty()) parts.push_back("pptp " + s.pptp_version);
  return fmt::format("{}", fmt::join(parts, ", "));
}

bool HasCause(const Report& report, const SessionReport& session) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
    return finding.session == session.id && finding.role == Role::kCause;
  });
}

void PrintIfAny(std::string_view label, const std::string& text, Page* page) {
  if (!text.empty()) page->Item(6, label, text);
}

void PrintGroup(const Report& report, const SessionGroup& group, Page* page) {
  const SessionReport& s = group.first();
  const bool alone = group.size() == 1;
  const std::string ids = ListOf(group.Ids(), kMostIds, group.left_out);
  const std::string label =
      alone ? ids + ": " : fmt::format("{} ({} sessions alike): ", ids, group.size());
  page->Item(2, label, OutcomeInWords(s), InkOf(s));
  PrintIfAny("", WhoIsWho(s), page);
  if (!MayBePptp(s)) {
    page->Item(6, "carried by: ", CarrierInWords(s.carrier) + ", so it is no PPTP tunnel");
  }
  PrintIfAny("time: ", TimesOf(group), page);
  if (s.seconds_up && alone) page->Item(6, "up for: ", Duration(*s.seconds_up));
  PrintIfAny("authentication: ", s.auth, page);
  PrintIfAny("encryption: ", s.mppe.verdict, page);
  if (alone) PrintIfAny("addresses: ", AddressesOf(s), page);
  PrintIfAny("versions: ", ProgramsOf(s), page);
  if (Failed(s) && s.ended_by && !HasCause(report, s)) {
    page->Item(6, "ended by: ",
               fmt::format("{} ({})", s.ended_by->text,
                           PlaceOf(report, s.ended_by->input, s.ended_by->line)));
  }
  auto wrong = std::find_if(s.exchange.begin(), s.exchange.end(),
                            [](const ExchangeItem& item) { return item.went_wrong; });
  if (wrong != s.exchange.end()) {
    page->Item(6, "went wrong at: ", PlaceOf(report, wrong->input, wrong->line));
  }
}

}  // namespace

void PrintSessions(const Report& report, Page* page) {
  const std::vector<SessionGroup> groups = GroupSessions(report);
  if (groups.empty()) return;
  page->Blank();
  page->Heading(groups.size() == 1 && groups[0].sessions.size() == 1 ? "The session"
                                                                     : "The sessions");
  for (size_t i = 0; i < std::min(groups.size(), kMostGroups); ++i) {
    PrintGroup(report, groups[i], page);
  }
  if (groups.size() > kMostGroups) {
    page->Prose(2, fmt::format("... and {} more kinds of session; --format json has them all.",
                               groups.size() - kMostGroups));
  }
}

}  // namespace pptp::report
