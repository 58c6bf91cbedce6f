#ifndef PPTP_CLI_PIECE_READER_H_
#define PPTP_CLI_PIECE_READER_H_

#include <memory>
#include <string_view>

#include "cli/input.h"
#include "pptp/error.h"

namespace pptp::cli {

// Reads inputs in pieces that stay in a processor's caches while they are analysed.
class PieceReader {
 public:
  struct Piece {
    std::string_view bytes;  // good until the next piece is asked for
    bool is_last = false;
    Result<void> end;  // of the last one: why there is no more, if that is an error
  };

  // What comes next of the input.
  Piece Next(Input* input);

 private:
  std::unique_ptr<char[]> buffer_;  // not cleared: a small log touches little of it
};

}  // namespace pptp::cli

#endif  // PPTP_CLI_PIECE_READER_H_
