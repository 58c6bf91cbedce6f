"""3: the kernel has PPP, but there is no /dev/ppp."""

ONLY_PPPD = True
EXPECT = "3 cause"


def story(stage):
    stage.run("cli", "rm /dev/ppp")
    stage.start_client()
    stage.await_client_end(30)
