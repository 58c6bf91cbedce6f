"""22 and 23: the client offers Deflate and BSD-Compress, and the server demands MPPE."""

CLIENT = "noauth nomppe"
ONLY_PPPD = True
EXPECT = "23 cause"
EXPECT_SYSLOG = """
23 cause
21 cause
"""


def story(stage):
    stage.attempt()
