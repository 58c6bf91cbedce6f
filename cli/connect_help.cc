#include "cli/connect_help.h"

namespace pptp::cli {

const char kConnectHelp[] =
    R"(Usage: pptp-connect [OPTIONS] SERVER
       pptp-connect [OPTIONS] --peer NAME

Brings up a PPTP tunnel to SERVER, a name or an IPv4 address, and keeps it up
until it is told to end (Ctrl-C, SIGTERM). No pppd, no pptp and no kernel PPP
takes part. Needs the capabilities CAP_NET_ADMIN and CAP_NET_RAW.

Who you are
  --user NAME            as the server knows you, also DOMAIN\NAME
  --domain DOMAIN        put in front of the name
  --password-file FILE   the password is the first line of FILE
  --password-env NAME    the password is in this environment variable
  --chap-secrets FILE    the password is in FILE, as in /etc/ppp/chap-secrets
  --remote-name NAME     the server's name there
                         Without any of these: systemd's credentials,
                         /etc/ppp/chap-secrets, or a prompt.
  --refuse-pap, --refuse-chap, --refuse-mschap, --refuse-mschap-v2
                         do not prove who you are in this way

The tunnel
  --peer NAME            take server and options from /etc/ppp/peers/NAME, as
                         pppd does; what stands here goes before it
  --require-mppe[-40|-128]
                         end the tunnel rather than go without encryption (the
                         default), or take this key length only
  --mppe-stateful        take the stateful mode if the server insists on it
  --no-mppe              go without encryption
  --mtu N, --mru N       largest packet that is sent, or received (1400)
  --lcp-echo-interval S  ask every S seconds whether the server is there (30)
  --lcp-echo-failure N   give up after N questions without an answer (4)
  --timeout S            give the control connection S seconds (60)
  --persist              connect again when the tunnel has ended

This machine
  --interface NAME       of the tunnel, else pptp0, pptp1, ...
  --route NETWORK        send this network through the tunnel; may be repeated
  --default-route        send everything through the tunnel
  --dns auto|none        use the name servers that the server names (none)
  --ipv6                 negotiate IPv6 too
  --ip-up CMD, --ip-down CMD
                         run CMD when the tunnel is up, or down again, with the
                         arguments and the environment that pppd gives
  --dry-run              print what would be changed here, and connect to nobody

What to print
  --debug                print packets, too
  --log FILE             write the whole log to FILE, for pptp-diagnose;
                         - is standard error
  --status-json FD|FILE  write a line of JSON for everything that happens
  --diagnose             find out what is wrong while it runs, and report at the
                         end
  --format FORMAT        of the report: text (the default), json or jsonl
  --timeline             add the packets as a ladder
  -o, --output FILE      write the report to a file
  --color WHEN           auto (the default), always or never

  -h, --help             print this
  --version              print the version

Examples
  pptp-connect vpn.example.com --user anna --default-route --dns auto
  pptp-connect --peer office --diagnose
  pptp-connect vpn.example.com --user 'OFFICE\anna' --route 10.0.0.0/8 --persist

Exit status: pppd's; the most common are
   2  bad usage                    10  negotiation failed
   3  rights are missing           15  the server does not respond any more
   5  ended by the user            16  the server hung up, or was not reached
   7  no TUN device or socket      19  name or password were refused
)";

}  // namespace pptp::cli
