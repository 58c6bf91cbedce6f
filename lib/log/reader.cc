#include "lib/log/reader.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lib/base/text.h"
#include "lib/log/boot_watch.h"
#include "lib/log/delivery.h"
#include "lib/log/envelope.h"
#include "lib/log/html.h"
#include "lib/log/journal_export.h"
#include "lib/log/journal_json.h"
#include "lib/log/journal_verbose.h"
#include "lib/log/known_message.h"
#include "lib/log/line_bytes.h"
#include "lib/log/line_queue.h"
#include "lib/log/line_splitter.h"
#include "lib/log/message_splitter.h"
#include "lib/log/paste.h"
#include "lib/log/plain_reader.h"
#include "lib/log/table_row.h"
#include "lib/log/terminal.h"
#include "lib/log/text_encoding.h"
#include "lib/log/typography.h"

// bytes -> PlainReader, where they are plain and nothing is open; else
// bytes -> TextDecoder -> LineSplitter -> LineQueue -> OnLine. A line belongs to a journal entry
// of several lines (EntryReader), is an entry itself (JSON), or is text: then it is
// cleaned of what terminals and web pages added and cut into segments, each segment
// is freed of its envelope, and Delivery takes over.
namespace pptp::log {

class Reader::Impl {
 public:
  Impl(Options options, Sink sink)
      : delivery_(&programs_, &years_, &paste_width_, std::move(sink)),
        plain_(options.longest_line, &programs_, &years_, &delivery_),
        queue_(options.most_reversed, &paste_width_,
               [this](const PhysicalLine& line) { OnLine(line); }),
        splitter_(std::max<size_t>(options.longest_line, 1),
                  [this](std::string_view line, uint64_t size) {
                    queue_.Add({.text = line, .size = size, .number = ++lines_, .raw = line});
                  }),
        decoder_([this](std::string_view bytes) { splitter_.Feed(bytes); }) {}

  void Begin(uint32_t input, int64_t newest_micros, std::string_view host);
  void Feed(std::string_view bytes) {
    Read(bytes, /*readable_behind=*/0, /*is_followed=*/true);
    KeepPlain();
  }
  size_t FeedScreened(std::string_view text, const Screened& screened);
  void Skip(std::string_view text, uint64_t lines);
  bool hears_others() const { return programs_.has_learned(); }
  bool at_line_start() const { return splitter_.at_line_start(); }
  void End();
  void Flush() {
    queue_.Flush();
    delivery_.Flush();
  }

  uint64_t lines() const { return lines_; }
  uint64_t bytes() const { return bytes_; }

 private:
  // Whether the next line begins here and passes as it is: it need not be read to read those
  // behind.
  bool PassesAsIs() const {
    return open_ == nullptr && queue_.passes_as_is() && decoder_.passes_as_is() &&
           splitter_.at_line_start();
  }

  void Read(std::string_view bytes, size_t readable_behind, bool is_followed);
  void ReadPlain(std::string_view* bytes, bool is_followed);
  void KeepPlain();
  void OnLine(const PhysicalLine& line);
  bool OfferToEntryReaders(const PhysicalLine& line);
  void CloseEntry(bool complete);
  void ReadEntry(const JournalEntry& entry);
  bool ReadJsonLine(std::string_view line);

  void ReadLine(std::string_view line, std::string_view raw, uint64_t number);
  std::string_view RemoveControls(std::string_view line);
  void ReadSegments(std::string_view line);
  bool MayEndSegment(std::string_view segment, std::string_view next);
  void ReadSegment(std::string_view segment);
  Envelope ReadPasted(std::string_view line, const Envelope& as_it_stands);
  bool ReadSeparatorLine(std::string_view line);
  bool ContinuesEntry(size_t indentation) const {
    return indentation >= kLeastIndentation && indentation == text_column_;
  }

  Message MakeMessage(const Envelope& envelope);
  void AddText(const Envelope& envelope, std::string_view line);
  void AddContinuation(std::string_view text);
  void AddBoot(std::string_view host, std::string_view text);

  // journalctl indents the further lines of a message to the column of its text.
  static constexpr size_t kLeastIndentation = 16;
  // After so many segments with a message the others are segments, too.
  static constexpr int kProvingMessages = 2;

