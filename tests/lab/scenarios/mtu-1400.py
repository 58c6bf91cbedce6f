"""Healthy: packets of 1400 bytes, which no hop may take apart, over a line with 20 ms of delay."""

import json

CLIENT = "noauth nobsdcomp nodeflate require-mppe-128 mtu 1400 mru 1400"
EXPECT = "none"
STATUS = 5


def story(stage):
    stage.disturb("cli", "delay 20ms")
    stage.start_server()
    stage.start_client()
    stage.await_tunnel()
    # The interface's own size counts: four bytes less than the MRU where encryption needs them.
    links = json.loads(stage.run("cli", "ip -json link"))
    size = next(link["mtu"] for link in links if link["ifname"].startswith("pp"))
    stage.ping(5, options=f"-M do -s {size - 28}")
    stage.stop_client()
    stage.await_server_end()
