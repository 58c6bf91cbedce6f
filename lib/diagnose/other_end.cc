#include "lib/diagnose/other_end.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lib/diagnose/roles.h"

namespace pptp::diagnose {
namespace {

// From pptp's first line until the server notices: a connection over a slow path, and
// pptp's own wait for it. Clocks of two hosts differ a little the other way.
constexpr int64_t kLongestStartMicros = 60'000'000;
constexpr int64_t kClockSkewMicros = 2'000'000;

// Sessions looked at for one server's session; a busier minute is ambiguous anyway.
constexpr int kMostCandidates = 16;

using Sessions = std::vector<const SessionReport*>;
using Pair = std::pair<const SessionReport*, const SessionReport*>;

Sessions SessionsOf(const Report& report, std::string_view side) {
  Sessions sessions;
  for (const SessionReport& session : report.sessions) {
    if (session.side == side && session.began && session.began->has_date && !session.host.empty()) {
      sessions.push_back(&session);
    }
  }
  std::stable_sort(sessions.begin(), sessions.end(), [](const auto* a, const auto* b) {
    return a->began->micros < b->began->micros;
  });
  return sessions;
}

// The client's session that a server's session belongs to: the last one to begin
// before it. Null when there is none, or when clients of two hosts come into question.
const SessionReport* ClientOf(const SessionReport& server, const Sessions& clients) {
  const int64_t began = server.began->micros;
  auto end = std::upper_bound(
      clients.begin(), clients.end(), began + kClockSkewMicros,
      [](int64_t micros, const SessionReport* client) { return micros < client->began->micros; });
  const SessionReport* best = nullptr;
  int seen = 0;
  for (auto client = std::make_reverse_iterator(end); client != clients.rend(); ++client) {
    if ((*client)->began->micros < began - kLongestStartMicros) break;
    if (++seen > kMostCandidates) return nullptr;
    if ((*client)->host == server.host) continue;
    if (best && (*client)->host != best->host) return nullptr;
    if (!best) best = *client;
  }
  return best;
}

std::vector<Pair> PairsOf(const Report& report) {
  const Sessions clients = SessionsOf(report, "client");
  if (clients.empty()) return {};
  std::vector<Pair> pairs;
  std::unordered_map<const SessionReport*, size_t> servers_of;
  for (const SessionReport* server : SessionsOf(report, "server")) {
    if (const SessionReport* client = ClientOf(*server, clients)) {
      pairs.emplace_back(client, server);
      ++servers_of[client];
    }
  }
  std::erase_if(pairs, [&](const Pair& pair) { return servers_of[pair.first] > 1; });
  return pairs;
}

// Where the findings of each session stand in the report.
struct Block {
  size_t begin = 0, end = 0;
};
std::unordered_map<std::string, Block> BlocksOf(const std::vector<Finding>& findings) {
  std::unordered_map<std::string, Block> blocks;
  for (size_t i = 0; i < findings.size(); ++i) {
    Block& block = blocks.try_emplace(findings[i].session, Block{i, i}).first->second;
    block.end = i + 1;
  }
  return blocks;
}

std::vector<Finding> TakeOut(std::vector<Finding>* findings, Block block) {
  const auto begin = std::make_move_iterator(findings->begin());
  return {begin + static_cast<ptrdiff_t>(block.begin), begin + static_cast<ptrdiff_t>(block.end)};
}

void PutBack(std::vector<Finding> taken, Block block, std::vector<Finding>* findings) {
  std::move(taken.begin(), taken.end(), findings->begin() + static_cast<ptrdiff_t>(block.begin));
}

std::vector<Finding*> PointersTo(std::vector<Finding>& findings) {
  std::vector<Finding*> pointers;
  pointers.reserve(findings.size());
  for (Finding& finding : findings) pointers.push_back(&finding);
  return pointers;
}

}  // namespace

void ExplainAcrossEnds(const catalog::Catalog& catalog, Report* report) {
  const std::vector<Pair> pairs = PairsOf(*report);
  if (pairs.empty()) return;
  const auto blocks = BlocksOf(report->findings);
  for (const auto& [client, server] : pairs) {
    auto at_client = blocks.find(client->id);
    auto at_server = blocks.find(server->id);
    if (at_client == blocks.end() || at_server == blocks.end()) continue;
    std::vector<Finding> clients = TakeOut(&report->findings, at_client->second);
    std::vector<Finding> servers = TakeOut(&report->findings, at_server->second);
    AssignRoles(catalog, &clients, PointersTo(servers));
    AssignRoles(catalog, &servers, PointersTo(clients));
    PutBack(std::move(clients), at_client->second, &report->findings);
    PutBack(std::move(servers), at_server->second, &report->findings);
  }
}

}  // namespace pptp::diagnose
