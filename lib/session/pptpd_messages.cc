#include "lib/base/text.h"
#include "lib/session/changes.h"

namespace pptp::session {

void ApplyPptpd(const Saying& saying, const Event& event, OpenSession* open) {
  SetSide(Side::kServer, true, open);
  switch (saying.phrase) {
    case Phrase::kPptpdClientStarted:
      open->session.peer = Name(saying.rest.substr(0, saying.rest.find(' ')));
      return Advance(Phase::kControl, open);
    case Phrase::kPptpdStartingCall:
      return Advance(Phase::kCall, open);
    case Phrase::kPptpdClientFinished:
      if (open->session.peer.empty()) {
        open->session.peer = Name(saying.rest.substr(0, saying.rest.find(' ')));
      }
      open->progress.link_down = true;
      return GoDown(event.time, open);
    case Phrase::kFault:
      return SetEnding(Ending::kFault, open);
    case Phrase::kOrderlyEnd:
      return SetEnding(Ending::kOrderly, open);
    default:
      break;
  }
}

// NetworkManager and its service, xl2tpd: they start pppd for a client.
void ApplyService(const Saying& saying, OpenSession* open) {
  if (saying.program == Program::kNetworkManager) SetSide(Side::kClient, true, open);
  if (saying.phrase != Phrase::kExitStatus) return;
  std::string_view text = saying.rest;
  std::optional<uint64_t> status = ConsumeDecimal(&text);
  if (status && *status < 256) open->session.exit_status = static_cast<int>(*status);
}

}  // namespace pptp::session
