#include "lib/log/journal_json.h"

#include <nlohmann/json.hpp>
#include <string>

namespace pptp::log {
namespace {

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
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) { return true; }
  bool binary(binary_t& /*value*/) { return true; }

  bool number_unsigned(number_unsigned_t value) {
    if (depth_ == 1) Give(std::to_string(value));
    if (depth_ > 1 && value < 256) bytes_.push_back(static_cast<char>(value));
    return true;
  }
  bool string(string_t& value) {
    if (depth_ == 1 || arrays_ == depth_ - 1) Give(value);
    return true;
  }
  bool key(string_t& name) {
    if (depth_ == 1) {
      key_ = name;
      given_ = false;
      bytes_.clear();
    }
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
  void Give(const std::string& value) {
    if (given_) return;
    given_ = true;
    known_ = known_ || key_ == "MESSAGE" || key_ == "log" || key_ == "__REALTIME_TIMESTAMP";
    entry_->Set(key_, value);
  }

  JournalEntry* entry_;
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
