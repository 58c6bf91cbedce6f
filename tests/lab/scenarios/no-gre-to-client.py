"""15: a firewall before the client drops the GRE that arrives; the server hears the client."""

SECONDS = 45
EXPECT = "15 cause"
STATUS = 10


def story(stage):
    stage.drop_gre("cli", "ingress")
    stage.attempt()
