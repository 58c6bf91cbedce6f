"""8: a router forwards port 1723 to the server but not GRE, and says so by ICMP."""

HOSTS = ("srv", "gate", "cli")
EXPECT = "10 cause"
EXPECT_SYSLOG = "8 cause"
EXPECT_LIVE = "8 cause"
STATUS = 16


def network(stage):
    stage.join("gate", "192.0.2.1/24", "cli", "192.0.2.2/24")
    stage.join("gate", "192.168.1.1/24", "srv", "192.168.1.2/24", device="eth1")


def story(stage):
    stage.start_server()
    stage.hosts["gate"].start(["/usr/bin/python3", f"{stage.inside}/port_forward.py",
                               "192.168.1.2"], "gate.out")
    stage.await_listener(30, "gate", 1723)
    stage.start_client()
    stage.await_client_end(60)
