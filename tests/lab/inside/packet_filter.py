#!/usr/bin/python3
"""Sets one of the packet filter rules that the lab needs, on the host where it runs.

  packet_filter.py drop-gre-input    iptables -A INPUT -p gre -j DROP
  packet_filter.py drop-gre-output   iptables -A OUTPUT -p gre -j DROP
  packet_filter.py masquerade        iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE

It speaks the kernel's own interface (linux/netfilter_ipv4/ip_tables.h): the lab's kernel knows
no nftables for IPv4, and three rules that never change are not worth a package.
"""
import ctypes
import socket
import struct
import sys

IPT_SO_SET_REPLACE = 64
ENTRY, TARGET = 112, 32  # sizes of struct ipt_entry and of struct xt_entry_target
ACCEPT, DROP = -2, -1
INPUT, FORWARD, OUTPUT, POSTROUTING, PREROUTING = 1, 2, 3, 4, 0


def entry(target, protocol=0, device=""):
    match = struct.pack("=16x16s16s16s16sHBB", b"", device.encode(), b"",
                        b"\xff" * (len(device) + 1) if device else b"", protocol, 0, 0)
    return match + struct.pack("=IHHI16x", 0, ENTRY, ENTRY + len(target), 0) + target


def target(name, data):
    data += b"\0" * (-len(data) % 8)
    return struct.pack("=H29sB", TARGET + len(data), name.encode(), 0) + data


def verdict(value):
    return target("", struct.pack("=i", value))


ERROR = entry(target("ERROR", struct.pack("=30s", b"ERROR")))


def replace(table, chains, counters):
    """Replaces a table by chains: hook -> rules; each chain's policy is to accept."""
    blob, entries, begins, policies = b"", 0, [0] * 5, [0] * 5
    for hook, rules in sorted(chains.items()):
        begins[hook] = len(blob)
        blob += b"".join(rules)
        policies[hook] = len(blob)
        blob += entry(verdict(ACCEPT))
        entries += len(rules) + 1
    blob += ERROR
    old_counters = ctypes.create_string_buffer(16 * counters)
    head = struct.pack("=32sIII5I5IIQ", table.encode(), sum(1 << hook for hook in chains),
                       entries + 1, len(blob), *begins, *policies, counters,
                       ctypes.addressof(old_counters))
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as control:
        control.setsockopt(socket.IPPROTO_IP, IPT_SO_SET_REPLACE, head + blob)


DROP_GRE = entry(verdict(DROP), protocol=47)
# The last number is how many entries the kernel's own, empty table has.
if sys.argv[1] == "drop-gre-input":
    replace("filter", {INPUT: [DROP_GRE], FORWARD: [], OUTPUT: []}, 4)
elif sys.argv[1] == "drop-gre-output":
    replace("filter", {INPUT: [], FORWARD: [], OUTPUT: [DROP_GRE]}, 4)
else:
    one_range = struct.pack("=IIIIHH", 1, 0, 0, 0, 0, 0)
    masquerade = entry(target("MASQUERADE", one_range), device="eth0")
    replace("nat", {PREROUTING: [], INPUT: [], OUTPUT: [], POSTROUTING: [masquerade]}, 5)
