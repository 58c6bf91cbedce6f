"""The client requires MPPE, the server does not even know the protocol that negotiates it."""

SERVER = "refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 noccp"
EXPECT = "21 cause"
STATUS = 10


def story(stage):
    stage.attempt()
