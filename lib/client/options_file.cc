#include "lib/client/options_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "lib/base/text.h"
#include "lib/client/honoured_options.h"
#include "lib/client/mppe_options.h"
#include "lib/client/other_options.h"
#include "lib/client/word_reader.h"

namespace pptp::client {
namespace {

// Deep enough for any real setup; a file that includes itself ends here.
constexpr int kMostDepth = 16;

// Names of peers files that pppd refuses, for they lead out of the directory.
bool LeadsAway(std::string_view name) {
  if (name.empty() || name.front() == '/') return true;
  for (std::string_view rest = name;;) {
    const size_t slash = rest.find('/');
    if (rest.substr(0, slash) == "..") return true;
    if (slash == std::string_view::npos) return false;
    rest.remove_prefix(slash + 1);
  }
}

// "115200", or "/dev/ttyS1", or "ttyS1": what pppd takes for a serial line's speed and name.
bool IsSpeed(std::string_view word) {
  return std::all_of(word.begin(), word.end(), IsDigit);
}
bool IsSerialLine(std::string_view word) {
  return word.starts_with("/dev/") || word.starts_with("tty");
}

// pptp-command, of the PPTP client of 2002, kept the server in a comment of the peers file and gave
// it to pptp itself.
std::string ServerInComment(std::string_view text) {
  static constexpr std::string_view kMark = "# Server IP:";
  const size_t at = text.find(kMark);
  if (at == std::string_view::npos) return "";
  const std::string_view rest = text.substr(at + kMark.size());
  return std::string(Trim(rest.substr(0, rest.find('\n'))));
}

// Reads files one within the other, and applies their options to one state.
class OptionsReader {
 public:
  OptionsReader(std::string directory, FileReader* files)
      : directory_(std::move(directory)), files_(files) {}

  Result<void> ReadPeer(std::string_view name) {
    if (LeadsAway(name)) {
      return Fail(Error::InvalidArgument(fmt::format(
          "the name of a peers file must not begin with / or hold .., as \"{}\" does", name)));
    }
    return ReadFile(fmt::format("{}/peers/{}", directory_, name));
  }

  Result<void> ReadFile(const std::string& path);

  Result<void> ReadIfPresent(const std::string& path) {
    Result<void> read = ReadFile(path);
    if (!read && read.error().code() == Error::Code::kNotFound) return {};
    return read;
  }

  OptionState* state() { return &state_; }
  std::vector<std::string>* read() { return &read_; }
  const std::string& server_in_comment() const { return server_in_comment_; }

 private:
  struct Source {
    std::string path;
    bool others_may_read;
    WordReader words;
    std::string last_option;
  };

  Result<void> ReadOption(const Word& word, Source* source);
  Result<std::vector<Word>> ReadArguments(size_t count, const OptionCall& call, Source* source);
  Result<void> Include(const OptionCall& call);
  Result<void> TakeNameless(const Word& word, const OptionCall& call, const Source& source);

