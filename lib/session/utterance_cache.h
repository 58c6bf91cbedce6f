#ifndef PPTP_LIB_SESSION_UTTERANCE_CACHE_H_
#define PPTP_LIB_SESSION_UTTERANCE_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "lib/session/utterance.h"
#include "lib/session/words.h"

namespace pptp::session {

// A message heard and its packet read.
struct Understood {
  Saying saying;  // its views are into the message, or into the utterance when that has a number
  uint64_t print = 0;  // of the saying's words (relays.h)
  std::shared_ptr<const Utterance> utterance;
  // Equal numbers mean the same words of the same program, so that others can keep what they
  // made of them: number % UtteranceCache::kSlots is a place of its own among those that are
  // remembered. 0 when it is not.
  uint64_t number = 0;
  bool again = false;  // heard before, and so shared with others
};

// Remembers what was made of the messages heard of late: hearing one, reading its packet and
// matching it against the catalog depend on its words and its program alone, and most lines of
// a busy log have been heard before.
//
// Takes a few megabytes at most: a fixed number of messages, none of them long. One thread at
// a time.
class UtteranceCache {
 public:
  static constexpr size_t kSlots = 4096;
  static constexpr size_t kLongestText = 256;

  UtteranceCache() : sets_(kSlots / kSlotsOfASet) {}

  // What is remembered of such a message, until the next call of Keep; null when it is nothing.
  // "program" is that of the envelope.
  const Understood* Find(Program program, std::string_view text);

  // Makes an utterance of a message and remembers it unless it is too long. "saying" is what
  // Hear() made of the message. Valid until the next call.
  const Understood& Keep(Program program, std::string_view text, const Saying& saying);

 private:
  // A message may be in any slot of its set.
  static constexpr size_t kSlotsOfASet = 4;
  // What a message is found by, apart from what is known of it: those of a set stand together,
  // and nothing else is read before the texts are compared.
  struct Key {
    uint64_t hash = 0;
    const char* text = nullptr;  // of the utterance; null: the slot is empty
    uint32_t size = 0;           // of the text
    Program program = Program::kUnknown;
    bool used = false;  // its words came again since a place was last needed
  };

  struct Set {
    std::array<Key, kSlotsOfASet> keys;
    std::array<Understood, kSlotsOfASet> slots;

    size_t PlaceFor(uint64_t made);
  };

  std::vector<std::unique_ptr<Set>> sets_;  // null until needed: a short log needs few of them
  Understood unremembered_;                 // the last message that was too long
  uint64_t made_ = 0;
};

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_UTTERANCE_CACHE_H_
