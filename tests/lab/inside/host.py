"""A host of the lab: a thread with a network, files and a host name of its own.

Namespaces belong to threads, and what a thread starts lives in its namespaces. To keep one thread
per host is much cheaper in this kernel than to enter the namespaces with a program each time:
starting a program costs a tenth of a second here, and forking a big process half as much again.
"""
import concurrent.futures
import contextlib
import ctypes
import os
import signal
import socket
import stat
import subprocess

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_FS, CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWNET = 0x200, 0x20000, 0x4000000, 0x40000000
MS_REC_PRIVATE, MS_BIND = 0x44000, 0x1000

DEVICES = {"null": (1, 3), "zero": (1, 5), "random": (1, 8), "urandom": (1, 9), "tty": (5, 0)}


def _check(result):
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _cover(path, text):
    """Puts another text in the place of one of the machine's files."""
    if os.path.exists(path):
        cover = f"/run/{os.path.basename(path)}"
        with open(cover, "w", encoding="ascii") as file:
            file.write(text)
        _check(LIBC.mount(cover.encode(), path.encode(), None, MS_BIND, None))


def _mount(kind, target, options=""):
    _check(LIBC.mount(kind.encode(), target.encode(), kind.encode(), 0, options.encode()))


class Host:
    """Everything that a program on it could change is a file system of this host alone.

    "folder" is the scenario's; the collector listens there for what is written to /dev/log.
    """

    def __init__(self, name, folder):
        self.name = name
        self._folder = folder
        self._thread = concurrent.futures.ThreadPoolExecutor(1, initializer=self._separate)
        self.network = self.do(os.readlink, "/proc/thread-self/ns/net")
        self.thread_id = self.do(os.readlink, "/proc/thread-self").split("/")[-1]

    def _separate(self):
        _check(LIBC.unshare(CLONE_FS | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWNET))
        _check(LIBC.mount(b"none", b"/", None, MS_REC_PRIVATE, None))
        socket.sethostname(self.name)
        for target in ("/run", "/etc/ppp", "/dev"):
            _mount("tmpfs", target)
        for path in ("/dev/pts", "/run/lock", "/etc/ppp/peers"):
            os.mkdir(path)
        for name, number in DEVICES.items():
            os.mknod(f"/dev/{name}", 0o666 | stat.S_IFCHR, os.makedev(*number))
        os.mkdir("/dev/net")
        os.mknod("/dev/net/tun", 0o666 | stat.S_IFCHR, os.makedev(10, 200))
        os.mknod("/dev/ppp", 0o600 | stat.S_IFCHR, os.makedev(108, 0))
        _mount("devpts", "/dev/pts", "newinstance,ptmxmode=0666")
        _cover("/etc/hosts", f"127.0.0.1 localhost\n127.0.1.1 {self.name}\n")
        _cover("/etc/resolv.conf", "")
        os.symlink("pts/ptmx", "/dev/ptmx")
        os.symlink(f"{self._folder}/log.{self.name}", "/dev/log")

    def do(self, function, *arguments):
        """Calls a function on this host."""
        return self._thread.submit(function, *arguments).result()

    def run(self, command, text=""):
        """Runs a command to its end and returns what it printed; fails when the command does."""
        done = self.do(lambda: subprocess.run(
            command, input=text, capture_output=True, text=True, check=False,
            shell=isinstance(command, str)))
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}: {command}: {done.returncode}: "
                               f"{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, command, output):
        """Starts a command and returns its process; stdout and stderr go to a file, stdin is empty."""
        with open(f"{self._folder}/{output}", "ab") as log:
            process = self.do(lambda: subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log))
        return process

    def write(self, path, text, mode=0o600):
        def write():
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            if mode is not None:
                os.chmod(path, mode)
        self.do(write)

    def read(self, path):
        def read():
            with open(path, encoding="latin-1") as file:
                return file.read()
        return self.do(read)

    def _processes(self):
        """Yields the numbers of the processes on this host."""
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.readlink(f"/proc/{pid}/ns/net") == self.network:
                    yield int(pid)
            except OSError:
                pass  # it has ended meanwhile

    def processor_seconds(self):
        """The time that the processor has spent on the programs that run here now."""
        ticks = 0
        for pid in self._processes():
            with open(f"/proc/{pid}/stat", encoding="latin-1") as stat_file:
                fields = stat_file.read().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def remove(self):
        """Ends all that runs on this host."""
        for pid in self._processes():
            with contextlib.suppress(ProcessLookupError):  # it may have ended meanwhile
                os.kill(pid, signal.SIGKILL)
        self._thread.shutdown()
