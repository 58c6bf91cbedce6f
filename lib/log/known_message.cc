#include "lib/log/known_message.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>

#include "lib/base/text.h"

namespace pptp::log {
namespace {

// How messages start, one list per first letter being looked at. A start must be
// long enough not to be ordinary English.
constexpr std::string_view kStarts[] = {
    "(None of the available passwords",
    "(because this system has a default route",
    "Bad Frame Check Sequence",
    "Buffered control packet type",
    "By default the remote system",
    "CCP terminated by peer",
    "CCP: ",
    "CHAP authentication ",
    "CHAP peer authentication ",
    "CTRL (PPPD Launcher): ",
    "CTRL: ",
    "Call closed (",
    "Call disconnect notification",
    "Call manager exited",
    "Call manager for ",
    "Can't locate module",
    "Cannot bind GRE socket",
    "Cannot determine ethernet address",
    "Child process ",
    "Client connection established",
    "Closing PPTP connection",
    "Closing connection",
    "Compression disabled by peer",
    "Connect time ",
    "Connect: ",
    "Connection terminated.",
    "Could not determine local IP",
    "Could not determine remote IP",
    "Could not find free pty",
    "Could not fork pppd",
    "Could not launch ",
    "Could not open control connection",
    "Couldn't open the /dev/ppp",
    "Couldn't set tty to PPP",
    "Deflate (",
    "Deflate(old#)",
    "Detected interface name change",
    "Disabling 40-bit MPPE",
    "Discarded non-LCP packet",
    "Discarding GRE:",
    "EAP authentication ",
    "EAP: ",
    "Echo Reply received",
    "Echo Request received",
    "Error is '",
    "Exit.",
    "FATAL: Error inserting",
    "FATAL: Module ",
    "GRE statistics:",
    "GRE: ",
    "Got client ",
    "Got secret ",
    "Got server ",
    "Hangup (SIGHUP)",
    "IPCP terminated by peer",
    "IPCP: ",
    "IPV6CP terminated by peer",
    "IPV6CP: ",
    "In file /",
    "Interface configuration failed",
    "Interface failed to come up",
    "Invalid packet received [type",
    "LCP terminated by peer",
    "LCP: ",
    "Last message '",
    "Last output repeated ",
    "Link terminated.",
    "Local IP address changed",
    "Looking for secret in ",
    "Lost compression sync",
    "MGR: ",
    "MPPC/MPPE ",
    "MPPE 128",
    "MPPE 40",
    "MPPE 56",
    "MPPE disabled",
    "MPPE required",
    "MS-CHAP authentication failed",
    "MS-CHAPv2 ",
    "Modem hangup",
    "Negative reply received to our",
    "No CHAP secret found",
    "No auth is possible",
    "No response to ",
    "No secret found for PAP",
    "Not enough space to encrypt",
    "Our outgoing call request",
    "Outgoing call established",
    "PAP authentication ",
    "PAP peer authentication ",
    "PPP MPPE ",
    "PPP generic driver",
    "PPP: ",
    "PPTP driver version",
    "PPTP: ",
    "PPTPD: ",
    "PPTP_OUT_CALL_RPLY received",
    "PPTP_SET_LINK_INFO rec",
    "Peer is not authorized to use",
    "Peer refused to agree",
    "Peer request for LANMAN",
    "Peer failed to respond to CHAP",
    "Please load the ppp_generic",
    "Plugin ",
    "Problem: ",
    "Protocol-Reject for ",
    "Receive serial link is not 8-bit",
    "Received Call Clear Request",
    "Received Outgoing Call",
    "Received Protocol-Reject for LCP",
    "Received Start Control Connection",
    "Received Stop Control Connection",
    "Received bad configure-",
    "Refusing MPPE stateful",
    "Remote message:",
    "Reply result code is",
    "Result code is ",
    "Script /",
    "Script ?? ",
    "Script pptp ",
    "Sent control packet type",
    "Sent ",
    "Serial connection established",
    "Serial line is looped back",
    "Serial link appears to be",
    "Serial port initialized",
    "Sorry - this system lacks PPP",
    "Starting negotiation on ",
    "Terminating on signal",
    "The ppp mode is synchronous",
    "The remote system ",
    "The synchronous pptp option",
    "This system lacks kernel support for PPP",
    "Too many MPPE errors",
    "Unexpected(?) Outgoing Call",
    "Unknown MS-CHAP authentication",
    "Unrecognized Packet ",
    "Unsupported protocol ",
    "Using interface ",
    "Waiting for ",
    "Warning - secret file",
    "You need to create the /dev/ppp",
    "appear to have received our own",
    "accepting packet ",
    "bad bytes thrown away",
    "buffering packet ",
    "but I couldn't find any suitable secret",
    "closing control connection due to",
    "connect: ",
    "discarding bogus packet",
    "discarding duplicate or old packet",
    "discarding out-of-order",
    "discarding proto ",
    "discarding truncated packet",
    "getaddrinfo()",
    "gethostbyname",
    "found interface ",
    "gre: ",
    "ip_gre: ",
    "last message repeated ",
    "local  IP address",
    "local  LL address",
    "local IP address",
    "lcp: received short",
    "message repeated ",
    "modprobe: ",
    "mppe_comp",
    "mppe_decomp",
    "mppe_incomp",
    "nf_conntrack: ",
    "no PAP secret found",
    "no more Echo Reply/Request",
    "not replacing ",
    "peer refused to authenticate",
    "ppp0: ppp: ",
    "ppp_decompress_frame",
    "pppd may have shutdown",
    "pppd options in effect",
    "pptp --sync option is active",
    "pptp_conn_close(",
    "primary   DNS address",
    "primary DNS address",
    "rcvd [",
    "read error: ",
    "read returned zero, peer has closed",
    "received short packet",
    "recv [",
    "remote IP address",
    "remote LL address",
    "replacing old default route",
    "reserved0 field is not zero",
    "secondary DNS address",
    "send [",
    "send_accm is ",
    "sending SIGTERM to process",
    "sent [",
    "from loop: [",
    "short read (",
    "status = ",
    "timeout waiting for ",
    "transmitted GRE packet triggered",
    "using channel ",
    "write error: ",
    "write: ",
};

// Messages without arguments, after which nothing of the same message can follow.
constexpr std::string_view kFixed[] = {
    "CCP: timeout sending Config-Requests",
    "CHAP authentication failed",
    "CHAP authentication succeeded",
    "Cannot determine ethernet address for proxy ARP",
    "Client connection established.",
    "Closing PPTP connection",
    "Compression disabled by peer.",
    "Connection terminated.",
    "Exit.",
    "Hangup (SIGHUP)",
    "IPCP: timeout sending Config-Requests",
    "IPV6CP: timeout sending Config-Requests",
    "LCP: timeout sending Config-Requests",
    "Link terminated.",
    "MPPE 128-bit stateless compression enabled",
    "Modem hangup",
    "PAP authentication failed",
    "PAP authentication succeeded",
    "Serial line is looped back.",
    "Serial link appears to be disconnected.",
    "peer refused to authenticate: terminating link",
};

// Long sentences that mail programs and pppd itself (at its own line ends) break.
constexpr std::string_view kSentences[] = {
    "The remote system is required to authenticate itself",
    "but I couldn't find any suitable secret (password) for it to use to do so.",
    "(None of the available passwords would let it use an IP address.)",
    ("This system lacks kernel support for PPP. This could be because the PPP kernel module could "
     "not be loaded, or because PPP was not included in the kernel configuration."),
    ("Result code is something else then \"general error\", so the following error is probably "
     "bogus."),
    ("transmitted GRE packet triggered an ICMP destination unreachable, fragmentation needed, or "
     "exceeds the MTU of the network interface"),
    ("default automatic helper assignment has been turned off for security reasons and CT-based "
     "firewall rule not found. Use the iptables CT target to attach helpers instead."),
    ("failed: status = -1 error = Input/output error, usually caused by unexpected termination of "
     "pppd, check option syntax and pppd logs"),
    "MPPE required, but keys are not available. Possible plugin problem?",
    "Cannot determine ethernet address for proxy ARP",
    "closing control connection due to missing echo reply",
    "Serial link appears to be disconnected.",
    "peer refused to authenticate: terminating link",
    "pppd may have shutdown, see pppd log",
    "No CHAP secret found for authenticating us to",
    "timeout sending Config-Requests",
};

constexpr std::string_view kPeerText[] = {
    "Remote message:",
    "MS-CHAP authentication failed:",
    "Unknown MS-CHAP authentication failure:",
    "CHAP authentication failed:",
    "CHAP authentication succeeded:",
    "PAP authentication failed:",
    "LCP terminated by peer (",
    "CCP terminated by peer (",
    "IPCP terminated by peer (",
    "IPV6CP terminated by peer (",
    "EAP: ",
};

// The entries of a list by their first two characters: chains of indices, so that a text is
// compared with a handful of starts only, and mostly with none.
template <size_t N>
class StartIndex {
 public:
  explicit StartIndex(const std::string_view (&starts)[N]) : starts_(starts) {
    first_.fill(kEnd);
    for (size_t i = N; i-- > 0;) {
      uint16_t& head = first_[PlaceOf(starts[i])];
      next_[i] = head;
      head = static_cast<uint16_t>(i);
    }
  }
  // The length of the longest entry that the text starts with; 0 for none.
  size_t Longest(std::string_view text) const {
    size_t longest = 0;
    ForEach(text, [&longest](std::string_view start) {
      longest = std::max(longest, start.size());
      return false;
    });
    return longest;
  }
  bool Contains(std::string_view text) const {
    return ForEach(text, [](std::string_view) { return true; });
  }

