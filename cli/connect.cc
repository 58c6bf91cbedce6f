#include "cli/connect.h"

#include <fmt/format.h>
#include <pptp/analyzer.h>
#include <pptp/render.h>

#include <csignal>
#include <optional>
#include <string>
#include <utility>

#include "cli/client_log.h"
#include "cli/live_diagnosis.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/pppd_status.h"
#include "cli/report_words.h"
#include "cli/status_json.h"
#include "lib/base/wall_clock.h"

namespace pptp::cli {
namespace {

int Trouble(const Error& error, int status) {
  Say(error.message());
  return status;
}

// Hands what the client tells to those who asked for it.
class Listeners : public ClientObserver {
 public:
  Listeners(ClientLog log, std::optional<StatusJson> status, std::optional<Knowledge> knowledge)
      : log_(std::move(log)), status_(std::move(status)) {
    if (knowledge) {
      diagnosis_.emplace(std::move(*knowledge), [this](const Finding& found) { Tell(found); });
    }
  }

  void OnLine(const ClientLine& line) override {
    const std::string_view written = log_.Write(line);
    if (diagnosis_) diagnosis_->Feed(written);
  }
  void OnState(ClientState state) override {
    if (status_) status_->State(state);
  }
  void OnUp(const ClientNetwork& network) override {
    if (status_) status_->Up(network);
  }
  void OnCounters(const ClientCounters& counters) override {
    if (status_) status_->Counters(counters);
  }
  void OnEnded(int status, std::string_view reason) override {
    // What was found comes before the end, for those who read no further.
    if (diagnosis_) diagnosis_->Look();
    if (status_) status_->Ended(status, reason);
  }
  void OnTick() override {
    if (diagnosis_) diagnosis_->Look();
  }

  std::optional<Report> Finish() {
    if (!diagnosis_) return std::nullopt;
    return diagnosis_->Finish();
  }

 private:
  void Tell(const Finding& found) {
    if (status_) status_->Found(found);
    const std::string number = found.number ? fmt::format(" (problem {})", *found.number) : "";
    Say(fmt::format("{}: {}{}\n{}", ToString(found.severity), found.title, number, found.symptom));
  }

  ClientLog log_;
  std::optional<StatusJson> status_;
  std::optional<LiveDiagnosis> diagnosis_;
};

std::string Render(const Report& report, const ConnectOptions& options, const Output& output) {
  TextStyle style = output.Style(options.color);
  style.timeline = options.timeline;
  return RenderAs(options.format, report, style);
}

// The password, and what there is to say before anything is sent.
Result<ClientPassword> Prepare(ConnectOptions* options) {
  for (const std::string& note : options->notes) Say(note);
  std::vector<std::string> notes;
  ClientUserName(options->settings, &notes);
  Result<ClientPassword> password = options->password
                                        ? Result<ClientPassword>(std::move(*options->password))
                                        : FindClientPassword(options->settings, &notes);
  for (const std::string& note : notes) Say(note);
  return password;
}

// Whether pppd would have gone without a secret, too. A file that was named and is not there is
// a mistake in the options.
bool LacksSecret(const PasswordSource& source, const Error& error) {
  return error.code() == Error::Code::kNotFound &&
         (source.kind == PasswordSource::Kind::kAnywhere ||
          source.kind == PasswordSource::Kind::kSecrets);
}

// The report, if one is wanted, and the status that the program ends with.
int Conclude(Listeners* listeners, int status, const ConnectOptions& options, Output output) {
  const std::optional<Report> report = listeners->Finish();
  if (!report) return status;
  const Result<void> written = output.Write(Render(*report, options, output));
  return written ? status : Trouble(written.error(), kPppdFatalError);
}

// Signals that come when it is all over must not make another end of it.
void HoldSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

int Connect(ConnectOptions options) {
  if (options.dry_run) {
    for (const std::string& note : options.notes) Say(note);
    const std::string changes = DescribeClientChanges(options.settings);
    std::fwrite(changes.data(), 1, changes.size(), stdout);
    return 0;
  }
  Result<ClientLog> log =
      ClientLog::Open(options.log, options.debug ? LogLevel::kDebug : LogLevel::kInfo);
  if (!log) return Trouble(log.error(), kPppdOptionError);
  Result<Output> output = Output::Open(options.output);
  if (!output) return Trouble(output.error(), kPppdOptionError);
  std::optional<StatusJson> status;
  if (!options.status_json.empty()) {
    Result<StatusJson> opened = StatusJson::Open(options.status_json);
    if (!opened) return Trouble(opened.error(), kPppdOptionError);
    status.emplace(std::move(*opened));
  }
  std::optional<Knowledge> knowledge;
  if (options.diagnose) {
    Result<Knowledge> loaded = Knowledge::Load();
    if (!loaded) return Trouble(loaded.error(), kPppdFatalError);
    knowledge.emplace(std::move(*loaded));
  }
  Result<ClientMachine> machine = ClientMachine::Prepare(options.settings);
  if (!machine) return Trouble(machine.error(), kPppdNotRoot);
  Listeners listeners(std::move(*log), std::move(status), std::move(knowledge));
  Result<ClientPassword> password = Prepare(&options);
  if (!password && LacksSecret(options.settings.password, password.error())) {
    listeners.OnLine(
        {NowMicros(), "pppd", LogLevel::kWarning,
         fmt::format("No CHAP secret found for authenticating us to {}", options.settings.server)});
    Say(password.error().message());
    return Conclude(&listeners, kPppdNegotiationFailed, options, std::move(*output));
  }
  if (!password) return Trouble(password.error(), kPppdOptionError);
  Client client(options.settings, std::move(*password), std::move(*machine), &listeners);
  const Result<int> ended = client.Run();
  HoldSignals();
  if (!ended) return Trouble(ended.error(), kPppdNotRoot);
  return Conclude(&listeners, *ended, options, std::move(*output));
}

}  // namespace pptp::cli
