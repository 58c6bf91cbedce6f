"""Healthy: every tenth packet overtakes the others."""

EXPECT = "none"
STATUS = 5


def story(stage):
    stage.disturb("cli", "delay 20ms reorder 10%")
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    stage.run("cli", "ping -c 200 -i 0.01 -W 1 10.9.0.1")
    stage.stop_client()
    stage.await_server_end()
