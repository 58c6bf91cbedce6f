"""Healthy: both sides allow the key to live for 256 packets."""

SERVER = ("refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 require-mppe-128 "
          "mppe-stateful")
CLIENT = "noauth nobsdcomp nodeflate require-mppe-128 mppe-stateful"
EXPECT = "none"
STATUS = 5


def story(stage):
    stage.healthy()
