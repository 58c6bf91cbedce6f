// The negotiation is read back from its rounds. Both directions are negotiated
// apart: each side asks for the one in which it receives (RFC 1962 section 4), the
// other acknowledges, names something else (Nak) or refuses (Reject). When a direction stays open,
// somebody insisted on what the other would not give; the rounds are searched for the plainest sign
// of who that was, from the most telling one to the least.

#include "lib/session/mppe_verdict.h"

#include <fmt/format.h>

#include "lib/ppp/mppe.h"
#include "lib/ppp/packet.h"

namespace pptp::session {
namespace {

using ppp::DescribeMppe;

// Bits that both ends must agree on to understand each other.
constexpr uint32_t kMatters = ppp::kMppeStrengths | ppp::kMppeStateless;

bool Encrypts(uint32_t bits) {
  return (bits & ppp::kMppeStrengths) != 0;
}

// What each side last said, by kind of packet.
struct Positions {
  std::optional<uint32_t> we_asked, peer_asked;        // last request with MPPE
  std::optional<uint32_t> we_wanted, peer_wanted;      // last Nak with a strength
  std::optional<uint32_t> we_rejected, peer_rejected;  // last Reject of MPPE
  bool peer_named_nothing = false;  // a Nak with no bits: "tell me which encryption"
  bool we_stopped_asking = false;   // a request without MPPE after the peer's Nak
};

Positions PositionsOf(const Mppe& mppe) {
  Positions p;
  for (const MppeRound& round : mppe.rounds) {
    bool ours = round.direction == ppp::Direction::kSent;
    if (!round.bits) {
      if (ours && round.code == ppp::kConfigureRequest && p.peer_wanted) p.we_stopped_asking = true;
      continue;
    }
    if (round.code == ppp::kConfigureRequest) {
      (ours ? p.we_asked : p.peer_asked) = round.bits;
      if (ours) p.we_stopped_asking = false;
    } else if (round.code == ppp::kConfigureReject) {
      (ours ? p.we_rejected : p.peer_rejected) = round.bits;
    } else if (round.code == ppp::kConfigureNak && Encrypts(*round.bits)) {
      (ours ? p.we_wanted : p.peer_wanted) = round.bits;
    } else if (round.code == ppp::kConfigureNak && !ours && *round.bits == 0) {
      p.peer_named_nothing = true;
    }
  }
  return p;
}

std::string Settled(const Mppe& mppe) {
  uint32_t send = *mppe.agreed_send;
  uint32_t receive = *mppe.agreed_receive;
  if ((send & kMatters) == (receive & kMatters)) {
    return fmt::format("Both directions settled on {}.", DescribeMppe(send));
  }
  return fmt::format(
      "The two directions differ: we acknowledged {} for what we send, the peer {} for what it "
      "sends; an end that uses one of them both ways cannot read what the other encrypts.",
      DescribeMppe(send), DescribeMppe(receive));
}

std::string PeerSpeaksNoCcp(const Progress& progress) {
  return progress.ccp_rejected_by_peer
             ? "The peer does not speak CCP: it rejected the protocol, so MPPE cannot be agreed."
             : "We do not speak CCP: our side rejected the protocol, so MPPE cannot be agreed.";
}

// Why no agreement was reached although MPPE was spoken of; empty when the
// rounds show no refusal.
std::string Refusal(const Positions& p, const Progress& progress) {
  if (p.peer_named_nothing) {
    return "The peer demands MPPE: it answers our requests, which offer none, with a Nak that "
           "names no strength.";
  }
  if (progress.stateful_refused) {
    return fmt::format("The peer asks for {}, and our side refuses the stateful mode.",
                       p.we_rejected  ? DescribeMppe(*p.we_rejected)
                       : p.peer_asked ? DescribeMppe(*p.peer_asked)
                                      : "stateful MPPE");
  }
  if (p.peer_rejected) {
    return fmt::format("The peer refuses MPPE: it rejected our {}.",
                       DescribeMppe(*p.peer_rejected));
  }
  if (p.we_rejected) {
    return fmt::format("The peer insists on {}, and our side rejects that.",
                       DescribeMppe(*p.we_rejected));
  }
  if (p.peer_wanted && p.we_stopped_asking) {
    return fmt::format("The peer insists on {}, and our side stopped offering MPPE.",
                       DescribeMppe(*p.peer_wanted));
  }
  if (progress.ccp_rejected_by_peer || progress.ccp_rejected_by_us)
    return PeerSpeaksNoCcp(progress);
  if (p.peer_wanted && p.we_wanted && (*p.peer_wanted & *p.we_wanted & ppp::kMppeStrengths) == 0) {
    return fmt::format("No strength in common: the peer insists on {}, our side on {}.",
                       DescribeMppe(*p.peer_wanted), DescribeMppe(*p.we_wanted));
  }
  if (p.we_asked && progress.ccp_packets_received == 0) {
    return fmt::format("The peer never answered our proposal of {}.", DescribeMppe(*p.we_asked));
  }
  return "";
}

std::string Unfinished(const Mppe& mppe, const Positions& p) {
  if (mppe.agreed_receive) {
    return fmt::format("Only our own request was settled, on {}; the peer's was still open.",
                       DescribeMppe(*mppe.agreed_receive));
  }
  if (mppe.agreed_send) {
    return fmt::format("Only the peer's request was settled, on {}; ours was still open.",
                       DescribeMppe(*mppe.agreed_send));
  }
  if (p.we_asked && p.peer_asked) {
    return fmt::format("Nothing was settled: we proposed {}, the peer {}.",
                       DescribeMppe(*p.we_asked), DescribeMppe(*p.peer_asked));
  }
  if (p.peer_asked) {
    return fmt::format("Nothing was settled: the peer proposed {}, our side nothing.",
                       DescribeMppe(*p.peer_asked));
  }
  if (p.we_asked) {
    return fmt::format("Nothing was settled: we proposed {}.", DescribeMppe(*p.we_asked));
  }
  return "Neither side proposed MPPE.";
}

}  // namespace

std::string MppeVerdict(const Session& session, const Progress& progress) {
  const Mppe& mppe = session.mppe;
  if (mppe.agreed_send && mppe.agreed_receive) return Settled(mppe);
  if (mppe.enabled) return fmt::format("{} was switched on.", mppe.enabled_text);
  if (!mppe.rounds.empty()) {
    Positions positions = PositionsOf(mppe);
    std::string refusal = Refusal(positions, progress);
    if (!refusal.empty()) return refusal;
    if (progress.mppe_complaint.empty()) return Unfinished(mppe, positions);
  }
  if (!progress.mppe_complaint.empty()) {
    return fmt::format("Our side gave up: \"{}\".", progress.mppe_complaint);
  }
  if (progress.ccp_rejected_by_peer || progress.ccp_rejected_by_us)
    return PeerSpeaksNoCcp(progress);
  if (mppe.required && session.phase >= Phase::kIpcp) {
    return "MPPE is required here, but was not negotiated.";
  }
  return "";
}

}  // namespace pptp::session
