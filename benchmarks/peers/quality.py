#!/usr/bin/env python3
"""Seconds of training until the exact total variation is small enough, of ours and of gfnx, on the same tasks.

gfnx is evaluated after every 250 updates; ./gflownet bench keeps its model every quarter of a second and evaluates afterwards. What
counts is training without evaluation, of ours with the first updates, which warm the virtual machine up. Writes
docs/benchmarks/peers-quality.csv and prints medians as Markdown.
"""
import argparse
import csv
import os
import pathlib
import statistics
import subprocess
import sys

import compare
import measuring
import tasks

CSV = tasks.ROOT / "docs/benchmarks/peers-quality.csv"
COLUMNS = ("task", "batch", "target", "library", "seed", "threads", "variant", "updates", "seconds", "tv", "machine")
EVERY = 0.25
# batch, wanted total variation, most updates of gfnx, what it trains with, most updates of ours, what it trains with
EXPERIMENTS = {
    "hypergrid-4-20": (16, 0.1, 20000, ["--lr", "1e-3", "--lr-z", "0.1"], 4000,
                       "--objective tb --backward learned --replay best --lr 0.005"),
    "tfbind8": (128, 0.17, 6000, ["--lr", "1e-3", "--lr-z", "0.1"], 4000, "--objective tb"),
}


def gfnx(task, seed, threads, given):
    """One run of gfnx."""
    batch, wanted, most, settings = EXPERIMENTS[task][:4]
    command = [given.python, compare.HERE / "gfnx_quality.py", task, "--batch", str(batch), "--target", str(wanted), "--most",
               str(given.most or most), "--seed", str(seed), "--threads", str(threads), *settings, *given.gfnx.split()]
    return compare.last_line(command, measuring.environment(threads))


def ours(task, seed, threads, given):
    """One run of ours, up to the first model that is good enough."""
    batch, wanted = EXPERIMENTS[task][:2]
    most, settings = EXPERIMENTS[task][4:]
    found = compare.last_line([tasks.ROOT / "gflownet", "bench", task, *(given.ours or settings).split(), "--batch", str(batch),
                               "--steps", str(given.most or most), "--curve", str(EVERY), "--seed", str(seed), "--threads",
                               str(threads), "--samples", "1000", "--json"], dict(os.environ))
    result = {"library": "ours", "seed": seed, "threads": threads, "variant": given.ours or settings}
    for point in found["curve"]:
        if point["tv"] <= wanted:
            return result | {key: point[key] for key in ("updates", "seconds", "tv")}
    return result | {"updates": found["steps"], "seconds": None, "tv": found["tv"]}


def main():
    """Runs what is asked for, in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", default=list(EXPERIMENTS), help=", ".join(EXPERIMENTS) + " (default: all)")
    parser.add_argument("--seeds", default="0,1,2,3,4")
    parser.add_argument("--libraries", default="ours,gfnx")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--most", type=int, help="updates at most")
    parser.add_argument("--python", default=sys.executable, help="interpreter in which gfnx is installed")
    parser.add_argument("--ours", default="", help="options of ./gflownet bench in place of the usual ones")
    parser.add_argument("--gfnx", default="", help="further options of gfnx_quality.py")
    parser.add_argument("--csv", type=pathlib.Path, default=CSV)
    given = parser.parse_args()
    libraries = [one for one in given.libraries.split(",") if compare.installed(one, given.python)]
    lines = []
    for seed in (int(text) for text in given.seeds.split(",")):
        for task in given.tasks:
            for library in libraries:
                try:
                    result = {"ours": ours, "gfnx": gfnx}[library](task, seed, given.threads, given)
                except (RuntimeError, subprocess.TimeoutExpired) as error:
                    print(f"{task} {library} seed {seed}: {error}", file=sys.stderr)
                    continue
                batch, wanted = EXPERIMENTS[task][:2]
                lines.append(result | {"task": task, "batch": batch, "target": wanted, "machine": compare.machine()})
                print(f"{task} {library} seed {seed}: tv {result['tv']:.4f} after {result['updates']} updates, "
                      + (f"{result['seconds']:.1f} s" if result["seconds"] else "not reached"), file=sys.stderr, flush=True)
                given.csv.parent.mkdir(parents=True, exist_ok=True)
                with open(given.csv, "w", newline="", encoding="utf-8") as file:
                    table = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
                    table.writeheader()
                    table.writerows(lines)
    print("| task | wanted | library | reached | seconds, median (lowest – highest) |\n|---|---|---|---|---|")
    for task in given.tasks:
        for library in libraries:
            runs = [line for line in lines if line["task"] == task and line["library"] == library]
            # a run that did not get there counts as endless
            seconds = sorted(line["seconds"] or float("inf") for line in runs)
            if seconds:
                print(f"| {task}, batch {runs[0]['batch']} | TV {runs[0]['target']} | {library} | "
                      f"{sum(one < float('inf') for one in seconds)} of {len(runs)} | {statistics.median(seconds):.1f} "
                      f"({seconds[0]:.1f} – {seconds[-1]:.1f}) |")


if __name__ == "__main__":
    main()
