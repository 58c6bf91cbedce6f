"""Healthy: CHAP with MD5, no encryption."""

SERVER = "refuse-eap refuse-pap refuse-mschap refuse-mschap-v2 require-chap nomppe"
CLIENT = "noauth nobsdcomp nodeflate nomppe"
EXPECT = "none"
STATUS = 5


def story(stage):
    stage.healthy()
