"""Healthy: one packet in a hundred is lost, each way."""

SECONDS = 30
EXPECT = "none"
STATUS = 5


def story(stage):
    stage.disturb("cli", "loss 1%")
    stage.disturb("srv", "loss 1%")
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    stage.run("cli", "ping -c 300 -i 0.01 -W 1 -s 1000 10.9.0.1")
    stage.stop_client()
    stage.await_server_end()
