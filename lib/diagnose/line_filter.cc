#include "lib/diagnose/line_filter.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "lib/catalog/catalog.h"
#include "lib/log/screen.h"
#include "lib/log/telling_text.h"
#include "lib/session/telling_words.h"

namespace pptp::diagnose {
namespace {

constexpr size_t kBlock = size_t{1} << 20;
constexpr unsigned kMostJobs = 64;

// Cuts a text of whole lines into blocks of whole lines.
std::vector<std::string_view> CutIntoBlocks(std::string_view text) {
  std::vector<std::string_view> blocks;
  while (!text.empty()) {
    const size_t end = text.size() <= kBlock ? text.size() : text.find('\n', kBlock - 1) + 1;
    blocks.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return blocks;
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

class LineFilter::Impl {
 public:
  Impl(log::ScreenTexts texts, unsigned jobs) : screen_(std::move(texts)) {
    if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 1; i < std::min(jobs, kMostJobs); ++i) {
      threads_.emplace_back([this](const std::stop_token& stop) { Work(stop); });
    }
  }

  void Feed(std::string_view text, log::Reader* reader) {
    std::unique_lock lock(mutex_);
    others_ = OthersOf(*reader);
    blocks_ = CutIntoBlocks(text);
    passages_.assign(blocks_.size(), {});
    next_ = done_ = 0;
    there_is_work_.notify_all();
    while (ScanNext(&lock, &speakers_)) {
    }
    all_done_.wait(lock, [this] { return done_ == blocks_.size(); });
    lock.unlock();
    for (size_t i = 0; i < blocks_.size(); ++i) Deliver(blocks_[i], passages_[i], reader);
  }

 private:
  using Others = log::Screen::Others;

  static Others OthersOf(const log::Reader& reader) {
    return reader.hears_others() ? Others::kHeard : Others::kIgnored;
  }

  // Looks again where the reader has begun to hear other programs in the meantime.
  void Deliver(std::string_view block, std::vector<log::Passage> passages, log::Reader* reader) {
    Others found_for = others_;
    while (!block.empty()) {
      const Others wanted = OthersOf(*reader);
      if (wanted != found_for) passages = screen_.Scan(block, wanted, &speakers_);
      found_for = wanted;
      block.remove_prefix(reader->FeedScreened(block, passages));
    }
  }

  void Work(const std::stop_token& stop) {
    log::SpeakerCache speakers;
    std::unique_lock lock(mutex_);
    while (there_is_work_.wait(lock, stop, [this] { return next_ < blocks_.size(); })) {
      ScanNext(&lock, &speakers);
    }
  }

  // Scans a block that nobody has taken yet; false when there is none.
  bool ScanNext(std::unique_lock<std::mutex>* lock, log::SpeakerCache* speakers) {
    if (next_ >= blocks_.size()) return false;
    const size_t block = next_++;
    const std::string_view text = blocks_[block];
    lock->unlock();
    std::vector<log::Passage> passages = screen_.Scan(text, others_, speakers);
    lock->lock();
    passages_[block] = std::move(passages);
    if (++done_ == blocks_.size()) all_done_.notify_one();
    return true;
  }

  const log::Screen screen_;
  log::SpeakerCache speakers_;  // of the caller's thread
  Others others_ = Others::kIgnored;
  std::mutex mutex_;
  std::condition_variable_any there_is_work_;
  std::condition_variable_any all_done_;
  std::vector<std::string_view> blocks_;
  std::vector<std::vector<log::Passage>> passages_;
  size_t next_ = 0;  // the first block that nobody has taken
  size_t done_ = 0;
  std::vector<std::jthread> threads_;  // the last: they stop before the rest goes
};

LineFilter::LineFilter(log::ScreenTexts texts, unsigned jobs)
    : impl_(std::make_unique<Impl>(std::move(texts), jobs)) {}
LineFilter::~LineFilter() = default;

void LineFilter::Feed(std::string_view text, log::Reader* reader) {
  impl_->Feed(text, reader);
}

}  // namespace pptp::diagnose
