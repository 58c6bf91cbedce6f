"""Healthy: the server is restarted, and a client that persists comes back by itself."""

SECONDS = 40
CLIENT = "noauth nobsdcomp nodeflate require-mppe-128 persist holdoff 1 maxfail 0"
EXPECT = "none"
AFTERMATH = "4 cause"  # when it tries again too early
STATUS = 5


def story(stage):
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    stage.ping()
    stage.stop_server()
    stage.start_server()
    stage.await_text(60, "client.log", r"(?s)remote IP address.*remote IP address")
    stage.ping()
    stage.stop_client()
