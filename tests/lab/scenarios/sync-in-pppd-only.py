"""15: pppd is told "sync", pptp is not."""

CLIENT = "noauth nobsdcomp nodeflate require-mppe-128 sync"
SECONDS = 45
ONLY_PPPD = True
EXPECT = "15 cause"


def story(stage):
    stage.attempt()
