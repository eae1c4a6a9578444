#!/usr/bin/env python3
"""Resident memory of ./gflownet bench, looked up in /proc ten times a second (Linux): anonymous memory and mapped files apart.

First tfbind8 on either backend, from the call to its end, evaluation included: at most 300 MiB (plain Java) and 600 MiB
(OpenBLAS) of anonymous memory are wanted. Then a million updates, whose memory in the last tenth of the time should be that of
the first. Prints Markdown and writes docs/benchmarks/memory.csv, the long run over time. About 20 minutes.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import time

import running

BARS = {"java": 300, "nd4j": 600}
EVERY = 0.1


def look(process):
    """MiB of anonymous memory and of mapped files; nothing if the process has ended."""
    try:
        lines = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kib = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.startswith("Rss")}
    return (kib["RssAnon"] / 1024, (kib["RssFile"] + kib["RssShmem"]) / 1024) if kib else None


def watched(task, *options):
    """(seconds since the call, anonymous, mapped) of a run."""
    samples, start = [], time.monotonic()
    # the launcher's shell becomes the Java process
    with subprocess.Popen([str(part) for part in (running.GFLOWNET, "bench", task, *options, "--json")],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            found = look(process)
            if found:
                samples.append((time.monotonic() - start, *found))
            time.sleep(EVERY)
        if process.returncode != 0:
            sys.exit(process.stderr.read()[-2000:])
    return samples


def main():
    """Measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=4000, help="updates on tfbind8")
    parser.add_argument("--long", type=int, default=1_000_000, help="updates of the long run, 0 for none")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print("| backend | anonymous peak, MiB | wanted | mapped files, MiB |\n|---|---|---|---|")
    for backend, bar in BARS.items():
        runs = [watched("tfbind8", "--batch", 128, "--steps", given.steps, "--backend", backend, "--seed", turn)
                for turn in range(given.rounds)]
        print(f"| {backend} | {running.spread([max(one[1] for one in run) for run in runs], '.0f')} | ≤ {bar} | "
              f"{running.spread([max(one[2] for one in run) for run in runs], '.0f')} |", flush=True)
    if given.long:
        run = watched("hypergrid-2-8", "--batch", 16, "--steps", given.long)
        tenth = len(run) // 10
        # one look in a hundred is enough to be drawn
        running.write(running.FIGURES / "memory.csv", ("seconds", "anonymous_mib", "mapped_mib"),
                      [{"seconds": f"{at:.1f}", "anonymous_mib": f"{anonymous:.1f}", "mapped_mib": f"{mapped:.1f}"}
                       for at, anonymous, mapped in run[::100]])
        print(f"\n{given.long} updates of 16 trajectories on hypergrid-2-8, {run[-1][0]:.0f} s. Anonymous memory, median: ", end="")
        print(", ".join(f"{statistics.median(one[1] for one in run[i * tenth:(i + 1) * tenth]):.0f}" for i in range(10))
              + " MiB in each tenth of the time.")


if __name__ == "__main__":
    main()
