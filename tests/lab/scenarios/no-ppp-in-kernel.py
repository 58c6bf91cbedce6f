"""3: the client's kernel has no PPP, and finds no module."""

KERNEL = "bare"
ONLY_PPPD = True
EXPECT = "3 cause"


def story(stage):
    stage.start_client()
    stage.await_client_end(30)
