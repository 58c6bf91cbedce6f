"""What a scenario's settings are when it does not say otherwise."""

# What must be found in the client's log and in the collector's file, as corpus/README.md says.
# EXPECT_SYSLOG: None is the same as EXPECT, "" that there is no such file worth a look.
EXPECT = None
EXPECT_SYSLOG = None
# What a failure may leave behind besides, depending on which program ends first.
AFTERMATH = """
7 symptom
10 symptom
"""

# The same for another client's log, and for what that says by itself: it may know more than pppd and
# pptp do.
EXPECT_LIVE = None
# The exit status by pppd(8) of a client that ends by itself or is told to; None if it may be any. pppd's
# own is 16 in place of some others, because it takes pptp's end, which follows, for a modem's hangup.
STATUS = None

SECONDS = 15  # about how long it takes: the long ones are started first
ONLY_PPPD = False  # is about something that no client but pppd with pptp has

KERNEL = "mppe"  # or "ppp": PPP but no MPPE, or "bare": no PPP at all
HOSTS = ("srv", "cli")
SYSLOG = "iso"  # or "traditional"
ALONE = False  # a measurement wants the processor for itself

USER = "lab"
SECRETS = "lab * secret-of-the-lab *\n"

# The server: pptpd's own settings and its pppd's options.
PPTPD = """option /etc/ppp/options.pptpd
debug
localip 10.9.0.1
remoteip 10.9.0.11-20
pidfile /run/pptpd.pid
"""
SERVER_COMMON = ("name pptpd lock debug proxyarp noipx nobsdcomp nodeflate "
                 "lcp-echo-interval 30 lcp-echo-failure 4")
SERVER = "refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 require-mppe-128"
SERVER_SECRETS = SECRETS

# The client: pppd's options, and the command on its pseudo-terminal.
ADDRESS = "192.0.2.1"
CLIENT_COMMON = "lock hide-password noipx lcp-echo-interval 30 lcp-echo-failure 4"
CLIENT = "noauth nobsdcomp nodeflate require-mppe-128"
CLIENT_SECRETS = SECRETS
CLIENT_LOGGING = "debug logfd 2"
PPTP = "pptp {address} --nolaunchpppd"
IP_UP = ""
STARTS = "pppd"  # or "pptp", which then starts pppd: the way of 2001


def network(stage):
    """The client beside the server, on one cable."""
    stage.join("srv", "192.0.2.1/24", "cli", "192.0.2.2/24")