  ProgramClassifier programs_;
  YearGuess years_{0};
  BootWatch boots_;
  PasteWidth paste_width_;
  Delivery delivery_;
  PlainReader plain_;
  LineQueue queue_;
  LineSplitter splitter_;
  TextDecoder decoder_;
  ExportReader export_;
  VerboseReader verbose_;
  PrettyJsonReader pretty_;
  EntryReader* open_ = nullptr;  // the one that is in the middle of an entry

  uint32_t input_ = 0;
  std::string host_;
  uint64_t lines_ = 0;
  uint64_t bytes_ = 0;

  // The line being read.
  std::string_view raw_;
  uint64_t number_ = 0;
  size_t columns_ = 0;         // 0 when it holds several messages, or is an entry's
  bool starts_blank_ = false;  // has a blank in the first column
  bool ends_blank_ = false;    // and in its last
  std::string ascii_, clean_, html_, segments_, row_;

  // The last line with an envelope: where its text began, and whose it was.
  size_t text_column_ = 0;
  OwnedMessage last_;             // without its text
  bool refers_to_plain_ = false;  // both are those of plain_, whose line has not gone yet
};

void Reader::Impl::Begin(uint32_t input, int64_t newest_micros, std::string_view host) {
  End();
  delivery_.Reset();
  boots_.Clear();
  years_ = YearGuess(newest_micros);
  input_ = input;
  host_ = host;
  lines_ = 0;
  bytes_ = 0;
  text_column_ = 0;
  plain_.BeginInput(input);
}

// So many bytes can be read behind these. Unless "is_followed", no line continues those of the
// bytes. KeepPlain must follow before they go.
void Reader::Impl::Read(std::string_view bytes, size_t readable_behind, bool is_followed) {
  bytes_ += bytes.size();
  bool has_begun = false;  // plain_ knows the bytes
  while (!bytes.empty()) {
    if (PassesAsIs()) {
      if (!std::exchange(has_begun, true)) plain_.Begin(bytes, readable_behind);
      ReadPlain(&bytes, is_followed);
      if (bytes.empty()) return;
    }
    // One line that has to be read in full, whatever it holds.
    KeepPlain();
    const size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end == std::string_view::npos ? end : end + 1);
    decoder_.Feed(line);
    bytes.remove_prefix(line.size());
  }
}

// Reads what can be read of the first lines with few steps, and takes them off.
void Reader::Impl::ReadPlain(std::string_view* bytes, bool is_followed) {
  const uint64_t taken = plain_.Take(bytes, lines_, is_followed);
  if (taken == 0) return;
  lines_ += taken;
  refers_to_plain_ = true;
}

// Makes what is known of the last plain lines independent of their bytes.
void Reader::Impl::KeepPlain() {
  if (!std::exchange(refers_to_plain_, false)) return;
  last_.AssignSender(plain_.last());
  text_column_ = plain_.text_column();
  delivery_.Keep();
}

size_t Reader::Impl::FeedScreened(std::string_view text, const Screened& screened) {
  const bool heard_others = hears_others();
  size_t at = 0;
  uint64_t line = 0;
  for (size_t i = 0; i < screened.passages.size() && hears_others() == heard_others; ++i) {
    const Passage& passage = screened.passages[i];
    Skip(text.substr(at, passage.begin - at), passage.first - line);
    // Lines that are skipped are messages of their own.
    Read(text.substr(passage.begin, passage.end - passage.begin), text.size() - passage.end,
         /*is_followed=*/passage.end == text.size());
    at = passage.end;
    line = passage.behind;
  }
  if (hears_others() == heard_others) {
    Skip(text.substr(at), screened.lines - line);
    at = text.size();
  }
  KeepPlain();
  return at;
}

// Takes so many lines that nobody has to see, as soon as they may be left out.
void Reader::Impl::Skip(std::string_view text, uint64_t lines) {
  for (; lines > 0 && !PassesAsIs(); --lines) {
    const size_t end = text.find('\n') + 1;
    Read(text.substr(0, end), text.size() - end, /*is_followed=*/true);
    text.remove_prefix(end);
  }
  if (lines > 0) delivery_.Flush();  // they are messages of their own
  lines_ += lines;
  bytes_ += text.size();
}

