#include "lib/diagnose/line_filter.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "lib/catalog/catalog.h"
#include "lib/log/line_before.h"
#include "lib/log/screen.h"
#include "lib/log/telling_text.h"
#include "lib/session/telling_words.h"

namespace pptp::diagnose {
namespace {

// What a thread looks through at a time: it stays in the nearest caches until it is read.
constexpr size_t kPiece = size_t{128} << 10;
// Lines that are longer than this are read as they are.
constexpr size_t kLongestLine = size_t{256} << 10;
// Of the lines before a piece no more are kept. Those that are not kept are read instead.
constexpr size_t kMostContext = size_t{64} << 10;
constexpr unsigned kMostJobs = 64;
// With several threads each has a piece in hand and one to go on with. So many more lie ready for
// the time in which the caller reads what has passed.
constexpr size_t kSparePieces = 4;
// Where nearly all has to be seen, the reader gets so many pieces as they are before it is asked
// again, and twice as many each time that the answer is the same.
constexpr unsigned kDensePieces = 15;
constexpr unsigned kMostDensePieces = 120;
constexpr size_t kDensePercent = 90;

// The last lines of a text, which are to stand before the next piece.
struct Context {
  size_t begin = 0;
  uint64_t lines = 0;
};
Context ContextOf(std::string_view text) {
  Context context = {text.size(), 0};
  while (context.lines < log::Screen::kContext && context.begin > 0) {
    const size_t before = log::LineBefore(text, context.begin);
    if (text.size() - before > kMostContext) break;
    context.begin = before;
    ++context.lines;
  }
  return context;
}

// Behind the first lines of a text: as many as may stand before a piece, and the one that the text
// may begin in the midst of. npos when it has no more than these.
size_t EndOfSeam(std::string_view text) {
  size_t end = 0;
  for (uint64_t lines = 0; lines <= log::Screen::kContext; ++lines) {
    const size_t line_end = text.find('\n', end);
    if (line_end == std::string_view::npos) return line_end;
    end = line_end + 1;
  }
  return end;
}

bool IsDense(const log::ScreenText& text, const log::Screened& found) {
  size_t passing = 0;
  for (const log::Passage& passage : found.passages) passing += passage.end - passage.begin;
  return passing * 100 >= (text.text.size() - text.begin) * kDensePercent;
}

}  // namespace

log::ScreenTexts TextsFor(const catalog::Catalog& catalog) {
  log::ScreenTexts texts;
  const auto add = [](std::vector<log::Literal> more, std::vector<log::Literal>* to) {
    std::move(more.begin(), more.end(), std::back_inserter(*to));
  };
  const auto add_plain = [](const std::vector<std::string>& more, std::vector<log::Literal>* to) {
    for (const std::string& text : more) to->push_back({text, false});
  };
  texts.everywhere = log::TellingTexts();
  add(log::TellingTags(), &texts.of_kernel);
  add(session::KernelWords(), &texts.of_kernel);
  add_plain(catalog.LiteralsFor(log::Program::kKernel), &texts.of_kernel);
  add(log::TellingTags(), &texts.of_others);
  add(session::TellingWords(), &texts.of_others);
  add_plain(catalog.LiteralsFor(log::Program::kUnknown), &texts.of_others);
  return texts;
}

// Pieces go round: one is filled by the caller, looked through by any thread, and handed over by
// the caller when it is the oldest. Without other threads that happens at once.
class LineFilter::Impl {
 public:
  Impl(log::ScreenTexts texts, unsigned jobs) : screen_(std::move(texts)) {
    if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
    jobs = std::min(jobs, kMostJobs);
    pieces_ = std::vector<Piece>(jobs == 1 ? 1 : size_t{2} * jobs + kSparePieces);
    for (unsigned i = 1; i < jobs; ++i) {
      threads_.emplace_back([this](const std::stop_token& stop) { Work(stop); });
    }
  }

