"""15: a firewall before the server drops GRE; the control connection works."""

SECONDS = 45
EXPECT = "15 cause"
STATUS = 10


def story(stage):
    stage.drop_gre("srv", "ingress")
    stage.attempt()
