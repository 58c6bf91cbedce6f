"""4: nothing listens on the server's port 1723."""

EXPECT = "4 cause"
STATUS = 16


def story(stage):
    stage.start_client()
    stage.await_client_end(60)
