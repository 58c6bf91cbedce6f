"""7: pptp starts pppd, which stops at once because of a mistake in its options."""

STARTS = "pptp"
# While pppd is still starting, its terminal would echo the server's first frames back to it.
SERVER = ("refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 require-mppe-128 "
          "silent")
CLIENT = "noauth nobsdcomp nodeflate mppe-256"
ONLY_PPPD = True
EXPECT = "7 cause"


def story(stage):
    stage.attempt()
