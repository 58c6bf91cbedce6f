"""9: a rule of the server's packet filter forbids GRE in the chain OUTPUT."""

EXPECT = "10 cause"
EXPECT_SYSLOG = "9 cause\n10 symptom"
STATUS = 16


def story(stage):
    stage.filter_packets("srv", "drop-gre-output")
    stage.attempt()
