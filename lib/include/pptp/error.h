#ifndef PPTP_ERROR_H_
#define PPTP_ERROR_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace pptp {

// Why something failed: a code for programs and a sentence for people.
//
// The sentence names the thing that failed and what to do about it, without a
// trailing newline; for files that a user wrote it begins "file:line:column: ".
// No part of the library prints, exits or lets an exception out: it returns
// Result<T> instead.
class Error {
 public:
  enum class Code {
    kInvalidArgument,  // the caller asked for something that makes no sense
    kNotFound,         // no such file, entry or problem
    kIo,               // the operating system refused
    kSyntax,           // text or bytes that do not follow their format
    kInvalidRule,      // a rule pack that breaks the rules for packs
    kTruncated,        // the input ends before the value does
  };

  static Error InvalidArgument(std::string message) {
    return {Code::kInvalidArgument, std::move(message)};
  }
  static Error NotFound(std::string message) { return {Code::kNotFound, std::move(message)}; }
  static Error Io(std::string message) { return {Code::kIo, std::move(message)}; }
  static Error Syntax(std::string message) { return {Code::kSyntax, std::move(message)}; }
  static Error InvalidRule(std::string message) { return {Code::kInvalidRule, std::move(message)}; }
  static Error Truncated(std::string message) { return {Code::kTruncated, std::move(message)}; }

  Code code() const { return code_; }
  const std::string& message() const { return message_; }

 private:
  Error(Code code, std::string message) : code_(code), message_(std::move(message)) {}

  Code code_;
  std::string message_;
};

template <typename T>
using Result = tl::expected<T, Error>;

// Lets a function that returns Result<T> fail with "return Fail(Error::Io(...));".
inline tl::unexpected<Error> Fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace pptp

#endif  // PPTP_ERROR_H_
