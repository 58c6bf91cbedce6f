#include "lib/session/versions.h"

#include "lib/base/text.h"

namespace pptp::session {
namespace {

// Where three messages, which every failed connection has, stand in the source.
struct SourceLine {
  std::string_view function;
  std::string_view begins;
  uint32_t line;
  std::string_view version;
};

constexpr SourceLine kSourceLines[] = {
    {"open_inetsock", "connect:", 305, "1.0.3-1.1.0"},
    {"open_inetsock", "connect:", 310, "1.1.0"},
    {"open_inetsock", "connect:", 299, "1.2.0"},
    {"open_inetsock", "connect:", 312, "1.3.0"},
    {"open_inetsock", "connect:", 311, "1.4.0-1.5.0"},
    {"open_inetsock", "connect:", 317, "1.6.0"},
    {"open_inetsock", "connect:", 326, "1.7.0-1.7.1"},
    {"open_inetsock", "connect:", 329, "1.7.2"},
    {"open_inetsock", "connect:", 352, "1.8.0-1.10.0"},
    {"callmgr_main", "Could not open", 128, "1.0.3-1.1.0"},
    {"callmgr_main", "Could not open", 133, "1.1.0"},
    {"callmgr_main", "Could not open", 119, "1.2.0"},
    {"callmgr_main", "Could not open", 121, "1.3.0"},
    {"callmgr_main", "Could not open", 123, "1.4.0-1.6.0"},
    {"callmgr_main", "Could not open", 124, "1.7.0-1.7.1"},
    {"callmgr_main", "Could not open", 127, "1.7.2"},
    {"callmgr_main", "Could not open", 134, "1.8.0-1.10.0"},
    {"open_callmgr", "Call manager exited", 243, "1.0.3"},
    {"open_callmgr", "Call manager exited", 278, "1.0.3-1.1.0"},
    {"open_callmgr", "Call manager exited", 283, "1.1.0"},
    {"open_callmgr", "Call manager exited", 332, "1.2.0"},
    {"open_callmgr", "Call manager exited", 379, "1.3.0"},
    {"open_callmgr", "Call manager exited", 391, "1.4.0"},
    {"open_callmgr", "Call manager exited", 402, "1.5.0"},
    {"open_callmgr", "Call manager exited", 426, "1.6.0"},
    {"open_callmgr", "Call manager exited", 431, "1.7.0"},
    {"open_callmgr", "Call manager exited", 439, "1.7.1"},
    {"open_callmgr", "Call manager exited", 479, "1.7.2"},
    {"open_callmgr", "Call manager exited", 487, "1.7.2"},
    {"open_callmgr", "Call manager exited", 501, "1.8.0"},
    {"open_callmgr", "Call manager exited", 530, "1.9.0"},
    {"open_callmgr", "Call manager exited", 525, "1.10.0"},
};

}  // namespace

std::string_view PptpVersionHint(const PptpPrefix& prefix, std::string_view text) {
  if (prefix.line == 0) return {};
  for (const SourceLine& row : kSourceLines) {
    if (row.line == prefix.line && row.function == prefix.function &&
        text.starts_with(row.begins)) {
      return row.version;
    }
  }
  return {};
}

std::string_view PppdVersionOfPlugin(std::string_view path) {
  size_t place = path.find("/pppd/");
  if (place == std::string_view::npos) return {};
  std::string_view version = path.substr(place + 6);
  version = version.substr(0, version.find('/'));
  bool plausible = version.size() >= 3 && version.size() < 16 && IsDigit(version[0]) &&
                   version.find('.') != std::string_view::npos &&
                   version.find(' ') == std::string_view::npos;
  return plausible ? version : std::string_view();
}

}  // namespace pptp::session
