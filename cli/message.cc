#include "cli/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "lib/report/terminal.h"

namespace pptp::cli {

void Say(std::string_view message) {
  // A message may have several lines, each of which is made visible by itself.
  std::string text = fmt::format("{}: ", kProgramName);
  while (true) {
    const size_t end = std::min(message.find('\n'), message.size());
    text += report::Visible(message.substr(0, end)) + '\n';
    if (end >= message.size()) break;
    message.remove_prefix(end + 1);
  }
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace pptp::cli
