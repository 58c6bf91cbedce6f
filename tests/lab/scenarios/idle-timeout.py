"""Healthy: the client hangs up because nothing has passed for three seconds."""

CLIENT = "noauth nobsdcomp nodeflate require-mppe-128 noipv6 idle 3"
EXPECT = "none"
STATUS = 12


def story(stage):
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    stage.await_client_end(60)
    stage.await_server_end()
