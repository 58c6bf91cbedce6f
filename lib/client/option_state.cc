#include "lib/client/option_state.h"

#include <fmt/format.h>

namespace pptp::client {

Error OptionCall::ErrorHere(std::string_view sentence) const {
  return Error::Syntax(fmt::format("{}:{}:{}: {}", file, line, column, sentence));
}

void OptionState::Note(const OptionCall& call, std::string_view why) {
  notes.push_back(NoteOf(call, why));
}

OptionNote NoteOf(const OptionCall& call, std::string_view why) {
  return {call.file, call.line, call.option, std::string(why)};
}

}  // namespace pptp::client
