"""14: both sides insist on addresses of their own, so that no network protocol comes up."""

SERVER = ("refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 nomppe "
          "ipcp-max-failure 5")
CLIENT = "noauth nobsdcomp nodeflate nomppe noipv6 ipcp-max-failure 5 10.66.0.2:10.66.0.1"
EXPECT = "14 cause"
STATUS = 10


def story(stage):
    stage.attempt()
