#include "lib/base/text.h"
#include "lib/ppp/microsoft.h"
#include "lib/session/beginnings.h"
#include "lib/session/changes.h"
#include "lib/session/command_line.h"
#include "lib/session/versions.h"

namespace pptp::session {
namespace {

std::string_view UpTo(std::string_view text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// "E=691 R=1 C=... V=3": in "Remote message: E=691 ..." of old releases, behind
// "MS-CHAP authentication failed: " in new ones.
void AddChapError(std::string_view message, OpenSession* open) {
  if (!message.starts_with("E=")) return;
  std::optional<ppp::MsChapFailure> failure = ppp::DecodeMsChapFailure(message);
  if (failure) AddOnce(failure->error, &open->session.chap_errors);
}

void ApplyScript(const Saying& saying, const Event& event, OpenSession* open) {
  std::string_view script = UpTo(saying.rest, " started (pid ");
  std::string_view name = script.substr(script.rfind('/') + 1);
  if (IsPptpScript(script)) {
    SetSide(Side::kClient, true, open);
    SetCarrier(Carrier::kPptp, open);
    if (open->session.peer.empty()) open->session.peer = Name(PptpServer(script));
    AddOption("pty " + std::string(script), open);
  } else if (name.starts_with("ip-up")) {
    GoUp(event.time, open);
  } else if (name.starts_with("ip-down")) {
    GoDown(event.time, open);
  } else if (name.starts_with("auth-up")) {
    Advance(Phase::kAuthentication, open);
  }
}

// "Connect time 12.3 minutes." Since 2.4.3 it is said when IPCP goes down, before
// "Connection terminated."; only then does it prove that the link was up, and not
// even then when IPCP had opened without an address that could be used.
void ApplyConnectTime(const Saying& saying, const Event& event, OpenSession* open) {
  std::string_view text = saying.rest;
  std::optional<uint64_t> minutes = ConsumeDecimal(&text);
  if (!minutes || *minutes > UINT32_MAX) return;
  double tenths = 0;
  if (text.size() > 1 && text[0] == '.' && IsDigit(text[1])) tenths = text[1] - '0';
  open->progress.connect_time = (static_cast<double>(*minutes) + tenths / 10) * 60;
  const Progress& progress = open->progress;
  if (!progress.terminated && !progress.address_refused) Advance(Phase::kUp, open);
  GoDown(event.time, open);
}

// "LCP terminated by peer (...)" with text, or a Microsoft code as garbage.
void ApplyPeerTermination(const Saying& saying, const Event& event, OpenSession* open) {
  Advance(Phase::kLcp, open);
  GoDown(event.time, open);
  std::string_view reason = saying.rest;
  if (Consume(&reason, "(")) reason = reason.substr(0, reason.rfind(')'));
  std::optional<ppp::MicrosoftTermination> microsoft = ppp::DecodeMicrosoftTerminationText(reason);
  if (microsoft) {
    AddOnce(microsoft->code, &open->session.termination_codes);
    SetEnding(microsoft->code == 0 ? Ending::kOrderly : Ending::kFault, open);
  } else {
    SetEnding(EndingOfReason(reason), open);
  }
}

// "MPPE 128-bit stateless compression enabled", in 2002 "MPPE 128 bit, stateless
// compression enabled"; also "A / B compression enabled", "A receive compression enabled".
void ApplyCompression(const Saying& saying, OpenSession* open) {
  std::string_view what = UpTo(saying.words, " compression enabled");
  if (!Contains(what, "MPPE")) return;
  Advance(Phase::kCcp, open);
  std::string text(what.substr(0, 120));
  if (size_t bit = text.find(" bit,"); bit != std::string::npos) text.replace(bit, 5, "-bit");
  open->session.mppe.enabled = true;
  open->session.mppe.enabled_text = std::move(text);
}

void ApplyAuthSuccess(const Saying& saying, OpenSession* open) {
  Advance(Phase::kAuthentication, open);
  open->progress.authenticated = true;
  SetSide(Side::kClient, false, open);
  if (!open->session.auth_protocol.empty()) return;
  if (saying.words.starts_with("PAP")) open->session.auth_protocol = "pap";
  if (saying.words.starts_with("EAP")) open->session.auth_protocol = "eap";
}

// Our side asked the peer for its name and got it, or did not like it.
void ApplyPeerAuthentication(const Saying& saying, OpenSession* open) {
  Advance(Phase::kAuthentication, open);
  SetSide(Side::kServer, false, open);
  if (saying.phrase == Phrase::kPeerAuthFailed) return SetEnding(Ending::kFault, open);
  open->progress.authenticated = true;
  if (open->session.peer.empty()) {
    open->session.peer = Name(UpTo(saying.rest, " authenticated with "));
  }
}

void ApplyFailedAuthentication(const Saying& saying, OpenSession* open) {
  Advance(Phase::kAuthentication, open);
  SetSide(Side::kClient, false, open);
  SetEnding(Ending::kFault, open);
  size_t colon = saying.rest.find(": ");
  if (saying.rest.starts_with(": ")) colon = 0;
  if (colon != std::string_view::npos) AddChapError(saying.rest.substr(colon + 2), open);
}

void ApplyFault(const Saying& saying, OpenSession* open) {
  SetEnding(Ending::kFault, open);
  if (saying.words.starts_with("LCP")) Advance(Phase::kLcp, open);
  if (saying.words.starts_with("IPCP")) Advance(Phase::kIpcp, open);
  if (Contains(saying.words, "authenticat")) Advance(Phase::kAuthentication, open);
}

void ApplyAddress(const Saying& saying, const Event& event, OpenSession* open) {
  Session& session = open->session;
  std::string address = Name(UpTo(saying.rest, " "));
  if (saying.phrase == Phrase::kDns) return AddOnce(address, &session.dns);
  GoUp(event.time, open);
  (saying.phrase == Phrase::kLocalIp ? session.local_ip : session.remote_ip) = std::move(address);
}

void ApplyPlugin(const Saying& saying, const Event& event, OpenSession* open) {
  SetSide(Side::kClient, true, open);
  if (Contains(saying.rest, "ip-up: event") || Contains(saying.rest, "ip-up event")) {
    GoUp(event.time, open);
  }
}

// Lines that say which pppd this is and how it was started.
void ApplyStart(const Saying& saying, OpenSession* open) {
  Session& session = open->session;
  if (saying.phrase == Phrase::kPppdStarted) {
    session.pppd_version = Name(UpTo(saying.rest, " started by "));
  } else if (saying.phrase == Phrase::kPluginLoaded) {
    SetCarrier(CarrierOfPlugin(UpTo(saying.rest, " loaded")), open);
    std::string_view version = PppdVersionOfPlugin(saying.rest);
    if (session.pppd_version.empty()) session.pppd_version = version;
  } else if (saying.phrase == Phrase::kConnect) {
    if (size_t arrow = saying.rest.find("<-->"); arrow != std::string_view::npos) {
      session.tty = Name(saying.rest.substr(arrow + 4));
      SetCarrier(CarrierOfDevice(session.tty), open);
    }
  }
}

void ApplyEnd(const Saying& saying, const Event& event, OpenSession* open) {
  GoDown(event.time, open);
  open->progress.link_down = true;
  if (saying.phrase == Phrase::kTerminated) open->progress.terminated = true;
}

}  // namespace

void ApplyPppd(const Saying& saying, const Event& event, OpenSession* open) {
  switch (saying.phrase) {
    case Phrase::kPacket:
      if (event.packet) ApplyPacket(*event.packet, event, open);
      break;
    case Phrase::kFault:
      return ApplyFault(saying, open);
    case Phrase::kOrderlyEnd:
      return SetEnding(Ending::kOrderly, open);
    case Phrase::kCommandLine:
      return AddCommandLine(saying.words, open);
    case Phrase::kPluginLoaded:
    case Phrase::kPppdStarted:
    case Phrase::kConnect:
      return ApplyStart(saying, open);
    case Phrase::kScriptStarted:
      return ApplyScript(saying, event, open);
    case Phrase::kHangup:
    case Phrase::kTerminated:
    case Phrase::kExit:
      return ApplyEnd(saying, event, open);
    case Phrase::kAddressRefused:
      open->progress.address_refused = true;
      return SetEnding(Ending::kFault, open);
    case Phrase::kConnectTime:
      return ApplyConnectTime(saying, event, open);
    case Phrase::kLcpTerminatedByPeer:
      return ApplyPeerTermination(saying, event, open);
    case Phrase::kProtocolRejected:
      if (Contains(saying.rest, "0x80fd")) open->progress.ccp_rejected_by_peer = true;
      break;
    case Phrase::kAuthFailed:
      return ApplyFailedAuthentication(saying, open);
    case Phrase::kAuthSucceeded:
      return ApplyAuthSuccess(saying, open);
    case Phrase::kPeerAuthenticated:
    case Phrase::kPeerAuthFailed:
      return ApplyPeerAuthentication(saying, open);
    case Phrase::kRemoteMessage:
      Advance(Phase::kAuthentication, open);
      return AddChapError(saying.rest, open);
    case Phrase::kCompressionEnabled:
      return ApplyCompression(saying, open);
    case Phrase::kMppeRequired:
      open->session.mppe.required = true;
      open->progress.mppe_complaint = saying.words.substr(0, 200);
      return SetEnding(Ending::kFault, open);
    case Phrase::kStatefulRefused:
      open->progress.stateful_refused = true;
      break;
    case Phrase::kLocalIp:
    case Phrase::kRemoteIp:
    case Phrase::kDns:
      return ApplyAddress(saying, event, open);
    case Phrase::kDumpBegins:
      open->session.has_option_dump = true;
      break;
    case Phrase::kOptionLine:
      return AddOption(saying.words, open);
    case Phrase::kNmPlugin:
      return ApplyPlugin(saying, event, open);
    case Phrase::kDialledLink:
      return SetCarrier(Carrier::kSerial, open);
    case Phrase::kPppoeLink:
      return SetCarrier(Carrier::kPppoe, open);
    default:
      break;
  }
}

}  // namespace pptp::session
