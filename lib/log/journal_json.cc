#include "lib/log/journal_json.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace pptp::log {
namespace {

// The journal's name of what other collectors of logs write (Docker, Logstash and its kin, GELF,
// Loki, fluentd, Vector, rsyslog, syslog-ng, the clouds); a member of an object within the object
// is "outer.inner". A name that is not here stands for itself.
std::string_view JournalName(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"log", "MESSAGE"},
      {"message", "MESSAGE"},
      {"msg", "MESSAGE"},
      {"short_message", "MESSAGE"},
      {"line", "MESSAGE"},
      {"textPayload", "MESSAGE"},
      {"_raw", "MESSAGE"},
      {"_msg", "MESSAGE"},
      {"host", "_HOSTNAME"},
      {"hostname", "_HOSTNAME"},
      {"HOST", "_HOSTNAME"},
      {"logsource", "_HOSTNAME"},
      {"host.name", "_HOSTNAME"},
      {"program", "SYSLOG_IDENTIFIER"},
      {"PROGRAM", "SYSLOG_IDENTIFIER"},
      {"programname", "SYSLOG_IDENTIFIER"},
      {"ident", "SYSLOG_IDENTIFIER"},
      {"appname", "SYSLOG_IDENTIFIER"},
      {"application_name", "SYSLOG_IDENTIFIER"},
      {"_application_name", "SYSLOG_IDENTIFIER"},
      {"process.name", "SYSLOG_IDENTIFIER"},
      {"pid", "SYSLOG_PID"},
      {"PID", "SYSLOG_PID"},
      {"procid", "SYSLOG_PID"},
      {"process_id", "SYSLOG_PID"},
      {"_process_id", "SYSLOG_PID"},
      {"process.pid", "SYSLOG_PID"},
      {"@timestamp", "time"},
      {"timestamp", "time"},
      {"timereported", "time"},
      {"_time", "time"},
      {"ts", "time"},
      {"DATE", "time"},
  };
  for (std::string_view wrapper : {"_source.", "result.", "jsonPayload.", "fields.", "labels."}) {
    if (name.starts_with(wrapper)) name.remove_prefix(wrapper.size());
  }
  for (const auto& [foreign, own] : kNames) {
    if (name == foreign) return own;
  }
  return name;
}

// Receives the parser's events; keeps no tree, so depth and size cost nothing.
class Handler {
 public:
  using Json = nlohmann::json;
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  explicit Handler(JournalEntry* entry) : entry_(entry) {}

  bool known() const { return known_; }

  bool null() { return true; }
  bool boolean(bool /*value*/) { return true; }
  bool number_integer(number_integer_t /*value*/) { return true; }
  bool number_float(number_float_t /*value*/, const string_t& text) {
    if (in_member()) Give(text);
    return true;
  }
  bool binary(binary_t& /*value*/) { return true; }

  bool number_unsigned(number_unsigned_t value) {
    if (in_member()) Give(std::to_string(value));
    if (arrays_ > 0 && value < 256) bytes_.push_back(static_cast<char>(value));
    return true;
  }
  bool string(string_t& value) {
    if (in_member() || arrays_ == depth_ - 1) Give(value);
    return true;
  }
  bool key(string_t& name) {
    if (!in_member()) return true;
    if (depth_ == 1) outer_ = name;
    key_ = depth_ == 1 ? name : outer_ + "." + name;
    given_ = false;
    bytes_.clear();
    return true;
  }
  bool start_object(size_t /*size*/) {
    ++depth_;
    return true;
  }
  bool end_object() {
    --depth_;
    return true;
  }
  bool start_array(size_t /*size*/) {
    ++depth_;
    ++arrays_;
    return depth_ > 1;  // the whole text must be an object
  }
  bool end_array() {
    if (!bytes_.empty()) Give(bytes_);
    bytes_.clear();
    --arrays_;
    --depth_;
    return true;
  }
  bool parse_error(size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    return false;
  }

 private:
  // In the object or in one of the objects in it, but in none of their arrays.
  bool in_member() const { return arrays_ == 0 && (depth_ == 1 || depth_ == 2); }

  void Give(const std::string& value) {
    if (given_) return;
    given_ = true;
    const std::string_view name = JournalName(key_);
    known_ = known_ || name == "MESSAGE" || name == "__REALTIME_TIMESTAMP";
    entry_->Set(name, value);
  }

  JournalEntry* entry_;
  std::string outer_;
  std::string key_;
  std::string bytes_;
  size_t depth_ = 0;
  size_t arrays_ = 0;
  bool given_ = false;  // the current field has its value
  bool known_ = false;
};

}  // namespace

bool ReadJournalJson(std::string_view text, JournalEntry* entry) {
  Handler handler(entry);
  return nlohmann::json::sax_parse(text.begin(), text.end(), &handler) && handler.known();
}

}  // namespace pptp::log
