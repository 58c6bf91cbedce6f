"""Healthy: the server rejects IPv6CP; IPv4 works."""

SERVER = ("refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 require-mppe-128 "
          "noipv6")
EXPECT = "none"
STATUS = 5


def story(stage):
    stage.healthy()
