#ifndef PPTP_LIB_CATALOG_PACKET_TEST_H_
#define PPTP_LIB_CATALOG_PACKET_TEST_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/catalog/regex.h"
#include "lib/ppp/notation.h"

namespace pptp::catalog {

// An option that a packet is asked for: by its name alone, or with its value.
struct OptionTest {
  // What the text may mean: one entry for each protocol (and, for names such as
  // ms-wins, each type) that knows it. Without a value only protocol and type count.
  struct Meaning {
    ppp::Protocol protocol;
    ppp::Option option;
  };
  std::vector<Meaning> meanings;
  bool with_value = false;
  std::string text;  // as written; what an unreadable option is compared with

  bool Fits(ppp::Protocol protocol, const ppp::Option& option) const;
};

// The fields of a packet matcher; one that is empty asks for nothing.
struct PacketTest {
  struct Code {
    ppp::Protocol protocol;
    uint8_t code;
    friend bool operator==(const Code&, const Code&) = default;
    friend bool operator<(const Code& a, const Code& b) {
      return a.protocol != b.protocol ? a.protocol < b.protocol : a.code < b.code;
    }
  };

  std::optional<ppp::Direction> direction;
  std::optional<ppp::Protocol> protocol;
  std::vector<Code> codes;  // any of these; with "protocol" set, all of that protocol
  std::optional<uint8_t> id;
  std::vector<OptionTest> options;     // all of these
  std::vector<OptionTest> no_options;  // none of these
  bool no_option_at_all = false;
  bool mppe = false;               // the packet must have a readable MPPE option,
  std::vector<uint32_t> mppe_has;  // with a bit of each of these masks set
  uint32_t mppe_lacks = 0;         // and all bits of this one clear
  std::vector<uint32_t> ms_codes;
  std::vector<uint32_t> chap_errors;
  std::vector<uint16_t> rejected;
  bool rejected_unknown = false;
  std::shared_ptr<const Regex> text;
  std::shared_ptr<const Regex> name;

  // True when the packet is as asked; named groups of "text" and "name" are then
  // added to *captures.
  bool Fits(const ppp::LoggedPacket& logged, Captures* captures) const;

  // Two tests with the same key fit the same packets.
  std::string Key() const;

 private:
  bool FitsHeader(const ppp::LoggedPacket& logged) const;
  bool FitsOptions(const ppp::LoggedPacket& logged) const;
  bool FitsMppe(const ppp::Packet& packet) const;
  bool FitsErrors(const ppp::Packet& packet) const;
  bool FitsRejected(const ppp::Packet& packet) const;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_PACKET_TEST_H_
