"""5: the client has no route to the server's network."""

ADDRESS = "198.51.100.1"
EXPECT = "5 cause"
STATUS = 16


def story(stage):
    stage.start_client()
    stage.await_client_end(60)
