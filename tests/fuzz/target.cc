#include "tests/fuzz/target.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace pptp::fuzz {

std::span<const Target> Targets() {
  static constexpr Target kTargets[] = {
      {"control", RunControl, ControlSeeds}, {"gre", RunGre, GreSeeds},
      {"wire", RunWire, WireSeeds},          {"mppe", RunMppe, MppeSeeds},
      {"tunnel", RunTunnel, TunnelSeeds},    {"notation", RunNotation, NotationSeeds},
      {"files", RunFiles, FilesSeeds},
  };
  return kTargets;
}

const Target* FindTarget(std::string_view name) {
  for (const Target& target : Targets()) {
    if (target.name == name) return &target;
  }
  return nullptr;
}

void Require(bool holds, std::string_view property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", std::string(property).c_str());
  std::abort();
}

}  // namespace pptp::fuzz
