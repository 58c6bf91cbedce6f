"""A PC of its own, the client's or the server's; eth0 is its cable to the other.

The client's PC sends and receives in turns, without a tunnel and with each client, and tells for
each transfer what it cost. The kernel's command line says ROLE, CLIENTS (joined by commas), TURNS
and MEGABYTES.
"""
import json
import os
import signal
import subprocess
import types

import defaults
from stage import Stage

OUTSIDE, INSIDE = "192.0.2.1", "10.9.0.1"  # the server's addresses
# Both clients shall send the same packets: left to themselves, pppd and pptp make packets that do
# not fit the cable and are sent as two fragments each.
SETTINGS = {"CLIENT": f"{defaults.CLIENT} mtu 1400 mru 1400", "CLIENT_LOGGING": "logfd 2"}


def tell(**what):
    with open("/mnt/results/told", "a", encoding="ascii") as file:
        file.write(json.dumps(what) + "\n")


def spent():
    """Seconds in which the processor was not idle, whatever it did."""
    with open("/proc/uptime", encoding="ascii") as file:
        uptime, idle = map(float, file.read().split())
    return uptime - idle


def prepare(name, address):
    """Returns a stage with this machine on it."""
    settings = types.SimpleNamespace(**{**vars(defaults), **SETTINGS})
    stage = Stage("/mnt/play", settings, "none")
    stage.add_host(name)
    subprocess.run(["ip", "link", "set", "eth0", "netns", stage.hosts[name].thread_id], check=True)
    stage.ip(name, f"address add {address}/24 dev eth0", "link set eth0 up")
    return stage


def serve():
    stage = prepare("srv", OUTSIDE)
    stage.start_server()
    stage.hosts["srv"].start(["iperf3", "--server", "-4"], "iperf3.out")
    stage.await_listener(20, "srv", 5201)
    tell(listening=True)
    signal.pause()


def measure(stage, client, address):
    for direction, way in (("to the server", []), ("from the server", ["--reverse"])):
        before = spent(), stage.processor_seconds("cli")
        report = json.loads(stage.run("cli", [
            "iperf3", "--json", "-c", address, "-n", os.environ["MEGABYTES"] + "M", *way]))
        after = spent(), stage.processor_seconds("cli")
        tell(client=client, direction=direction, bytes=report["end"]["sum_received"]["bytes"],
             machine=after[0] - before[0], processes=after[1] - before[1])


def measure_with_tunnel(stage, client, log):
    stage.client_program = client
    stage.start_client(log=log)
    stage.await_tunnel(log=log)
    stage.ping()
    measure(stage, client, INSIDE)
    stage.stop_client(log)


def use():
    stage = prepare("cli", "192.0.2.2")
    for turn in range(int(os.environ["TURNS"])):
        measure(stage, "none", OUTSIDE)
        for client in os.environ["CLIENTS"].split(","):
            measure_with_tunnel(stage, client, f"{os.path.basename(client)}-{turn}")


{"server": serve, "client": use}[os.environ["ROLE"]]()
