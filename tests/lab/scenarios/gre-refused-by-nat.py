"""8: a router that does not know PPTP answers the server's GRE by ICMP, and the server gives up."""

HOSTS = ("srv", "nat", "cli")
EXPECT = "10 cause"
EXPECT_SYSLOG = "8 cause\n10 symptom"
STATUS = 16


def network(stage):
    stage.join("srv", "192.0.2.1/24", "nat", "192.0.2.2/24")
    stage.join("nat", "192.168.1.1/24", "cli", "192.168.1.2/24", device="eth1")
    stage.ip("cli", "route add default via 192.168.1.1")
    stage.kernel("nat", "ipv4/ip_forward", 1)
    stage.filter_packets("nat", "masquerade")


def story(stage):
    stage.attempt()
