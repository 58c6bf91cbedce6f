#!/usr/bin/python3
"""Datagrams at a steady rate for any length of time: one end sends, the other counts.

datagram_stream.py receive PORT                          until SIGTERM
datagram_stream.py send ADDRESS PORT SECONDS RATE        RATE in bit/s

iperf3 is not used for this: under it a stream of an hour may stop by itself. Each prints what it did
as JSON.
"""
import json
import signal
import socket
import sys
import time

LENGTH = 1300
TICK = 0.01  # seconds: what is due is sent in bursts
BUFFER = 1 << 20


class Stopped(Exception):
    pass


def stop(_signal, _frame):
    raise Stopped


def receive(port):
    """How many datagrams came, and how many in each minute."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        end.bind(("", port))
        signal.signal(signal.SIGTERM, stop)
        print("listening", flush=True)
        minutes, count = {}, 0
        try:
            while True:
                end.recv(LENGTH + 1)
                count += 1
                minute = int(time.monotonic() / 60)
                minutes[minute] = minutes.get(minute, 0) + 1
        except Stopped:
            pass
    return {"datagrams": count, "minutes": list(minutes.values())}


def send(address, port, seconds, rate):
    """How many datagrams were sent, and the longest time that one had to wait for room."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.connect((address, port))
        payload = bytes(LENGTH)
        start = time.monotonic()
        count, longest = 0, 0.0
        while (now := time.monotonic()) < start + seconds:
            for _ in range(int((now - start) * rate / 8 / LENGTH) - count):
                before = time.monotonic()
                end.send(payload)
                longest = max(longest, time.monotonic() - before)
                count += 1
            time.sleep(TICK)
    return {"datagrams": count, "longest_wait": longest}


def main():
    what, *rest = sys.argv[1:]
    if what == "receive":
        found = receive(int(rest[0]))
    else:
        found = send(rest[0], int(rest[1]), float(rest[2]), float(rest[3]))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
