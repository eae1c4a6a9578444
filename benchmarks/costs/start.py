#!/usr/bin/env python3
"""Seconds from the call of ./gflownet bench to the first update, and where they go. Needs a build that is warm.

Prints Markdown, median (lowest - highest). At most 3 s are wanted. About a minute.
"""
import argparse
import subprocess
import time

import running

BAR = 3.0


def seconds(*command):
    """That a program takes."""
    start = time.monotonic()
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return time.monotonic() - start


def main():
    """Measures in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--task", default="hypergrid-2-8")
    parser.add_argument("--backends", default="nd4j,java")
    given = parser.parse_args()
    running.bench(given.task, "--steps", 1)
    rows = {}
    for _ in range(given.rounds):
        rows.setdefault("Java alone (`java -version`)", []).append(seconds("java", "-version"))
        rows.setdefault("and Equinox and the command line (`./gflownet bench --help`)", []).append(
            seconds(running.GFLOWNET, "bench", "--help"))
        for backend in given.backends.split(","):
            name = f"`./gflownet bench {given.task} --steps 1 --backend {backend}`"
            begun = time.monotonic()
            found = running.bench(given.task, "--steps", 1, "--backend", backend)
            rows.setdefault(f"{name}: until training begins", []).append(found["start_seconds"])
            rows.setdefault(f"{name}: **until the first update is done**", []).append(found["start_seconds"] + found["seconds"])
            rows.setdefault(f"{name}: whole call, evaluation included", []).append(time.monotonic() - begun)
    print("| from the call | seconds |\n|---|---|")
    for name, numbers in rows.items():
        print(f"| {name} | {running.spread(numbers, '.2f')} |")
    print(f"\nWanted: the first update within {BAR:g} s.")


if __name__ == "__main__":
    main()
