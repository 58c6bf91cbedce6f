#include "lib/log/journal_json.h"

#include <algorithm>
#include <string>
#include <utility>

#include <rapidjson/reader.h>

#include "lib/base/text.h"

namespace pptp::log {
namespace {

using Name = std::pair<std::string_view, std::string_view>;

// The journal's names of what other collectors of logs write (Docker, Logstash and its kin, GELF,
// Loki, fluentd, Vector, rsyslog, syslog-ng, the clouds); a member of an object within the object
// is "outer.inner".
constexpr Name kNames[] = {
    {"@timestamp", "time"},
    {"DATE", "time"},
    {"HOST", "_HOSTNAME"},
    {"PID", "SYSLOG_PID"},
    {"PROGRAM", "SYSLOG_IDENTIFIER"},
    {"_application_name", "SYSLOG_IDENTIFIER"},
    {"_msg", "MESSAGE"},
    {"_process_id", "SYSLOG_PID"},
    {"_raw", "MESSAGE"},
    {"_time", "time"},
    {"application_name", "SYSLOG_IDENTIFIER"},
    {"appname", "SYSLOG_IDENTIFIER"},
    {"host", "_HOSTNAME"},
    {"host.name", "_HOSTNAME"},
    {"hostname", "_HOSTNAME"},
    {"ident", "SYSLOG_IDENTIFIER"},
    {"line", "MESSAGE"},
    {"log", "MESSAGE"},
    {"logsource", "_HOSTNAME"},
    {"message", "MESSAGE"},
    {"msg", "MESSAGE"},
    {"pid", "SYSLOG_PID"},
    {"process.name", "SYSLOG_IDENTIFIER"},
    {"process.pid", "SYSLOG_PID"},
    {"process_id", "SYSLOG_PID"},
    {"procid", "SYSLOG_PID"},
    {"program", "SYSLOG_IDENTIFIER"},
    {"programname", "SYSLOG_IDENTIFIER"},
    {"short_message", "MESSAGE"},
    {"textPayload", "MESSAGE"},
    {"timereported", "time"},
    {"timestamp", "time"},
    {"ts", "time"},
};
constexpr auto kFirst = [](const Name& name) { return name.first; };
static_assert(std::ranges::is_sorted(kNames, {}, kFirst));

// A name that none of these is stands for itself.
std::string_view JournalName(std::string_view name, bool is_inner) {
  if (is_inner) {
    for (std::string_view wrapper : {"_source.", "result.", "jsonPayload.", "fields.", "labels."}) {
      if (name.starts_with(wrapper)) name.remove_prefix(wrapper.size());
    }
  }
  const auto* const found = std::ranges::lower_bound(kNames, name, {}, kFirst);
  return found != std::end(kNames) && found->first == name ? found->second : name;
}

// Receives the parser's events; keeps no tree, so depth and size cost nothing.
class Handler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Handler> {
 public:
  explicit Handler(JournalEntry* entry) : entry_(entry) {}

  bool known() const { return known_; }

  bool Null() { return true; }
  bool Bool(bool /*value*/) { return true; }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool /*copy*/) {
    const std::string_view number(text, length);
    // No field that means something is a negative number; some are fractions.
    const bool is_counted = !number.starts_with('-') || number.find_first_of(".eE") != number.npos;
    if (in_member() && is_counted) Give(number);
    if (arrays_ > 0) AddByte(number);
    return true;
  }
  bool String(const char* text, rapidjson::SizeType length, bool /*copy*/) {
    if (in_member() || arrays_ == depth_ - 1) Give({text, length});
    return true;
  }
  bool Key(const char* text, rapidjson::SizeType length, bool /*copy*/) {
    if (!in_member()) return true;
    const std::string_view name(text, length);
    if (depth_ == 1) {
      key_ = name;
      outer_length_ = name.size();
    } else {
      key_.resize(outer_length_);
      key_.append(1, '.').append(name);
    }
    given_ = false;
    bytes_.clear();
    return true;
  }
  bool StartObject() {
    ++depth_;
    return true;
  }
  bool EndObject(rapidjson::SizeType /*count*/) {
    --depth_;
    return true;
  }
  bool StartArray() {
    ++depth_;
    ++arrays_;
    return depth_ > 1;  // the whole text must be an object
  }
  bool EndArray(rapidjson::SizeType /*count*/) {
    if (!bytes_.empty()) Give(bytes_);
    bytes_.clear();
    --arrays_;
    --depth_;
    return true;
  }

 private:
  // In the object or in one of the objects in it, but in none of their arrays.
  bool in_member() const { return arrays_ == 0 && (depth_ == 1 || depth_ == 2); }

  void AddByte(std::string_view number) {
    const auto value = ConsumeDecimal(&number);
    if (value && *value < 256 && number.empty()) bytes_.push_back(static_cast<char>(*value));
  }

  void Give(std::string_view value) {
    if (given_) return;
    given_ = true;
    const std::string_view name = JournalName(key_, depth_ > 1);
    known_ = known_ || name == "MESSAGE" || name == "__REALTIME_TIMESTAMP";
    entry_->Set(name, value);
  }

  JournalEntry* entry_;
  std::string key_;          // of the member being read, "outer.inner" in an inner object
  size_t outer_length_ = 0;  // of "outer"
  std::string bytes_;
  size_t depth_ = 0;
  size_t arrays_ = 0;
  bool given_ = false;  // the current field has its value
  bool known_ = false;
};

}  // namespace

bool ReadJournalJson(std::string_view text, JournalEntry* entry) {
  // RapidJSON takes a zero byte for the end, and reads up to the next multiple of 16 bytes behind.
  constexpr size_t kPadding = 16;
  if (text.find('\0') != text.npos) return false;
  std::string buffer;
  buffer.reserve(text.size() + kPadding);
  buffer.append(text).append(kPadding, '\0');
  rapidjson::InsituStringStream stream(buffer.data());
  Handler handler(entry);
  rapidjson::Reader reader;
  // Not by recursion: how deep a text is nested, who wrote the log decides.
  constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  return !reader.Parse<kFlags>(stream, handler).IsError() && handler.known();
}

}  // namespace pptp::log
