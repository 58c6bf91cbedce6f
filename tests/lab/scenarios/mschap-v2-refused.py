"""16 and 19: the client refuses the one kind of authentication that the server accepts."""

CLIENT = "noauth nobsdcomp nodeflate refuse-mschap-v2"
SYSLOG = "traditional"
EXPECT = """
16 cause
19 symptom
"""
STATUS = 16


def story(stage):
    stage.attempt()
