#include "cli/piece_reader.h"

#include <utility>

namespace pptp::cli {
namespace {

constexpr size_t kPiece = size_t{4} << 20;

}  // namespace

// Fills a whole buffer as long as there is so much: a pipe hands out little at a time.
PieceReader::Piece PieceReader::Fill(size_t buffer) {
  Buffer& bytes = buffers_[buffer];
  if (!bytes) bytes = std::make_unique_for_overwrite<char[]>(kPiece);
  Piece piece;
  size_t filled = 0;
  while (filled < kPiece && !piece.is_last) {
    Result<size_t> count = input_->Read({bytes.get() + filled, kPiece - filled});
    if (!count) piece.end = Fail(std::move(count.error()));
    piece.is_last = count.value_or(0) == 0;
    filled += count.value_or(0);
  }
  piece.bytes = {bytes.get(), filled};
  return piece;
}

void PieceReader::FillAhead(const Piece& piece) {
  next_ = 1 - next_;
  if (!ahead_ || piece.is_last) return;
  coming_ = std::async(std::launch::async, [this, buffer = next_] { return Fill(buffer); });
}

PieceReader::Piece PieceReader::First(Input* input) {
  input_ = input;
  Piece piece = Fill(next_);
  FillAhead(piece);
  return piece;
}

PieceReader::Piece PieceReader::Next() {
  Piece piece = coming_.valid() ? coming_.get() : Fill(next_);
  FillAhead(piece);
  return piece;
}

}  // namespace pptp::cli
