"""Healthy: the client offers Deflate, the server wants no compression and no encryption."""

SERVER = "refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 nomppe"
CLIENT = "noauth"
ONLY_PPPD = True
EXPECT = "none"


def story(stage):
    stage.healthy()
