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

// The same for what stands behind a stamp as ConsumeUsualStamp takes it off, if its sender has
// spoken before and is the same program whatever it says: sets all of *envelope but the stamp.
// False for any other, of which the whole line has to be read.
bool ReadSenderKnownForGood(std::string_view text, ProgramClassifier* programs, Envelope* envelope);

// The same for a message whose sender is known already (a journal's entry):
// "outer" has everything but the program and a text that may hold more envelopes.
Envelope ReadInnerEnvelopes(Envelope outer, ProgramClassifier* programs);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_ENVELOPE_H_
