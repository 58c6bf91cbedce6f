#include "lib/client/credentials.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "lib/base/text.h"
#include "lib/client/secrets_file.h"
#include "lib/client/user_name.h"
#include "lib/crypto/password_hash.h"

namespace pptp::client {
namespace {

constexpr size_t kMostCharacters = 256;
constexpr size_t kBytesOfUtf16 = 2;

// The other ways, for messages.
constexpr std::string_view kWays =
    "--password-file, --password-env, --chap-secrets, or a line in /etc/ppp/chap-secrets";

std::vector<std::string> ServersOf(const PasswordQuery& query) {
  if (!query.remote_name.empty()) return {query.remote_name};
  return {query.server, "PPTP"};
}

// The first line of a file, without what ends it.
Result<FoundPassword> FromFile(const std::string& path, FileReader* files) {
  Result<FileText> file = files->Read(path);
  if (!file) return Fail(std::move(file).error());
  const size_t end = file->text().find('\n');
  std::string_view line = file->text().substr(0, end);
  while (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) {
    return Fail(Error::InvalidArgument(
        fmt::format("the first line of {} is empty; the password belongs there", path)));
  }
  FoundPassword found{crypto::Secret(line), path, {}};
  if (file->others_may_read) {
    found.warnings.push_back(fmt::format(
        "{} holds a password and can be read by others than its owner: chmod 600 {}", path, path));
  }
  if (end != std::string_view::npos && !Trim(file->text().substr(end)).empty()) {
    found.warnings.push_back(
        fmt::format("{} has more than one line; the password is the first", path));
  }
  return found;
}

Result<FoundPassword> FromEnvironment(const std::string& variable) {
  char* value = std::getenv(variable.c_str());
  if (value == nullptr) {
    return Fail(Error::NotFound(
        fmt::format("the environment has no variable {} to take the password from", variable)));
  }
  FoundPassword found{crypto::Secret(std::string_view(value)),
                      fmt::format("the environment variable {}", variable),
                      {}};
  // Overwritten first: unsetenv() leaves the bytes where /proc/PID/environ shows them.
  crypto::Wipe({reinterpret_cast<uint8_t*>(value), std::strlen(value)});
  unsetenv(variable.c_str());
  return found;
}

// Empty when the file has no line for the name, with the reasons in *warnings.
Result<std::optional<FoundPassword>> LookUp(const std::string& path, const PasswordQuery& query,
                                            FileReader* files, std::vector<std::string>* warnings) {
  Result<SecretAnswer> answer = FindSecret(path, {query.name, ServersOf(query)}, files);
  if (!answer) return Fail(std::move(answer).error());
  if (!answer->secret) {
    *warnings = std::move(answer->warnings);
    return std::nullopt;
  }
  return FoundPassword{*std::move(answer->secret), fmt::format("{}:{}", path, answer->line),
                       std::move(answer->warnings)};
}

Result<FoundPassword> FromSecrets(const std::string& path, const PasswordQuery& query,
                                  FileReader* files) {
  std::vector<std::string> warnings;
  Result<std::optional<FoundPassword>> found = LookUp(path, query, files, &warnings);
  if (!found) return Fail(std::move(found).error());
  if (*found) return **std::move(found);
  std::string sentence = fmt::format("{} has no password for {} with the server {}", path,
                                     PrintableName(query.name), ServerNames(ServersOf(query)));
  for (const std::string& warning : warnings) sentence += "; " + warning;
  return Fail(Error::NotFound(std::move(sentence)));
}

// Empty when systemd gave us no credential.
Result<std::optional<FoundPassword>> FromCredentialsDirectory(FileReader* files) {
  const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
  if (directory == nullptr) return std::nullopt;
  for (std::string_view name : {"pptp-password", "password"}) {
    Result<FoundPassword> found = FromFile(fmt::format("{}/{}", directory, name), files);
    if (found) {
      // Where systemd grants the right with an access list, the mode shows it as the group's.
      found->warnings.clear();
      return std::optional(*std::move(found));
    }
    if (found.error().code() != Error::Code::kNotFound) return Fail(std::move(found).error());
  }
  return std::nullopt;
}

Result<FoundPassword> FromPerson(const PasswordQuery& query, const AskForSecret& ask) {
  Result<crypto::Secret> answer =
      ask(fmt::format("Password of {} for {}: ", PrintableName(query.name), query.server));
  if (!answer) {
    if (answer.error().code() != Error::Code::kNotFound) return Fail(std::move(answer).error());
    return Fail(Error::NotFound(fmt::format("there is no password, and {}; give it with {}",
                                            answer.error().message(), kWays)));
  }
  return FoundPassword{*std::move(answer), "the terminal", {}};
}

Result<FoundPassword> FromAnywhere(const PasswordQuery& query, FileReader* files,
                                   const AskForSecret& ask) {
  Result<std::optional<FoundPassword>> credential = FromCredentialsDirectory(files);
  if (!credential) return Fail(std::move(credential).error());
  if (*credential) return **std::move(credential);
  std::vector<std::string> warnings;
  Result<std::optional<FoundPassword>> secret = LookUp(kChapSecretsPath, query, files, &warnings);
  if (secret && *secret) return **std::move(secret);
  // That file is pppd's and need not be there, or be readable for everyone.
  if (!secret && secret.error().code() != Error::Code::kNotFound) {
    warnings.push_back(secret.error().message());
  }
  Result<FoundPassword> typed = FromPerson(query, ask);
  if (!typed) {
    std::string sentence = typed.error().message();
    for (const std::string& warning : warnings) sentence += "; " + warning;
    const bool absent = typed.error().code() == Error::Code::kNotFound;
    return Fail(absent ? Error::NotFound(std::move(sentence)) : Error::Io(std::move(sentence)));
  }
  typed->warnings = std::move(warnings);
  return typed;
}

Result<FoundPassword> Find(const PasswordQuery& query, FileReader* files, const AskForSecret& ask) {
  switch (query.source.kind) {
    case PasswordSource::Kind::kFile:
      return FromFile(query.source.where, files);
    case PasswordSource::Kind::kEnvironment:
      return FromEnvironment(query.source.where);
    case PasswordSource::Kind::kSecrets:
      return FromSecrets(query.source.where, query, files);
    case PasswordSource::Kind::kAnywhere:
      break;
  }
  return FromAnywhere(query, files, ask);
}

}  // namespace

Result<FoundPassword> FindPassword(const PasswordQuery& query, FileReader* files,
                                   const AskForSecret& ask) {
  Result<FoundPassword> found = Find(query, files, ask);
  if (!found) return found;
  if (Result<void> checked = CheckPassword(found->password, found->origin); !checked) {
    return Fail(std::move(checked).error());
  }
  return found;
}

Result<void> CheckPassword(const crypto::Secret& password, const std::string& origin) {
  const std::string_view text = AsText(password.view());
  if (text.empty()) {
    return Fail(Error::InvalidArgument(fmt::format("the password from {} is empty", origin)));
  }
  if (text.find('\0') != std::string_view::npos) {
    return Fail(Error::InvalidArgument(
        fmt::format("the password from {} holds a byte of value zero", origin)));
  }
  // Counted as Windows counts: a character beyond 16 bits is two.
  const size_t characters = crypto::Utf16Password(password).size() / kBytesOfUtf16;
  if (characters > kMostCharacters) {
    return Fail(Error::InvalidArgument(
        fmt::format("the password from {} has {} characters; MS-CHAP takes {} at most", origin,
                    characters, kMostCharacters)));
  }
  return {};
}

}  // namespace pptp::client
