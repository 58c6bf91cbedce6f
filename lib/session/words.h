#ifndef PPTP_LIB_SESSION_WORDS_H_
#define PPTP_LIB_SESSION_WORDS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "lib/log/message.h"

// Who speaks, and what is said: a message told by its words.
//
// The programs say the same few hundred things, release after release. Each that
// matters to the timeline is a Phrase; what comes after its fixed beginning is
// handed on as it stands. Only the beginning of a message is compared, so that
// text of the peer's, which programs print further right, cannot pose as a phrase.
namespace pptp::session {

using log::Program;

// What a message says. Names without a program's name are said by several.
enum class Phrase : uint8_t {
  kNone,   // words nobody here knows
  kKnown,  // known words of the program that change nothing in a session
  kPacket,
  kFault,       // something broke that ends a connection, or keeps it from being made
  kOrderlyEnd,  // somebody wants the connection to end

  // Beginnings, all of them: these make marks (beginnings.h).
  kCommandLine,  // a shell's command line that starts pppd or pptp
  kPluginLoaded,
  kPppdStarted,
  kScriptStarted,
  kUsingChannel,
  kUsingInterface,
  kConnect,
  kPptpStart,
  kPptpdClientStarted,

  // pppd.
  kInterfaceRenamed,
  kHangup,
  kTerminated,
  kExit,
  kConnectTime,
  kAddressRefused,
  kLcpTerminatedByPeer,
  kProtocolRejected,
  kSecretMissing,
  kAuthFailed,
  kAuthSucceeded,
  kPeerAuthenticated,
  kPeerAuthFailed,
  kRemoteMessage,
  kCompressionEnabled,
  kMppeRequired,
  kStatefulRefused,
  kLocalIp,
  kRemoteIp,
  kDns,
  kDumpBegins,
  kOptionLine,
  kNmPlugin,
  kDialledLink,  // a chat script has run: there is a modem
  kPppoeLink,    // said by the plugin for PPPoE

  // pptp.
  kPptpSent,
  kPptpControlReply,
  kPptpConnected,
  kPptpCallReply,
  kPptpCallEstablished,
  kPptpCallEnded,
  kPptpClosing,
  kPptpShortRead,
  kPptpConnectFailed,
  kPptpNoControl,
  kPptpDied,  // the last words of a run that failed

  // pptpd.
  kPptpdLaunching,
  kPptpdManager,
  kPptpdReapedChild,
  kPptpdStartingCall,
  kPptpdLauncher,
  kPptpdReapingPppd,
  kPptpdClientFinished,

  // NetworkManager and its service.
  kPppdPid,     // "pppd started with pid N"
  kExitStatus,  // "pppd exited with error code N"

  // pptp-connect.
  kWholeLog,  // no packet is missing from the log
};

// pptp's "LOGSTRING label[function:file.c:line]: ".
struct PptpPrefix {
  std::string_view logstring;  // empty before 1.2.0
  std::string_view label;      // "log", "warn", "fatal"; empty when there is no prefix
  std::string_view function;
  uint32_t line = 0;
};

// A message with its speaker and its sense. The views are into the message.
struct Saying {
  Program program = Program::kUnknown;
  Phrase phrase = Phrase::kNone;
  std::string_view words;  // without what names the speaker ("/usr/sbin/pppd: ", pptp's prefix)
  std::string_view rest;   // of the words, after the phrase's fixed beginning, left-trimmed
  PptpPrefix pptp;
};

// Hears a message. A program that the envelope names is believed; kUnknown and
// kWrapper become whoever uses such words, and stay what they are if nobody does.
Saying Hear(Program program, std::string_view text);

// Takes pptp's prefix off the front of *text. False, with *text untouched, when
// there is none.
bool ConsumePptpPrefix(std::string_view* text, PptpPrefix* prefix);

// Drops "prefix" from the front of *text like Consume(), but lets a blank in
// "prefix" stand for any run of blanks: copies of logs collapse them.
bool ConsumeWords(std::string_view* text, std::string_view prefix);

// One row of the tables of words (word_tables.cc).
struct PhraseRow {
  std::string_view begins;
  std::string_view holds;  // must stand somewhere behind; empty: nothing need
  Phrase phrase;
  bool distinct = true;  // false: others say this too, believed only under the program's name
};
std::span<const PhraseRow> PhrasesOf(Program program);

}  // namespace pptp::session

#endif  // PPTP_LIB_SESSION_WORDS_H_
