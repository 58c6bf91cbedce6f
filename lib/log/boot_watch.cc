#include "lib/log/boot_watch.h"

namespace pptp::log {

bool BootWatch::IsNewBoot(const std::string& host, const std::string& boot_id) {
  constexpr size_t kMostHosts = 4096;
  if (boot_id.empty()) return false;
  const auto known = boots_.find(host);
  if (known == boots_.end()) {
    if (boots_.size() >= kMostHosts) boots_.clear();
    boots_.emplace(host, boot_id);
    return false;
  }
  if (known->second == boot_id) return false;
  known->second = boot_id;
  return true;
}

Separator ReadSeparator(std::string_view line) {
  if (!line.starts_with("-- ")) return Separator::kNone;
  const std::string_view words = line.substr(3);
  if (!line.ends_with(" --") && !words.starts_with("cursor: ")) return Separator::kNone;
  if (words.starts_with("Boot ") || words.starts_with("Reboot")) return Separator::kBoot;
  for (std::string_view note : {"Logs begin at", "Journal begins at", "No entries", "cursor: "}) {
    if (words.starts_with(note)) return Separator::kNote;
  }
  return Separator::kNone;
}

}  // namespace pptp::log
