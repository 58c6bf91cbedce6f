#include "lib/client/secrets_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "lib/base/text.h"
#include "lib/client/user_name.h"
#include "lib/client/word_reader.h"

namespace pptp::client {
namespace {

// A line of the file: its first three words, or fewer.
using Record = std::vector<Word>;
constexpr size_t kRecordWords = 3;

std::string_view ClientOf(const Record& record) {
  return record[0].text();
}
std::string_view ServerOf(const Record& record) {
  return record.size() > 1 ? record[1].text() : std::string_view();
}

Result<std::vector<Record>> ReadRecords(const std::string& path, std::string_view text) {
  std::vector<Record> records;
  WordReader words(path, text);
  for (;;) {
    Result<std::optional<Word>> word = words.Next();
    if (!word) return Fail(std::move(word).error());
    if (!*word) return records;
    if ((*word)->first_on_line) records.emplace_back();
    if (records.back().size() < kRecordWords) records.back().push_back(*std::move(*word));
  }
}

// How well a record fits; more is better. Its parts in the order of their weight.
struct Fit {
  const Record* record;
  bool names_server, names_client;
  size_t server_rank;  // of query.servers; the first is the best

  bool BetterThan(const Fit& other) const {
    if (names_server != other.names_server) return names_server;
    if (names_client != other.names_client) return names_client;
    return server_rank < other.server_rank;
  }
};

std::optional<Fit> FitOf(const Record& record, const SecretQuery& query) {
  if (record.size() < kRecordWords) return std::nullopt;
  const bool any_client = ClientOf(record) == "*";
  if (!any_client && ClientOf(record) != query.client) return std::nullopt;
  if (ServerOf(record) == "*") return Fit{&record, false, !any_client, 0};
  const auto server = std::find(query.servers.begin(), query.servers.end(), ServerOf(record));
  if (server == query.servers.end()) return std::nullopt;
  return Fit{&record, true, !any_client, static_cast<size_t>(server - query.servers.begin())};
}

std::string ReadableByOthers(const std::string& path) {
  return fmt::format("{} holds passwords and can be read by others than its owner: chmod 600 {}",
                     path, path);
}

// The secret that a record holds or points to. Empty, with a warning, when it cannot be had; the
// next best record then takes its place.
std::optional<crypto::Secret> SecretOf(const std::string& path, const Record& record,
                                       FileReader* files, std::vector<std::string>* warnings) {
  const Word& word = record[2];
  if (!word.text().starts_with("@/")) {
    if (word.cut_by_comment) {
      warnings->push_back(fmt::format(
          "{}:{}: the password ends before the '#', which starts a comment; quote the password if "
          "the '#' belongs to it",
          path, word.line));
    }
    return word.bytes.Clone();
  }
  const std::string target(word.text().substr(1));
  Result<FileText> file = files->Read(target);
  if (!file) {
    warnings->push_back(fmt::format("{}:{}: {}", path, word.line, file.error().message()));
    return std::nullopt;
  }
  if (file->others_may_read) warnings->push_back(ReadableByOthers(target));
  Result<std::optional<Word>> first = WordReader(target, file->text()).Next();
  if (!first || !*first) {
    warnings->push_back(first ? fmt::format("{}:{}: {} is empty", path, word.line, target)
                              : first.error().message());
    return std::nullopt;
  }
  return std::move((*first)->bytes);
}

// Whether the name stands in the file as it is known, with one backslash, which is an escape
// there. What it is read as is then what splitting the name into words makes of it.
bool LacksABackslash(const Word& client, std::string_view name) {
  if (!client.letter_escaped) return false;
  Result<std::optional<Word>> read = WordReader("", name).Next();
  return read && *read && (*read)->text() == client.text();
}

// Why a record that seems meant does not fit, or an empty text.
std::string NearMiss(const Record& record, const SecretQuery& query) {
  const std::string_view client = ClientOf(record);
  if (client == query.client) {
    if (record.size() < kRecordWords) return "this line holds no password";
    // Its server is not named: where words are missing, it may be the password.
    return fmt::format("this line is for {}, but for another server than {}", client,
                       ServerNames(query.servers));
  }
  if (LacksABackslash(record[0], query.client)) {
    return fmt::format("the name here is read as {}: write two backslashes for one",
                       PrintableName(client));
  }
  if (WithSingleBackslashes(client) == WithSingleBackslashes(query.client)) {
    return fmt::format("the name here is read as {}, with one backslash too many", client);
  }
  if (EqualsIgnoringCase(client, query.client)) {
    return fmt::format("the name here is {}, which differs in its capitals from {}", client,
                       query.client);
  }
  return "";
}

}  // namespace

std::string ServerNames(const std::vector<std::string>& servers) {
  std::string names;
  for (const std::string& server : servers) {
    if (!names.empty()) names += ", ";
    names += '"' + server + '"';
  }
  return names + " or *";
}

Result<SecretAnswer> FindSecret(const std::string& path, const SecretQuery& query,
                                FileReader* files) {
  Result<FileText> file = files->Read(path);
  if (!file) return Fail(std::move(file).error());
  Result<std::vector<Record>> records = ReadRecords(path, file->text());
  if (!records) return Fail(std::move(records).error());
  SecretAnswer answer;
  if (file->others_may_read) answer.warnings.push_back(ReadableByOthers(path));
  std::vector<Fit> fits;
  for (const Record& record : *records) {
    if (std::optional<Fit> fit = FitOf(record, query)) fits.push_back(*fit);
  }
  std::stable_sort(fits.begin(), fits.end(),
                   [](const Fit& a, const Fit& b) { return a.BetterThan(b); });
  for (const Fit& fit : fits) {
    answer.secret = SecretOf(path, *fit.record, files, &answer.warnings);
    answer.line = fit.record->front().line;
    if (answer.secret) return answer;
  }
  for (const Record& record : *records) {
    const std::string miss = NearMiss(record, query);
    if (miss.empty()) continue;
    answer.warnings.push_back(fmt::format("{}:{}: {}", path, record.front().line, miss));
  }
  return answer;
}

}  // namespace pptp::client
