"""10: pppd starts pptp without --nolaunchpppd, so that pptp starts another pppd."""

PPTP = "pptp {address}"
ONLY_PPPD = True
EXPECT = "10 cause cause=nolaunchpppd-missing"
EXPECT_SYSLOG = """
10 cause cause=nolaunchpppd-missing
19 cause
"""


def story(stage):
    stage.attempt()