 private:
  static constexpr uint16_t kEnd = UINT16_MAX;
  static constexpr size_t kPlaces = 1024;

  // REQUIRES: text.size() >= 2.
  static size_t PlaceOf(std::string_view text) {
    return (static_cast<unsigned char>(text[0]) * size_t{37} +
            static_cast<unsigned char>(text[1])) %
           kPlaces;
  }

  // Calls "visit" with the entries that the text starts with until it returns true.
  template <typename Visit>
  bool ForEach(std::string_view text, const Visit& visit) const {
    if (text.size() < 2) return false;
    for (uint16_t i = first_[PlaceOf(text)]; i != kEnd; i = next_[i]) {
      if (text.starts_with(starts_[i]) && visit(starts_[i])) return true;
    }
    return false;
  }

  const std::string_view (&starts_)[N];  // each of at least two characters
  std::array<uint16_t, kPlaces> first_;
  std::array<uint16_t, N> next_;
};

bool IsWordCharacter(char c) {
  return IsAlpha(c) || IsDigit(c) || c == '_';
}

// "[func:file.c:123]: " behind a label.
bool IsSourceReference(std::string_view text) {
  constexpr size_t kLongest = 120;
  text = text.substr(0, kLongest);
  if (!Consume(&text, "[")) return false;
  size_t length = 0;
  while (length < text.size() && IsWordCharacter(text[length])) ++length;
  if (length == 0) return false;
  text.remove_prefix(length);
  if (!Consume(&text, ":")) return false;
  const size_t extension = text.find(".c:");
  if (extension == 0 || extension == std::string_view::npos) return false;
  text.remove_prefix(extension + 3);
  return ConsumeDecimal(&text) && text.starts_with("]:");
}

// How much of the front of "sentence" the end of "text" is; blanks count as equal
// however many they are. At least two words, so that chance agreement is unlikely.
size_t OverlapAt(std::string_view text, std::string_view sentence) {
  size_t at = 0;
  size_t words = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (at == sentence.size() || text[i] != sentence[at]) return 0;
    if (text[i] == ' ') {
      ++words;
      while (i + 1 < text.size() && text[i + 1] == ' ') ++i;
    }
    ++at;
  }
  const bool at_word_end = at < sentence.size() && sentence[at] == ' ';
  return words >= 1 && at_word_end ? at : 0;
}

// The words with which a text can end that ends inside a sentence. Tells most texts, which end
// with others, without a search.
class InnerWords {
 public:
  InnerWords() {
    for (std::string_view sentence : kSentences) {
      // The last word of all has nothing behind it.
      for (size_t end = sentence.find(' '); end != std::string_view::npos;
           end = sentence.find(' ', end + 1)) {
        seen_[HashOfLastWord(sentence.substr(0, end))] = true;
      }
    }
  }
  bool MayEnd(std::string_view text) const { return seen_[HashOfLastWord(text)]; }

