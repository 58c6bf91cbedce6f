"""The collector of the hosts' logs: receives what they write to /dev/log, and writes one file.

The file is what rsyslog would write for several hosts, in its traditional form or in the ISO form
that is Debian's default.
"""
import datetime
import re
import selectors
import socket
import threading

# What the C library sends: <PRI>, a time without a year, the tag and the text.
MESSAGE = re.compile(r"<\d+>(\w{3} [ \d]\d \d\d:\d\d:\d\d) (.*)", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Collector:
    """Runs in a thread of its own until the kernel halts."""

    def __init__(self):
        self._selector = selectors.DefaultSelector()
        threading.Thread(target=self._receive, daemon=True).start()

    def listen(self, folder, hosts, iso):
        """Collects in FOLDER/syslog what the hosts send to their FOLDER/log.HOST."""
        log = open(f"{folder}/syslog", "wb", buffering=0)
        for host in hosts:
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            listener.bind(f"{folder}/log.{host}")
            self._selector.register(listener, selectors.EVENT_READ, (log, host, iso))

    def _receive(self):
        while True:
            for key, _ in self._selector.select(0.1):
                log, host, iso = key.data
                log.write(_spell(key.fileobj.recv(8192), host, iso))


def _spell(datagram, host, iso):
    text = datagram.decode("latin-1").rstrip("\0\n")
    stamp, text = MESSAGE.fullmatch(text).groups()
    if iso:
        stamp = datetime.datetime.now().astimezone().isoformat(timespec="microseconds")
    text = CONTROL.sub(lambda character: f"#{ord(character[0]):03o}", text)
    return f"{stamp} {host} {text}\n".encode("latin-1")
