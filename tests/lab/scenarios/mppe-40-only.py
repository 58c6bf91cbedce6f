"""21: the server accepts 40-bit keys only, the client 128-bit keys only."""

SERVER = "refuse-eap refuse-pap refuse-chap refuse-mschap require-mschap-v2 require-mppe-40 nomppe-128"
CLIENT = "noauth nobsdcomp nodeflate require-mppe-128 nomppe-40"
EXPECT = "21 cause"
STATUS = 10


def story(stage):
    stage.attempt()