void Reader::Impl::End() {
  decoder_.End();
  splitter_.End();
  queue_.End();
  if (open_ != nullptr) CloseEntry(open_->Finish());
  delivery_.Flush();
}

void Reader::Impl::OnLine(const PhysicalLine& line) {
  if (!OfferToEntryReaders(line)) ReadLine(line.text, line.raw, line.number);
}

// True when the line was part of a journal entry.
bool Reader::Impl::OfferToEntryReaders(const PhysicalLine& line) {
  if (open_ != nullptr) {
    switch (open_->Offer(line)) {
      case Verdict::kTaken:
        return true;
      case Verdict::kEntry:
        CloseEntry(/*complete=*/true);
        return true;
      case Verdict::kBroken:
        CloseEntry(/*complete=*/false);
        return true;
      case Verdict::kEntryBefore:
      case Verdict::kForeign:
        CloseEntry(/*complete=*/true);
        break;
    }
  }
  if (line.text.empty()) return false;
  const char first = line.text[0];
  EntryReader* candidate = nullptr;
  if (first == '_') {
    candidate = &export_;
  } else if (first == '{' && line.text.size() <= 2) {
    candidate = &pretty_;
  } else if (const char last = line.text.back();
             last == ']' || (last == '\r' && line.text.ends_with("]\r"))) {
    candidate = &verbose_;
  }
  if (candidate == nullptr || candidate->Offer(line) != Verdict::kTaken) return false;
  open_ = candidate;
  return true;
}

// Delivers the open entry, if it is one, and reads what turned out to be none as text.
void Reader::Impl::CloseEntry(bool complete) {
  EntryReader* reader = std::exchange(open_, nullptr);
  if (complete || reader->entry().has_message()) ReadEntry(reader->entry());
  std::string_view lines = reader->swallowed();
  for (uint64_t number = reader->first_swallowed(); !lines.empty(); ++number) {
    const size_t end = lines.find('\n');
    ReadLine(lines.substr(0, end), lines.substr(0, end), number);
    lines.remove_prefix(end + 1);
  }
  reader->Reset();
}

void Reader::Impl::ReadEntry(const JournalEntry& entry) {
  if (entry.message_line != 0) {
    number_ = entry.message_line;
    raw_ = entry.message_raw;
  }
  if (boots_.IsNewBoot(entry.host(), entry.boot_id())) {
    AddBoot(entry.host(), "-- Boot " + entry.boot_id() + " --");
  }
  if (!entry.has_message()) return;
  const Envelope outer = entry.MakeEnvelope();
  std::string_view rest = entry.message();
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    Envelope envelope = outer;
    envelope.text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (HasControlCharacters(envelope.text)) {
      RemoveEscapes(envelope.text, &clean_);
      BlankControls(&clean_);
      envelope.text = clean_;
    }
    delivery_.AddComplete(MakeMessage(ReadInnerEnvelopes(envelope, &programs_)));
  }
}

bool Reader::Impl::ReadJsonLine(std::string_view line) {
  Consume(&line, "data: ");                        // journalctl -o json-sse
  if (line.ends_with(',')) line.remove_suffix(1);  // a line of an array
  if (!line.starts_with('{') || !line.ends_with('}')) return false;
  JournalEntry entry;
  if (!ReadJournalJson(line, &entry)) return false;
  ReadEntry(entry);
  return true;
}

