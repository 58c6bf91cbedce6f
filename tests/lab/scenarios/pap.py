"""Healthy: PAP, no encryption."""

SERVER = "refuse-eap refuse-chap refuse-mschap refuse-mschap-v2 require-pap nomppe"
CLIENT = "noauth nobsdcomp nodeflate nomppe"
EXPECT = "none"
STATUS = 5


def story(stage):
    stage.healthy()
