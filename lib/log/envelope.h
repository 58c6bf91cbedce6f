#ifndef PPTP_LIB_LOG_ENVELOPE_H_
#define PPTP_LIB_LOG_ENVELOPE_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/log/message.h"
#include "lib/log/program.h"
#include "lib/log/stamp.h"

namespace pptp::log {

// What a logger puts around a message, read off one line. All views are into the
// line. lib/log/README.md lists the envelopes.
struct Envelope {
  std::optional<Stamp> stamp;
  std::string_view host;
  std::string_view tag;
  std::optional<uint32_t> pid;
  std::string_view text;  // the whole line when there is no envelope
  Program program = Program::kUnknown;

  bool found() const { return stamp.has_value() || !tag.empty() || program != Program::kUnknown; }
};

// Reads the envelope of a line, and the envelopes within it as long as they are
// those of wrappers: what sshd or another unrelated daemon says is never looked
// into. Learns from what it reads (lib/log/program.h).
Envelope ReadEnvelope(std::string_view line, ProgramClassifier* programs);

// Takes off the text what a program puts before its own words: the kernel its time, others a number
// or their name once more. "name" is the bare one of the tag, and a stamp stands before it.
std::string_view StripBehindTag(Program program, std::string_view name, std::string_view text);

// Whether that may take something off; a cheap test, and few messages pass it.
inline bool MayStripBehindTag(std::string_view name, std::string_view text) {
  return !text.empty() && (text[0] == '[' || (!name.empty() && text[0] == name[0]));
}

// The same for a message whose sender is known already (a journal's entry):
// "outer" has everything but the program and a text that may hold more envelopes.
Envelope ReadInnerEnvelopes(Envelope outer, ProgramClassifier* programs);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_ENVELOPE_H_
