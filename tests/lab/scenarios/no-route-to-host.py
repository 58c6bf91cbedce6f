"""6: nobody on the client's own network answers for the server's address."""

ADDRESS = "192.0.2.99"
EXPECT = "6 cause"
STATUS = 16


def story(stage):
    stage.start_client()
    stage.await_client_end(60)