void Reader::Impl::ReadLine(std::string_view line, std::string_view raw, uint64_t number) {
  while (line.ends_with('\r')) line.remove_suffix(1);
  while (raw.ends_with('\r')) raw.remove_suffix(1);
  raw_ = raw;
  number_ = number;
  columns_ = paste_width_.broken() || paste_width_.open ? Columns(line) : 0;
  starts_blank_ = !line.empty() && IsSpace(line.front());
  ends_blank_ = !line.empty() && IsSpace(line.back());
  Consume(&line, "\xef\xbb\xbf");  // files that were put together
  LineBytes bytes = LookAtBytes(line);
  if (bytes.unusual) {
    if (HasNonAscii(line)) line = RemoveTypography(line, &ascii_);
    if (HasControlCharacters(line)) line = RemoveControls(line);
    bytes = LookAtBytes(line);
    bytes.unusual = true;
  }
  line = TrimForumTags(TrimRight(line));
  if (line.empty()) return delivery_.Flush();
  if ((line[0] == '{' || line[0] == 'd') && ReadJsonLine(line)) return;
  const bool has_markup = bytes.markup && MayHoldHtml(line);
  if (has_markup) line = RemoveHtml(IsQuoted(line) ? StripQuoteMarks(line) : line, &html_);
  if ((bytes.unusual || has_markup) && line.find('\r') != std::string_view::npos) {
    ReadSegments(line);
  } else {
    ReadSegment(line);
  }
}

// A logged message's control characters are blanked: rubbing out what stands
// before a backspace would let a stranger rub out the tag. On a terminal they act.
std::string_view Reader::Impl::RemoveControls(std::string_view line) {
  RemoveEscapes(line, &clean_);
  if (ReadEnvelope(TrimLeft(clean_), &programs_).tag.empty()) {
    ApplyBackspaces(&clean_);
  } else {
    BlankControls(&clean_);
  }
  return clean_;
}

// A stranger's words do not stand before those of others: once several messages have
// had segments of their own, the line is a log whose line ends became something else.
// Before that, whether a carriage return or line-breaking tag behind "segment" ends it. Not when
// a stranger may have put it there.
bool Reader::Impl::MayEndSegment(std::string_view segment, std::string_view next) {
  segment = TrimLeft(segment);
  const Envelope envelope = ReadEnvelope(segment, &programs_);
  if (envelope.program == Program::kOther || CarriesPeerText(envelope.text)) return false;
  if (StartsPacketLine(envelope.text) && MeasurePacket(envelope.text).in_quotes) return false;
  if (envelope.tag.empty()) return true;
  const Envelope following = ReadEnvelope(TrimLeft(next), &programs_);
  return following.stamp && !following.tag.empty();
}

void Reader::Impl::ReadSegments(std::string_view line) {
  columns_ = 0;
  segments_ = line;
  std::string_view rest = segments_;
  int messages = 0;  // evidently each in a segment of its own
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\r'), rest.size());
    const std::string_view segment = rest.substr(0, end);
    const std::string_view next = rest.substr(std::min(end + 1, rest.size()));
    if (!next.empty() && messages < kProvingMessages && !MayEndSegment(segment, next)) {
      const auto offset = static_cast<size_t>(rest.data() - segments_.data());
      std::replace(segments_.begin() + static_cast<std::ptrdiff_t>(offset), segments_.end(), '\r',
                   ' ');
      return ReadSegment(rest);
    }
    const std::string_view text = TrimLeft(segment);
    if (StartsKnownMessage(text) || StartsFullEnvelope(text, &programs_)) ++messages;
    ReadSegment(TrimRight(segment));
    rest = next;
  }
}

// Whether the line may be a row of a table: a field in quotes or a stamp is first, and nobody is
// named behind it.
bool MayBeTableRow(std::string_view line, const Envelope& envelope) {
  if (line[0] == '"' || line[0] == '|') return true;
  if (!envelope.tag.empty() || envelope.program != Program::kUnknown) return false;
  if (envelope.stamp) return envelope.text.find_first_of("\t,;|") != std::string_view::npos;
  return line.find('\t') != std::string_view::npos;
}

void Reader::Impl::ReadSegment(std::string_view segment) {
  const std::string_view line = TrimLeft(segment);
  if (line.empty()) return;
  Envelope envelope = ReadEnvelope(line, &programs_);
  if (MayBeTableRow(line, envelope) && ReadTableRow(line, &row_)) {
    text_column_ = 0;
    return AddText(ReadEnvelope(row_, &programs_), row_);
  }
  if (envelope.found()) {
    text_column_ = static_cast<size_t>(envelope.text.data() - segment.data());
    return AddText(envelope, line);
  }
  if (ContinuesEntry(segment.size() - line.size())) return AddContinuation(line);
  text_column_ = 0;
  if (ReadSeparatorLine(StripQuoteMarks(line))) return;
  AddText(ReadPasted(line, envelope), StripQuoteMarks(line));
}

