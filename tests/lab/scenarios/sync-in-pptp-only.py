"""15: pptp is told "--sync", pppd is not."""

PPTP = "pptp {address} --nolaunchpppd --sync"
SECONDS = 45
ONLY_PPPD = True
EXPECT = "15 cause"


def story(stage):
    stage.attempt()
