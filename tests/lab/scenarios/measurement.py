"""Healthy, and measured: time to tunnel up, ping, throughput both ways."""

import re
import time

ALONE = True
SECONDS = 30
CLIENT_LOGGING = "logfd 2"
EXPECT = "none"
EXPECT_SYSLOG = ""


def story(stage):
    stage.start_server()
    began = time.monotonic()
    stage.start_client()
    stage.await_tunnel()
    measured = [f"time to tunnel up  {time.monotonic() - began:.1f} s"]
    milliseconds = re.search(r"= [\d.]+/([\d.]+)/", stage.ping(20)).group(1)
    measured.append(f"ping               {milliseconds} ms")
    stage.hosts["srv"].start(["iperf3", "--server", "-4"], "iperf3.out")
    stage.await_listener(20, "srv", 5201)
    for direction, reverse in (("to the server  ", False), ("from the server", True)):
        measured.append(f"{direction}    {stage.throughput(5, reverse) / 1e6:.1f} Mbit/s")
    stage.write("measured", "\n".join(measured) + "\n")
    stage.stop_client()
    stage.await_server_end()