// A line whose envelope or message may stand behind quotation marks, a bullet, a
// prompt, who says it in a chat, or a file name: it has none as it stands.
Envelope Reader::Impl::ReadPasted(std::string_view line, const Envelope& as_it_stands) {
  const std::string_view bare = StripQuoteMarks(line);
  Envelope envelope = bare.size() == line.size() ? as_it_stands : ReadEnvelope(bare, &programs_);
  if (envelope.found() || StartsKnownMessage(bare)) return envelope;
  const std::string_view file_name = BehindFileName(bare);
  for (std::string_view behind : {BehindBullet(bare), InsideStress(bare), BehindPrompt(bare),
                                  BehindEcho(bare), BehindNick(bare), file_name}) {
    if (behind.empty()) continue;
    const Envelope inner = ReadEnvelope(behind, &programs_);
    const bool behind_file = behind.data() == file_name.data();
    if (inner.stamp || (inner.found() && !behind_file)) return inner;
    if (!behind_file && StartsKnownMessage(behind)) return inner;
  }
  return envelope;
}

bool Reader::Impl::ReadSeparatorLine(std::string_view line) {
  switch (ReadSeparator(line)) {
    case Separator::kNone:
      return false;
    case Separator::kBoot:
      AddBoot({}, line);
      return true;
    case Separator::kNote:
      delivery_.Flush();
      return true;
  }
  return false;
}

Message Reader::Impl::MakeMessage(const Envelope& envelope) {
  Message message;
  message.input = input_;
  message.line = number_;
  if (envelope.stamp) message.time = years_.Complete(*envelope.stamp);
  message.host = envelope.host.empty() ? std::string_view(host_) : envelope.host;
  message.tag = envelope.tag;
  message.program = envelope.program;
  message.pid = envelope.pid;
  message.text = Trim(envelope.text);
  message.raw = raw_;
  return message;
}

void Reader::Impl::AddText(const Envelope& envelope, std::string_view line) {
  Message message = MakeMessage(envelope);
  if (envelope.found()) {
    last_.AssignSender(message);
  }
  if (message.program == Program::kOther && columns_ == 0) {
    return delivery_.AddComplete(message);
  }
  delivery_.Add(message, {.stamped = envelope.stamp.has_value(),
                          .enveloped = envelope.found(),
                          .line = line,
                          .columns = columns_,
                          .starts_blank = starts_blank_,
                          .ends_blank = ends_blank_});
}

// A further line of the message before: the same sender says it.
void Reader::Impl::AddContinuation(std::string_view text) {
  Message message = last_.View();
  message.line = number_;
  message.text = text;
  message.raw = raw_;
  delivery_.AddComplete(message);
}

void Reader::Impl::AddBoot(std::string_view host, std::string_view text) {
  Envelope envelope;
  envelope.host = host;
  envelope.text = text;
  Message message = MakeMessage(envelope);
  message.kind = MessageKind::kBoot;
  delivery_.AddComplete(message);
}

Reader::Reader(Options options, Sink sink)
    : impl_(std::make_unique<Impl>(options, std::move(sink))) {}
Reader::~Reader() = default;

void Reader::Begin(uint32_t input, int64_t newest_micros, std::string_view host) {
  impl_->Begin(input, newest_micros, host);
}
void Reader::Feed(std::string_view bytes) {
  impl_->Feed(bytes);
}
void Reader::End() {
  impl_->End();
}
void Reader::Flush() {
  impl_->Flush();
}
size_t Reader::FeedScreened(std::string_view text, const Screened& screened) {
  return impl_->FeedScreened(text, screened);
}
bool Reader::hears_others() const {
  return impl_->hears_others();
}
bool Reader::at_line_start() const {
  return impl_->at_line_start();
}
uint64_t Reader::lines() const {
  return impl_->lines();
}
uint64_t Reader::bytes() const {
  return impl_->bytes();
}

}  // namespace pptp::log
