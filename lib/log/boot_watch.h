#ifndef PPTP_LIB_LOG_BOOT_WATCH_H_
#define PPTP_LIB_LOG_BOOT_WATCH_H_

#include <string>
#include <string_view>
#include <unordered_map>

namespace pptp::log {

// Notices from the boot ids of journal entries that a host has been restarted.
class BootWatch {
 public:
  // True when the host's entries had another boot id before.
  bool IsNewBoot(const std::string& host, const std::string& boot_id);

  void Clear() { boots_.clear(); }

 private:
  std::unordered_map<std::string, std::string> boots_;
};

// Lines that journalctl prints between entries.
enum class Separator { kNone, kBoot, kNote };

// "-- Boot <id> --", "-- Reboot --": kBoot. "-- Logs begin at ... --", "-- No
// entries --" and the like, which say nothing about the machine: kNote.
Separator ReadSeparator(std::string_view line);

}  // namespace pptp::log

#endif  // PPTP_LIB_LOG_BOOT_WATCH_H_
