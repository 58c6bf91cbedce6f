"""Boots a PC that QEMU emulates, with a Debian kernel and this machine's files, read-only.

Emulated is everything, so that nothing need be asked of this machine, and a counted PC's clock
advances by a nanosecond for each instruction: what else this machine has to do does not matter.
"""
import os
import re
import signal
import subprocess

# Loaded in this order, each after what it depends on.
MODULES = ("virtio_pci", "virtio_net", "9pnet_virtio", "9p", "sha1_ssse3", "tun", "ppp_async",
           "ppp_mppe")

# The kernel's first process. It hands on, as environment, the words of the kernel's command line.
INIT = """#!/bin/busybox sh
for module in /modules/*; do /bin/busybox insmod $module; done
share=trans=virtio,version=9p2000.L,msize=262144
/bin/busybox mount -t 9p -o ro,cache=loose,$share root /root
/bin/busybox mount -t proc proc /root/proc
/bin/busybox mount -t tmpfs run /root/run
/bin/busybox mount -t tmpfs mnt /root/mnt
/bin/busybox mkdir /root/mnt/results /root/mnt/play
/bin/busybox mount -t 9p -o $share results /root/mnt/results
echo /bin/false >/root/proc/sys/kernel/modprobe
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ TMPDIR=/mnt LC_ALL=C PYTHONDONTWRITEBYTECODE=1
exec /bin/busybox chroot /root /bin/sh -c '
  exec >>/mnt/results/log 2>&1
  python3 "$PLAYER"
  echo o >/proc/sysrq-trigger
  sleep 60'
"""


class Kernel:
    """A Debian package linux-image-... that was unpacked into a folder."""

    def __init__(self, folder):
        self.image = next(folder.glob("boot/vmlinuz-*"))
        self._paths = {path.stem.replace("-", "_"): path for path in folder.rglob("*.ko")}

    def modules(self):
        """Returns the paths of all that are needed, in an order in which they can be loaded."""
        found = []

        def add(name):
            path = self._paths[name]
            depends = re.search(rb"\0depends=([^\0]*)\0", path.read_bytes()).group(1).decode()
            for other in filter(None, depends.replace("-", "_").split(",")):
                add(other)
            if path not in found:
                found.append(path)

        for name in MODULES:
            add(name)
        return found


def write_initrd(kernel, busybox, path):
    """Writes the first file system: a cpio archive, in the format that the kernel calls newc."""
    files = {"bin": None, "modules": None, "root": None, "init": INIT.encode("ascii"),
             "bin/busybox": busybox.read_bytes()}
    for number, module in enumerate(kernel.modules()):
        files[f"modules/{number:02}-{module.name}"] = module.read_bytes()
    files["TRAILER!!!"] = b""
    with open(path, "wb") as archive:
        for inode, (name, data) in enumerate(files.items(), 1):
            mode = 0o40755 if data is None else 0o100755
            fields = (inode, mode, 0, 0, 1, 0, len(data or b""), 0, 0, 0, 0, len(name) + 1, 0)
            for part in (b"070701" + b"".join(b"%08X" % field for field in fields) +
                         name.encode("ascii") + b"\0", data or b""):
                archive.write(part + bytes(-len(part) % 4))


def boot(kernel, initrd, player, words, results, cable, counted):
    """Starts a PC that runs the program "player" and leaves things in "results".

    "words" reach the player as environment: "NAME=value". "cable" is a stream socket that becomes
    the network device eth0.
    """
    share = "local,security_model=none,multidevs=remap"
    command = ["qemu-system-x86_64", "-M", "pc", "-accel", "tcg", "-cpu", "max", "-m", "640",
               "-nodefaults", "-nographic", "-serial", "stdio", "-no-reboot",
               "-kernel", str(kernel.image), "-initrd", str(initrd), "-append",
               " ".join(["console=ttyS0 quiet panic=-1 nokaslr", f"PLAYER={player}", *words]),
               "-virtfs", f"{share},path=/,mount_tag=root,readonly=on",
               "-virtfs", f"{share},path={results},mount_tag=results",
               "-netdev", f"socket,id=cable,fd={cable.fileno()}",
               "-device", f"virtio-net-pci,netdev=cable,mac=52:54:00:00:00:{cable.fileno():02x}"]
    if counted:
        command += ["-icount", "shift=0,sleep=on"]
    with open(results / "console", "wb") as console:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=console, stderr=console,
                                start_new_session=True, pass_fds=[cable.fileno()])


def end(process):
    """Switches a PC off."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
