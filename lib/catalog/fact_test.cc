#include "lib/catalog/fact_test.h"

#include <algorithm>

#include "lib/catalog/details.h"
#include "lib/ppp/mppe.h"

namespace pptp::catalog {
namespace {

using session::Session;

FactValue Text(std::string_view text) {
  return {.known = !text.empty(), .text = text};
}
FactValue Texts(const std::vector<std::string>& texts, bool complete) {
  return {.known = complete || !texts.empty(), .texts = &texts};
}
FactValue Number(double number) {
  return {.known = true, .number = number};
}
FactValue Boolean(bool value) {
  return Number(value ? 1 : 0);
}
FactValue Numbers(const std::vector<uint32_t>& list) {
  return {.known = !list.empty(), .numbers = &list};
}

// A count of packets is only known where packets are logged at all.
FactValue Counter(const Session& session, uint64_t count) {
  return {.known = session.seen_debug || count > 0, .number = static_cast<double>(count)};
}

template <typename T>
FactValue Optional(const std::optional<T>& number) {
  return number ? Number(static_cast<double>(*number)) : FactValue{};
}

FactValue Duration(const Session& session) {
  if (!session.began || !session.ended || session.began->has_date != session.ended->has_date) {
    return {};
  }
  return Number(static_cast<double>(session.ended->micros - session.began->micros) / 1e6);
}

// The values below are made of names. There are few of them, and all are made at the first use,
// so that facts can point to them.
template <typename Make>
auto AllSets(size_t members, const Make& make) {
  std::vector<decltype(make(uint32_t{0}))> sets;
  for (uint32_t set = 0; set >> members == 0; ++set) sets.push_back(make(set));
  return sets;
}

FactValue Letters(const std::optional<uint32_t>& bits) {
  if (!bits) return {};
  static const std::vector<ppp::MppeBit> all = ppp::ExplainMppe(UINT32_MAX);
  static const auto letters = AllSets(all.size(), [](uint32_t set) {
    uint32_t in_set = 0;
    for (size_t i = 0; i < all.size(); ++i) {
      if ((set >> i & 1) != 0) in_set |= all[i].mask;
    }
    return MppeBitLetters(in_set);
  });
  uint32_t set = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    if ((*bits & all[i].mask) != 0) set |= 1u << i;
  }
  return {.known = true, .text = letters[set]};
}

// All bits of the proposals that went in one direction.
FactValue Offered(const Session& session, ppp::Direction direction) {
  std::optional<uint32_t> bits;
  for (const session::MppeRound& round : session.mppe.rounds) {
    if (round.direction == direction && round.code == ppp::kConfigureRequest) {
      bits = bits.value_or(0) | round.bits.value_or(0);
    }
  }
  return Letters(bits);
}

FactValue Detail(const Session& session) {
  static const auto details = AllSets(kDetails.size(), [](uint32_t set) {
    std::vector<std::string> names;
    for (size_t i = 0; i < kDetails.size(); ++i) {
      if ((set >> i & 1) != 0) names.emplace_back(kDetails[i].name);
    }
    return names;
  });
  return Texts(details[DetailsOf(session)], true);
}

std::vector<Fact> MakeFacts() {
  using S = const Session&;
  const std::vector<std::string_view> outcomes = {"up", "failed", "closed", "incomplete"};
  const std::vector<std::string_view> sides = {"client", "server", "unknown"};
  const std::vector<std::string_view> auths = {"pap", "chap MD5", "chap MS", "chap MS-v2", "eap"};
  const std::vector<std::string_view> details = {"pppd-debug", "pptp", "pppd", "pptpd", "kernel"};
  constexpr auto kText = FactType::kText;
  constexpr auto kNumber = FactType::kNumber;
  constexpr auto kBoolean = FactType::kBoolean;
  constexpr auto kLetters = FactType::kMppeLetters;
  return {
      {"phase", FactType::kPhase, [](S s) { return Number(static_cast<double>(s.phase)); }, {}},
      {"outcome", kText, [](S s) { return Text(session::OutcomeName(s.outcome)); }, outcomes},
      {"side", kText, [](S s) { return Text(session::SideName(s.side)); }, sides},
      {"seconds_up", kNumber, [](S s) { return Optional(s.seconds_up); }, {}},
      {"seconds", kNumber, [](S s) { return Duration(s); }, {}},
      {"mppe.required", kBoolean, [](S s) { return Boolean(s.mppe.required); }, {}},
      {"mppe.enabled", kBoolean, [](S s) { return Boolean(s.mppe.enabled); }, {}},
      {"mppe.agreed_send", kLetters, [](S s) { return Letters(s.mppe.agreed_send); }, {}},
      {"mppe.agreed_receive", kLetters, [](S s) { return Letters(s.mppe.agreed_receive); }, {}},
      {"mppe.offered_sent", kLetters, [](S s) { return Offered(s, ppp::Direction::kSent); }, {}},
      {"mppe.offered_received",
       kLetters,
       [](S s) { return Offered(s, ppp::Direction::kReceived); },
       {}},
      {"auth", kText, [](S s) { return Text(s.auth_protocol); }, auths},
      {"option", FactType::kTexts, [](S s) { return Texts(s.options, s.has_option_dump); }, {}},
      {"options_dumped", kBoolean, [](S s) { return Boolean(s.has_option_dump); }, {}},
      {"pppd_version", kText, [](S s) { return Text(s.pppd_version); }, {}},
      {"pptp_version", kText, [](S s) { return Text(s.pptp_version); }, {}},
      {"lcp_requests_sent",
       kNumber,
       [](S s) { return Counter(s, s.counters.lcp_requests_sent); },
       {}},
      {"lcp_requests_unanswered",
       kNumber,
       [](S s) { return Counter(s, s.counters.lcp_requests_unanswered); },
       {}},
      {"packets_sent", kNumber, [](S s) { return Counter(s, s.counters.packets_sent); }, {}},
      {"packets_received",
       kNumber,
       [](S s) { return Counter(s, s.counters.packets_received); },
       {}},
      {"echo_requests_sent",
       kNumber,
       [](S s) { return Counter(s, s.counters.echo_requests_sent); },
       {}},
      {"echo_replies_received",
       kNumber,
       [](S s) { return Counter(s, s.counters.echo_replies_received); },
       {}},
      {"echo_requests_received",
       kNumber,
       [](S s) { return Counter(s, s.counters.echo_requests_received); },
       {}},
      {"echo_replies_sent",
       kNumber,
       [](S s) { return Counter(s, s.counters.echo_replies_sent); },
       {}},
      {"protocol_rejects_received",
       kNumber,
       [](S s) { return Counter(s, s.counters.protocol_rejects_received); },
       {}},
      {"protocol_rejects_sent",
       kNumber,
       [](S s) { return Counter(s, s.counters.protocol_rejects_sent); },
       {}},
      {"ms_code", FactType::kNumbers, [](S s) { return Numbers(s.termination_codes); }, {}},
      {"chap_error", FactType::kNumbers, [](S s) { return Numbers(s.chap_errors); }, {}},
      {"user", kText, [](S s) { return Text(s.user); }, {}},
      {"exit_status", kNumber, [](S s) { return Optional(s.exit_status); }, {}},
      {"detail", FactType::kTexts, [](S s) { return Detail(s); }, details},
      {"interface", kText, [](S s) { return Text(s.interface); }, {}},
      {"peer", kText, [](S s) { return Text(s.peer); }, {}},
      {"local_ip", kText, [](S s) { return Text(s.local_ip); }, {}},
      {"remote_ip", kText, [](S s) { return Text(s.remote_ip); }, {}},
  };
}

template <typename T>
auto IsOneOf(const std::vector<T>& list) {
  return [&list](const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
}

}  // namespace

const std::vector<Fact>& AllFacts() {
  static const std::vector<Fact> facts = MakeFacts();
  return facts;
}

const Fact* FindFact(std::string_view name) {
  for (const Fact& fact : AllFacts()) {
    if (fact.name == name) return &fact;
  }
  return nullptr;
}

std::string MppeBitLetters(uint32_t bits) {
  std::string letters;
  for (const ppp::MppeBit& bit : ppp::ExplainMppe(bits)) {
    if (bit.set) letters += bit.letter;
  }
  return letters;
}

std::optional<double> PhaseNumber(std::string_view name) {
  for (auto phase = static_cast<uint8_t>(session::Phase::kNone);
       phase <= static_cast<uint8_t>(session::Phase::kUp); ++phase) {
    if (session::PhaseName(static_cast<session::Phase>(phase)) == name) return phase;
  }
  return std::nullopt;
}

bool FactTest::Holds(const session::Session& session) const {
  // Of what is gathered for a host nothing is known: it is no connection.
  const FactValue value = session.is_host ? FactValue{} : fact->value(session);
  if (known && *known != value.known) return false;
  if (!has_is && has == nullptr && !min && !max) return true;
  if (!value.known) return false;
  if (has_is && !value.AnyText(IsOneOf(is_texts)) && !value.AnyNumber(IsOneOf(is_numbers))) {
    return false;
  }
  if (has != nullptr &&
      !value.AnyText([&](std::string_view text) { return has->Matches(text, nullptr); })) {
    return false;
  }
  if (min && value.AnyNumber([&](double number) { return number < *min; })) return false;
  return !max || !value.AnyNumber([&](double number) { return number > *max; });
}

}  // namespace pptp::catalog
