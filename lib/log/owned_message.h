#ifndef PPTP_LIB_LOG_OWNED_MESSAGE_H_
#define PPTP_LIB_LOG_OWNED_MESSAGE_H_

#include <string>

#include "lib/log/message.h"

namespace pptp::log {

// A message that owns its text, for as long as it has to wait. Reused, so that its
// strings keep their memory.
struct OwnedMessage {
  Message message;  // its views point to the strings below after View()
  std::string host, tag, text, raw;

  void Assign(const Message& from) {
    AssignSender(from);
    text = from.text;
    raw = from.raw;
  }
  // All but the text and the line it stood in.
  void AssignSender(const Message& from) {
    message = from;
    // Mostly they are those of the message before: to compare costs less than to copy.
    if (host != from.host) host = from.host;
    if (tag != from.tag) tag = from.tag;
    text.clear();
    raw.clear();
  }
  const Message& View() {
    message.host = host;
    message.tag = tag;
    message.text = text;
    message.raw = raw;
    return message;
  }
};

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_OWNED_MESSAGE_H_
