#ifndef PPTP_LIB_PPP_BODY_TEXT_H_
#define PPTP_LIB_PPP_BODY_TEXT_H_

#include <string>
#include <string_view>

#include "lib/ppp/notation.h"
#include "lib/ppp/packet.h"

// The text between a packet's id and its closing bracket. Internal to lib/ppp.
namespace pptp::ppp {

// Reads the body of packet->protocol and packet->code off the front of *in, as
// far as it can be understood; what it leaves is for the caller. "*complete"
// becomes false when the text ends inside a quoted string.
void ReadBody(std::string_view* in, Packet* packet, bool* complete);

// Appends the body's text, with a blank in front of each of its parts.
void WriteBody(const Packet& packet, const Dialect& dialect, std::string* out);

// The same for EAP, whose types have formats of their own (RFC 3748 section 5).
Body ReadEap(std::string_view* in, uint8_t code, uint8_t id, bool* complete);
void WriteEap(const Eap& eap, uint8_t code, uint8_t id, const Dialect& dialect, std::string* out);

// Pieces that both writers use.
void WriteHexBytes(ByteView bytes, std::string* out);
void WriteData(const Data& data, size_t limit, std::string* out);
void WriteQuoted(std::string_view bytes, const Dialect& dialect, std::string* out);

// How many bytes pppd shows before it writes "..."; most printers have no limit.
inline constexpr size_t kNoLimit = static_cast<size_t>(-1);
inline constexpr size_t kLcpLimit = 32;

}  // namespace pptp::ppp

#endif  // PPTP_LIB_PPP_BODY_TEXT_H_