 private:
  static size_t HashOfLastWord(std::string_view text) {
    uint32_t hash = 0;
    for (size_t i = text.size(); i > 0 && text[i - 1] != ' '; --i) {
      hash = hash * 37 + static_cast<unsigned char>(text[i - 1]);
    }
    return hash % kSize;
  }

  static constexpr size_t kSize = 4096;
  std::bitset<kSize> seen_;
};

size_t OverlapWithSentence(std::string_view text, std::string_view sentence) {
  constexpr size_t kLongestSentence = 400;
  if (text.size() > kLongestSentence) text.remove_prefix(text.size() - kLongestSentence);
  const std::string_view first_word = sentence.substr(0, sentence.find(' ') + 1);
  for (size_t start = text.find(first_word); start != std::string_view::npos;
       start = text.find(first_word, start + 1)) {
    const size_t overlap = OverlapAt(text.substr(start), sentence);
    if (overlap != 0) return overlap;
  }
  return 0;
}

}  // namespace

bool StartsPacketLine(std::string_view text) {
  if (text.size() < 6) return false;
  switch (text[0]) {
    case 's':
      return text.starts_with("sent [") || text.starts_with("send [");
    case 'r':
      return text.starts_with("rcvd [") || text.starts_with("recv [");
    case 'f':
      return text.starts_with("from loop: [");
    default:
      return false;
  }
}

