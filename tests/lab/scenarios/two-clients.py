"""Healthy: two clients at once, each with data of its own."""

HOSTS = ("srv", "cli", "cli2")
EXPECT = "none"
STATUS = 5


def network(stage):
    stage.join("srv", "192.0.2.1/24", "cli", "192.0.2.2/24")
    stage.join("srv", "198.51.100.1/24", "cli2", "198.51.100.2/24", device="eth1")
    stage.ip("cli2", "route add 192.0.2.1 via 198.51.100.1")


def story(stage):
    stage.start_server()
    stage.start_client("cli2", "other")
    stage.await_tunnel(log="other")
    stage.start_client()
    stage.await_tunnel()
    stage.ping(20)
    stage.ping(20, host="cli2")
    stage.stop_client("other")
    stage.ping()
    stage.stop_client()
    stage.await_server_end()