  void Feed(std::string_view bytes, log::Reader* reader) {
    while (!bytes.empty()) {
      const std::string_view some = bytes.substr(0, kPiece);
      bytes.remove_prefix(some.size());
      if (dense_pieces_ > 0) {
        --dense_pieces_;
        reader->Feed(some);
        continue;
      }
      Take(some, reader);
      if (dense_pieces_ > 0) Flush(reader);
    }
  }

  void Flush(log::Reader* reader) {
    while (handed_over_ < filled_) HandOver(reader);
    reader->Feed(held_);
    held_.clear();
    context_ = context_lines_ = 0;
    carried_ = {};
  }

 private:
  using Others = log::Screen::Others;

  struct Piece {
    std::string bytes;  // empty where the text is the caller's
    log::ScreenText text;
    Others others = Others::kIgnored;
    log::Screened found;
    bool done = false;
  };

  static Others OthersOf(const log::Reader& reader) {
    return reader.hears_others() ? Others::kHeard : Others::kIgnored;
  }

  Piece& At(uint64_t number) { return pieces_[number % pieces_.size()]; }

  void Take(std::string_view bytes, log::Reader* reader) {
    if (held_.empty() && !reader->at_line_start()) {
      const size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
      reader->Feed(bytes.substr(0, end));
      bytes.remove_prefix(end);
    }
    // Where nobody else is going to look at it, most of the text can stay where it is. What is held
    // of the seam are lines behind its first line end.
    const size_t seam = threads_.empty() ? EndOfSeam(bytes) : bytes.size();
    if (seam >= bytes.size()) return TakeCopy(bytes, reader);
    TakeCopy(bytes.substr(0, seam), reader);
    TakeInPlace(bytes, seam, reader);
  }

  void TakeCopy(std::string_view bytes, log::Reader* reader) {
    const size_t last_end = bytes.rfind('\n');
    if (last_end == std::string_view::npos) {
      held_ += bytes;
      if (held_.size() - context_ > kLongestLine) Flush(reader);
      return;
    }
    if (filled_ - handed_over_ == pieces_.size()) HandOver(reader);
    Piece& piece = At(filled_);
    const size_t whole = held_.size() + last_end + 1;
    piece.bytes.assign(held_).append(bytes);
    Fill(piece.bytes, whole, OthersOf(*reader), &piece);
    PassOn(reader);
  }

  // REQUIRES: what is held, whole lines, stands before bytes[at], too; there are no threads.
  void TakeInPlace(std::string_view bytes, size_t at, log::Reader* reader) {
    const std::string_view text = bytes.substr(at - held_.size());
    const size_t last_end = text.rfind('\n');
    Fill(text, last_end + 1, OthersOf(*reader), &At(filled_));
    PassOn(reader);
  }

  // Of the text, the first "whole" bytes are whole lines, and what was held stands in front. What
  // is held then is what stands before the next piece.
  void Fill(std::string_view bytes, size_t whole, Others others, Piece* piece) {
    const std::string_view text = bytes.substr(0, whole);
    const Context kept = ContextOf(text);
    piece->text = {text, context_, context_lines_, kept.begin, kept.lines};
    piece->others = others;
    piece->done = false;
    held_.assign(bytes.substr(kept.begin));
    context_ = whole - kept.begin;
    context_lines_ = kept.lines;
  }

  // What has been filled can be looked through.
  void PassOn(log::Reader* reader) {
    {
      const std::lock_guard lock(mutex_);
      ++filled_;
    }
    there_is_work_.notify_one();
    while (handed_over_ < filled_ && (threads_.empty() || IsDone(handed_over_))) HandOver(reader);
  }

  bool IsDone(uint64_t number) {
    const std::lock_guard lock(mutex_);
    return At(number).done;
  }

