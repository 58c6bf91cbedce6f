#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "lib/ppp/mppe.h"
#include "lib/report/counting.h"
#include "pptp/render.h"

// The JSON report. docs/json-report.md is the contract: every key is always
// there, with null or an empty list when there is nothing to say.
namespace pptp {
namespace {

// Keys stay in the order in which they are written here.
using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema = "pptp-diagnose/1";

Json TimeOrNull(const std::optional<LogTime>& time) {
  return time ? Json(FormatTime(*time)) : Json(nullptr);
}

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <typename List, typename ToJson>
Json ListOf(const List& list, ToJson to_json) {
  Json array = Json::array();
  for (const auto& item : list) array.push_back(to_json(item));
  return array;
}

Json ToJson(const Input& input) {
  return {{"name", input.name}, {"lines", input.lines}, {"bytes", input.bytes}};
}

Json ToJson(const Evidence& evidence) {
  return {{"input", evidence.input}, {"line", evidence.line}, {"text", evidence.text}};
}

Json ToJson(const SolutionText& solution) {
  return {{"text", solution.text},
          {"commands", solution.commands},
          {"pppd_options", {{"add", solution.add_options}, {"remove", solution.remove_options}}}};
}

Json ToJson(const CauseText& cause) {
  return {{"id", cause.id},
          {"text", cause.text},
          {"solutions", ListOf(cause.solutions, [](const SolutionText& s) { return ToJson(s); })}};
}

Json ToJson(const Finding& finding) {
  return {{"problem", finding.problem},
          {"number", OrNull(finding.number)},
          {"title", finding.title},
          {"symptom", finding.symptom},
          {"severity", ToString(finding.severity)},
          {"role", ToString(finding.role)},
          {"confidence", ToString(finding.confidence)},
          {"session", finding.session},
          {"explains", finding.explains},
          {"explained_by", finding.explained_by},
          {"causes", ListOf(finding.causes, [](const CauseText& c) { return ToJson(c); })},
          {"solutions", ListOf(finding.solutions, [](const SolutionText& s) { return ToJson(s); })},
          {"evidence", ListOf(finding.evidence, [](const Evidence& e) { return ToJson(e); })},
          {"fault_tree", finding.fault_tree}};
}

Json ToJson(const NotJudged& item) {
  return {{"problem", item.problem},
          {"number", OrNull(item.number)},
          {"title", item.title},
          {"session", item.session},
          {"needs", item.needs}};
}

Json ToJson(const ExchangeItem& item) {
  return {{"input", item.input},
          {"line", item.line},
          {"time", TimeOrNull(item.time)},
          {"direction", item.direction.empty() ? Json(nullptr) : Json(item.direction)},
          {"protocol", item.protocol.empty() ? Json(nullptr) : Json(item.protocol)},
          {"code", item.code.empty() ? Json(nullptr) : Json(item.code)},
          {"id", OrNull(item.id)},
          {"options", item.options},
          {"text", item.text},
          {"note", item.note},
          {"count", item.count},
          {"went_wrong", item.went_wrong}};
}

Json BitsInWords(const std::optional<uint32_t>& bits) {
  return bits ? Json(ppp::DescribeMppe(*bits)) : Json(nullptr);
}

Json ToJson(const SessionReport::MppeSummary::Round& round) {
  return {{"input", round.where.input},   {"line", round.where.line},
          {"direction", round.direction}, {"code", round.code},
          {"bits", OrNull(round.bits)},   {"meaning", BitsInWords(round.bits)}};
}

Json ToJson(const SessionReport::MppeSummary& mppe) {
  return {{"required", mppe.required},
          {"enabled", mppe.enabled},
          {"agreed_send", OrNull(mppe.agreed_send)},
          {"agreed_receive", OrNull(mppe.agreed_receive)},
          {"agreed_send_meaning", BitsInWords(mppe.agreed_send)},
          {"agreed_receive_meaning", BitsInWords(mppe.agreed_receive)},
          {"verdict", mppe.verdict},
          {"rounds", ListOf(mppe.rounds, [](const auto& round) { return ToJson(round); })}};
}

Json CountersToJson(const SessionReport& session) {
  Json counters = Json::object();
  for (const auto& [name, value] : session.counters) counters[name] = value;
  return counters;
}

Json ToJson(const SessionReport& session) {
  return {{"id", session.id},
          {"host", session.host},
          {"interface", session.interface},
          {"peer", session.peer},
          {"carrier", session.carrier},
          {"side", session.side},
          {"began", TimeOrNull(session.began)},
          {"ended", TimeOrNull(session.ended)},
          {"outcome", session.outcome},
          {"phase", session.phase},
          {"ended_by", session.ended_by ? ToJson(*session.ended_by) : Json(nullptr)},
          {"seconds_up", OrNull(session.seconds_up)},
          {"auth", session.auth},
          {"mppe", ToJson(session.mppe)},
          {"local_ip", session.local_ip},
          {"remote_ip", session.remote_ip},
          {"dns", session.dns},
          {"pppd_version", session.pppd_version},
          {"pptp_version", session.pptp_version},
          {"options", session.options},
          {"counters", CountersToJson(session)},
          {"exchange", ListOf(session.exchange, [](const auto& item) { return ToJson(item); })},
          {"exchange_dropped", session.exchange_dropped}};
}

Json ToJson(const LeftOut::Sessions& sessions) {
  return {{"like", OrNull(sessions.like)},
          {"outcome", sessions.outcome},
          {"carrier", sessions.carrier},
          {"count", sessions.count},
          {"ended", TimeOrNull(sessions.ended)}};
}

Json ToJson(const LeftOut::Findings& findings) {
  return {{"problem", findings.problem},
          {"like", OrNull(findings.like)},
          {"severity", ToString(findings.severity)},
          {"role", ToString(findings.role)},
          {"count", findings.count}};
}

Json ToJson(const LeftOut& left_out) {
  return {{"sessions", ListOf(left_out.sessions, [](const auto& kind) { return ToJson(kind); })},
          {"findings", ListOf(left_out.findings, [](const auto& kind) { return ToJson(kind); })},
          {"not_judged", left_out.not_judged}};
}

std::string_view StateName(FaultTreeAnswer::State state) {
  switch (state) {
    case FaultTreeAnswer::State::kPassed:
      return "passed";
    case FaultTreeAnswer::State::kFailed:
      return "failed";
    case FaultTreeAnswer::State::kOpen:
      break;
  }
  return "open";
}

Json ToJson(const FaultTreeAnswer& answer) {
  return {{"step", answer.step},
          {"state", StateName(answer.state)},
          {"evidence", ListOf(answer.evidence, [](const Evidence& e) { return ToJson(e); })}};
}

Json Summary(const Report& report) {
  auto sessions_with = [&](auto predicate) {
    return report::CountWithLeftOut(report.sessions, report.left_out.sessions, predicate);
  };
  auto findings_with = [&](auto predicate) {
    return report::CountWithLeftOut(report.findings, report.left_out.findings, predicate);
  };
  Json sessions = {{"total", sessions_with([](const auto&) { return true; })}};
  for (std::string_view outcome : {"up", "failed", "closed", "incomplete"}) {
    sessions[std::string(outcome)] =
        sessions_with([&](const auto& s) { return s.outcome == outcome; });
  }
  Json findings = {{"total", findings_with([](const auto&) { return true; })}};
  for (Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    findings[std::string(ToString(severity))] =
        findings_with([&](const auto& f) { return f.severity == severity; });
  }
  for (Role role : {Role::kCause, Role::kSymptom}) {
    findings[std::string(ToString(role))] =
        findings_with([&](const auto& f) { return f.role == role; });
  }
  return {{"messages", report.messages},
          {"sessions", std::move(sessions)},
          {"findings", std::move(findings)},
          {"not_judged", report.not_judged.size() + report.left_out.not_judged}};
}

// Bytes that are not UTF-8 become U+FFFD. Everything past ASCII is escaped, so
// that the document is harmless on a terminal too.
std::string Dump(const Json& json, int indent) {
  return json.dump(indent, ' ', true, Json::error_handler_t::replace);
}

// The same object with its kind in front.
std::string TypedLine(std::string_view type, const Json& json) {
  Json line = {{"type", type}};
  line.update(json);
  return Dump(line, -1) + '\n';
}

Json ListOfAll(const auto& list) {
  return ListOf(list, [](const auto& item) { return ToJson(item); });
}

// One object written member by member and item by item. A report can hold
// hundreds of thousands of packets, whose trees of values need not all be in
// memory at once beside the report and the text.
class Document {
 public:
  void Add(std::string_view key, const Json& value) {
    Key(key);
    Value(value, 2);
  }

