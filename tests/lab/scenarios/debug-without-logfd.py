"""Healthy: "debug" without "logfd 2" does no harm where pppd starts pptp."""

CLIENT_LOGGING = "debug"
ONLY_PPPD = True
EXPECT = "none"


def story(stage):
    stage.healthy()
