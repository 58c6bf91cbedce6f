"""17: nothing of the server's compression negotiation reaches the client."""

SECONDS = 45
EXPECT = "17 cause"


def story(stage):
    stage.drop_ccp("cli")
    stage.start_server()
    stage.start_client()
    stage.await_text(90, "client.log", "CCP: timeout sending Config-Requests")
    stage.stop_client()
    stage.await_server_end()
