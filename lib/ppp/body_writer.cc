#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "lib/base/text.h"
#include "lib/ppp/body_text.h"
#include "lib/ppp/option_text.h"

namespace pptp::ppp {
namespace {

constexpr uint8_t kFirstPrintable = 0x20, kLastPrintable = 0x7e;

template <typename... Args>
void Append(std::string* out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(*out), format, std::forward<Args>(args)...);
}

// One visitor for std::visit out of several functions.
template <typename... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

size_t LimitOf(Protocol protocol) {
  return protocol == Protocol::kLcp ? kLcpLimit : kNoLimit;
}

void WriteOptions(const Options& options, Protocol protocol, const Dialect& dialect,
                  std::string* out) {
  for (const Option& option : options.list) {
    *out += " <";
    WriteOptionText(protocol, option, dialect, out);
    *out += '>';
  }
}

// Words if the first byte could be one's, else bytes. CCP's printer forgets the
// blank in front of the words.
void WriteTerminate(const Data& data, Protocol protocol, const Dialect& dialect, std::string* out) {
  bool words = !data.bytes.empty() && data.bytes[0] >= kFirstPrintable &&
               data.bytes[0] <= kLastPrintable && !data.cut && data.verbatim.empty();
  if (!words) {
    WriteData(data, LimitOf(protocol), out);
    return;
  }
  if (protocol != Protocol::kCcp) *out += ' ';
  *out += '"';
  *out += EscapeString(AsText(data.bytes), dialect.signed_escapes);
  *out += '"';
}

void WriteProtocolReject(const ProtocolReject& reject, std::string* out) {
  Append(out, " {:02x} {:02x}", reject.protocol >> 8, reject.protocol & 255);
  WriteData(reject.information, kLcpLimit - 2, out);
}

void WriteIdentification(const Identification& body, const Dialect& dialect, std::string* out) {
  if (dialect.names_ident) {
    Append(out, " magic=0x{:x}", body.magic);
    if (!body.message.empty()) WriteQuoted(body.message, dialect, out);
    return;
  }
  Data data;
  ByteWriter bytes(&data.bytes);
  bytes.U32(body.magic);
  bytes.Append(AsBytes(body.message));
  WriteData(data, kLcpLimit, out);
}

void WriteTimeRemaining(const TimeRemaining& body, const Dialect& dialect, std::string* out) {
  if (dialect.names_ident) {
    Append(out, " magic=0x{:x} seconds={}", body.magic, body.seconds);
    if (!body.message.empty()) WriteQuoted(body.message, dialect, out);
    return;
  }
  Data data;
  ByteWriter bytes(&data.bytes);
  bytes.U32(body.magic);
  bytes.U32(body.seconds);
  bytes.Append(AsBytes(body.message));
  WriteData(data, kLcpLimit, out);
}

void WritePapRequest(const PapRequest& request, const Dialect& dialect, std::string* out) {
  *out += " user=\"";
  *out += EscapeString(request.user, dialect.signed_escapes);
  *out += "\" password=";
  if (request.hidden) {
    *out += "<hidden>";
    return;
  }
  *out += '"';
  *out += EscapeString(request.password, dialect.signed_escapes);
  *out += '"';
}

void WriteChapValue(const ChapValue& body, const Dialect& dialect, std::string* out) {
  *out += " <";
  *out += body.value.verbatim.empty() ? ToHex(body.value.bytes) : body.value.verbatim;
  *out += ">, name =";
  WriteQuoted(body.name, dialect, out);
}

}  // namespace

void WriteHexBytes(ByteView bytes, std::string* out) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (uint8_t byte : bytes) {
    *out += ' ';
    *out += kDigits[byte >> 4];
    *out += kDigits[byte & 15];
  }
}

void WriteData(const Data& data, size_t limit, std::string* out) {
  ByteView shown = ByteView(data.bytes).first(std::min(limit, data.bytes.size()));
  WriteHexBytes(shown, out);
  if (data.cut || shown.size() < data.bytes.size()) *out += " ...";
  if (!data.verbatim.empty()) {
    *out += ' ';
    *out += data.verbatim;
  }
}

void WriteQuoted(std::string_view bytes, const Dialect& dialect, std::string* out) {
  *out += " \"";
  *out += EscapeString(bytes, dialect.signed_escapes);
  *out += '"';
}

void WriteBody(const Packet& packet, const Dialect& dialect, std::string* out) {
  const size_t limit = LimitOf(packet.protocol);
  std::visit(
      Overloaded{
          [&](const Options& body) { WriteOptions(body, packet.protocol, dialect, out); },
          [&](const Terminate& body) { WriteTerminate(body.data, packet.protocol, dialect, out); },
          [&](const CodeReject& body) { WriteData(body.packet, limit, out); },
          [&](const ProtocolReject& body) { WriteProtocolReject(body, out); },
          [&](const Echo& body) {
            Append(out, " magic=0x{:x}", body.magic);
            WriteData(body.data, limit, out);
          },
          [&](const Identification& body) { WriteIdentification(body, dialect, out); },
          [&](const TimeRemaining& body) { WriteTimeRemaining(body, dialect, out); },
          [&](const PapRequest& body) { WritePapRequest(body, dialect, out); },
          [&](const PapReply& body) { WriteQuoted(body.message, dialect, out); },
          [&](const ChapValue& body) { WriteChapValue(body, dialect, out); },
          [&](const ChapResult& body) { WriteQuoted(body.message, dialect, out); },
          [&](const Eap& body) { WriteEap(body, packet.code, packet.id, dialect, out); },
          [&](const Reset& body) { WriteData(body.data, limit, out); },
          [&](const Raw& body) { WriteData(body.data, limit, out); },
          [](const Datagram&) {},  // Datagrams and frames are no bodies:
          [](const Frame&) {},     // what they hold stands beside the brackets.
      },
      packet.body);
}

}  // namespace pptp::ppp
