#include "lib/log/line_queue.h"

#include <algorithm>
#include <utility>

#include "lib/base/text.h"
#include "lib/log/known_message.h"

namespace pptp::log {
namespace {

// After so many lines it is looked for the first time, then after four times as
// many, until the order is known or this much has been seen.
constexpr size_t kFirstLook = 256;
// Messages without a time that prove a log ordinary.
constexpr size_t kSeveral = 4;
constexpr size_t kMostLookedAt = 1024;
constexpr size_t kMostBytesLookedAt = size_t{256} * 1024;

}  // namespace

void LineQueue::Add(const PhysicalLine& line) {
  switch (state_) {
    case State::kPassing:
      if (measuring_) MeasureOn(line);
      if (!prefix_.found()) return sink_(line);
      return sink_({.text = prefix_.Strip(line.text),
                    .size = line.size,
                    .number = line.number,
                    .raw = line.text});
    case State::kLooking:
      Hold(line);
      return LookAtFirst(line);
    case State::kReversing:
      Hold(line);
      order_.Look(prefix_in_order_.Strip(line.text));
      if (held_bytes() > most_held_) {
        HandOver();
        state_ = State::kPassing;
      }
      return;
  }
}

void LineQueue::Hold(const PhysicalLine& line) {
  held_.push_back({bytes_.size(), line.text.size(), line.size, line.number});
  bytes_.append(line.text);
}

void LineQueue::LookAtFirst(const PhysicalLine& line) {
  if (held_.size() >= std::max(next_look_, kFirstLook) || bytes_.size() >= kMostBytesLookedAt) {
    return Look();
  }
  if (!ordinary_ || TrimLeft(line.text).empty()) return;
  first_order_.Look(line.text);
  if (BeginsEntry(line.text)) {
    has_entries_ = true;
  } else if (StartsKnownMessage(TrimLeft(line.text))) {
    ++known_messages_;
  } else {
    ordinary_ = false;
    return;
  }
  if (!first_order_.rises() && known_messages_ < kSeveral) return;
  for (const Held& held : held_) measure_.Add(TextOf(held));
  *width_ = measure_.Width();
  width_->open = measuring_ = true;
  state_ = State::kPassing;
  for (const Held& held : held_) Pass(held, TextOf(held));
}

std::vector<std::string_view> LineQueue::HeldTexts() const {
  std::vector<std::string_view> texts;
  texts.reserve(held_.size());
  for (const Held& held : held_) texts.push_back(TextOf(held));
  return texts;
}

// Lines are measured again whenever one comes that may be the rest of another.
void LineQueue::MeasureOn(const PhysicalLine& line) {
  Hold(line);
  measure_.Add(line.text);
  measuring_ = held_.size() < kFirstLook && bytes_.size() < kMostBytesLookedAt;
  const std::string_view text = TrimLeft(line.text);
  const bool begins = BeginsEntry(text);
  has_entries_ = has_entries_ || (begins && !text.empty());
  if (measuring_ && (begins || (!has_entries_ && StartsKnownMessage(text)))) return;
  *width_ = measure_.Width();
  width_->open = measuring_;
  if (!measuring_) Forget();
}

// Decides, or leaves it open until more lines are there.
void LineQueue::Look() {
  const std::vector<std::string_view> lines = HeldTexts();
  prefix_ = LinePrefix::Find(lines);
  prefix_in_order_ = prefix_;
  order_ = OrderGuess();
  PasteMeasure measure;
  for (std::string_view line : lines) {
    line = prefix_in_order_.Strip(line);
    order_.Look(line);
    measure.Add(line);
  }
  *width_ = measure.Width();
  const bool too_large = held_bytes() > most_held_;
  const bool seen_enough = held_.size() >= kMostLookedAt || bytes_.size() >= kMostBytesLookedAt;
  if (!order_.rises() && !seen_enough && !too_large) {
    next_look_ = held_.size() * 4;
  } else if (!order_.rises() && order_.newest_first() && !too_large) {
    state_ = State::kReversing;
  } else {
    HandOver();
    state_ = State::kPassing;
  }
}

void LineQueue::Pass(const Held& held, std::string_view text) {
  sink_({.text = text, .size = held.size, .number = held.number, .raw = TextOf(held)});
}

void LineQueue::HandOver() {
  for (const Held& held : held_) Pass(held, prefix_.Strip(TextOf(held)));
  Forget();
}

// Entries from the last to the first, the lines within an entry as they stand. What
// stands before the first entry stays there.
void LineQueue::HandOverReversed() {
  std::vector<std::string_view> texts;
  std::vector<size_t> entries;
  texts.reserve(held_.size());
  for (size_t i = 0; i < held_.size(); ++i) {
    texts.push_back(prefix_.Strip(TextOf(held_[i])));
    if (BeginsEntry(texts.back())) entries.push_back(i);
  }
  size_t end = held_.size();
  const auto pass = [&](size_t from, size_t to) {
    for (size_t i = from; i < to; ++i) Pass(held_[i], texts[i]);
  };
  pass(0, entries.empty() ? end : entries.front());
  while (!entries.empty()) {
    pass(entries.back(), end);
    end = entries.back();
    entries.pop_back();
  }
  Forget();
}

void LineQueue::Forget() {
  std::string().swap(bytes_);
  std::vector<Held>().swap(held_);
  measure_ = PasteMeasure();
}

void LineQueue::Flush() {
  if (state_ != State::kLooking || held_.empty()) return;
  Look();
  if (state_ != State::kLooking) return;
  HandOver();
  state_ = State::kPassing;
}

void LineQueue::End() {
  if (state_ == State::kLooking) Look();
  if (measuring_) Forget();
  if (order_.newest_first()) {
    HandOverReversed();
  } else {
    HandOver();
  }
  *this = LineQueue(most_held_, width_, std::move(sink_));
  *width_ = PasteWidth();
}

}  // namespace pptp::log
