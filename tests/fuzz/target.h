#ifndef PPTP_TESTS_FUZZ_TARGET_H_
#define PPTP_TESTS_FUZZ_TARGET_H_

#include <span>
#include <string_view>
#include <vector>

#include "lib/base/bytes.h"

// What is fuzzed: decoders that meet bytes or text of strangers or of users, and the tunnel behind
// them.
//
// A target takes any input and ends the process when a property of its decoder
// does not hold; which one is said on standard error. libFuzzer drives the targets
// one by one (libfuzzer.cc); a test replays their seeds (replay_test.cc).
namespace pptp::fuzz {

struct Target {
  std::string_view name;
  void (*run)(ByteView input);
  std::vector<Bytes> (*seeds)();  // well-formed inputs to begin with
};

std::span<const Target> Targets();

// The target of that name, or null.
const Target* FindTarget(std::string_view name);

// Ends the process unless the property holds.
void Require(bool holds, std::string_view property);

void RunControl(ByteView input);
std::vector<Bytes> ControlSeeds();
void RunGre(ByteView input);
std::vector<Bytes> GreSeeds();
void RunWire(ByteView input);
std::vector<Bytes> WireSeeds();
void RunMppe(ByteView input);
std::vector<Bytes> MppeSeeds();
void RunTunnel(ByteView input);
std::vector<Bytes> TunnelSeeds();
void RunNotation(ByteView input);
std::vector<Bytes> NotationSeeds();
void RunFiles(ByteView input);
std::vector<Bytes> FilesSeeds();

}  // namespace pptp::fuzz

#endif  // PPTP_TESTS_FUZZ_TARGET_H_
