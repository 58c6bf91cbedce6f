#ifndef PPTP_LIB_PPP_NOTATION_H_
#define PPTP_LIB_PPP_NOTATION_H_

#include <optional>
#include <string>
#include <string_view>

#include "lib/ppp/packet.h"

// The pppd spelling of a packet: what pppd prints after "sent" and "rcvd".
//
//   rcvd [CCP ConfNak id=0x1 <mppe +H -M +S -L -D -C>]
//
// Reading takes the words of every pppd, from the patched 2.3 and 2.4 builds of
// 2002 to 2.5, and of accel-ppp; writing uses the words of one Dialect. Text
// that cannot be understood is kept as it stands (Option::verbatim,
// Data::verbatim, LoggedPacket::rest): nothing is dropped.
//
// pppd's words hold less than a packet does, so a printed packet may not come
// back whole: LCP's bytes and those behind a bracket end after 32, those of
// "[IP data]" and its like after 8 (both then are Data::cut when read); both WINS
// servers are "ms-wins", told apart by their order; EAP-MSCHAPv2 leaves out the
// message's own id and length, which are taken to repeat EAP's. Bytes of a
// malformed PAP or CHAP packet, which pppd does not show, are written here. ECP, of which
// pppd shows the bytes only, is written in words where a packet holds text in place of bytes.
namespace pptp::ppp {

// How a line says a thing where the programs differ.
struct Dialect {
  enum class Mppe {
    kLetters,  // <mppe +H -M +S -L -D -C>   pppd 2.4.2 and later
    kNumbers,  // <mppe 1 0 0 40>            pppd of 2002 with the MPPE patches
    kUnknown,  // < 12 06 01 00 00 40>       pppd without MPPE
  };
  enum class ChapNames {
    kModern,   // <auth chap MS>, <auth chap MS-v2>   pppd 2.4.2 and later
    kNumbers,  // <auth chap 80>, <auth chap 81>      pppd of 2002 with the MPPE patches
    kMsoft,    // <auth chap m$oft>, <auth chap 81>   pppd up to 2.4.1
  };
  Mppe mppe = Mppe::kLetters;
  ChapNames chap = ChapNames::kModern;
  bool signed_escapes = false;  // \37777777621 for byte 0x91: pppd up to 2.4.7
  bool ms_dns3 = false;         // second DNS server as ms-dns3: pppd up to 2.4.4
  bool names_ident = true;      // "Ident", "TimeRem" instead of code=0xc: pppd 2.4.4 and later
};

// The dialects of a current pppd (2.4.9) and of the builds that the HOWTO of
// 2002 quotes.
Dialect ModernDialect();
Dialect SeedDialect();

enum class Direction { kSent, kReceived, kLoop };  // "sent", "rcvd", "from loop:"

// A packet as a log shows it.
struct LoggedPacket {
  Direction direction = Direction::kSent;
  Packet packet;
  bool complete = true;  // false: the line ends before the closing bracket; a
                         // string or number at its end may be shortened
  std::string rest;      // text after the packet that is not part of it, verbatim
};

// Whether "text" starts as a packet line does: a cheap test before ParsePacketLine.
bool LooksLikePacketLine(std::string_view text);

// Reads one message such as "sent [LCP ConfReq id=0x1 <mru 1000>]"; also
// accel-ppp's "send [...]" and "recv [...]". Empty when the text is no packet
// line at all.
std::optional<LoggedPacket> ParsePacketLine(std::string_view text);

// Writes one such message. Reading what was written gives the packet back, and
// writing what was read from a line in pppd's own words gives the line back.
std::string PrintPacketLine(const LoggedPacket& line, const Dialect& dialect = ModernDialect());

// The packet alone, "[LCP ConfReq id=0x1 <mru 1000>]".
std::optional<Packet> ParsePacket(std::string_view text);
std::string PrintPacket(const Packet& packet, const Dialect& dialect = ModernDialect());

// One option in its brackets, "<mru 1000>"; the brackets may be missing when read
// ("mppe 1 0 0 e1"). The protocol tells which names are meant; when reading
// without one, every protocol is tried and the one that fitted is returned.
std::string PrintOption(Protocol protocol, const Option& option,
                        const Dialect& dialect = ModernDialect());
struct ProtocolOption {
  Protocol protocol;
  Option option;
};
std::optional<ProtocolOption> ParseOption(std::string_view text,
                                          std::optional<Protocol> protocol = std::nullopt);

// The text between a pair of double quotes as pppd writes it, back to bytes and
// from them: backslash before " and \, \n \r \t, octal for the rest, where eleven
// digits starting 37777777 are one sign-extended byte.
std::string UnescapeString(std::string_view text);
std::string EscapeString(std::string_view bytes, bool signed_escapes = false);

// Bytes in a message of pppd's that are not in quotes ("LCP terminated by peer (...)"):
// ^A for a control character, M- before a byte from 0x80 up. Cannot be undone.
std::string CaretText(std::string_view bytes);

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_NOTATION_H_
