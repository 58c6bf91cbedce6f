#include "lib/log/speaker_cache.h"

#include "lib/log/envelope.h"
#include "lib/log/program.h"
#include "lib/log/repeats.h"

namespace pptp::log {
namespace {

Speaker ReadSpeaker(std::string_view line, std::string_view name) {
  ProgramClassifier programs;
  const Envelope envelope = ReadEnvelope(line, &programs);
  const size_t blank = name.find(' ');
  if (blank == std::string_view::npos) return Speaker::kUnclear;
  const bool reads_so = envelope.host == name.substr(0, blank) &&
                        envelope.tag == name.substr(blank + 1) && !IsSyslogDaemon(envelope.tag);
  if (!reads_so) return Speaker::kUnclear;
  switch (envelope.program) {
    case Program::kOther:
      return Speaker::kOther;
    case Program::kKernel:
      return Speaker::kKernel;
    case Program::kUnknown:
    case Program::kWrapper:
    case Program::kNetworkManager:
      return Speaker::kUnclear;
    default:
      return Speaker::kHeard;
  }
}

}  // namespace

void SpeakerCache::Learn(std::string_view log, size_t stamp, size_t length, Entry* entry) {
  for (size_t i = 0; i < kBlocks; ++i) {
    entry->name[i] = LoadByteBlock(log.data() + stamp + i * kByteBlock);
  }
  CutOff(length, &entry->name);
  entry->length = length;
  entry->speaker = ReadSpeaker(log.substr(0, log.find('\n')), log.substr(stamp, length));
}

}  // namespace pptp::log
