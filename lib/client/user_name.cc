#include "lib/client/user_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "lib/base/text.h"

namespace pptp::client {
namespace {

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool IsBeyondAscii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

// A trailing backslash of "CORP\" is the separator, given early.
std::string_view WithoutSeparator(std::string_view domain) {
  while (domain.ends_with('\\')) domain.remove_suffix(1);
  return domain;
}

void Join(std::string_view user, std::string_view domain, UserName* result) {
  const size_t separator = user.find('\\');
  result->name = user;
  if (domain.empty()) return;
  if (separator == std::string_view::npos) {
    result->name = fmt::format("{}\\{}", domain, user);
  } else if (!EqualsIgnoringCase(user.substr(0, separator), domain)) {
    result->warnings.push_back(
        fmt::format("the user is given as {}, which has a domain of its own: the domain {} is "
                    "left out; give one of the two",
                    PrintableName(user), PrintableName(domain)));
  }
}

// One mistake that the characters of a name show, or an empty text.
std::string ExtraBackslash(std::string_view name) {
  if (name.find("\\\\") != std::string_view::npos) {
    return fmt::format(
        "the name {} has two backslashes in a row, and a server knows users as DOMAIN\\user: "
        "give {}. A shell keeps both between single quotes; an options file needs two for one",
        PrintableName(name), PrintableName(WithSingleBackslashes(name)));
  }
  const auto count = std::count(name.begin(), name.end(), '\\');
  if (count > 1) return fmt::format("the name {} has {} backslashes", PrintableName(name), count);
  return "";
}

std::string MissingPart(std::string_view name) {
  if (name.empty()) return "the name is empty";
  if (name.starts_with('\\') && !name.starts_with("\\\\")) {
    return fmt::format("the name {} has no domain before its backslash", PrintableName(name));
  }
  if (name.ends_with('\\')) return fmt::format("the name {} has no user", PrintableName(name));
  return "";
}

std::string WrongSlash(std::string_view name) {
  if (name.find('/') == std::string_view::npos) return "";
  std::string turned = PrintableName(name);
  std::replace(turned.begin(), turned.end(), '/', '\\');
  return fmt::format(
      "the name {} has a slash; between a domain and a user stands a backslash: {} (within single "
      "quotes in a shell)",
      PrintableName(name), turned);
}

std::string TwoDomains(std::string_view name) {
  const size_t separator = name.find('\\');
  if (separator == std::string_view::npos) return "";
  if (name.find('@', separator) == std::string_view::npos) return "";
  return fmt::format(
      "the name {} names a domain twice, before the backslash and behind the @; most servers know "
      "only one of the spellings",
      PrintableName(name));
}

std::string BlanksAround(std::string_view name) {
  if (Trim(name).size() == name.size()) return "";
  return fmt::format("the name \"{}\" begins or ends with a blank, which is sent, too",
                     PrintableName(name));
}

std::string OddCharacters(std::string_view name) {
  if (std::any_of(name.begin(), name.end(), IsControl)) {
    return fmt::format(
        "the name {} holds a control character; in an options file \\b, \\n or \\t stand for one, "
        "so that a backslash before the user must be written twice",
        PrintableName(name));
  }
  if (std::any_of(name.begin(), name.end(), IsBeyondAscii)) {
    return fmt::format(
        "the name {} has letters outside ASCII, whose spelling differs from server to server; they "
        "are sent as they are given here",
        PrintableName(name));
  }
  return "";
}

}  // namespace

std::string PrintableName(std::string_view name) {
  std::string shown(name);
  std::replace_if(shown.begin(), shown.end(), IsControl, '?');
  return shown;
}

std::string WithSingleBackslashes(std::string_view name) {
  std::string single;
  for (char c : name) {
    if (c != '\\' || !single.ends_with('\\')) single += c;
  }
  return single;
}

UserName NameToSend(std::string_view user, std::string_view domain) {
  UserName result;
  Join(user, WithoutSeparator(domain), &result);
  for (auto* check :
       {ExtraBackslash, MissingPart, WrongSlash, TwoDomains, BlanksAround, OddCharacters}) {
    std::string warning = check(result.name);
    if (!warning.empty()) result.warnings.push_back(std::move(warning));
  }
  return result;
}

}  // namespace pptp::client
