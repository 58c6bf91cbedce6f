"""30: a hop carries no packets above 1000 bytes, and says so by ICMP; pptp ends when it hears it."""

HOSTS = ("srv", "hop", "cli")
ADDRESS = "203.0.113.1"
ONLY_PPPD = True
EXPECT = "none"
EXPECT_SYSLOG = "30 cause"


def network(stage):
    stage.join("srv", "203.0.113.1/24", "hop", "203.0.113.2/24")
    stage.join("hop", "192.0.2.1/24", "cli", "192.0.2.2/24", device="eth1")
    stage.ip("cli", "route add default via 192.0.2.1")
    stage.ip("srv", "route add default via 203.0.113.2")
    stage.ip("hop", "link set eth0 mtu 1000")
    stage.kernel("hop", "ipv4/ip_forward", 1)


def story(stage):
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    stage.ping()
    stage.run("cli", "ping -c 3 -i 0.2 -W 1 -s 1300 10.9.0.1 || true")
    stage.await_client_end(60)
    stage.await_server_end()