  void AddList(std::string_view key, const auto& list) {
    Key(key);
    text_ += '[';
    for (const auto& item : list) {
      text_ += &item == &list.front() ? "\n    " : ",\n    ";
      Value(ToJson(item), 4);
    }
    text_ += list.empty() ? "]" : "\n  ]";
  }

  std::string Take() && { return std::move(text_) + "\n}\n"; }

 private:
  void Key(std::string_view key) {
    text_ += text_.empty() ? "{\n  " : ",\n  ";
    text_ += Dump(key, -1) + ": ";
  }

  // The line ends in what is dumped are all layout: those of values are escaped.
  void Value(const Json& value, size_t indent) {
    for (char c : Dump(value, 2)) {
      text_ += c;
      if (c == '\n') text_.append(indent, ' ');
    }
  }

  std::string text_;
};

}  // namespace

std::string RenderJson(const Report& report) {
  Document document;
  document.Add("schema", kSchema);
  document.AddList("inputs", report.inputs);
  document.AddList("sessions", report.sessions);
  document.AddList("findings", report.findings);
  document.AddList("not_judged", report.not_judged);
  document.AddList("fault_tree", report.fault_tree);
  document.Add("summary", Summary(report));
  if (!report.left_out.empty()) document.Add("left_out", ToJson(report.left_out));
  return std::move(document).Take();
}

std::string RenderJsonLines(const Report& report) {
  std::string lines;
  for (const SessionReport& session : report.sessions) {
    lines += TypedLine("session", ToJson(session));
  }
  for (const Finding& finding : report.findings) lines += TypedLine("finding", ToJson(finding));
  for (const NotJudged& item : report.not_judged) lines += TypedLine("not_judged", ToJson(item));
  Json summary = Summary(report);
  summary["schema"] = kSchema;
  summary["inputs"] = ListOfAll(report.inputs);
  summary["fault_tree"] = ListOfAll(report.fault_tree);
  if (!report.left_out.empty()) summary["left_out"] = ToJson(report.left_out);
  lines += TypedLine("summary", summary);
  return lines;
}

}  // namespace pptp
