#ifndef PPTP_TESTS_TUNNEL_AUTH_TOLD_H_
#define PPTP_TESTS_TUNNEL_AUTH_TOLD_H_

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/random_source.h"
#include "lib/ppp/notation.h"
#include "lib/ppp/wire.h"
#include "lib/tunnel/auth.h"

namespace pptp::tunnel {

// What actions say, a line each: "sent [PAP AuthAck id=0x1 ""]", "error: PAP authentication
// failed", "close 19: reason", "up". Forgets the actions.
inline std::vector<std::string> Told(Actions* actions) {
  static constexpr const char* kLevels[] = {"debug", "info", "notice", "warning", "error"};
  static constexpr const char* kLayers[] = {"up", "down", "started", "finished"};
  std::vector<std::string> lines;
  for (const Action& action : *actions) {
    if (const auto* send = std::get_if<SendPacket>(&action)) {
      lines.push_back("sent " + ppp::PrintPacket(send->packet));
    } else if (const auto* secret = std::get_if<SendSecretPacket>(&action)) {
      lines.push_back("sent " + ppp::PrintPacket(ppp::DecodePacket(secret->shown.protocol,
                                                                   secret->information.view())));
    } else if (const auto* line = std::get_if<LogLine>(&action)) {
      lines.push_back(std::string(kLevels[static_cast<size_t>(line->level)]) + ": " + line->text);
    } else if (const auto* close = std::get_if<CloseLink>(&action)) {
      lines.push_back("close " + std::to_string(static_cast<int>(close->status)) + ": " +
                      close->reason);
    } else if (const auto* change = std::get_if<LayerChange>(&action)) {
      lines.push_back(kLayers[static_cast<size_t>(change->layer)]);
    }
  }
  actions->clear();
  return lines;
}

// The packet of that text in pppd's words, "CHAP Success id=0x1 \"\"".
inline ppp::Packet PacketOf(const std::string& text) {
  return ppp::ParsePacket("[" + text + "]").value();
}

class SeededRandom : public RandomSource {
 public:
  explicit SeededRandom(uint64_t seed) : engine_(seed) {}
  void Fill(std::span<uint8_t> bytes) override {
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(engine_());
  }

 private:
  std::mt19937_64 engine_;
};

// Gives out the bytes it was made of, over and over.
class ScriptedRandom : public RandomSource {
 public:
  explicit ScriptedRandom(Bytes script) : script_(std::move(script)) {}
  void Fill(std::span<uint8_t> bytes) override {
    for (uint8_t& byte : bytes) byte = script_[at_++ % script_.size()];
  }

 private:
  Bytes script_;
  size_t at_ = 0;
};

class Secrets : public SecretLookup {
 public:
  void Add(const std::string& name, std::string_view password) {
    passwords_.emplace(name, crypto::Secret(password));
  }
  const crypto::Secret* Find(std::string_view name) override {
    const auto at = passwords_.find(std::string(name));
    return at == passwords_.end() ? nullptr : &at->second;
  }

 private:
  std::map<std::string, crypto::Secret> passwords_;
};

inline Credentials CredentialsOf(std::string name, std::string_view password) {
  return {std::move(name), crypto::Secret(password)};
}

}  // namespace pptp::tunnel

#endif  // PPTP_TESTS_TUNNEL_AUTH_TOLD_H_