  std::string directory_;
  FileReader* files_;
  OptionState state_;
  std::vector<std::string> read_;
  std::string server_in_comment_;
  int depth_ = 0;
};

Result<void> OptionsReader::ReadFile(const std::string& path) {
  Result<FileText> file = files_->Read(path);
  if (!file) return Fail(std::move(file).error());
  read_.push_back(path);
  if (server_in_comment_.empty()) server_in_comment_ = ServerInComment(file->text());
  ++depth_;
  Source source{path, file->others_may_read, WordReader(path, file->text()), ""};
  for (;;) {
    Result<std::optional<Word>> word = source.words.Next();
    if (!word) return Fail(std::move(word).error());
    if (!*word) break;
    if (Result<void> done = ReadOption(**word, &source); !done) return done;
  }
  --depth_;
  return {};
}

Result<void> OptionsReader::ReadOption(const Word& word, Source* source) {
  OptionCall call{.option = std::string(word.text()),
                  .arguments = {},
                  .file = source->path,
                  .line = word.line,
                  .column = word.column,
                  .others_may_read = source->others_may_read};
  const bool includes = call.option == "file" || call.option == "call";
  const std::optional<size_t> honoured = includes ? 1 : HonouredArguments(call.option);
  const OtherOption* other = FindOtherOption(call.option);
  if (!honoured && other == nullptr) return TakeNameless(word, call, *source);
  Result<std::vector<Word>> arguments =
      ReadArguments(honoured ? *honoured : other->arguments, call, source);
  if (!arguments) return Fail(std::move(arguments).error());
  source->last_option = call.option;
  call.arguments = *arguments;
  if (includes) return Include(call);
  if (honoured) return Honour(call, &state_);
  if (!other->why.empty()) state_.Note(call, other->why);
  return {};
}

Result<std::vector<Word>> OptionsReader::ReadArguments(size_t count, const OptionCall& call,
                                                       Source* source) {
  std::vector<Word> arguments;
  while (arguments.size() < count) {
    Result<std::optional<Word>> word = source->words.Next();
    if (!word) return Fail(std::move(word).error());
    if (!*word) {
      return Fail(call.ErrorHere(fmt::format("{} needs a value, and the file ends", call.option)));
    }
    arguments.push_back(*std::move(*word));
  }
  return arguments;
}

Result<void> OptionsReader::Include(const OptionCall& call) {
  if (depth_ >= kMostDepth) {
    return Fail(call.ErrorHere(
        fmt::format("files include each other {} deep; does one include itself?", depth_)));
  }
  Result<void> read = call.option == "call" ? ReadPeer(call.Text()) : ReadFile(call.Text());
  if (read) return read;
  // What went wrong inside the other file has its own place.
  if (read.error().code() == Error::Code::kSyntax) return read;
  return Fail(call.ErrorHere(read.error().message()));
}

Result<void> OptionsReader::TakeNameless(const Word& word, const OptionCall& call,
                                         const Source& source) {
  // The second word of a password that lacks its quotes must not be shown.
  if (source.last_option == "password") {
    return Fail(call.ErrorHere(
        "what follows the password is no option; quote a password that holds blanks"));
  }
  if (IsSpeed(word.text())) return {};
  if (IsSerialLine(word.text())) {
    state_.Note(call, "a tunnel runs over the network, so that no serial line is opened");
    return {};
  }
  if (call.option.find(':') != std::string::npos) return HonourAddresses(call, &state_);
  return Fail(call.ErrorHere(fmt::format("pppd has no option \"{}\"", call.option)));
}

void SettleNetwork(const PeerFileQuery& query, FileReader* files, OptionState* state) {
  NetworkSettings* network = &state->settings.network;
  network->accept_local = network->local == 0 || state->accept_local;
  network->accept_remote = network->remote == 0 || state->accept_remote;
  if (state->default_route && !state->replace_default_route) {
    state->notes.push_back(*state->default_route);
  }
  for (auto& [script, name] :
       {std::pair(&network->ip_up, "ip-up"), {&network->ip_down, "ip-down"}}) {
    const std::string path = fmt::format("{}/{}", query.directory, name);
    if (script->empty() && files->IsProgram(path)) *script = path;
  }
}

Error NoServer(const PeerFileQuery& query, const std::string& in_comment) {
  std::string sentence = fmt::format("{}/peers/{} names no server: ", query.directory, query.peer);
  if (in_comment.empty()) {
    sentence += "give it on the command line, or write a line: pty \"pptp SERVER --nolaunchpppd\"";
  } else {
    sentence += fmt::format(
        "a comment in it says {}; if that is right, give it on the command line", in_comment);
  }
  return Error::InvalidArgument(std::move(sentence));
}

Result<PeerFile> Settle(const PeerFileQuery& query, FileReader* files, OptionsReader* reader) {
  OptionState* state = reader->state();
  Result<EncryptionSettings> encryption = EncryptionOf(state->mppe);
  if (!encryption) {
    return Fail(Error::InvalidArgument(
        fmt::format("{}/peers/{}: {}", query.directory, query.peer, encryption.error().message())));
  }
  if (state->settings.server.empty() && !query.server_known) {
    return Fail(NoServer(query, reader->server_in_comment()));
  }
  state->settings.encryption = *encryption;
  state->settings.user = state->user.empty() ? state->name : state->user;
  if (state->auth) state->notes.push_back(*state->auth);
  SettleNetwork(query, files, state);
  return PeerFile{std::move(state->settings), std::move(state->password), std::move(state->notes),
                  std::move(*reader->read())};
}

}  // namespace

Result<PeerFile> ReadPeerFile(const PeerFileQuery& query, FileReader* files) {
  OptionsReader reader(query.directory, files);
  if (Result<void> read = reader.ReadIfPresent(query.directory + "/options"); !read) {
    return Fail(std::move(read).error());
  }
  if (Result<void> read = reader.ReadPeer(query.peer); !read) return Fail(std::move(read).error());
  return Settle(query, files, &reader);
}

}  // namespace pptp::client
