"""A wire between two network namespaces that loses frames and delivers the others with jitter.

Not the kernel's netem, which many kernels lack; and this one counts what it lost of each direction.
"""
import collections
import ctypes
import fcntl
import multiprocessing
import os
import random
import select
import signal
import struct
import time

LOSS = 0.001
DELAY, JITTER = 0.004, 0.004  # seconds; the order stays
LONGEST_FRAME = 2048
GRE = 47  # the protocol's number in the IP header, which starts at byte 14 of a frame
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
CLONE_NEWNET = 0x40000000

LIBC = ctypes.CDLL(None, use_errno=True)


def open_tap(namespace):
    """The file of an interface "wire" in the namespace."""
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    there = os.open(f"/run/netns/{namespace}", os.O_RDONLY)
    try:
        if LIBC.setns(there, CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns")
        tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH14x", b"wire", IFF_TAP | IFF_NO_PI))
        return tap
    finally:
        LIBC.setns(home, CLONE_NEWNET)
        os.close(home)
        os.close(there)


def is_gre(frame):
    return len(frame) > 23 and frame[12:14] == b"\x08\x00" and frame[23] == GRE


class Direction:
    def __init__(self, source, target, lost):
        self.source, self.target, self.lost = source, target, lost
        self.waiting = collections.deque()  # of (when it arrives, frame)
        self.last = 0.0

    def take(self, now):
        try:
            while True:
                frame = os.read(self.source, LONGEST_FRAME)
                if random.random() < LOSS:
                    self.lost.value += is_gre(frame)
                    continue
                self.last = max(self.last, now + DELAY + JITTER * random.random())
                self.waiting.append((self.last, frame))
        except BlockingIOError:
            pass

    def deliver(self, now):
        while self.waiting and self.waiting[0][0] <= now:
            frame = self.waiting.popleft()[1]
            try:
                os.write(self.target, frame)
            except OSError:  # the interface is down, or its queue is full
                self.lost.value += is_gre(frame)


def carry(directions):
    while True:
        arrivals = [d.waiting[0][0] for d in directions if d.waiting]
        pause = max(0.0, min(arrivals) - time.monotonic()) if arrivals else None
        select.select([d.source for d in directions], [], [], pause)
        now = time.monotonic()
        for direction in directions:
            direction.take(now)
            direction.deliver(now)


class LossyWire:
    def __init__(self, client, server):
        """Makes an interface "wire" in both namespaces; nothing goes through before start()."""
        self.taps = open_tap(client), open_tap(server)
        self.lost = [multiprocessing.Value("q", 0, lock=False) for _ in self.taps]
        self.process = None

    def start(self):
        a, b = self.taps
        directions = [Direction(a, b, self.lost[0]), Direction(b, a, self.lost[1])]
        self.process = multiprocessing.Process(target=carry, args=(directions,), daemon=True)
        self.process.start()

    def lost_packets(self):
        """GRE packets that were lost: the client's, the server's."""
        return [count.value for count in self.lost]

    def stop(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join()
        for tap in self.taps:
            os.close(tap)
