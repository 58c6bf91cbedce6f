#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "lib/report/groups.h"
#include "lib/report/places.h"
#include "lib/report/text_sections.h"

// What the log is silent about, and how to make the next one speak.
namespace pptp::report {
namespace {

constexpr size_t kMostProblems = 20;

// How to make a log show what a problem's "needs" asks for (docs/rule-format.md):
// what is missing, how to get it, and commands to type.
struct NeedAdvice {
  std::string what;
  std::string how;
  std::vector<std::string> commands;
};

NeedAdvice AdviceFor(std::string_view need) {
  if (need == "pppd-debug") {
    return {
        "the packets that pppd exchanged (\"sent [LCP ConfReq ...]\")",
        "Start the tunnel with pppd's debug option. On a terminal, where TUNNEL is the name "
        "of your file in /etc/ppp/peers, this keeps the whole log in test.log. Without a "
        "terminal, add \"debug\" to that file: the packets then go to syslog at level debug "
        "(facility daemon or local2), which many systems keep in /var/log/debug, "
        "/var/log/syslog or the journal. Names and authentication data are in such a log; "
        "take care whom you show it to.",
        {"script -c 'pppd call TUNNEL debug logfd 2 nodetach' test.log", "pptp-diagnose test.log"}};
  }
  if (need == "pptp") {
    return {"what pptp says of the connection to the server",
            "pptp writes to syslog, facility daemon, under the name pptp: give the file which "
            "holds that (/var/log/daemon.log, /var/log/syslog, /var/log/messages) or the "
            "journal. For more detail add \"--loglevel 2\" to the pptp command in the pty "
            "option.",
            {"journalctl -b -t pptp -t pppd | pptp-diagnose"}};
  }
  if (need == "pppd") {
    return {"what pppd says",
            "pppd writes to syslog, facility daemon or local2, under the name pppd: give the file "
            "which holds that, or the journal.",
            {"journalctl -b -t pptp -t pppd | pptp-diagnose"}};
  }
  if (need == "pptpd") {
    return {"what the server pptpd says",
            "It is in the log of the server's machine: facility daemon, under the name pptpd. Add "
            "\"debug\" to /etc/pptpd.conf and to the pppd options file that it names.",
            {"journalctl -b -t pptpd -t pppd | pptp-diagnose"}};
  }
  if (need == "kernel") {
    return {"what the kernel says",
            "Give the kernel's messages together with the other log.",
            {"dmesg > kernel.log", "journalctl -b -k > kernel.log"}};
  }
  return {fmt::format("the detail that rule packs call \"{}\"", need),
          "The rule pack that asks for it should say how to get it.",
          {}};
}

}  // namespace

void PrintNotJudged(const Report& report, Page* page) {
  const std::vector<NeedGroup> groups = GroupNeeds(report);
  if (groups.empty()) return;
  page->Blank();
  page->Heading("What this log cannot tell");
  for (const NeedGroup& group : groups) {
    const NeedAdvice advice = AdviceFor(group.need);
    if (&group != &groups.front()) page->Blank();
    page->Prose(2, fmt::format("It lacks {}. With it, {} more could be judged: {}.", advice.what,
                               Count(group.problems.size(), "problem"),
                               ListOf(group.problems, kMostProblems)));
    page->Prose(2, advice.how);
    for (const std::string& command : advice.commands) page->Command(4, command);
  }
}

}  // namespace pptp::report
