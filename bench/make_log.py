#!/usr/bin/env python3
"""Writes a collector's log of any size: other programs' lines, some of a PPTP host's among them.

    bench/make_log.py --size 1000 --percent 1 > /tmp/one-percent.log

The lines of other programs are those of corpus/noise/mixed.log, the others whole sessions of
corpus/lab, one after another; all get new times, which rise. With --fresh they get new magic
numbers, challenges and responses, too, each time they come, as they do where nobody repeats a log.
The same arguments give the same bytes. Lines that are nearly ours come a hundred times as seldom as
the rest.
"""

import argparse
import datetime
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SYSLOG_STAMP = re.compile(r"^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d ")
ISO_STAMP = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\S* ")
OURS = re.compile(r"^\S+ (pppd|pptp|pptpd|xl2tpd|modprobe|NetworkManager)\b")
NEARLY_OURS = re.compile(r"ppp|pptp|vpn|gre|conntrack|repeated", re.IGNORECASE)
DRAWN_BY_LOT = re.compile(r"(?<=0x)[0-9a-f]{6,8}\b|(?<=<)[0-9a-f]{16,}(?=>)")
LINES_PER_SECOND = 40
START = datetime.datetime(2026, 2, 1)


def without_stamp(line):
    for stamp in (SYSLOG_STAMP, ISO_STAMP):
        match = stamp.match(line)
        if match:
            return line[match.end():]
    return None


def read_lines(paths):
    for path in sorted(paths):
        for line in path.read_text(errors="replace").splitlines():
            rest = without_stamp(line)
            if rest:
                yield rest + "\n"


def noise():
    lines = [line for line in read_lines([ROOT / "corpus/noise/mixed.log"]) if not OURS.match(line)]
    plain = [line for line in lines if not NEARLY_OURS.search(line)]
    return plain * 100 + [line for line in lines if NEARLY_OURS.search(line)]


def ours():
    return list(read_lines((ROOT / "corpus/lab").glob("*.syslog.log")))


def renewed(lines, rng):
    """The lines with other numbers in place of those that are drawn by lot, the same for the same."""
    drawn = {}

    def draw(match):
        digits = match[0]
        if digits not in drawn:
            drawn[digits] = f"{rng.getrandbits(4 * len(digits)):0{len(digits)}x}"
        return drawn[digits]

    return [DRAWN_BY_LOT.sub(draw, line) for line in lines]


def sessions_without_end(fresh, rng):
    """The lines of all sessions, again and again."""
    lines = ours()
    while True:
        yield from renewed(lines, rng) if fresh else lines


def batches(percent, fresh, seed):
    """Lists of the lines of one second each."""
    rng = random.Random(seed)
    others, sessions = noise(), sessions_without_end(fresh, rng)
    owed = 0.0
    while True:
        lines = rng.choices(others, k=LINES_PER_SECOND)
        owed += LINES_PER_SECOND * percent / 100
        count = min(int(owed), LINES_PER_SECOND)
        owed -= count
        for place in sorted(rng.sample(range(LINES_PER_SECOND), count)):
            lines[place] = next(sessions)
        yield lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=100, help="in megabytes (100)")
    parser.add_argument("--percent", type=float, default=1, help="lines of ours (1)")
    parser.add_argument("--fresh", action="store_true", help="new numbers in every session")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    left = arguments.size * 1_000_000
    now = START
    for lines in batches(arguments.percent, arguments.fresh, arguments.seed):
        stamp = f"{now:%b} {now.day:2d} {now:%H:%M:%S} "
        now += datetime.timedelta(seconds=1)
        block = (stamp + stamp.join(lines)).encode()
        sys.stdout.buffer.write(block)
        left -= len(block)
        if left <= 0:
            break


if __name__ == "__main__":
    main()