bool HasPptpPrefix(std::string_view text) {
  constexpr size_t kLongestLogString = 64;
  for (int word = 0; word < 2; ++word) {
    for (std::string_view label : {"log", "warn", "fatal"}) {
      if (text.starts_with(label) && IsSourceReference(text.substr(label.size()))) return true;
    }
    const size_t blank = text.substr(0, kLongestLogString).find(' ');
    if (blank == std::string_view::npos) return false;
    text.remove_prefix(blank + 1);
  }
  return false;
}

bool StartsKnownMessage(std::string_view text) {
  static const StartIndex index(kStarts);
  if (text.empty()) return false;
  if (index.Contains(text)) return true;
  // "pppd 2.4.9 started by root, uid 0"
  if (text.starts_with("pppd ") && text.find(" started by ") != std::string_view::npos) return true;
  return HasPptpPrefix(text);
}

size_t FixedMessageLength(std::string_view text) {
  static const StartIndex index(kFixed);
  return index.Longest(text);
}

bool ContinuesSentence(std::string_view text, std::string_view next) {
  text = TrimRight(text);
  next = Trim(next);
  if (next.empty()) return false;
  for (std::string_view sentence : kSentences) {
    const size_t overlap = OverlapWithSentence(text, sentence);
    if (overlap == 0) continue;
    const std::string_view rest = sentence.substr(overlap + 1);
    // The rest may itself be broken, or be followed by more.
    const size_t common = std::min(rest.size(), next.size());
    if (rest.substr(0, common) == next.substr(0, common)) return true;
  }
  return false;
}

bool EndsInsideSentence(std::string_view text) {
  static const InnerWords words;
  text = TrimRight(text);
  if (!words.MayEnd(text)) return false;
  return std::any_of(std::begin(kSentences), std::end(kSentences),
                     [text](std::string_view s) { return OverlapWithSentence(text, s) != 0; });
}

bool CarriesPeerText(std::string_view text) {
  return std::any_of(std::begin(kPeerText), std::end(kPeerText),
                     [text](std::string_view start) { return text.starts_with(start); });
}

namespace {

// Where a packet without another bracket in it and without escapes in its strings is closed. Nearly
// all are such, and memchr finds that out. kNone for any other, and for one that is not closed.
size_t EndOfPlainPacket(std::string_view text) {
  constexpr size_t kNone = std::string_view::npos;
  size_t at = text.find('[');
  if (at == kNone) return PacketExtent::kNone;
  size_t close = text.find(']', ++at);
  for (size_t quote = text.find('"', at); quote < close; quote = text.find('"', at)) {
    const size_t end = text.find('"', quote + 1);
    if (end == kNone || text.substr(at, quote - at).find('[') != kNone ||
        text.substr(quote, end - quote).find('\\') != kNone) {
      return PacketExtent::kNone;
    }
    at = end + 1;
    close = text.find(']', at);
  }
  if (close == kNone || text.substr(at, close - at).find('[') != kNone) return PacketExtent::kNone;
  return close + 1;
}

}  // namespace

PacketExtent MeasurePacket(std::string_view text) {
  PacketExtent extent;
  extent.end = EndOfPlainPacket(text);
  if (extent.end != PacketExtent::kNone) return extent;
  size_t depth = 0;
  size_t i = text.find('[');
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (extent.in_quotes) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        extent.in_quotes = false;
      }
    } else if (c == '"') {
      extent.in_quotes = true;
    } else if (c == '<') {
      extent.in_option = true;
    } else if (c == '>') {
      extent.in_option = false;
    } else if (c == '[') {
      ++depth;
    } else if (c == ']' && --depth == 0) {
      extent.end = i + 1;
      extent.in_option = false;
      return extent;
    } else if ((c == 's' || c == 'r') && depth == 1 && i > 0 && text[i - 1] == ' ' &&
               !extent.in_option && StartsPacketLine(text.substr(i))) {
      extent.restart = i;
      return extent;
    }
  }
  return extent;
}

}  // namespace pptp::log
