#include "lib/session/command_line.h"

#include <algorithm>
#include <array>

#include "lib/base/text.h"

namespace pptp::session {
namespace {

constexpr size_t kMostOptions = 64;

// pppd's options that take one argument and are met in tunnels' set-ups.
constexpr std::array<std::string_view, 35> kTakesOne = {"call",
                                                        "file",
                                                        "user",
                                                        "name",
                                                        "remotename",
                                                        "password",
                                                        "mtu",
                                                        "mru",
                                                        "logfd",
                                                        "logfile",
                                                        "ipparam",
                                                        "linkname",
                                                        "unit",
                                                        "ifname",
                                                        "lcp-echo-interval",
                                                        "maxfail",
                                                        "kdebug",
                                                        "domain",
                                                        "lcp-echo-failure",
                                                        "holdoff",
                                                        "plugin",
                                                        "idle",
                                                        "maxconnect",
                                                        "pty",
                                                        "connect",
                                                        "disconnect",
                                                        "lcp-max-configure",
                                                        "lcp-restart",
                                                        "ipcp-restart",
                                                        "ms-dns",
                                                        "ms-wins",
                                                        "netmask",
                                                        "asyncmap",
                                                        "active-filter",
                                                        "pass-filter"};

// Options without an argument that may follow the program's name at once.
constexpr std::array<std::string_view, 22> kTakesNone = {
    "debug",     "nodetach",  "updetach",    "dump",         "dryrun",       "noauth",
    "auth",      "sync",      "lock",        "persist",      "require-mppe", "require-mppe-128",
    "nobsdcomp", "nodeflate", "noipdefault", "defaultroute", "noipv6",       "notty",
    "novj",      "nopersist", "usepeerdns",  "nopcomp"};

// pptp's options whose argument is a word of its own.
constexpr std::array<std::string_view, 13> kPptpTakesOne = {
    "--logstring", "--loglevel",  "--phone",         "--localbind",      "--timeout",
    "--quirks",    "--idle-wait", "--max-echo-wait", "--missing-window", "--test-type",
    "--test-rate", "--bind",      "--rtmark"};

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view BaseName(std::string_view path) {
  size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

// The next word of a shell's line; quotes around it or inside it are taken off.
std::string NextWord(std::string_view* text) {
  *text = TrimLeft(*text);
  std::string word;
  char quote = 0;
  while (!text->empty()) {
    char c = text->front();
    if (quote == 0 && IsSpace(c)) break;
    text->remove_prefix(1);
    if (quote != 0 ? c == quote : (c == '"' || c == '\'')) {
      quote = quote != 0 ? '\0' : c;
    } else {
      word += c;
    }
  }
  return word;
}

// Drops a prompt ("# ", "user@host:~$ ", "[root@host ppp]# ") and sudo.
std::string_view WithoutPrompt(std::string_view text) {
  text = TrimLeft(text);
  size_t sign = text.find_first_of("#$%>");
  bool has_prompt = sign < 60 && sign + 1 < text.size() && text[sign + 1] == ' ' &&
                    !text.starts_with("pp") && text.front() != '/';
  if (has_prompt) text = TrimLeft(text.substr(sign + 1));
  if (Consume(&text, "sudo ")) text = TrimLeft(text);
  return text;
}

bool LooksLikeHost(std::string_view word) {
  if (word.empty() || word.front() == '-' || word.find('.') == std::string_view::npos) return false;
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return IsDigit(c) || IsAlpha(c) || c == '.' || c == '-'; }) &&
         word.back() != '.';
}

bool IsPppdArgument(std::string_view word) {
  return IsOneOf(word, kTakesOne) || IsOneOf(word, kTakesNone);
}

}  // namespace

bool IsCommandLine(std::string_view text) {
  text = WithoutPrompt(text);
  std::string_view program = text.substr(0, text.find(' '));
  std::string_view name = BaseName(program);
  if (name != "pppd" && name != "pptp" && name != "pon") return false;
  std::string_view rest = text.substr(program.size());
  std::string first = NextWord(&rest);
  if (name == "pon") return !first.empty() && Trim(rest).empty();
  if (name == "pppd") return IsPppdArgument(first);
  if (first.starts_with("--")) return true;
  std::string second = NextWord(&rest);
  return LooksLikeHost(first) &&
         (second.empty() || second.starts_with("--") || IsPppdArgument(second));
}

CommandLine ParseCommandLine(std::string_view text) {
  CommandLine command;
  text = WithoutPrompt(text);
  std::string program = NextWord(&text);
  command.is_pptp = BaseName(program) == "pptp";
  if (program == "pon") {
    command.options.push_back("call " + NextWord(&text));
    return command;
  }
  while (!(text = TrimLeft(text)).empty() && command.options.size() < kMostOptions) {
    std::string word = NextWord(&text);
    if (command.is_pptp && command.server.empty() && !word.starts_with("-")) {
      command.server = std::move(word);
      continue;
    }
    if (word.empty() || word.starts_with("--")) continue;
    if (IsOneOf(std::string_view(word), kTakesOne)) {
      word += ' ';
      word += NextWord(&text);
    }
    command.options.push_back(std::move(word));
  }
  return command;
}

std::string PptpServer(std::string_view command) {
  while (!(command = TrimLeft(command)).empty()) {
    std::string word = NextWord(&command);
    if (BaseName(word) == "pptp") break;
    // A shell's "-c" or a pty option carries the whole command as one quoted word.
    if (word.find("pptp ") != std::string::npos) return PptpServer(word);
  }
  while (!(command = TrimLeft(command)).empty()) {
    std::string word = NextWord(&command);
    if (IsOneOf(std::string_view(word), kPptpTakesOne)) {
      NextWord(&command);
    } else if (!word.starts_with("-")) {
      return word;
    }
  }
  return "";
}

}  // namespace pptp::session
