"""Healthy: the server's administrator ends the call."""

EXPECT = "none"
STATUS = 16


def story(stage):
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    stage.ping()
    stage.run("srv", "kill -TERM $(cat /run/ppp0.pid)")
    stage.await_client_end(60)
    stage.await_server_end()
