// write_seeds TARGET DIRECTORY: the target's seeds as files, for libFuzzer.
#include <cstdio>
#include <fstream>
#include <string>

#include "tests/fuzz/target.h"

int main(int argc, char** argv) {
  const pptp::fuzz::Target* target = argc == 3 ? pptp::fuzz::FindTarget(argv[1]) : nullptr;
  if (target == nullptr) {
    std::fprintf(stderr, "usage: %s TARGET DIRECTORY\n", argv[0]);
    return 2;
  }
  int number = 0;
  for (const pptp::Bytes& seed : target->seeds()) {
    const std::string path = std::string(argv[2]) + "/seed-" + std::to_string(++number);
    std::ofstream file(path, std::ios::binary);
    file << pptp::AsText(seed);
    if (file.flush()) continue;
    std::fprintf(stderr, "cannot write %s\n", path.c_str());
    return 1;
  }
  return 0;
}
