#include "lib/log/envelope.h"

#include <algorithm>

#include "lib/base/text.h"
#include "lib/log/known_message.h"
#include "lib/log/sender_cache.h"
#include "lib/log/syslog_header.h"

// A line is read from the left: priority, container's name, stamp, header. Each
// step may be missing. What is left may be a line of its own, wrapped by a
// container runtime, a shell's logger or NetworkManager; then it is read again.
namespace pptp::log {
namespace {

constexpr int kDeepestNesting = 3;

std::string_view SkipBlanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

std::string_view TakeWord(std::string_view* text) {
  const size_t end = std::min(text->find(' '), text->size());
  const std::string_view word = text->substr(0, end);
  *text = SkipBlanks(text->substr(end));
  return word;
}

void SetTag(const Tag& tag, Envelope* envelope) {
  envelope->tag = tag.name;
  envelope->pid = tag.pid;
  envelope->text = tag.text;
}

// "[name x=\"...\"][...]" of RFC 5424, or "-". False when it has no end.
bool SkipStructuredData(std::string_view* text) {
  if (Consume(text, "-")) return true;
  while (text->starts_with('[')) {
    bool quoted = false;
    size_t i = 1;
    for (; i < text->size() && (quoted || (*text)[i] != ']'); ++i) {
      if (quoted && (*text)[i] == '\\') {
        ++i;
      } else if ((*text)[i] == '"') {
        quoted = !quoted;
      }
    }
    if (i >= text->size()) return false;
    text->remove_prefix(i + 1);
  }
  return true;
}

// "1 STAMP HOST APP PROCID MSGID DATA MSG" (RFC 5424 section 6), behind "<30>".
bool ReadRfc5424(std::string_view text, Envelope* envelope) {
  if (!Consume(&text, "1 ")) return false;
  Envelope read;
  if (!Consume(&text, "- ")) {
    read.stamp = ConsumeStamp(&text);
    if (!read.stamp) return false;
  }
  read.host = TakeWord(&text);
  read.tag = TakeWord(&text);
  std::string_view pid = TakeWord(&text);
  TakeWord(&text);  // MSGID
  if (text.empty() || !SkipStructuredData(&text)) return false;
  if (read.host == "-") read.host = {};
  if (read.tag == "-") read.tag = {};
  const auto number = ConsumeDecimal(&pid);
  if (number && pid.empty() && *number <= UINT32_MAX) read.pid = static_cast<uint32_t>(*number);
  read.text = SkipBlanks(text);
  Consume(&read.text, "\xef\xbb\xbf");
  *envelope = read;
  return true;
}

// "vpn_1  | T" of compose and "[pod/name/container] T" of kubectl.
bool ReadContainerPrefix(std::string_view text, Envelope* envelope) {
  if (text.starts_with("[pod/")) {
    constexpr size_t kLongestPrefix = 256;
    const size_t close = text.find("] ");
    if (close > kLongestPrefix) return false;  // or missing: npos
    envelope->tag = text.substr(1, close - 1);
    envelope->text = SkipBlanks(text.substr(close + 2));
    envelope->program = Program::kWrapper;
    return true;
  }
  size_t length = 0;
  bool has_letter = false;
  while (length < text.size() && length < 128) {
    const char c = text[length];
    if (!IsAlpha(c) && !IsDigit(c) && c != '_' && c != '-' && c != '.') break;
    has_letter = has_letter || IsAlpha(c);
    ++length;
  }
  if (!has_letter) return false;
  std::string_view rest = text.substr(length);
  if (!rest.starts_with(' ')) return false;
  rest = SkipBlanks(rest);
  if (!Consume(&rest, "| ")) return false;
  envelope->tag = text.substr(0, length);
  envelope->text = SkipBlanks(rest);
  envelope->program = Program::kWrapper;
  return true;
}

// accel-ppp behind its "[stamp]: ": "info: ppp0: T", "debug: ppp0: 5f0c...: T". The interface tells
// its connections apart, as a tag does others' processes.
bool ReadAccelHeader(std::string_view text, Envelope* envelope) {
  text = SkipBlanks(text);
  bool has_level = false;
  for (std::string_view level :
       {"msg:", "error:", "warn:", "info:", "info1:", "info2:", "debug:"}) {
    if (!has_level && Consume(&text, level)) has_level = true;
  }
  text = SkipBlanks(text);
  // Interface and session id, either of which may be empty.
  std::string_view interface;
  for (int part = 0; part < 2; ++part) {
    size_t length = 0;
    while (length < text.size() && (IsAlpha(text[length]) || IsDigit(text[length]))) ++length;
    const bool names_something =
        length == 0 || IsDigit(text[length - 1]) ||
        (length == 16 &&
         std::all_of(text.begin(), text.begin() + 16, [](char c) { return HexDigit(c) >= 0; }));
    if (!names_something || !text.substr(length).starts_with(": ")) break;
    if (text.starts_with("ppp")) interface = text.substr(0, length);
    text = SkipBlanks(text.substr(length + 2));
  }
  if (!has_level && !StartsPacketLine(text)) return false;
  envelope->program = Program::kAccelPpp;
  envelope->tag = interface;
  envelope->text = text;
  return true;
}

bool IsLogcatLevel(char c) {
  return std::string_view("VDIWEFS").find(c) != std::string_view::npos;
}

// Behind the level of Android's logcat: "pppd    : T", "pppd    (  913): T".
bool ReadLogcatTag(std::string_view text, Envelope* envelope) {
  constexpr size_t kLongestTag = 64;
  size_t length = 0;
  while (length < text.size() && length < kLongestTag &&
         std::string_view(" \t:(").find(text[length]) == std::string_view::npos) {
    ++length;
  }
  if (length == 0) return false;
  std::string_view rest = SkipBlanks(text.substr(length));
  if (Consume(&rest, "(")) {
    rest = SkipBlanks(rest);
    const auto pid = ConsumeDecimal(&rest);
    if (!pid || *pid > UINT32_MAX || !Consume(&rest, ")")) return false;
    envelope->pid = static_cast<uint32_t>(*pid);
  }
  if (!Consume(&rest, ":")) return false;
  envelope->tag = text.substr(0, length);
  envelope->text = SkipBlanks(rest);
  return true;
}

// logcat's header: "2914  2914 I pppd    : T", or "I/pppd    (  913): T" with or
// without a stamp before it.
bool ReadLogcatHeader(std::string_view text, Envelope* envelope) {
  if (text.size() > 2 && text[1] == '/' && IsLogcatLevel(text[0])) {
    return ReadLogcatTag(text.substr(2), envelope);
  }
  text = SkipBlanks(text);
  const auto pid = ConsumeDecimal(&text);
  if (!pid || *pid > UINT32_MAX) return false;
  text = SkipBlanks(text);
  if (!ConsumeDecimal(&text)) return false;  // the thread
  text = SkipBlanks(text);
  if (text.size() < 3 || text[1] != ' ' || !IsLogcatLevel(text[0])) return false;
  Envelope read = *envelope;
  read.pid = static_cast<uint32_t>(*pid);
  if (!ReadLogcatTag(text.substr(2), &read)) return false;
  *envelope = read;
  return true;
}

// Behind "[12345.678901]": a journal's line, or the kernel's own words.
void ReadBehindUptime(std::string_view text, Envelope* envelope) {
  if (text.starts_with('[')) {  // the thread that called: "[  T123]", "[    C0]"
    const size_t close = text.find(']');
    if (close < 12) text = SkipBlanks(text.substr(close + 1));
  }
  const auto header = ReadSyslogHeader(text, /*host_is_usual=*/false);
  if (header && !header->tag.name.empty() && (header->tag.pid || header->tag.name == "kernel")) {
    envelope->host = header->host;
    SetTag(header->tag, envelope);
    return;
  }
  envelope->program = Program::kKernel;
  envelope->text = text;
}

// Takes "debug: " off the front of *text if one of our programs' tags is next: so a program
// hands on what pppd says (KVpnc's "debug: [pppd] T").
void ConsumeSpokenSeverity(std::string_view* text) {
  for (std::string_view severity : {"debug: ", "info: ", "warning: ", "error: "}) {
    if (text->size() < severity.size() ||
        !EqualsIgnoringCase(text->substr(0, severity.size()), severity)) {
      continue;
    }
    const std::string_view rest = text->substr(severity.size());
    auto tag = ReadBracketedTag(rest);
    if (!tag) tag = ReadTag(rest);
    if (tag && NamesOurProgram(tag->name)) *text = rest;
    return;
  }
}

// Takes off what the container runtimes of Kubernetes write behind the stamp: the stream, and
// whether the line is whole.
void ConsumeStreamName(std::string_view* text) {
  std::string_view rest = *text;
  if (!Consume(&rest, "stdout ") && !Consume(&rest, "stderr ")) return;
  if (Consume(&rest, "F ") || Consume(&rest, "P ")) *text = rest;
}

// Whether pppd, pptp or pptpd says this, and not the kernel's drivers.
bool IsOfPppOrPptp(std::string_view text) {
  for (std::string_view start :
       {"PPP ", "PPP: ", "PPTP driver", "PPTP: ", "ppp", "mppe_",
        "nf_conntrack: ", "gre: ", "ip_gre: ", "Not enough space to encrypt"}) {
    if (text.starts_with(start)) return false;
  }
  return StartsPacketLine(text) || HasPptpPrefix(text) || StartsKnownMessage(text);
}

// What macOS's "log show" writes behind the stamp: "0x1b2c Default 0x0 913 0 pppd: T", that is
// thread, type, activity, process id, time to live.
bool ReadUnifiedHeader(std::string_view text, Envelope* envelope) {
  if (!text.starts_with("0x")) return false;
  TakeWord(&text);
  static constexpr std::string_view kTypes[] = {"Default",  "Info",  "Debug",
                                                "Activity", "Error", "Fault"};
  const std::string_view type = TakeWord(&text);
  if (std::find(std::begin(kTypes), std::end(kTypes), type) == std::end(kTypes)) return false;
  if (!TakeWord(&text).starts_with("0x")) return false;
  std::string_view number = TakeWord(&text);
  const auto pid = ConsumeDecimal(&number);
  TakeWord(&text);
  const auto tag = ReadTag(text);
  if (!pid || *pid > UINT32_MAX || !tag) return false;
  SetTag(*tag, envelope);
  envelope->pid = static_cast<uint32_t>(*pid);
  return true;
}

void ReadBehindStamp(std::string_view text, Envelope* envelope) {
  const Stamp& stamp = *envelope->stamp;
  if (stamp.shape == Stamp::Shape::kUptime) return ReadBehindUptime(text, envelope);
  if (stamp.bracketed && text.starts_with(':') && ReadAccelHeader(text.substr(1), envelope)) return;
  ConsumeColumns(&text, &envelope->host);
  ConsumeSocklogHeader(&text, &envelope->host);
  std::string_view inner = text;
  if (const auto second = ConsumeStamp(&inner)) {
    // logread -t repeats the time as "[epoch.ms]", which has year and zone.
    if (second->shape == Stamp::Shape::kEpoch && second->bracketed) {
      envelope->stamp = second;
      text = inner;
    } else {
      envelope->text = text;  // a whole line inside a container runtime's
      return;
    }
  }
  if (stamp.shape == Stamp::Shape::kNumeric || stamp.shape == Stamp::Shape::kIso) {
    if (ReadLogcatHeader(text, envelope) || ReadUnifiedHeader(text, envelope)) return;
  }
  ConsumeSeverity(&text);
  ConsumeSpokenSeverity(&text);
  ConsumeStreamName(&text);
  const bool host_is_usual = stamp.shape == Stamp::Shape::kSyslog;
  if (const auto header = ReadSyslogHeader(text, host_is_usual)) {
    envelope->host = header->host;
    SetTag(header->tag, envelope);
    return;
  }
  if (Consume(&text, ":")) text = SkipBlanks(text);
  if (std::string_view rest = text; Consume(&rest, "- ") && StartsKnownMessage(rest)) text = rest;
  // dmesg -T writes the kernel's words behind a bracketed date, others do anybody's.
  if (stamp.bracketed && stamp.shape == Stamp::Shape::kCtime && !IsOfPppOrPptp(text)) {
    envelope->program = Program::kKernel;
  }
  envelope->text = text;
}

// A tag without a stamp. A bare "name: " or "[name] " is one only if the name is one of
// ours, and not when a shell says that it found no such program.
bool ReadBareTag(std::string_view text, Envelope* envelope) {
  ConsumeSpokenSeverity(&text);
  auto tag = ReadBracketedTag(text);
  if (!tag) tag = ReadTag(text);
  if (!tag) return false;
  if (!tag->pid) {
    if (!NamesOurProgram(tag->name)) return false;
    if (tag->text.starts_with("command not found") || tag->text.starts_with("not found")) {
      return false;
    }
  }
  SetTag(*tag, envelope);
  return true;
}

// What ConsumeStamp finds at the front of a line.
struct Front {
  std::optional<Stamp> stamp;
  std::string_view rest;
};

Front ReadFront(std::string_view line) {
  Front front{.stamp = {}, .rest = line};
  front.stamp = ConsumeStamp(&front.rest);
  return front;
}

// "front" is that of the line.
Envelope ReadOne(std::string_view line, const Front& front) {
  Envelope envelope;
  envelope.text = line;
  std::string_view text = line;
  if (ConsumePriority(&text)) {
    text = SkipBlanks(text);
    if (ReadRfc5424(text, &envelope)) return envelope;
  }
  // RFC 5424 as a file without the priority has it.
  if (text.starts_with("1 2") && ReadRfc5424(text, &envelope)) return envelope;
  if (std::string_view rest = text; ConsumeSeverity(&rest) && ConsumeStamp(&rest)) {
    ConsumeSeverity(&text);
  }
  const bool at_front = text.size() == line.size();
  const std::optional<Stamp> stamp = at_front ? front.stamp : ConsumeStamp(&text);
  if (stamp) {
    if (at_front) text = front.rest;
    // A time of day may be anybody's; a stamp in a language that nobody knows must at
    // least be followed by a header.
    if (!stamp->readable || (stamp->shape == Stamp::Shape::kClock && !StartsKnownMessage(text))) {
      const auto header = ReadSyslogHeader(text, /*host_is_usual=*/true);
      if (!header || (!header->tag.pid && !NamesOurProgram(header->tag.name))) return envelope;
    }
    envelope.stamp = stamp;
    ReadBehindStamp(text, &envelope);
    return envelope;
  }
  if (ReadContainerPrefix(text, &envelope)) return envelope;
  if (text.size() > 2 && text[1] == '/' && ReadLogcatHeader(text, &envelope)) return envelope;
  if (ReadBareTag(text, &envelope)) return envelope;
  // "<30>host pppd[1]: T" and the like: the priority proves that it is syslog's, or the name of one
  // of our programs that only the time was cut off.
  const bool has_priority = text.size() != line.size();
  const auto header = ReadSyslogHeader(text, /*host_is_usual=*/false);
  if (header && (has_priority || (header->tag.pid && NamesOurProgram(header->tag.name)))) {
    envelope.host = header->host;
    SetTag(header->tag, &envelope);
  }
  return envelope;
}

// The kernel's ring buffer puts its own time before the words.
void StripKernelTime(Envelope* envelope) {
  if (!envelope->text.starts_with('[')) return;
  std::string_view text = envelope->text;
  const auto stamp = ConsumeStamp(&text);
  if (!stamp || stamp->shape != Stamp::Shape::kUptime) return;
  if (!envelope->stamp) envelope->stamp = stamp;
  envelope->text = text;
}

// "[ID 702911 daemon.notice] T": Solaris numbers its messages.
void StripMessageId(Envelope* envelope) {
  constexpr size_t kLongestId = 48;
  if (!envelope->text.starts_with("[ID ")) return;
  const size_t close = envelope->text.substr(0, kLongestId).find("] ");
  if (close != std::string_view::npos)
    envelope->text = SkipBlanks(envelope->text.substr(close + 2));
}

// "(pppd) T" and "(pppd) [subsystem:category] T": macOS names the library that speaks.
void StripLibrary(Envelope* envelope) {
  std::string_view text = envelope->text;
  if (!Consume(&text, "(")) return;
  const size_t close = text.find_first_of(") ");
  if (close == std::string_view::npos || text[close] != ')') return;
  text = SkipBlanks(text.substr(close + 1));
  if (text.starts_with("[com.") && text.find("] ") != std::string_view::npos) {
    text = SkipBlanks(text.substr(text.find("] ") + 2));
  }
  if (StartsKnownMessage(text)) envelope->text = text;
}

// "modprobe: modprobe: T": some programs repeat their name, openlog's and their own.
void StripRepeatedName(std::string_view name, Envelope* envelope) {
  std::string_view text = envelope->text;
  if (name.empty() || text.empty() || text[0] != name[0]) return;
  if (Consume(&text, name) && Consume(&text, ": ")) envelope->text = SkipBlanks(text);
}

// Takes off what a program puts before its own words. "name" is the bare one of its tag.
void StripBehindTag(std::string_view name, Envelope* envelope) {
  if (envelope->program == Program::kOther) return;
  if (envelope->program == Program::kKernel) StripKernelTime(envelope);
  StripMessageId(envelope);
  StripLibrary(envelope);
  StripRepeatedName(name, envelope);
}

// netifd hands on what its scripts print as "interface (pid): T".
void StripScriptName(Envelope* envelope) {
  const size_t open = envelope->text.substr(0, 40).find(" (");
  if (open == std::string_view::npos) return;
  std::string_view rest = envelope->text.substr(open + 2);
  if (!ConsumeDecimal(&rest) || !Consume(&rest, "): ")) return;
  if (StartsKnownMessage(rest)) envelope->text = rest;
}

// Puts what an inner line says into the envelope it came in.
void Merge(const Envelope& inner, Envelope* envelope) {
  const bool outer_is_better =
      envelope->stamp && envelope->stamp->time.has_year && envelope->stamp->time.has_date;
  if (inner.stamp && !outer_is_better) envelope->stamp = inner.stamp;
  if (!inner.host.empty()) envelope->host = inner.host;
  if (!inner.tag.empty()) {
    envelope->tag = inner.tag;
    envelope->pid = inner.pid;
  }
  if (!inner.tag.empty() || inner.program != Program::kUnknown) envelope->program = inner.program;
  envelope->text = inner.text;
}

// A container's name makes a wrapper whatever it is, and accel-ppp is known by its form; other tags
// are looked up.
void Classify(ProgramClassifier* programs, Envelope* envelope) {
  if (envelope->tag.empty() || envelope->program == Program::kWrapper ||
      envelope->program == Program::kAccelPpp) {
    return;
  }
  envelope->program =
      programs->OfMessage(envelope->host, envelope->tag, envelope->pid, envelope->text);
}

// Behind such a stamp a header reads the same, of whichever of these shapes the stamp is.
bool MayPrecedeKnownSender(const Stamp& stamp) {
  const bool usual = stamp.shape == Stamp::Shape::kSyslog || stamp.shape == Stamp::Shape::kIso;
  return usual && !stamp.bracketed && stamp.readable;
}

// Remembers a sender if the line was read as its header's form tells, and if the message could not
// have been taken for something else.
void RememberSender(std::string_view text, const Envelope& envelope, ProgramClassifier* programs) {
  SenderHeader header;
  std::optional<Sender> sender = SenderCache::Split(text, &header);
  if (!sender) return;
  const std::string_view host = text.substr(0, sender->host_length);
  const std::string_view tag = text.substr(host.size() + 1, sender->tag_length);
  const bool as_read = envelope.host.data() == host.data() && envelope.host == host &&
                       envelope.tag.data() == tag.data() && envelope.tag == tag &&
                       envelope.pid == header.pid && envelope.program == Program::kUnknown;
  if (!as_read || (!header.pid && !NamesOurProgram(tag))) return;
  const std::string_view name = BareName(tag);
  sender->program = programs->OfTagForGood(tag);
  sender->name_begin = static_cast<uint8_t>(name.data() - tag.data());
  sender->name_length = static_cast<uint8_t>(name.size());
  programs->senders().Remember(text, header, *sender);
}

bool MayWrap(Program program) {
  return program == Program::kUnknown || program == Program::kWrapper ||
         program == Program::kNetworkManager;
}

}  // namespace

Envelope ReadInnerEnvelopes(Envelope outer, ProgramClassifier* programs) {
  Classify(programs, &outer);
  for (int depth = 0; depth < kDeepestNesting && MayWrap(outer.program); ++depth) {
    if (outer.program == Program::kWrapper) StripScriptName(&outer);
    const Envelope inner = ReadOne(outer.text, ReadFront(outer.text));
    if (!inner.found()) break;
    Merge(inner, &outer);
    Classify(programs, &outer);
  }
  if (outer.program != Program::kOther) StripBehindTag(BareName(outer.tag), &outer);
  return outer;
}

namespace {

// The sender with whose header the text starts, if it has spoken before: then the envelope has it.
const Sender* TakeKnownSender(std::string_view text, ProgramClassifier* programs,
                              Envelope* envelope) {
  const SenderCache::Known* known = programs->senders().Find(text);
  if (known == nullptr) return nullptr;
  const auto& [header, sender] = *known;
  envelope->host = text.substr(0, sender.host_length);
  envelope->tag = text.substr(sender.host_length + size_t{1}, sender.tag_length);
  envelope->pid = header.pid;
  envelope->text = SkipBlanks(text.substr(header.length));
  envelope->program = sender.program.value_or(Program::kUnknown);
  return &sender;
}

void StripBehindTag(const Sender& sender, Envelope* envelope) {
  StripBehindTag(envelope->tag.substr(sender.name_begin, sender.name_length), envelope);
}

// What ReadOne and ReadInnerEnvelopes would find in a line whose sender has spoken before. False,
// and nothing changed, when nobody is known to have.
bool ReadKnownSender(const Front& front, ProgramClassifier* programs, Envelope* envelope) {
  const Sender* sender = TakeKnownSender(front.rest, programs, envelope);
  if (sender == nullptr) return false;
  envelope->stamp = front.stamp;
  if (sender->program) {
    StripBehindTag(*sender, envelope);
  } else {
    *envelope = ReadInnerEnvelopes(*envelope, programs);
  }
  return true;
}

}  // namespace

std::string_view StripBehindTag(Program program, std::string_view name, std::string_view text) {
  Envelope envelope;
  envelope.program = program;
  envelope.text = text;
  StripBehindTag(name, &envelope);
  return envelope.text;
}

Envelope ReadEnvelope(std::string_view line, ProgramClassifier* programs) {
  const Front front = ReadFront(line);
  const bool usual = front.stamp && MayPrecedeKnownSender(*front.stamp);
  Envelope envelope;
  if (usual && ReadKnownSender(front, programs, &envelope)) return envelope;
  envelope = ReadOne(line, front);
  if (!envelope.found()) return envelope;
  if (usual) RememberSender(front.rest, envelope, programs);
  return ReadInnerEnvelopes(envelope, programs);
}

}  // namespace pptp::log
