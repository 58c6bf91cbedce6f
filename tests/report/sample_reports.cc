#include "tests/report/sample_reports.h"

#include <fmt/format.h>

#include <utility>

namespace pptp::report {
namespace {

ExchangeItem Packet(uint64_t line, int64_t seconds, std::string direction, std::string protocol,
                    std::string code, int id, std::vector<std::string> options,
                    std::string note = {}) {
  ExchangeItem item;
  item.line = line;
  item.time = At(seconds);
  item.text = fmt::format("{} [{} {} id={:#x}", direction, protocol, code, id);
  for (const std::string& option : options) item.text += fmt::format(" <{}>", option);
  item.text += ']';
  item.direction = std::move(direction);
  item.protocol = std::move(protocol);
  item.code = std::move(code);
  item.id = id;
  item.options = std::move(options);
  item.note = std::move(note);
  return item;
}

ExchangeItem Message(uint64_t line, int64_t seconds, std::string text) {
  ExchangeItem item;
  item.line = line;
  item.time = At(seconds);
  item.text = std::move(text);
  return item;
}

Finding NoEncryptionHere() {
  Finding f;
  f.problem = "no-encryption-here";
  f.number = 18;
  f.title = "The server demands encryption and this pppd offers none";
  f.symptom =
      "The server answers each of our CCP requests with a Nak that names no strength, and then "
      "ends the call.";
  f.severity = Severity::kError;
  f.role = Role::kCause;
  f.confidence = Confidence::kLikely;
  f.session = "s1";
  f.explains = {"ccp-timeout"};
  f.causes = {{"module",
               "The kernel's MPPE module is missing or does not load.",
               {{"Load the module and look at what it says.", {"modprobe ppp_mppe"}, {}, {}}}},
              {"options",
               "pppd was not told that it may encrypt.",
               {{"Ask for encryption in /etc/ppp/peers/office.",
                 {},
                 {"require-mppe-128", "refuse-eap"},
                 {"nomppe"}}}}};
  f.evidence = {{0, 13, "Sep 10 05:19:06 client pppd[311]: sent [CCP ConfReq id=0x5]"},
                {0, 14,
                 "Sep 10 05:19:06 client pppd[311]: rcvd [CCP ConfNak id=0x5 <mppe -H -M -S -L -D "
                 "-C>]"}};
  f.fault_tree = {"mppe", "mppe-kernel"};
  return f;
}

Finding CcpTimeout() {
  Finding f;
  f.problem = "ccp-timeout";
  f.number = 17;
  f.title = "CCP: timeout sending Config-Requests";
  f.symptom = "Compression was not agreed upon in time.";
  f.role = Role::kSymptom;
  f.confidence = Confidence::kCertain;
  f.session = "s1";
  f.explained_by = {"no-encryption-here"};
  f.evidence = {{0, 20, "Sep 10 05:19:36 client pppd[311]: CCP: timeout sending Config-Requests"}};
  return f;
}

SessionReport RefusedSession() {
  SessionReport s;
  s.id = "s1";
  s.host = "client";
  s.interface = "ppp0";
  s.peer = "192.0.2.1";
  s.began = At(0);
  s.ended = At(32);
  s.outcome = "failed";
  s.phase = "ccp";
  s.side = "client";
  s.auth = "chap MS-v2";
  s.mppe.verdict = "the server demands encryption and we offered none";
  s.mppe.rounds = {{{0, 13, {}}, "sent", "ConfReq", std::nullopt},
                   {{0, 14, {}}, "rcvd", "ConfNak", 0u}};
  s.pppd_version = "2.4.1";
  s.options = {"debug"};
  s.counters = {{"packets_sent", 14}, {"packets_received", 12}};
  s.exchange = {
      Message(10, 0, "Using interface ppp0"),
      Packet(11, 0, "sent", "LCP", "ConfReq", 1,
             {"mru 1000", "asyncmap 0x0", "magic 0x5d4790f", "pcomp", "accomp"}),
      Packet(12, 1, "rcvd", "LCP", "ConfReq", 0, {"auth chap MS-v2", "magic 0x6fe7"},
             "asks for MS-CHAPv2 authentication"),
      Packet(13, 1, "sent", "CCP", "ConfReq", 5, {}),
      Packet(14, 1, "rcvd", "CCP", "ConfNak", 5, {"mppe -H -M -S -L -D -C"}, "no encryption"),
  };
  s.exchange.back().went_wrong = true;
  for (int i = 0; i < 4; ++i) {
    const auto line = static_cast<uint64_t>(15 + 2 * i);
    s.exchange.push_back(Packet(line, 4 + i, "sent", "CCP", "ConfReq", 6 + i, {}));
    s.exchange.push_back(
        Packet(line + 1, 4 + i, "rcvd", "CCP", "ConfNak", 6 + i, {"mppe -H -M -S -L -D -C"}));
  }
  for (int i = 0; i < 9; ++i) {
    s.exchange.push_back(Packet(23, 10 + i, "sent", "LCP", "EchoReq", i, {}));
  }
  s.exchange.push_back(Message(32, 31, "CCP: timeout sending Config-Requests"));
  return s;
}

}  // namespace

LogTime At(int64_t seconds) {
  constexpr int64_t kStart = 1031635145;  // 2002-09-10 05:19:05
  return {(kStart + seconds) * 1'000'000, true, true, false};
}

Report RefusedEncryption() {
  Report report;
  report.inputs = {{"/var/log/messages", 214, 20480}};
  report.sessions = {RefusedSession()};
  report.findings = {NoEncryptionHere(), CcpTimeout()};
  report.not_judged = {{"mppe-module-missing", 29, "The MPPE module is missing", "s1", {"kernel"}}};
  report.fault_tree = {
      {"ping", FaultTreeAnswer::State::kPassed, {{0, 11, "sent [LCP ConfReq id=0x1]"}}},
      {"gre", FaultTreeAnswer::State::kPassed, {{0, 12, "rcvd [LCP ConfReq id=0x0]"}}},
      {"mppe", FaultTreeAnswer::State::kFailed, {{0, 14, "rcvd [CCP ConfNak id=0x5]"}}},
      {"mppe-kernel", FaultTreeAnswer::State::kOpen, {}}};
  report.messages = 32;
  return report;
}

Report RefusedEncryptionAgainAndAgain(int attempts) {
  Report report = RefusedEncryption();
  report.sessions.clear();
  report.findings.clear();
  for (int i = 1; i <= attempts; ++i) {
    SessionReport session = RefusedSession();
    session.id = fmt::format("s{}", i);
    session.began = At(i * 60);
    session.ended = At(i * 60 + 32);
    report.sessions.push_back(session);
    for (Finding finding : {NoEncryptionHere(), CcpTimeout()}) {
      finding.session = session.id;
      report.findings.push_back(std::move(finding));
    }
  }
  return report;
}

Report Healthy() {
  Report report;
  report.inputs = {{"pppd.log", 54, 4096}};
  SessionReport s;
  s.id = "s1";
  s.interface = "ppp1";
  s.peer = "PPTP";
  s.began = At(0);
  s.outcome = "up";
  s.phase = "up";
  s.side = "client";
  s.auth = "chap MS-v2";
  s.mppe.agreed_send = 0x01000040;
  s.mppe.agreed_receive = 0x01000040;
  s.mppe.enabled = true;
  s.mppe.verdict = "128-bit stateless in both directions";
  s.local_ip = "192.0.2.42";
  s.remote_ip = "192.0.2.31";
  s.dns = {"192.0.2.53"};
  s.seconds_up = 3725;
  report.sessions = {std::move(s)};
  report.messages = 50;
  return report;
}

Report FailedWithoutDetail() {
  Report report;
  report.inputs = {{"daemon.log", 9, 900}, {"-", 12, 700}};
  SessionReport s;
  s.id = "s1";
  s.outcome = "failed";
  s.phase = "lcp";
  s.side = "unknown";
  report.sessions = {std::move(s)};
  report.not_judged = {{"auth-refused", 16, "Authentication is refused", "s1", {"pppd-debug"}},
                       {"no-gre", 15, "No GRE arrives", "s1", {"pppd-debug", "pptp"}},
                       {"own-pack", std::nullopt, "A problem of a user's pack", "s1", {"router"}}};
  report.messages = 7;
  return report;
}

Report NothingOfOurs() {
  Report report;
  report.inputs = {{"/var/log/auth.log", 1234, 99999}};
  return report;
}

Report Empty() {
  Report report;
  report.inputs = {{"empty.log", 0, 0}};
  return report;
}

Report Hostile() {
  const std::string bad = kHostileText;
  Report report = RefusedEncryption();
  report.inputs[0].name = bad;
  for (Finding& f : report.findings) {
    f.title += bad;
    f.symptom += bad;
    f.session = bad;
    f.evidence.push_back({0, 1, bad});
    f.solutions = {{bad, {bad}, {bad}, {bad}}};
    for (CauseText& cause : f.causes) cause.text += bad;
  }
  SessionReport& s = report.sessions[0];
  for (std::string* text : {&s.id, &s.host, &s.interface, &s.peer, &s.auth, &s.mppe.verdict,
                            &s.local_ip, &s.remote_ip, &s.pppd_version, &s.pptp_version}) {
    *text = bad;
  }
  s.dns = {bad};
  s.options = {bad};
  s.counters.emplace_back(bad, 1);
  for (ExchangeItem& item : s.exchange) {
    item.text += bad;
    item.note += bad;
    item.options.push_back(bad);
  }
  report.not_judged = {{bad, std::nullopt, bad, bad, {bad}}};
  for (FaultTreeAnswer& answer : report.fault_tree) answer.evidence.push_back({0, 1, bad});
  return report;
}

}  // namespace pptp::report
