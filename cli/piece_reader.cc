#include "cli/piece_reader.h"

#include <utility>

namespace pptp::cli {
namespace {

constexpr size_t kPiece = size_t{128} << 10;

}  // namespace

// Fills the whole buffer as long as there is so much: a pipe hands out little at a time.
PieceReader::Piece PieceReader::Next(Input* input) {
  if (!buffer_) buffer_ = std::make_unique_for_overwrite<char[]>(kPiece);
  Piece piece;
  size_t filled = 0;
  while (filled < kPiece && !piece.is_last) {
    Result<size_t> count = input->Read({buffer_.get() + filled, kPiece - filled});
    if (!count) piece.end = Fail(std::move(count.error()));
    piece.is_last = count.value_or(0) == 0;
    filled += count.value_or(0);
  }
  piece.bytes = {buffer_.get(), filled};
  return piece;
}

}  // namespace pptp::cli
