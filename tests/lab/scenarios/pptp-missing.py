"""10: the program that pppd should start on its pseudo-terminal does not exist."""

PPTP = "pptp-client {address} --nolaunchpppd"
ONLY_PPPD = True
EXPECT = "10 cause cause=pptp-missing"


def story(stage):
    stage.start_client()
    stage.await_client_end(60)
