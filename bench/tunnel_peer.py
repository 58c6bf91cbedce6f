#!/usr/bin/python3
"""Measures pptp-connect against pptp-peer between two network namespaces.

Throughput each way, the client's processor time against what the cipher alone needs, and its
memory; with --soak, that nothing leaks and nothing is lost but by the wire. Needs to be root, and
iproute2 and iperf3.
"""
import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

from lossy_wire import LossyWire  # noqa: E402

PROJECT = pathlib.Path(__file__).resolve().parent.parent
INSIDE = "10.9.0.1"  # the server, as seen through the tunnel
GIGABYTE = 10**9
TICKS = os.sysconf("SC_CLK_TCK")
PAYLOAD = 1400  # of a packet of the cipher's benchmark
INNER_HEADERS = 52  # of IP and TCP, with time stamps
OUTER_HEADERS = 18  # of GRE, PPP and MPPE
RATIO_GOAL = 2.5
RSS_DRIFT_GOAL = 512  # kB


def arguments():
    parser = argparse.ArgumentParser(prog="./run bench tunnel", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gigabytes", type=float, default=2, metavar="N", help="each way (2)")
    parser.add_argument("--soak", type=float, metavar="SECONDS",
                        help="instead: UDP both ways for so long, over a wire that loses 0.1 %% and "
                             "has jitter")
    parser.add_argument("--rate", type=float, default=20e6, metavar="N",
                        help="of the soak, bits a second each way (20e6)")
    parser.add_argument("--mppe-stateful", action="store_true")
    parser.add_argument("--programs", type=pathlib.Path, default=PROJECT / "build" / "bin",
                        metavar="DIR", help="where pptp-connect and pptp-peer are")
    parser.add_argument("--benches", type=pathlib.Path, metavar="DIR",
                        default=PROJECT / "build" / "bench" / "bin",
                        help="where protocol_bench and bare_gre are")
    return parser.parse_args()


def run(*command):
    subprocess.run(command, check=True)


class Host:
    """A network namespace."""

    def __init__(self, name):
        self.name = f"{name}-{os.getpid()}"
        run("ip", "netns", "add", self.name)
        run("ip", "-n", self.name, "link", "set", "lo", "up")

    def start(self, *command, **options):
        return subprocess.Popen(["ip", "netns", "exec", self.name, *map(str, command)], **options)

    def configure(self, device, address):
        run("ip", "-n", self.name, "address", "add", address, "dev", device)
        run("ip", "-n", self.name, "link", "set", device, "up")

    def delete(self):
        run("ip", "netns", "delete", self.name)


class Tunnel:
    """Both hosts, the wire, and both programs."""

    def __init__(self, options, folder):
        self.status_file = folder / "status"
        self.client, self.server = Host("client"), Host("server")
        self.wire = LossyWire(self.client.name, self.server.name) if options.soak else None
        if not self.wire:
            run("ip", "link", "add", "wire", "netns", self.client.name, "type", "veth",
                "peer", "name", "wire", "netns", self.server.name)
        self.client.configure("wire", "192.0.2.2/24")
        self.server.configure("wire", "192.0.2.1/24")
        if self.wire:
            self.wire.start()
        peer, connect = [options.programs / "pptp-peer"], [options.programs / "pptp-connect"]
        if options.mppe_stateful:
            peer.append("--stateful")
            connect.append("--mppe-stateful")
        self.peer = self.server.start(*peer, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.peer.stdout.readline()  # it listens
        self.program = self.client.start(
            *connect, "192.0.2.1", "--user", "lab", "--password-env", "PASSWORD", "--require-mppe-128",
            "--status-json", self.status_file, "--log", folder / "log",
            env={**os.environ, "PASSWORD": "secret"}, stderr=subprocess.DEVNULL)
        self.up = self.await_event("up")
        self.await_server()

    def events(self, name):
        if not self.status_file.exists():
            return []
        lines = self.status_file.read_text().splitlines(keepends=True)
        events = [json.loads(line) for line in lines if line.endswith("\n")]
        return [event for event in events if event["event"] == name]

    def await_event(self, name):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.program.poll() is None:
            if found := self.events(name):
                return found[-1]
            time.sleep(0.02)
        raise RuntimeError(f"the client does not tell of \"{name}\"")

    # Its end of the tunnel is up a little later than ours.
    def await_server(self):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            seen = subprocess.run(["ip", "-n", self.server.name, "address", "show", "to", INSIDE],
                                  capture_output=True, text=True, check=True).stdout
            if INSIDE in seen:
                return
            time.sleep(0.02)
        raise RuntimeError("the server's end does not come up")

    def start_iperf(self, port, *options):
        """A measurement that goes on until finish_iperf()."""
        server = self.server.start("iperf3", "-s", "-1", "-p", port, "--forceflush",
                                   stdout=subprocess.PIPE)
        for _ in range(2):  # dashes, and that it listens
            server.stdout.readline()
        results = tempfile.TemporaryFile()
        client = self.client.start("iperf3", "-J", "-c", INSIDE, "-p", port, *options,
                                   stdout=results)
        return server, client, results

    @staticmethod
    def finish_iperf(measurement):
        server, client, results = measurement
        client.wait()
        server.communicate(timeout=20)
        with results:
            results.seek(0)
            found = json.load(results)
        if "error" in found:
            raise RuntimeError(f"iperf3: {found['error']}")
        return found

    def bare_seconds(self, options):
        """What a gigabyte costs to send in packets of GRE alone, of the size of ours."""
        count = 200_000
        size = self.up["mtu"] + OUTER_HEADERS
        runs = []
        for _ in range(3):
            sender = self.client.start(options.benches / "bare_gre", "192.0.2.1", size, count,
                                       stdout=subprocess.PIPE, text=True)
            output = sender.communicate(timeout=60)[0]
            runs.append(float(output) / count / (self.up["mtu"] - INNER_HEADERS) * GIGABYTE)
        return sorted(runs)[1]

    def cpu_seconds(self):
        text = pathlib.Path(f"/proc/{self.program.pid}/stat").read_text()
        fields = text[text.rindex(")") + 2:].split()
        return int(fields[11]) / TICKS, int(fields[12]) / TICKS  # user, system

    def memory(self, key):
        for line in pathlib.Path(f"/proc/{self.program.pid}/status").read_text().splitlines():
            if line.startswith(key + ":"):
                return int(line.split()[1])
        raise RuntimeError(f"no {key}")

    def end(self):
        """The last counters that the client told."""
        self.program.send_signal(signal.SIGTERM)
        status = self.program.wait(20)
        if status != 5:
            raise RuntimeError(f"the client ended with status {status}")
        return self.events("counters")[-1]

    def delete(self):
        for process in (self.program, self.peer):
            if process.poll() is None:
                process.kill()
                process.wait()
        if self.wire:
            self.wire.stop()
        self.client.delete()
        self.server.delete()


def cipher_seconds(options, rc4):
    """What the cipher alone needs for a gigabyte that is encrypted or decrypted once."""
    found = subprocess.run(
        [options.benches / "protocol_bench", f"--benchmark_filter=BM_CipherAlone_stateless_128<{rc4}>",
         "--benchmark_min_time=2", "--benchmark_format=json"],
        capture_output=True, text=True, check=True).stdout
    nanoseconds = json.loads(found)["benchmarks"][0]["cpu_time"]
    return nanoseconds / 2 / PAYLOAD  # it does both; ns for a byte are s for a gigabyte


def print_table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join([row[0].ljust(widths[0])] +
                        [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]))


def measure(tunnel, options):
    """Throughput, processor time and memory; whether the goals are met."""
    # The one in use, beside which the goal stands, and a twin with nettle's RC4 to compare with.
    ciphers = [] if options.mppe_stateful else [cipher_seconds(options, rc4)
                                                for rc4 in ("Rc4", "NettlesRc4")]
    rows = [("", "Mbit/s", "user s/GB", "system s/GB", "cipher s/GB", "ratio", "nettle's s/GB",
             "ratio")]
    good = True
    for direction, way in (("to the server", ()), ("from the server", ("-R",))):
        before = tunnel.cpu_seconds()
        size = str(int(options.gigabytes * GIGABYTE))
        found = tunnel.finish_iperf(tunnel.start_iperf("5201", "-n", size, *way))
        user, system = (after - start for start, after in zip(before, tunnel.cpu_seconds()))
        received = found["end"]["sum_received"]
        gigabytes = received["bytes"] / GIGABYTE
        cells = [direction, f"{received['bits_per_second'] / 1e6:.0f}", f"{user / gigabytes:.2f}",
                 f"{system / gigabytes:.2f}"]
        ratios = [(user + system) / gigabytes / cipher for cipher in ciphers]
        for cipher, ratio in zip(ciphers, ratios):
            cells += [f"{cipher:.2f}", f"{ratio:.2f}"]
        if ratios:
            good = good and ratios[0] <= RATIO_GOAL
        else:
            cells += ["-"] * 4
        rows.append(tuple(cells))
    print_table(rows)
    if ciphers:
        bare = tunnel.bare_seconds(options)
        print(f"to the server, GRE alone: {bare:.2f} s/GB, with the cipher "
              f"{(bare + ciphers[0]) / ciphers[0]:.2f} times the cipher")
    print(f"memory: at most {tunnel.memory('VmHWM')} kB after {2 * options.gigabytes:g} GB")
    counters = tunnel.end()
    print(f"packets: {counters['packets_sent']} sent, {counters['packets_received']} received")
    return good


class Stream:
    """Datagrams from one host to another."""

    def __init__(self, source, target, address, port, options):
        program = pathlib.Path(__file__).with_name("datagram_stream.py")
        self.receiver = target.start("python3", program, "receive", port, stdout=subprocess.PIPE)
        self.receiver.stdout.readline()  # it listens
        self.sender = source.start("python3", program, "send", address, port, options.soak,
                                   options.rate, stdout=subprocess.PIPE)

    def running(self):
        return self.sender.poll() is None

    def finish(self):
        """What each of them counted."""
        time.sleep(1)  # the last ones are on their way
        self.receiver.terminate()
        return [json.loads(end.communicate(timeout=20)[0]) for end in (self.sender, self.receiver)]


def soak(tunnel, options):
    """Whether nothing leaked, and nothing was lost but by the wire."""
    start = time.monotonic()
    lost_before = tunnel.wire.lost_packets()
    streams = [Stream(tunnel.client, tunnel.server, INSIDE, 5201, options),
               Stream(tunnel.server, tunnel.client, tunnel.up["local"], 5202, options)]
    early = 0
    while any(stream.running() for stream in streams):
        time.sleep(0.2)
        if not early and time.monotonic() - start > options.soak / 10:
            early = tunnel.memory("VmRSS")
    late = tunnel.memory("VmRSS")
    user, system = tunnel.cpu_seconds()
    ends = [stream.finish() for stream in streams]
    wire = [now - before for now, before in zip(tunnel.wire.lost_packets(), lost_before)]
    rows = [("", "sent", "received", "lost", "lost by the wire", "longest wait, ms", "minutes, least", "most")]
    good = late - early <= RSS_DRIFT_GOAL
    for name, (sent, received), by_wire in zip(("to the server", "from the server"), ends, wire):
        lost = sent["datagrams"] - received["datagrams"]
        whole = received["minutes"][1:-1] or received["minutes"]
        rows.append((name, str(sent["datagrams"]), str(received["datagrams"]), str(lost),
                     str(by_wire), f"{1000 * sent['longest_wait']:.0f}", str(min(whole)),
                     str(max(whole))))
        # With the stateful mode a lost packet takes those with it that come before the answer to
        # the Reset-Request.
        if not options.mppe_stateful:
            good = good and lost <= by_wire
    print_table(rows)
    print(f"memory: {early} kB after a tenth of the time, {late} kB at the end")
    print(f"processor: {user:.1f} s user, {system:.1f} s system")
    tunnel.end()
    return good


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        tunnel = Tunnel(options, pathlib.Path(folder))
        try:
            print(f"{tunnel.up['encryption']}, MTU {tunnel.up['mtu']}")
            good = (soak if options.soak else measure)(tunnel, options)
        finally:
            tunnel.delete()
    if not good:
        print("a goal was missed")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
