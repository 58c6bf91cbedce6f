#include "lib/report/page.h"

#include <algorithm>
#include <vector>

#include "lib/report/wrap.h"

namespace pptp::report {
namespace {

// Below this, words no longer make lines and ladders no longer have rungs.
constexpr size_t kNarrowest = 40;

// A label longer than this leaves too little room for prose beside it.
constexpr size_t kLongestHang = 8;

// Rows that one line of a log may take; a screen must not be filled by one line.
constexpr size_t kMostRows = 6;

size_t Remaining(size_t width, size_t indent) {
  return width > indent + kNarrowest / 2 ? width - indent : kNarrowest / 2;
}

}  // namespace

Page::Page(const TextStyle& style) : style_(style) {
  style_.width = std::max(style_.width, kNarrowest);
}

void Page::Blank() {
  if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
}

void Page::Ready(std::string_view line) {
  const size_t last = line.find_last_not_of(' ');
  out_.append(last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1));
  out_ += '\n';
}

void Page::Heading(std::string_view text) {
  Ready(Paint(style_.color, Ink::kHeading, Visible(text)));
}

void Page::Title(Ink ink, std::string_view label, std::string_view text) {
  Hanging(0, Columns(Visible(label)), label, text, ink, ink);
}

void Page::Prose(size_t indent, std::string_view text, Ink ink) {
  if (text.find_first_not_of(' ') == std::string_view::npos) return;
  Hanging(indent, 0, {}, text, Ink::kPlain, ink);
}

void Page::Item(size_t indent, std::string_view label, std::string_view text, Ink label_ink) {
  const size_t columns = Columns(Visible(label));
  Hanging(indent, columns <= kLongestHang ? columns : 2, label, text, label_ink, Ink::kPlain);
}

void Page::Command(size_t indent, std::string_view text) {
  Ready(std::string(indent, ' ') + Paint(style_.color, Ink::kCommand, "$ " + Visible(text)));
}

void Page::LogLine(size_t indent, std::string_view where, std::string_view text) {
  const std::string place = Visible(where) + ": ";
  // The place takes part in folding as if it were text, and is then painted.
  const std::string visible_place_text = place + Visible(text);
  std::vector<std::string> rows = FoldLine(visible_place_text, Remaining(style_.width, indent + 2));
  if (rows.size() > kMostRows) {
    rows.resize(kMostRows);
    rows.back() += " ...";
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    std::string line(i == 0 ? indent : indent + 2, ' ');
    if (i == 0 && rows[0].starts_with(place)) {
      line += Paint(style_.color, Ink::kLocation, place);
      line += rows[0].substr(place.size());
    } else {
      line += rows[i];
    }
    Ready(line);
  }
}

// The label counts as the front of the first line; the text's words fill what is
// left of it and then lines that are indented by indent + hang.
void Page::Hanging(size_t indent, size_t hang, std::string_view label, std::string_view text,
                   Ink label_ink, Ink text_ink) {
  const std::string front = Visible(label);
  // The filler sees a word of the width by which the label sticks out over the
  // hanging indent, so that the first line is that much shorter.
  const size_t extra = Columns(front) - std::min(hang, Columns(front));
  const std::string filler = extra > 1 ? std::string(extra - 1, 'x') + ' ' : std::string();
  const size_t width = Remaining(style_.width, indent + hang);
  std::vector<std::string> lines = FillProse(filler + Visible(text), width);
  if (lines.empty()) lines.emplace_back();
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string line(i == 0 ? indent : indent + hang, ' ');
    std::string_view words = lines[i];
    if (i == 0) {
      line += Paint(style_.color, label_ink, front);
      words.remove_prefix(std::min(filler.size(), words.size()));
    }
    line += Paint(style_.color, text_ink, words);
    Ready(line);
  }
}

}  // namespace pptp::report
