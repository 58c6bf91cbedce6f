"""15: two clients behind one address; the router passes the GRE of the first, and of nobody else."""

HOSTS = ("srv", "nat", "cli", "cli2")
SECONDS = 60
EXPECT = "15 cause"
STATUS = 10


def network(stage):
    stage.join("srv", "192.0.2.1/24", "nat", "192.0.2.2/24")
    stage.join("nat", "192.168.1.1/24", "cli", "192.168.1.2/24", device="eth1")
    stage.join("nat", "192.168.2.1/24", "cli2", "192.168.2.2/24", device="eth2")
    stage.ip("cli", "route add default via 192.168.1.1")
    stage.ip("cli2", "route add default via 192.168.2.1")
    stage.kernel("nat", "ipv4/ip_forward", 1)
    stage.filter_packets("nat", "masquerade")
    stage.drop_gre("nat", "ingress", device="eth1")
    stage.tc("nat", "qdisc add dev eth0 clsact",
             "filter add dev eth0 ingress protocol ip u32 match ip protocol 47 0xff "
             "action nat ingress 192.0.2.2/32 192.168.2.2")


def story(stage):
    stage.start_server()
    stage.start_client("cli2", "neighbour")
    stage.await_tunnel(log="neighbour")
    stage.start_client()
    stage.await_client_end(90)
    stage.stop_client("neighbour")
