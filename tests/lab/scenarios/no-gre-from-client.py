"""15: the GRE that the client sends is lost on its own interface; the client hears the server."""

SECONDS = 45
EXPECT = "15 cause"
STATUS = 10


def story(stage):
    stage.drop_gre("cli", "egress")
    stage.attempt()
