#include "lib/client/pptp_command.h"

#include <fmt/format.h>

#include <optional>
#include <span>
#include <utility>

#include "lib/base/text.h"
#include "lib/client/word_reader.h"

namespace pptp::client {
namespace {

struct PptpOption {
  std::string_view name;
  bool takes_value;
  std::string_view why;  // what is lost without it; empty when nothing is
};

constexpr std::string_view kTestOnly = "it damages the packets on purpose, which is not done here";
constexpr std::string_view kEchoTimes =
    "the control connection is asked for an echo after 60 seconds of silence, and given up after "
    "60 more";

constexpr PptpOption kPptpOptions[] = {
    {"debug", false, ""},
    {"idle-wait", true, kEchoTimes},
    {"localbind", true, "the system chooses the address that packets to the server come from"},
    {"loglevel", true, ""},
    {"logstring", true, ""},
    {"max-echo-wait", true, kEchoTimes},
    {"missing-window", true, ""},
    {"nobuffer", false, ""},
    {"nohostroute", false, "a route to the server outside the tunnel is kept where it is needed"},
    {"nolaunchpppd", false, ""},
    {"phone", true, ""},
    {"quirks", true, "there is no way round the faults of the devices that it names"},
    {"rtmark", true, "packets to the server bear no mark for policy routing"},
    {"sync", false, ""},
    {"test-rate", true, kTestOnly},
    {"test-type", true, kTestOnly},
    {"timeout", true, ""},
    {"version", false, "it would have made pptp print its version and end"},
};

// The option that a name, perhaps cut short, means. Null when there is none or more than one.
const PptpOption* FindOption(std::string_view name) {
  const PptpOption* found = nullptr;
  for (const PptpOption& option : kPptpOptions) {
    if (option.name == name) return &option;
    if (!option.name.starts_with(name)) continue;
    if (found != nullptr) return nullptr;
    found = &option;
  }
  return found;
}

std::string_view BaseName(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// A word in which a shell would have done more than to pass it on.
bool IsForShell(const Word& word) {
  return !word.quoted && word.text().find_first_of("|&;<>$`()") != std::string_view::npos;
}

Result<std::vector<Word>> Split(std::string_view command, std::string_view place) {
  std::vector<Word> words;
  WordReader reader(fmt::format("{}: the command", place), command);
  for (;;) {
    Result<std::optional<Word>> word = reader.Next();
    if (!word) return Fail(std::move(word).error());
    if (!*word) return words;
    words.push_back(*std::move(*word));
  }
}

// Takes the words behind "pptp", one by one.
class Arguments {
 public:
  Arguments(std::span<const Word> words, std::string_view place, PptpCommand* command)
      : words_(words), place_(place), command_(command) {}

  Result<void> Read() {
    while (!words_.empty()) {
      const Word& word = words_.front();
      words_ = words_.subspan(1);
      if (IsForShell(word)) {
        Remark(word.text(), "no shell runs here; this word and those behind it are left out");
        break;
      }
      std::string_view text = word.text();
      if (!Consume(&text, "--")) {
        TakePlain(text);
      } else if (!text.empty()) {
        if (Result<void> taken = TakeOption(text); !taken) return taken;
      }
    }
    if (!no_pppd_ && !for_pppd_.empty()) {
      Remark(for_pppd_, "options for the pppd that pptp would have started are not read");
    }
    return {};
  }

 private:
  // The first is the server; pptp hands the others to the pppd that it starts.
  void TakePlain(std::string_view text) {
    if (command_->server.empty()) {
      command_->server = text;
    } else if (for_pppd_.empty()) {
      for_pppd_ = text;
    }
  }

  Result<void> TakeOption(std::string_view text) {
    const size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    const PptpOption* option = FindOption(name);
    if (option == nullptr) {
      return Fail(Error::Syntax(fmt::format("{}: pptp knows no option --{}", place_, name)));
    }
    std::string_view value;
    if (equals != std::string_view::npos) {
      value = text.substr(equals + 1);
    } else if (option->takes_value) {
      if (words_.empty()) {
        return Fail(
            Error::Syntax(fmt::format("{}: pptp's --{} needs a value", place_, option->name)));
      }
      value = words_.front().text();
      words_ = words_.subspan(1);
    }
    if (option->name == "phone") command_->phone_number = value;
    if (option->name == "nolaunchpppd") no_pppd_ = true;
    if (!option->why.empty()) Remark(fmt::format("--{}", option->name), option->why);
    return {};
  }

  void Remark(std::string_view option, std::string_view why) {
    command_->remarks.push_back({std::string(option), std::string(why)});
  }

  std::span<const Word> words_;
  std::string_view place_;
  PptpCommand* command_;
  bool no_pppd_ = false;
  std::string for_pppd_;  // the first of the words that are not pptp's
};

}  // namespace

Result<PptpCommand> ParsePptpCommand(std::string_view command, std::string_view place) {
  Result<std::vector<Word>> words = Split(command, place);
  if (!words) return Fail(std::move(words).error());
  PptpCommand result;
  size_t at = !words->empty() && words->front().text() == "exec" ? 1 : 0;
  if (at >= words->size()) return result;
  result.program = (*words)[at].text();
  result.is_pptp = BaseName(result.program) == "pptp";
  if (!result.is_pptp) return result;
  Arguments arguments(std::span<const Word>(*words).subspan(at + 1), place, &result);
  if (Result<void> read = arguments.Read(); !read) return Fail(std::move(read).error());
  return result;
}

}  // namespace pptp::client
