"""22 and 23: the client offers Deflate and BSD-Compress, and the server demands MPPE."""

CLIENT = "noauth nomppe"
ONLY_PPPD = True
EXPECT = "23 cause"
EXPECT_SYSLOG = """
23 cause
21 cause
"""


def story(stage):
    # The server terminates the link before it sends the ConfRej that 23 is about, and ends when the
    # client has answered. Without a delay it may be gone before pptpd has passed the ConfRej on.
    stage.disturb("cli", "delay 100ms")
    stage.attempt()
