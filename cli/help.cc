#include "cli/help.h"

namespace pptp::cli {

const char kHelp[] =
    R"(Usage: pptp-diagnose [OPTIONS] [FILE...]

Reads logs of PPTP tunnels (pppd, pptp, pptpd, the kernel, out of syslog, the
journal or a terminal) and names the problem, the evidence and the fix.

FILE may be -, standard input. Without any FILE, what is piped in is read, and
on a terminal the log of this system.

What to look at
  --since TIME         ignore older lines: '2026-11-22 05:19', '-2h', 'today'
  --until TIME         ignore newer lines
  --session ID         report on this session only, such as s2
  --jobs N             read with N threads; the default is one per core
  --no-prefilter       read every line in full: slow, with the same result

What to print
  --format FORMAT      text (the default), json or jsonl
  -o, --output FILE    write the report to a file
  --color WHEN         auto (the default), always or never
  --timeline           add the packets of each session as a ladder
  --fault-tree         add the checks to make, with what the log answers;
                       without a log, print the checks alone
  --fail-on LEVEL      exit with 1 from this level on: error (the default),
                       warning, note or never

What is known
  --list               list all problems
  --explain ID|NUMBER  explain one of them
  --decode TEXT        explain a packet, an option or an error in pppd's words

Rule packs
  --rules PATH         use this pack too, or all packs of a directory
  --no-builtin-rules   do without the built-in pack
  --check-rules PATH...
                       check packs and run their examples

  -h, --help           print this
  --version            print the version

Examples
  pptp-diagnose /var/log/messages
  journalctl -b -t pppd -t pptp -t kernel | pptp-diagnose --timeline
  pppd call TUNNEL debug logfd 2 nodetach 2>&1 | pptp-diagnose
  pptp-diagnose --explain 18
  pptp-diagnose --decode 'mppe 1 0 0 e1'

Exit status
  0  nothing was found at the level of --fail-on
  1  something was
  2  bad usage, or something could not be read or written
)";

}  // namespace pptp::cli
