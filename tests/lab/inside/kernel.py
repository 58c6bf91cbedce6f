"""Loads modules into the lab's kernel, and halts it.

The lab's kernel is not the machine's: its modules lie in a folder of their own, which modprobe
does not search, and there is no init system that could shut it down.
"""
import ctypes
import errno
import os
import sys

LIBC = ctypes.CDLL(None, use_errno=True)
FINIT_MODULE = 313  # the system call's number on x86-64
POWER_OFF = 0x4321FEDC


def _folder():
    return f"/usr/lib/uml/modules/{os.uname().release}"


def _dependencies():
    """Returns module name -> paths in the order in which they have to be loaded."""
    paths = {}
    with open(f"{_folder()}/modules.dep", encoding="ascii") as dep:
        for line in dep:
            module, needs = line.split(":")
            name = os.path.basename(module).split(".")[0].replace("-", "_")
            paths[name] = list(reversed(needs.split())) + [module]
    return paths


def load(names):
    """Loads modules, each after what it depends on; one that is loaded already stays."""
    paths = _dependencies()
    for path in dict.fromkeys(path for name in names for path in paths[name]):
        with open(f"{_folder()}/{path}", "rb") as module:
            if LIBC.syscall(FINIT_MODULE, module.fileno(), b"", 0) == 0:
                continue
        if ctypes.get_errno() != errno.EEXIST:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), path)


if sys.argv[1:] == ["halt"]:
    os.sync()
    LIBC.reboot(POWER_OFF)