  void Work(const std::stop_token& stop) {
    log::SpeakerCache speakers;
    std::unique_lock lock(mutex_);
    while (there_is_work_.wait(lock, stop, [this] { return taken_ < filled_; })) {
      ScanNext(&lock, &speakers);
    }
  }

  // REQUIRES: there is a piece that nobody has taken.
  void ScanNext(std::unique_lock<std::mutex>* lock, log::SpeakerCache* speakers) {
    Piece& piece = At(taken_++);
    lock->unlock();
    piece.found = screen_.Scan(piece.text, piece.others, speakers);
    lock->lock();
    piece.done = true;
    one_is_done_.notify_one();
  }

  // The oldest piece, as soon as it has been looked through.
  void HandOver(log::Reader* reader) {
    Piece& piece = At(handed_over_);
    {
      std::unique_lock lock(mutex_);
      while (!piece.done) {
        if (taken_ < filled_) {
          ScanNext(&lock, &speakers_);
        } else {
          one_is_done_.wait(lock);
        }
      }
    }
    Deliver(&piece, reader);
    ++handed_over_;
  }

  void SkipIfDense(const Piece& piece) {
    if (!IsDense(piece.text, piece.found)) {
      next_dense_pieces_ = kDensePieces;
    } else if (dense_pieces_ == 0) {
      dense_pieces_ = next_dense_pieces_;
      next_dense_pieces_ = std::min(2 * next_dense_pieces_, kMostDensePieces);
    }
  }

  // All but the lines that are kept. Looks again where the reader has begun to hear other programs
  // in the meantime.
  void Deliver(Piece* piece, log::Reader* reader) {
    const auto& [text, begin, before, keep, kept] = piece->text;
    SkipIfDense(*piece);
    std::optional<Others> found_for = piece->others;
    if (before > 0 && carried_for_ != found_for) found_for = std::nullopt;
    log::Screened found = std::move(carried_);
    for (const log::Passage& passage : piece->found.passages) found.Add(passage);
    found.lines = piece->found.lines;
    carried_ = found.CutOff(keep, found.lines - kept);
    for (size_t at = 0; at < keep;) {
      const Others wanted = OthersOf(*reader);
      if (wanted != found_for) {
        found = screen_.Scan({text.substr(at), 0, 0, keep - at, kept}, wanted, &speakers_);
        carried_ = found.CutOff(keep - at, found.lines - kept);
        found_for = wanted;
      }
      at += reader->FeedScreened(text.substr(at, keep - at), found);
    }
    carried_for_ = found_for;
  }

  const log::Screen screen_;
  log::SpeakerCache speakers_;  // of the caller's thread

  // Of the caller: what is to stand before the next piece, whole lines and the beginning of one;
  // how long the whole lines are, and how many; and what of them has to be seen.
  std::string held_;
  size_t context_ = 0;
  uint64_t context_lines_ = 0;
  log::Screened carried_;
  std::optional<Others> carried_for_;
  unsigned dense_pieces_ = 0;                  // that come and go to the reader as they are
  unsigned next_dense_pieces_ = kDensePieces;  // the next time

  std::mutex mutex_;  // for all that follows
  std::condition_variable_any there_is_work_;
  std::condition_variable one_is_done_;
  std::vector<Piece> pieces_;
  uint64_t filled_ = 0;  // changed only by the caller's thread, as is handed_over_
  uint64_t taken_ = 0;   // to look through
  uint64_t handed_over_ = 0;
  std::vector<std::jthread> threads_;  // the last: they stop before the rest goes
};

LineFilter::LineFilter(log::ScreenTexts texts, unsigned jobs)
    : impl_(std::make_unique<Impl>(std::move(texts), jobs)) {}
LineFilter::~LineFilter() = default;

void LineFilter::Feed(std::string_view bytes, log::Reader* reader) {
  impl_->Feed(bytes, reader);
}
void LineFilter::Flush(log::Reader* reader) {
  impl_->Flush(reader);
}

}  // namespace pptp::diagnose
