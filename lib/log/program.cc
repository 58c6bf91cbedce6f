#include "lib/log/program.h"

#include <algorithm>
#include <functional>

#include "lib/base/text.h"
#include "lib/log/known_message.h"

namespace pptp::log {
namespace {

struct KnownName {
  std::string_view name;  // lower case
  Program program;
};
constexpr KnownName kOurs[] = {
    {"pppd", Program::kPppd},
    {"pptp", Program::kPptp},
    {"pptpgw", Program::kPptp},
    {"pptpcm", Program::kPptp},
    {"pptpd", Program::kPptpd},
    {"pptpctrl", Program::kPptpd},
    {"kernel", Program::kKernel},
    {"modprobe", Program::kModprobe},
    {"insmod", Program::kModprobe},
    {"kmod", Program::kModprobe},
    {"networkmanager", Program::kNetworkManager},
    {"xl2tpd", Program::kXl2tpd},
    {"l2tpd", Program::kXl2tpd},
    {"accel-ppp", Program::kAccelPpp},
    {"accel-pppd", Program::kAccelPpp},
    {"pptp-connect", Program::kPptpConnect},
};

// Daemons that start pppd on links of other kinds than PPTP. Some are known as programs
// or wrappers already; the others are a kDialer.
struct Dialer {
  std::string_view name;
  std::string_view carrier;
};
constexpr Dialer kDialers[] = {
    {"xl2tpd", "l2tp"},
    {"l2tpd", "l2tp"},
    {"nm-l2tp-service", "l2tp"},
    {"pppoe", "pppoe"},
    {"pppoe-server", "pppoe"},
    {"pppoe-connect", "pppoe"},
    {"adsl-connect", "pppoe"},
    {"sstpc", "sstp"},
    {"nm-sstp-service", "sstp"},
    {"openfortivpn", "tls"},
    {"nm-fortisslvpn-service", "tls"},
    {"chat", "serial"},
    {"wvdial", "serial"},
    {"wvdial.real", "serial"},
};

// Run other programs and may log for them. "root" and "user" are what logger
// writes when it is not told a name; netifd is OpenWrt's.
constexpr std::string_view kWrappers[] = {
    "sh",     "bash",        "dash",        "ash",    "zsh",     "ksh",      "csh",
    "tcsh",   "fish",        "busybox",     "su",     "sudo",    "doas",     "script",
    "logger", "root",        "user",        "docker", "dockerd", "podman",   "conmon",
    "lxc",    "systemd-run", "unknown",     "anon",   "pon",     "poff",     "netifd",
    "runsv",  "svlogd",      "supervisord", "s6-log", "init.d",  "rc.local", "nm-l2tp-service",
};

// Never wrappers, whatever they say: their messages hold, often right at the
// start, what somebody on the network sent; and VPNs of other kinds.
constexpr std::string_view kStrangers[] = {
    "sshd",        "ssh",        "sshd-session", "telnetd",        "in.telnetd",
    "ftpd",        "vsftpd",     "proftpd",      "httpd",          "apache",
    "apache2",     "nginx",      "lighttpd",     "haproxy",        "squid",
    "postfix",     "sendmail",   "exim",         "exim4",          "dovecot",
    "named",       "unbound",    "dnsmasq",      "dhclient",       "dhcpcd",
    "dhcpd",       "smbd",       "nmbd",         "winbindd",       "asterisk",
    "radiusd",     "freeradius", "cron",         "crond",          "anacron",
    "login",       "xinetd",     "inetd",        "systemd",        "openvpn",
    "openconnect", "vpnc",       "charon",       "charon-systemd", "ipsec",
    "pluto",       "racoon",     "strongswan",   "wg-quick",       "rsyslogd",
    "syslogd",     "syslog-ng",  "audit",        "auditd",         "mysqld",
    "stunnel",     "stunnel4",
};

// Parts of a name that promise words of ours: pptpconfig, pptp-command, myvpn.
constexpr std::string_view kTellingParts[] = {"ppp", "pptp", "vpn", "tunnel", "peers"};
constexpr std::string_view kUnitSuffixes[] = {".service", ".scope", ".slice"};

template <size_t N>
bool IsOneOf(std::string_view name, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

uint64_t Mix(uint64_t hash, uint64_t value) {
  return (hash ^ value) * 0x9e3779b97f4a7c15U + (hash >> 29);
}

uint64_t HashOf(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

}  // namespace

std::string_view BareName(std::string_view tag) {
  if (tag.size() > 2 && tag.front() == '(' && tag.back() == ')') {
    tag = tag.substr(1, tag.size() - 2);
  }
  if (const size_t slash = tag.rfind('/'); slash != std::string_view::npos) {
    tag.remove_prefix(slash + 1);
  }
  if (tag.size() > 1 && tag.front() == '-') tag.remove_prefix(1);
  // A version: "-2.4.4"; a user or subsystem in parentheses: "su(pam_unix)".
  for (size_t i = 1; i + 1 < tag.size(); ++i) {
    if (tag[i] == '(' || (tag[i] == '-' && IsDigit(tag[i + 1]))) return tag.substr(0, i);
  }
  return tag;
}

std::string_view CarrierOfDialer(std::string_view name) {
  const auto dialer = std::find_if(std::begin(kDialers), std::end(kDialers),
                                   [name](const Dialer& known) { return known.name == name; });
  return dialer == std::end(kDialers) ? std::string_view() : dialer->carrier;
}

bool NamesOurProgram(std::string_view tag) {
  const std::string_view name = BareName(tag);
  if (name == "NetworkManager" || name.starts_with("nm-pptp")) return true;
  if (!CarrierOfDialer(name).empty() && !IsOneOf(name, kWrappers)) return true;
  return std::any_of(std::begin(kOurs), std::end(kOurs),
                     [name](const KnownName& known) { return known.name == name; });
}

std::vector<std::string_view> NamesThatAreHeard() {
  // Most names hold one of the first two.
  std::vector<std::string_view> names = {"ppp", "pptp", "l2tp", "(unknown)"};
  const auto add = [&names](std::string_view name) {
    const bool held = std::any_of(names.begin(), names.end(), [name](std::string_view part) {
      return name.find(part) != std::string_view::npos;
    });
    if (!held) names.push_back(name);
  };
  for (const KnownName& known : kOurs) {
    const bool selective =
        known.program == Program::kKernel || known.program == Program::kNetworkManager;
    if (!selective) add(known.name);
  }
  for (const Dialer& dialer : kDialers) add(dialer.name);
  return names;
}

ProgramClassifier::ProgramClassifier() = default;

ProgramClassifier::NameClass ProgramClassifier::Classify(std::string_view tag) {
  // pptp-linux of 2000 to 2002, built without its own makefile.
  if (tag == "(unknown)") return {Program::kPptp, false};
  std::string name = ToLower(BareName(tag));
  bool is_unit = false;
  for (std::string_view suffix : kUnitSuffixes) {
    if (!name.ends_with(suffix)) continue;
    name.resize(name.size() - suffix.size());
    is_unit = true;
  }
  for (const KnownName& known : kOurs) {
    if (name == known.name) return {is_unit ? Program::kWrapper : known.program, false};
  }
  if (name.starts_with("nm-pptp")) return {Program::kNetworkManager, false};
  // postfix/smtpd and the like are told by the directory.
  const std::string whole = ToLower(tag.substr(0, tag.find('/')));
  if (IsOneOf(name, kStrangers) || IsOneOf(whole, kStrangers)) return {Program::kOther, false};
  if (is_unit || IsOneOf(name, kWrappers)) return {Program::kWrapper, false};
  if (!CarrierOfDialer(name).empty()) return {Program::kDialer, false};
  for (std::string_view part : kTellingParts) {
    if (name.find(part) != std::string::npos) return {Program::kWrapper, false};
  }
  return {Program::kOther, true};
}

const ProgramClassifier::NameClass& ProgramClassifier::Lookup(std::string_view tag) {
  CacheEntry& entry = cache_[HashOf(tag) % cache_.size()];
  if (entry.tag != tag) {
    entry.tag = tag;
    entry.name_class = Classify(tag);
  }
  return entry.name_class;
}

Program ProgramClassifier::OfTag(std::string_view tag) {
  return tag.empty() ? Program::kUnknown : Lookup(tag).program;
}

std::optional<Program> ProgramClassifier::OfTagForGood(std::string_view tag) {
  const NameClass& name_class = Lookup(tag);
  const bool may_wrap = name_class.program == Program::kWrapper ||
                        name_class.program == Program::kNetworkManager || name_class.may_learn;
  return may_wrap ? std::nullopt : std::optional(name_class.program);
}

Program ProgramClassifier::OfMessage(std::string_view host, std::string_view tag,
                                     std::optional<uint32_t> pid, std::string_view text) {
  if (tag.empty()) return Program::kUnknown;
  const NameClass& name_class = Lookup(tag);
  if (name_class.program == Program::kNetworkManager && StartsKnownMessage(text)) {
    return Program::kWrapper;  // pppd and pptp writing to its standard error
  }
  if (!name_class.may_learn) return name_class.program;

  const bool unmistakable = StartsPacketLine(text) || HasPptpPrefix(text);
  if (!unmistakable && learned_.empty()) return name_class.program;
  const uint64_t key = Mix(Mix(HashOf(host), HashOf(tag)), pid ? *pid + 1ULL : 0);
  if (!unmistakable) {
    return learned_.contains(key) ? Program::kWrapper : name_class.program;
  }
  constexpr size_t kMostLearned = 4096;
  if (learned_.size() >= kMostLearned) learned_.clear();
  learned_.insert(key);
  return Program::kWrapper;
}

}  // namespace pptp::log
