"""9: a rule of the client's own packet filter forbids GRE in the chain OUTPUT.

pptp ends without a word about the write that failed; that it says nothing is the only sign.
"""

EXPECT = "10 cause"
EXPECT_SYSLOG = "9 cause"
EXPECT_LIVE = """
9 cause
15 symptom
"""
STATUS = 10


def story(stage):
    stage.filter_packets("cli", "drop-gre-output")
    stage.attempt()
