#ifndef PPTP_CLI_PIECE_READER_H_
#define PPTP_CLI_PIECE_READER_H_

#include <array>
#include <future>
#include <memory>
#include <string_view>

#include "cli/input.h"
#include "pptp/error.h"

namespace pptp::cli {

// Reads inputs in pieces of some megabytes, which is how they are analysed fastest; if it is to,
// it reads the next piece while the caller works on the last one.
class PieceReader {
 public:
  explicit PieceReader(bool ahead) : ahead_(ahead) {}

  struct Piece {
    std::string_view bytes;  // good until the piece after the next is asked for
    bool is_last = false;
    Result<void> end;  // of the last one: why there is no more, if that is an error
  };

  // The first piece of an input. Those that follow come from Next(), until one is the last.
  // "*input" has to live until then.
  Piece First(Input* input);
  Piece Next();

 private:
  using Buffer = std::unique_ptr<char[]>;

  Piece Fill(size_t buffer);
  void FillAhead(const Piece& piece);

  const bool ahead_;
  Input* input_ = nullptr;
  // Two in turns. Not cleared: a small log touches little of them.
  std::array<Buffer, 2> buffers_;
  size_t next_ = 0;
  std::future<Piece> coming_;  // the last: it is waited for before the rest goes
};

}  // namespace pptp::cli

#endif  // PPTP_CLI_PIECE_READER_H_
