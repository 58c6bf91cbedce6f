#include "lib/report/fault_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "lib/base/text.h"
#include "lib/report/places.h"

namespace pptp::report {
namespace {

using State = FaultTreeAnswer::State;

// Stands in a command for the server's name or address.
constexpr std::string_view kServer = "SERVER";

struct Step {
  std::string_view id;
  std::string_view title;
  std::string_view prove;
  std::vector<std::string_view> commands;
  std::string_view verdict;             // what it means if it works and if it does not
  std::vector<std::string_view> often;  // what is often found to be the reason
};

const std::vector<Step>& Steps() {
  static const std::vector<Step> steps = {
      {"ping",
       "Ping the server",
       "Show that the server's machine answers at all.",
       {"ping -c 4 SERVER"},
       "An answer proves a network path. No answer proves nothing: many firewalls drop pings.",
       {}},
      {"traceroute",
       "Trace the route to the server",
       "Show how far packets get on their way.",
       {"tracepath -n SERVER", "traceroute -n SERVER"},
       "A trace that reaches the server proves a network path. One that stops tells where, and "
       "only you can say whether a firewall you know of stands there.",
       {}},
      {"tcp-1723",
       "Connect to TCP port 1723 of the server",
       "Show that the port on which calls are set up can be reached.",
       {"nc -vz -w 5 SERVER 1723"},
       "If it connects, half of the connectivity is there. If not, nothing else can work: put "
       "this right first.",
       {"the address or the name is wrong, or the name resolves to another machine",
        "no PPTP server runs there, or it listens on another address",
        "a firewall on either side blocks the port"}},
      {"gre",
       "See whether GRE passes in both directions",
       "Watch the packets while the tunnel is started in another window.",
       {"tcpdump -ni any 'proto 47 or tcp port 1723'", "pppd call TUNNEL debug logfd 2 nodetach"},
       "You want to see a connection to port 1723 and then GRE packets in both directions. What "
       "is missing tells who drops it.",
       {("a NAT router without PPTP pass-through, or more than one client behind it (on Linux: "
         "modprobe nf_conntrack_pptp, nf_nat_pptp)"),
        "a firewall that lets TCP port 1723 through but not IP protocol 47",
        "a local packet filter: look at nft list ruleset or iptables -vnL",
        "a provider, a mobile network or a cloud that carries no GRE",
        "the server still holds an earlier call from the same address"}},
      {"mppe",
       "Check that this machine can encrypt with MPPE",
       "Servers of the Windows kind insist on it. It has two halves, the kernel's and pppd's; the "
       "next two checks must both succeed.",
       {},
       "",
       {}},
      {"mppe-kernel",
       "MPPE in the kernel",
       "Load the module. In 2002 it was called mppe or ppp_mppe, depending on the distribution.",
       {"modprobe ppp_mppe", "modprobe mppe"},
       "If one of them loads without a word, the kernel's half is there.",
       {("the kernel was built without CONFIG_PPP_MPPE, or the package with the extra modules is "
         "not installed"),
        ("the kernel was upgraded and the machine not restarted: uname -r and ls /lib/modules "
         "disagree"),
        "the kernel runs in FIPS mode or without ARC4 and SHA1, which MPPE is made of",
        "the tunnel runs in a container that may not load modules: load it on the host",
        "with old kernels: the module was built for another kernel or compiler"}},
      {"mppe-pppd",
       "MPPE in pppd",
       "Count the MPPE options that the program knows.",
       {"strings \"$(command -v pppd)\" | grep -ic mppe"},
       "Zero means that this pppd was built without MPPE and cannot talk to such a server: "
       "install one that has it (pppd 2.4.2 and later, or a patched one of 2002).",
       {}},
  };
  return steps;
}

bool IsIpAddress(std::string_view text) {
  const bool v4 =
      std::count(text.begin(), text.end(), '.') == 3 &&
      std::all_of(text.begin(), text.end(), [](char c) { return IsDigit(c) || c == '.'; });
  const bool v6 =
      std::count(text.begin(), text.end(), ':') >= 2 &&
      std::all_of(text.begin(), text.end(), [](char c) { return HexDigit(c) >= 0 || c == ':'; });
  return v4 || v6;
}

// The server's address, if the log knows exactly one. Only a plain address may
// stand in a command that somebody is going to paste into a shell.
std::string ServerOf(const Report* report) {
  std::set<std::string> peers;
  if (report) {
    for (const SessionReport& session : report->sessions) {
      if (session.side != "server" && IsIpAddress(session.peer)) peers.insert(session.peer);
    }
  }
  return peers.size() == 1 ? *peers.begin() : std::string(kServer);
}

std::string WithServer(std::string_view command, const std::string& server) {
  std::string text(command);
  if (size_t place = text.find(kServer); place != std::string::npos) {
    text.replace(place, kServer.size(), server);
  }
  return text;
}

const FaultTreeAnswer* AnswerTo(const Report* report, std::string_view step) {
  if (!report) return nullptr;
  auto answer = std::find_if(report->fault_tree.begin(), report->fault_tree.end(),
                             [&](const FaultTreeAnswer& a) { return a.step == step; });
  return answer == report->fault_tree.end() ? nullptr : &*answer;
}

void PrintAnswer(const Report& report, const FaultTreeAnswer& answer, Page* page) {
  switch (answer.state) {
    case State::kPassed:
      page->Prose(4, "Passed: the log shows that this works.", Ink::kGood);
      break;
    case State::kFailed:
      page->Prose(4, "Failed: the log shows that this does not work.", Ink::kError);
      break;
    case State::kOpen:
      page->Prose(4, "Open: the log does not tell. Try it.", Ink::kWarning);
      break;
  }
  constexpr size_t kMostEvidence = 3;
  for (size_t i = 0; i < std::min(answer.evidence.size(), kMostEvidence); ++i) {
    const Evidence& evidence = answer.evidence[i];
    page->LogLine(6, PlaceOf(report, evidence.input, evidence.line), evidence.text);
  }
}

void PrintStep(size_t number, const Step& step, const std::string& server, Page* page) {
  page->Title(Ink::kHeading, fmt::format("{:>2}. ", number), step.title);
  page->Prose(4, step.prove);
  for (std::string_view command : step.commands) page->Command(6, WithServer(command, server));
  page->Prose(4, step.verdict);
  if (step.often.empty()) return;
  page->Prose(4, "Often the reason is one of these:");
  for (std::string_view reason : step.often) page->Item(6, "- ", reason);
}

}  // namespace

std::string_view FaultTreeStepTitle(std::string_view id) {
  for (const Step& step : Steps()) {
    if (step.id == id) return step.title;
  }
  return id;
}

void PrintFaultTree(const Report* report, Page* page) {
  page->Heading("Fault tree: checks to make in this order");
  const std::string server = ServerOf(report);
  if (server == kServer) {
    page->Prose(0,
                "SERVER stands for the name or address of the PPTP server, TUNNEL for the name "
                "of your file in /etc/ppp/peers.");
  }
  size_t number = 0;
  for (const Step& step : Steps()) {
    page->Blank();
    PrintStep(++number, step, server, page);
    if (const FaultTreeAnswer* answer = AnswerTo(report, step.id)) {
      PrintAnswer(*report, *answer, page);
    }
  }
}

}  // namespace pptp::report

namespace pptp {

std::string RenderFaultTree(const Report* report, const TextStyle& style) {
  report::Page page(style);
  report::PrintFaultTree(report, &page);
  return std::move(page).Take();
}

}  // namespace pptp
