#!/usr/bin/env python3
"""Measures pptp-diagnose on large logs beside other programs that read them.

Makes logs, of which 0.01 %, 1 %, 20 % and all of the lines are pppd's and pptp's, the last one also
with new magic numbers and challenges in every session, and runs in turns, on files that are in
memory: wc -l, which only reads; rg, grep and sec with what the built-in rules look for; and
pptp-diagnose from a file and from a pipe, with one thread and two; where all lines are pppd's and
pptp's, also bare_timeline, which does the least with them that there is to do. Prints medians as
Markdown; with --write, puts them into docs/performance.md.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent
# What make_log.py is told for each log, by what the tables call its lines.
LOGS = {
    "0.01 % of the lines": ("0.01",),
    "1 % of the lines": ("1",),
    "20 % of the lines": ("20",),
    "100 % of the lines": ("100",),
    "100 % of the lines, new numbers in every session": ("100", "--fresh"),
}
MEGABYTE = 1_000_000
LONGEST_RUN = 25.0  # seconds; slower programs get a shorter piece of the log
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./run bench logs", description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=1000, metavar="MB", help="of each log (1000)")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median is taken (5)")
    parser.add_argument("--program", type=pathlib.Path, metavar="FILE",
                        default=PROJECT / "build" / "bin" / "pptp-diagnose")
    parser.add_argument("--bare", type=pathlib.Path, metavar="FILE", help="bare_timeline",
                        default=PROJECT / "build" / "bench" / "bin" / "bare_timeline")
    parser.add_argument("--directory", type=pathlib.Path, metavar="DIR",
                        help="where the logs are put, and found again the next time")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    return parser.parse_args()


def make_logs(directory, size):
    """The logs by what the tables call their lines."""
    logs = {}
    for name, arguments in LOGS.items():
        path = directory / f"{size}-{''.join(arguments)}.log"
        if not path.exists():
            print(f"making {path.name}", file=sys.stderr)
            part = path.with_suffix(".part")
            with part.open("wb") as out:
                subprocess.run([sys.executable, PROJECT / "bench" / "make_log.py", "--size",
                                str(size), "--percent", *arguments], stdout=out, check=True)
            part.rename(path)
        logs[name] = path
    return logs


class Rules:
    """What the built-in rules look for, in files for other programs."""

    def __init__(self, directory):
        messages = {}
        for path in sorted((PROJECT / "rules").glob("*.json")):
            if path.name != "schema.json":
                self.collect(json.loads(path.read_text()), messages)
        self.count = len(messages)
        self.literals = directory / "literals"
        self.literals.write_text("".join(f"{text}\n" for text in sorted(set(messages.values()))))
        self.patterns = directory / "patterns"
        self.patterns.write_text("".join(f"{text}\n" for text in map(ascii_only, messages)))
        self.extended = directory / "extended"
        self.extended.write_text("".join(f"{text}\n" for text in map(extended, messages)))
        self.sec = directory / "rules.sec"
        self.sec.write_text("".join(
            f"type=Single\nptype=RegExp\npattern={text}\ndesc=found\naction=none\n\n"
            for text in messages))

    def collect(self, value, messages):
        if isinstance(value, dict):
            if "message" in value and "literal" in value:
                # The same name in two expressions is an error to some.
                plain = re.sub(r"\(\?P<\w+>", "(?:", value["message"])
                messages[plain] = value["literal"]
            for item in value.values():
                self.collect(item, messages)
        elif isinstance(value, list):
            for item in value:
                self.collect(item, messages)


def translate(pattern, outside, inside):
    """The expression with its escapes given to "outside", or to "inside" where they stand in [ ]."""
    def translate_part(match):
        text = match[0]
        return re.sub(r"\\.", inside, text) if text.startswith("[") else outside(text)

    return re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", translate_part, pattern)


def ascii_only(pattern):
    """The expression for rg, to which \\w is any letter of Unicode, and dear; to RE2 it is ASCII."""
    inside = {r"\w": "0-9A-Za-z_", r"\d": "0-9", r"\s": r"\t\n\f\r "}
    outside = {escape: f"[{characters}]" for escape, characters in inside.items()}
    outside |= {escape.upper(): f"[^{characters}]" for escape, characters in inside.items()}
    outside[r"\b"] = r"(?-u:\b)"
    return translate(pattern, lambda escape: outside.get(escape, escape),
                     lambda escape: inside.get(escape[0], escape[0]))


def extended(pattern):
    """The expression as grep -E knows it; case and groups without a number are not in its words."""
    pattern = re.sub(r"\(\?i?:", "(", pattern).replace("*?", "*").replace("+?", "+")
    inside = {r"\w": "[:alnum:]_", r"\d": "0-9", r"\s": "[:space:]"}
    return translate(pattern, lambda escape: "[0-9]" if escape == r"\d" else escape,
                     lambda escape: inside.get(escape[0], escape[0][1]))


class Measurement:
    """The runs of one program on one log."""

    def __init__(self, name, command, log, pipe=False, others=0):
        self.name, self.command, self.log, self.pipe = name, command, log, pipe
        self.others = others  # more of it that run at the same time
        self.size = log.stat().st_size * (1 + others)
        self.start_up = 0.0  # seconds that do not count
        self.rates = []  # bytes a second
        self.memory = 0  # most, in kilobytes

    def run(self):
        source = subprocess.Popen(["cat", self.log], stdout=subprocess.PIPE) if self.pipe else None
        # grep stops at the first match when it writes to /dev/null.
        with tempfile.NamedTemporaryFile("r") as used, tempfile.TemporaryFile() as output:
            start = time.monotonic()
            others = [subprocess.Popen(self.command, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                      for _ in range(self.others)]
            # Not what wait4() tells: that counts this interpreter's memory, too.
            found = subprocess.run(["time", "-f", "%M", "-o", used.name, *self.command],
                                   stdin=source.stdout if source else subprocess.DEVNULL,
                                   stdout=output, stderr=subprocess.DEVNULL,
                                   check=False)
            for other in others:
                other.wait()
            seconds = time.monotonic() - start - self.start_up
            self.rates.append(self.size / max(seconds, 0.001))
            self.memory = max(self.memory, int(used.read().split()[-1]))
        if source:
            source.stdout.close()
            source.wait()
        if found.returncode not in (0, 1):
            raise RuntimeError(f"{self.name} ended with status {found.returncode}")

    def rate(self):
        return statistics.median(self.rates)


def piece_of(log, megabytes):
    piece = log.with_suffix(f".{megabytes}.piece")
    if not piece.exists():
        with log.open("rb") as source:
            text = source.read(megabytes * MEGABYTE)
        piece.write_bytes(text[:text.rindex(b"\n") + 1])
    return piece


def seconds_for(command):
    start = time.monotonic()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)
    return time.monotonic() - start


def slow(name, command_for, log, rounds):
    """A program that may need minutes for the whole log: on as much as it can do in time. To compile
    the expressions takes it seconds, which a short piece would make the most of: they do not count."""
    empty = log.with_suffix(".empty")
    empty.touch()
    start_up = min(seconds_for(command_for(empty)) for _ in range(3))
    megabytes = 1
    while True:
        measurement = Measurement(name, command_for(piece_of(log, megabytes)),
                                  piece_of(log, megabytes))
        measurement.start_up = start_up
        measurement.run()
        seconds = measurement.size / measurement.rates[0]
        enough = seconds > 2 * start_up and (seconds + start_up) * 4 * rounds > LONGEST_RUN
        if enough or megabytes * MEGABYTE * 4 > log.stat().st_size:
            return measurement
        megabytes *= 4


def measure(name, log, options, rules):
    print(f"measuring {name}", file=sys.stderr)
    diagnose, rounds = [options.program, "--color", "never"], options.rounds
    quick = [
        Measurement("wc -l", ["wc", "-l", log], log),
        Measurement("rg -c -F -f literals", ["rg", "-c", "-F", "-f", rules.literals, log], log),
        Measurement("pptp-diagnose --jobs 1", diagnose + ["--jobs", "1", log], log),
        Measurement("pptp-diagnose --jobs 2", diagnose + ["--jobs", "2", log], log),
        # What the machine's second core is worth to programs that have nothing to do with each other.
        Measurement("two of them at once, --jobs 1", diagnose + ["--jobs", "1", log], log, others=1),
        Measurement("pptp-diagnose --jobs 1, from a pipe", diagnose + ["--jobs", "1", "-"], log, pipe=True),
    ]
    if name.startswith("100 %"):
        quick.append(Measurement("bare_timeline", [options.bare, log], log))
    slower = [
        slow("rg -c -f patterns", lambda piece: ["rg", "-c", "-f", rules.patterns, piece], log,
             rounds),
        slow("grep -c -E -f patterns in C locale",
             lambda piece: ["env", "LC_ALL=C", "grep", "-c", "-E", "-f", rules.extended, piece], log,
             rounds),
        slow("sec", lambda piece: ["sec", f"--conf={rules.sec}", f"--input={piece}", "--notail",
                                   "--fromstart", "--log=/dev/null"], log, rounds),
    ]
    for _ in range(rounds):
        for measurement in quick + slower:
            measurement.run()
    return quick + slower


def table(name, measurements):
    by_name = {measurement.name: measurement for measurement in measurements}
    wc, rg = by_name["wc -l"].rate(), by_name["rg -c -f patterns"].rate()
    lines = [f"| {name} | MB/s | of wc | of rg -f patterns | memory, MiB |",
             "| --- | ---: | ---: | ---: | ---: |"]
    for measurement in measurements:
        rate = measurement.rate()
        lines.append(f"| {measurement.name} | {rate / MEGABYTE:.4g} | {rate / wc:.2g} | "
                     f"{rate / rg:.2g} | {measurement.memory / 1024:.0f} |")
    return "\n".join(lines) + "\n"


def describe_machine():
    model = next((line.split(":")[1].strip()
                  for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux {platform.release()}"


def main():
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as temporary:
        directory = options.directory or pathlib.Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        rules = Rules(pathlib.Path(temporary))
        tables = [f"Logs of {options.size} MB, medians of {options.rounds} runs, "
                  f"{rules.count} expressions, on {describe_machine()}.\n"]
        for name, log in make_logs(directory, options.size).items():
            measurements = measure(name, log, options, rules)
            tables.append(table(name, measurements))
            print(tables[-1], flush=True)
    if options.write:
        path = PROJECT / "docs" / "performance.md"
        text = path.read_text()
        before, behind = text[:text.index(BEGIN)], text[text.index(END):]
        path.write_text(before + BEGIN + "\n".join(tables) + behind)
    return 0


if __name__ == "__main__":
    sys.exit(main())
