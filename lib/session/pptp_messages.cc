#include "lib/base/text.h"
#include "lib/session/changes.h"
#include "lib/session/versions.h"

namespace pptp::session {
namespace {

void NoteVersion(const Saying& saying, OpenSession* open) {
  std::string_view hint = PptpVersionHint(saying.pptp, saying.words);
  std::string& version = open->session.pptp_version;
  // One release says more than a range.
  bool better = version.empty() || (version.find('-') != std::string::npos &&
                                    hint.find('-') == std::string_view::npos);
  if (!hint.empty() && better) version = hint;
}

void SetPeer(std::string_view peer, OpenSession* open) {
  if (!peer.empty()) open->session.peer = Name(peer.substr(0, peer.find(' ')));
}

// "Sent control packet type is 7 'Outgoing-Call-Request'"
void ApplySent(const Saying& saying, OpenSession* open) {
  if (saying.rest.starts_with("1 ")) Advance(Phase::kControl, open);
  if (saying.rest.starts_with("7 ")) Advance(Phase::kCall, open);
}

// Errors of the socket end a run when they come from the GRE side; on the pty's
// side they only mean that pppd is gone.
void ApplyShortRead(const Saying& saying, OpenSession* open) {
  if (saying.pptp.function == "decaps_hdlc") return;
  if (saying.pptp.function.empty() && saying.rest.find("Input/output error") != saying.rest.npos) {
    return;
  }
  SetEnding(Ending::kFault, open);
}

}  // namespace

void ApplyPptp(const Saying& saying, const Event& event, OpenSession* open) {
  SetSide(Side::kClient, true, open);
  NoteVersion(saying, open);
  switch (saying.phrase) {
    case Phrase::kCommandLine:
      return AddCommandLine(saying.words, open);
    case Phrase::kPptpConnectFailed:
      Advance(Phase::kControl, open);
      return SetEnding(Ending::kFault, open);
    case Phrase::kPptpNoControl:
      Advance(Phase::kControl, open);
      SetPeer(saying.rest, open);
      return SetEnding(Ending::kFault, open);
    case Phrase::kPptpDied:
    case Phrase::kFault:
      return SetEnding(Ending::kFault, open);
    case Phrase::kPptpSent:
      return ApplySent(saying, open);
    case Phrase::kPptpControlReply:
      return Advance(Phase::kControl, open);
    case Phrase::kPptpConnected:
    case Phrase::kPptpCallReply:
    case Phrase::kPptpCallEstablished:
      return Advance(Phase::kCall, open);
    case Phrase::kPptpCallEnded:
    case Phrase::kPptpClosing:
      return GoDown(event.time, open);
    case Phrase::kPptpShortRead:
      return ApplyShortRead(saying, open);
    default:
      break;
  }
}

}  // namespace pptp::session
