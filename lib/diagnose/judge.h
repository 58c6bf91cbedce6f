#ifndef PPTP_LIB_DIAGNOSE_JUDGE_H_
#define PPTP_LIB_DIAGNOSE_JUDGE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "lib/catalog/catalog.h"
#include "lib/diagnose/verdict.h"
#include "lib/session/session.h"
#include "pptp/report.h"

namespace pptp::diagnose {

// Judges one session: collects what the catalog's leaves matched in it and says
// which problems that makes.
//
// A problem whose signature can only become true is noticed with the line that
// completes it; all are judged for good by Conclude(). Borrows the catalog.
class Judge {
 public:
  // With "notices", problems are tried with every line.
  Judge(const catalog::Catalog& catalog, bool notices);

  // Takes one line of the session, given the leaves that it matches. Returns the problems
  // (indices into the catalog's) that became certain with it, none unless it notices them.
  const std::vector<uint32_t>& Add(const session::Session& session, const session::Event& event,
                                   const std::vector<catalog::LeafMatch>& matches);

  // What the session has, in the catalog's order. Roles are not assigned yet.
  std::vector<Verdict> Conclude(const session::Session& session) const;

  // Those with evidence from "from_micros" to "to_micros", or evidence without a
  // time. For what was found on a host while one of its sessions ran.
  std::vector<Verdict> ConcludeBetween(const session::Session& session, int64_t from_micros,
                                       int64_t to_micros) const;

  // A verdict in words, with its evidence; and the evidence alone.
  Finding Describe(const Verdict& verdict, const session::Session& session) const;
  std::vector<Evidence> CollectEvidence(const Verdict& verdict,
                                        const session::Session& session) const;

  // One problem, an index into the catalog's, as it stands now; empty when its signature does not
  // hold. Has no role yet.
  std::optional<Finding> Examine(uint32_t problem, const session::Session& session) const;

  // Keeps but so many of the first and of the last lines that a leaf matched.
  void Shorten(size_t ends) { hits_.Shorten(ends); }

  // About how many bytes that takes.
  size_t bytes() const { return hits_.bytes(); }

 private:
  bool WorthTrying(uint32_t leaf) const;
  void TryProblems(uint32_t leaf, const session::Session& session);
  Verdict Decide(uint32_t problem, const catalog::Scope& scope) const;

  const catalog::Catalog& catalog_;
  catalog::HitStore hits_;
  std::vector<bool> noticed_;  // by problem; empty if nobody asks
  std::vector<uint32_t> certain_;
};

}  // namespace pptp::diagnose

#endif  // PPTP_LIB_DIAGNOSE_JUDGE_H_
