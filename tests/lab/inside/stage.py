"""What a scenario's story is told with: hosts, a network, a server, clients, faults, waiting.

Nothing here sleeps for an effect: a story waits for conditions (await_...), each with the time
after which the scenario has failed.
"""
import json
import os
import re
import threading
import time

from client import command_of, files_of
from host import Host


INSIDE = os.path.dirname(os.path.abspath(__file__))


# Programs that start need the processor, and pppd's timers run on while they wait for it. So only
# this many scenarios are between their beginning and the first seconds of their last client.
STARTING = threading.Semaphore(2)


class GivenUp(Exception):
    """The scenario cannot be played to its end."""


class Stage:
    """One scenario's hosts and programs. "settings" are the scenario's, completed by defaults."""

    def __init__(self, folder, settings, client_program):
        self.folder = folder
        self.settings = settings
        self.client_program = client_program
        self.hosts = {}
        self.clients = {}
        self.servers = {}
        self.inside = INSIDE
        self._starting = False

    # A turn to start programs

    def begin_start(self):
        STARTING.acquire()
        self._starting = True

    def end_start(self):
        if self._starting:
            self._starting = False
            STARTING.release()

    # Hosts and cables

    def add_host(self, name):
        self.hosts[name] = Host(name, self.folder)
        self.ip(name, "link set lo up")

    def join(self, host, address, other, other_address, device="eth0", other_device="eth0"):
        """Joins two hosts with a cable, and gives each end its address."""
        self.ip(host, f"link add {device} type veth peer name {other_device} "
                      f"netns {self.hosts[other].thread_id}")
        self.ip(host, f"address add {address} dev {device}", f"link set {device} up")
        self.ip(other, f"address add {other_address} dev {other_device}",
                f"link set {other_device} up")

    def ip(self, host, *commands):
        self.hosts[host].run(["ip", "-batch", "-"], "".join(f"{line}\n" for line in commands))

    def tc(self, host, *commands):
        self.hosts[host].run(["tc", "-batch", "-"], "".join(f"{line}\n" for line in commands))

    def run(self, host, command):
        return self.hosts[host].run(command)

    def kernel(self, host, setting, value):
        """Changes one of a host's network settings, such as ipv4/ip_forward."""
        self.hosts[host].write(f"/proc/sys/net/{setting}", str(value), mode=None)

    def capture(self, host="cli", device="eth0"):
        self.hosts[host].start(["tcpdump", "-i", device, "-U", "-s", "256", "-Z", "root",
                                "-w", f"{self.folder}/pcap"], "tcpdump.out")
        self.await_text(30, "tcpdump.out", "listening on")

    # Server

    def start_server(self, host="srv"):
        """Starts pptpd, and waits until it listens."""
        server = self.hosts[host]
        server.write("/etc/ppp/pptpd.conf", self.settings.PPTPD)
        server.write("/etc/ppp/options.pptpd", f"{self.settings.SERVER_COMMON}\n"
                                               f"{self.settings.SERVER}\n")
        for file in ("chap-secrets", "pap-secrets"):
            server.write(f"/etc/ppp/{file}", self.settings.SERVER_SECRETS)
        self.servers[host] = server.start(
            ["pptpd", "--fg", "--conf", "/etc/ppp/pptpd.conf"], "server.out")
        self.await_listener(30, host, 1723)

    def stop_server(self, host="srv"):
        """Ends pptpd and, with it, its calls."""
        self.servers[host].terminate()
        self.await_true(30, "pptpd to end", lambda: self.servers[host].poll() is not None)
        self.run(host, "kill -TERM $(cat /run/ppp*.pid) || true; rm -f /run/pptpd.pid")

    def await_listener(self, seconds, host, port):
        row = re.compile(f":{port:04X} 0+:0000 0A")
        self.await_true(seconds, f"{host} to listen on port {port}",
                        lambda: row.search(self.hosts[host].read("/proc/thread-self/net/tcp")))

    # Clients

    def start_client(self, host="cli", log="client"):
        """Starts the client; its log goes to LOG.log."""
        for path, text in files_of(self.settings).items():
            self.hosts[host].write(path, text, 0o755 if path.startswith("/etc/ppp/ip-") else 0o600)
        command, output = command_of(self.settings, self.client_program, self.folder, log)
        self.clients[log] = self.hosts[host].start(command, output)
        self._let_settle(log)

    def _let_settle(self, log):
        """Gives the client some time to get where its story is quiet: up, at an end, or waiting."""
        deadline = time.monotonic() + 8
        while time.monotonic() < deadline and self.clients[log].poll() is None:
            if "remote IP address" in self.text(f"{log}.log"):
                break
            time.sleep(0.1)
        self.end_start()

    def attempt(self, seconds=90):
        """Starts a server and a client, and waits until the client has given up."""
        self.start_server()
        self.start_client()
        self.await_client_end(seconds)
        if "control connection started" in self.text("syslog"):
            self.await_server_end()

    def healthy(self):
        """A tunnel that comes up, carries a ping, and is taken down by the client."""
        self.start_server()
        self.start_client()
        self.await_tunnel()
        self.ping()
        self.stop_client()
        self.await_server_end()

    def stop_client(self, log="client"):
        self.clients[log].terminate()
        self.await_client_end(30, log)

    def await_client_end(self, seconds, log="client"):
        self.await_true(seconds, f"the {log} to end",
                        lambda: self.clients[log].poll() is not None)

    def await_tunnel(self, seconds=90, log="client"):
        self.await_text(seconds, f"{log}.log", "remote IP address")

    def ping(self, count=3, host="cli", to="10.9.0.1", options=""):
        return self.run(host, f"ping -c {count} -i 0.1 -W 5 {options} {to}")

    # Waiting

    def await_true(self, seconds, what, condition):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise GivenUp(f"waited {seconds} s in vain for {what}")
            time.sleep(0.1)

    def await_text(self, seconds, file, pattern):
        self.await_true(seconds, f"'{pattern}' in {file}",
                        lambda: re.search(pattern, self.text(file)))

    def await_server_end(self, seconds=30):
        self.await_text(seconds, "syslog", "control connection finished")

    def write(self, file, text):
        with open(f"{self.folder}/{file}", "w", encoding="utf-8") as result:
            result.write(text)

    def text(self, file):
        path = f"{self.folder}/{file}"
        if not os.path.exists(path):
            return ""
        with open(path, encoding="latin-1") as log:
            return log.read()

    # Measuring

    def processor_seconds(self, host):
        """The time that the processor has spent so far on a host's processes."""
        return self.hosts[host].processor_seconds()

    def throughput(self, seconds, reverse):
        """Sends through the tunnel; returns bits a second."""
        report = json.loads(self.run("cli", ["iperf3", "--json", "-c", "10.9.0.1", "-t",
                                             str(seconds)] + ["--reverse"] * reverse))
        return report["end"]["sum_received"]["bits_per_second"]

    # Faults

    def drop_gre(self, host, direction, device="eth0"):
        """Drops GRE where it enters ("ingress") or leaves ("egress") a host."""
        self.tc(host, f"qdisc add dev {device} clsact",
                f"filter add dev {device} {direction} protocol ip u32 "
                "match ip protocol 47 0xff action drop")

    def drop_ccp(self, host):
        """Drops the compression negotiation that arrives, whatever the header's length."""
        self.tc(host, "qdisc add dev eth0 clsact",
                *(f"filter add dev eth0 ingress protocol ip u32 match ip protocol 47 0xff "
                  f"match u16 0x80fd 0xffff at {ppp} action drop" for ppp in (32, 36)))

    def filter_packets(self, host, rule):
        self.run(host, [f"{INSIDE}/packet_filter.py", rule])

    def rewrite_key_length(self, host, arriving, departing):
        """Makes a host hear of another MPPE key length than its peer agreed to, both ways.

        "arriving" and "departing" are (bits seen, bits put in their place): 0x40 is 128 bits,
        0x20 is 40 bits. The option stands at the same place in every CCP packet that holds
        nothing else, but the GRE header before it comes with and without an acknowledgment.
        """
        self.tc(host, "qdisc add dev eth0 clsact")
        for direction, (seen, instead) in (("ingress", arriving), ("egress", departing)):
            for ppp in (32, 36):
                self.tc(host, f"filter add dev eth0 {direction} protocol ip u32 "
                              f"match u16 0x80fd 0xffff at {ppp} "
                              f"match u32 0x000a1206 0xffffffff at {ppp + 4} "
                              f"match u32 {0x01000000 | seen} 0xffffffff at {ppp + 8} "
                              f"action pedit munge offset {ppp + 8} u32 set "
                              f"{0x01000000 | instead}")

    def disturb(self, host, what, device="eth0"):
        """Disturbs all that leaves a host, in tc-netem's words: "loss 1%"."""
        self.tc(host, f"qdisc add dev {device} root netem {what}")

    def note_statuses(self):
        """Leaves the exit status of every client that has ended in LOG.status."""
        for log, client in self.clients.items():
            if client.poll() is not None:
                self.write(f"{log}.status", f"{client.returncode}\n")

    def remove(self):
        for host in self.hosts.values():
            host.remove()
