"""30, and nothing to see: a hop drops packets above 1000 bytes without a word. No log tells of it."""

EXPECT = "none"
STATUS = 5


def story(stage):
    stage.tc("srv", "qdisc add dev eth0 clsact",
             "filter add dev eth0 ingress protocol ip basic match meta(pkt_len gt 1000) action drop")
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    stage.ping()
    stage.run("cli", "ping -c 3 -i 0.2 -W 1 -s 1300 10.9.0.1 || true")
    stage.stop_client()
    stage.await_server_end()
