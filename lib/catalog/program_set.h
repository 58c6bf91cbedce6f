#ifndef PPTP_LIB_CATALOG_PROGRAM_SET_H_
#define PPTP_LIB_CATALOG_PROGRAM_SET_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "lib/log/message.h"

namespace pptp::catalog {

// A program as rule packs name it.
struct ProgramName {
  std::string_view name;
  log::Program program;
};
inline constexpr std::array<ProgramName, 8> kProgramNames = {{
    {"pppd", log::Program::kPppd},
    {"pptp", log::Program::kPptp},
    {"pptpd", log::Program::kPptpd},
    {"kernel", log::Program::kKernel},
    {"modprobe", log::Program::kModprobe},
    {"networkmanager", log::Program::kNetworkManager},
    {"xl2tpd", log::Program::kXl2tpd},
    {"accel-ppp", log::Program::kAccelPpp},
}};

// The programs whose lines a message matcher looks at; none added means all. A
// line without a tag, or under a wrapper's, may be any program's and is in every set.
class ProgramSet {
 public:
  void Add(log::Program program) { bits_ |= Bit(program); }

  bool Contains(log::Program program) const {
    return bits_ == 0 || program == log::Program::kUnknown || program == log::Program::kWrapper ||
           (bits_ & Bit(program)) != 0;
  }

  uint32_t bits() const { return bits_; }

 private:
  static uint32_t Bit(log::Program program) { return 1u << static_cast<uint32_t>(program); }

  uint32_t bits_ = 0;
};

}  // namespace pptp::catalog

#endif  // PPTP_LIB_CATALOG_PROGRAM_SET_H_
