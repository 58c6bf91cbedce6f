"""16: the client's options refuse every kind of authentication."""

CLIENT = "noauth nobsdcomp nodeflate refuse-pap refuse-chap refuse-mschap refuse-mschap-v2 refuse-eap"
EXPECT = """
16 cause
19 symptom
"""
STATUS = 16


def story(stage):
    stage.attempt()
