"""18: the kernel has PPP but no MPPE, which both sides require."""

KERNEL = "ppp"
ONLY_PPPD = True
EXPECT = "18 cause"


def story(stage):
    stage.attempt()
