"""21: the client requires MPPE, the server does not know it."""

SERVER = "refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 nomppe"
EXPECT = "21 cause"
STATUS = 10


def story(stage):
    stage.attempt()
