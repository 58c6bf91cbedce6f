"""Healthy: 40-bit keys on both sides."""

SERVER = "refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 require-mppe-40"
CLIENT = "noauth nobsdcomp nodeflate require-mppe-40"
SYSLOG = "traditional"
EXPECT = "none"
STATUS = 5


def story(stage):
    stage.healthy()
