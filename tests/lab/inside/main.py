"""Plays scenarios inside the lab's kernel; /mnt/results/NAME receives what each of them left.

Scenarios say which kernel they need. What is loaded cannot be taken away again, so the sets are
played in the order bare, ppp, mppe; those of one set side by side, measurements alone.
"""
import concurrent.futures
import glob
import os
import shutil
import time
import traceback

import kernel
from collector import Collector
from scenario import read_scenario
from stage import GivenUp, Stage

AT_A_TIME = 12  # most of them wait for a protocol's timers; see stage.STARTING for the others

MODULES = {
    "bare": ["tun", "veth", "cls_u32", "act_gact", "act_nat", "act_pedit", "cls_basic", "em_meta", "sch_ingress",
              "sch_netem", "ipv6",
             "iptable_filter", "iptable_nat", "xt_MASQUERADE"],
    "ppp": ["ppp_generic", "ppp_async", "ppp_synctty", "ppp_deflate", "bsd_comp"],
    "mppe": ["ppp_mppe"],
}


def play(name, settings, collector):
    folder = f"/mnt/play/{name}"
    os.mkdir(folder)
    collector.listen(folder, settings.HOSTS, settings.SYSLOG == "iso")
    stage = Stage(folder, settings, os.environ["CLIENT"])
    outcome = "played"
    stage.begin_start()
    began = time.monotonic()
    try:
        for host in settings.HOSTS:
            stage.add_host(host)
        settings.network(stage)
        if not settings.ALONE:
            stage.capture()
        settings.story(stage)
    except GivenUp as reason:
        outcome = str(reason)
    except Exception:
        outcome = traceback.format_exc()
    finally:
        stage.end_start()
        stage.note_statuses()
        stage.remove()
    hand_over(name, folder, outcome, time.monotonic() - began)


def hand_over(name, folder, outcome, seconds):
    results = f"/mnt/results/{name}"
    os.mkdir(results)
    for path in glob.glob(f"{folder}/*"):
        if os.path.isfile(path):
            shutil.copyfile(path, f"{results}/{os.path.basename(path)}")
    with open(f"{results}/seconds", "w", encoding="ascii") as file:
        file.write(f"{seconds:.1f}\n")
    with open(f"{results}/outcome", "w", encoding="utf-8") as file:
        file.write(outcome + "\n")


def play_set(scenarios, collector, at_a_time):
    with concurrent.futures.ThreadPoolExecutor(at_a_time) as pool:
        for done in [pool.submit(play, name, settings, collector)
                     for name, settings in scenarios.items()]:
            done.result()


def main():
    scenarios = {name: read_scenario(os.environ["LAB"], name)
                 for name in os.environ["SCENARIOS"].split(",")}
    collector = Collector()
    for needed, modules in MODULES.items():
        kernel.load(modules)
        for alone in (False, True):
            play_set({name: settings for name, settings in scenarios.items()
                      if (settings.KERNEL, settings.ALONE) == (needed, alone)},
                     collector, 1 if alone else AT_A_TIME)


main()
