"""Healthy: MS-CHAPv2, 128-bit stateless MPPE, a ping through the tunnel, the client hangs up."""

EXPECT = "none"
STATUS = 5


def story(stage):
    stage.healthy()
