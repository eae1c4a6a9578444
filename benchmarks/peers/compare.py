#!/usr/bin/env python3
"""Measures ./gflownet bench, gfnx and torchgfn in turn, and writes docs/benchmarks/peers.csv.

Each run is a process of its own. In each round every library runs once with each of its settings on each row, the order
turning from round to round, so that a change of the machine's speed meets all. A result is kept in the work folder, and
not measured again. A variant that in the first round was far slower than the other with as many threads is left out in later
rounds. Standard library only; the peers run in the interpreter given by --python.
"""
import argparse
import csv
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

import measuring
import tasks

HERE = pathlib.Path(__file__).resolve().parent
CSV = tasks.ROOT / "docs/benchmarks/peers.csv"
COLUMNS = ("round", "row", "task", "batch", "after", "library", "variant", "threads", "updates", "trajectories", "seconds",
           "trajectories_per_second", "mean_length", "state_evaluations", "state_evaluations_per_second",
           "busy_processors", "wall_seconds", "versions", "machine")
VARIANTS = {"ours": ("relu",), "gfnx": ("recomputed", "kept"), "torchgfn": ("recomputed", "kept")}
# a setting slower than this share of the best one is not measured again
WORTH_IT = 0.8
# a peer with one thread keeps one processor busy; where it does not, others use the machine
UNDISTURBED = 0.9
# ours runs for so many times as long, since the virtual machine compiles while it counts
LONGER = 2
LIMIT = 1800


def machine():
    """Processor, number of cores, memory, system."""
    model = platform.processor() or platform.machine()
    memory = ""
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
        gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        memory = f", {gib:.0f} GiB"
    except (OSError, ValueError):
        pass
    return f"{model}, {os.cpu_count()} cores{memory}, {platform.system()}"


def installed(library, python):
    """Whether a peer is there; says so if it is not."""
    if library == "ours":
        return True
    module = {"gfnx": "gfnx, optax", "torchgfn": "gfn, torch"}[library]
    if subprocess.run([python, "-c", f"import {module}"], env=measuring.environment(1), capture_output=True).returncode == 0:
        return True
    print(f"{library} is not installed in {pathlib.Path(python).name}: skipped. benchmarks/peers/README.md says how to "
          "install it.", file=sys.stderr)
    return False


def last_line(command, env):
    """The last line of a program's output, as JSON."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=LIMIT)
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        tail = "\n".join((done.stderr or done.stdout).strip().splitlines()[-12:])
        raise RuntimeError(f"{' '.join(map(str, command[1:4]))} failed:\n{tail}")
    return json.loads(lines[-1])


def bench(row, threads, updates, seed, extra):
    """A run of ours."""
    of_network, of_log_z = row.rates
    return last_line([tasks.ROOT / "gflownet", "bench", tasks.TASKS[row.task].of_bench, "--objective", "tb", "--backward",
                      "learned", "--activation", "relu", "--batch", str(row.batch), "--steps", str(updates), "--lr",
                      repr(of_network), "--lr-z", repr(of_log_z), "--schedule", "constant", "--samples", "1000", "--seed",
                      str(seed), "--threads", str(threads), "--json", *extra], dict(os.environ))


def ours(row, threads, seconds, rate, seed, extra):
    """Measures ours, for longer than peers. For a trained policy: what the updates after the first ones take."""
    if row.after:
        short = totals(bench(row, threads, row.after, row.seed, extra), row)
        long = totals(bench(row, threads, row.after + row.window, row.seed, extra), row)
        return measured_ours(row, threads, row.window, [more - less for more, less in zip(long, short)])
    updates = max(60, round(rate * LONGER * seconds / row.batch))
    return measured_ours(row, threads, updates, totals(bench(row, threads, updates, seed, extra), row))


def totals(run, row):
    """Trajectories, seconds, states and steps of a run."""
    trajectories = run["trajectories"]
    # steps of all trajectories, where bench tells
    return (trajectories, trajectories / run["trajectories_per_second"], run["state_evaluations"],
            run.get("mean_length", tasks.TASKS[row.task].length) * trajectories)


def measured_ours(row, threads, updates, total):
    """The result of ours."""
    trajectories, seconds, states, steps = total
    return {"library": "ours", "variant": "relu", "threads": threads, "row": row.key, "updates": updates,
            "trajectories": trajectories, "seconds": seconds, "trajectories_per_second": trajectories / seconds,
            "mean_length": steps / trajectories or "", "state_evaluations": states,
            "state_evaluations_per_second": states / seconds, "busy_processors": ""}


def peer(library, row, variant, threads, seconds, python, seed):
    """Measures a peer."""
    return last_line([python, HERE / f"{library}_training.py", row.key, "--variant", variant, "--threads", str(threads),
                      "--seconds", str(seconds), "--seed", str(seed)], measuring.environment(threads))


def version_of_ours():
    """What ours says it is, and the commit."""
    said = subprocess.run([tasks.ROOT / "gflownet", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    commit = subprocess.run(["git", "-C", tasks.ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return f"{said.splitlines()[0]} {commit.stdout.strip()}".strip()


def results(work):
    """All that was measured, by file name."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(work.glob("*.json"))}


def write_csv(work, path):
    """All that was measured, as a table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    order = {row.key: number for number, row in enumerate(tasks.ROWS)}
    found = sorted(results(work).values(), key=lambda one: (order.get(one["row"], len(order)), one["library"],
                                                            one["variant"], one["threads"], one["round"]))
    with open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(found)


def worth_it(found, library, row, variant, threads):
    """Whether a setting may still be the library's best one: False if it was far slower in the first round."""
    first = {(one["variant"], one["threads"]): one["trajectories_per_second"] for one in found.values()
             if one["library"] == library and one["row"] == row.key and one["round"] == 0}
    setting = (variant, threads)
    return setting not in first or first[setting] >= WORTH_IT * max(first.values())


def rate_of_ours(found, row, threads):
    """Trajectories per second that ours is expected to make: as measured before, or a guess."""
    known = [one["trajectories_per_second"] for one in found.values()
             if one["library"] == "ours" and one["row"] == row.key and one["threads"] == threads]
    return statistics.median(known) if known else row.guess


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable, help="interpreter in which the peers are installed")
    parser.add_argument("--tasks", default="", help="only rows whose name has one of these, separated by commas")
    parser.add_argument("--libraries", default="ours,gfnx,torchgfn")
    parser.add_argument("--variants", default="", help="only these variants of the peers, separated by commas")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6, help="how long a run measures, about")
    parser.add_argument("--work", type=pathlib.Path, default=tasks.ROOT / "target/peers", help="folder of results")
    parser.add_argument("--csv", type=pathlib.Path, default=CSV)
    parser.add_argument("--ours", default="", help="further options for ./gflownet bench, such as '--backend java'")
    parser.add_argument("--list", action="store_true", help="list the rows")
    return parser.parse_args()


def main():
    """Runs what is missing."""
    given = arguments()
    wanted = [part for part in given.tasks.split(",") if part]
    rows = [row for row in tasks.ROWS if not wanted or any(part in row.key for part in wanted)]
    if given.list:
        print("\n".join(row.key for row in rows))
        return
    given.work.mkdir(parents=True, exist_ok=True)
    libraries = [one for one in given.libraries.split(",") if installed(one, given.python)]
    chosen = [part for part in given.variants.split(",") if part]
    settings = [(library, variant, int(threads)) for library in libraries
                for variant in (chosen if chosen and library != "ours" else VARIANTS[library])
                for threads in given.threads.split(",")]
    about = {"machine": machine()}
    own_version = version_of_ours() if "ours" in libraries else ""
    failed = 0
    for turn in range(given.rounds):
        for row in rows:
            order = settings[turn % len(settings):] + settings[:turn % len(settings)]
            for library, variant, threads in order:
                found = results(given.work)
                name = f"{turn}-{library}-{variant}-{threads}-{row.key.replace('/', '-')}"
                if name in found or (turn > 0 and not worth_it(found, library, row, variant, threads)):
                    continue
                start = time.monotonic()
                try:
                    if library == "ours":
                        result = ours(row, threads, given.seconds, rate_of_ours(found, row, threads), turn,
                                      given.ours.split())
                        result["versions"] = own_version
                    else:
                        result = peer(library, row, variant, threads, given.seconds, given.python, turn)
                except (RuntimeError, subprocess.TimeoutExpired) as error:
                    print(f"{name}: {error}", file=sys.stderr)
                    failed += 1
                    continue
                result.update(about, round=turn, task=row.task, batch=row.batch, after=row.after,
                              wall_seconds=round(time.monotonic() - start, 1))
                part = given.work / f"{name}.part"
                part.write_text(json.dumps(result))
                part.rename(given.work / f"{name}.json")
                write_csv(given.work, given.csv)
                print(f"{name}: {result['trajectories_per_second']:.0f} trajectories/s, {result['wall_seconds']} s",
                      flush=True)
                if threads == 1 and 0 < float(result["busy_processors"] or 0) < UNDISTURBED:
                    print(f"{name}: had {result['busy_processors']:.2f} of a processor only. Other programs were busy: "
                          "remove its result and measure again.", file=sys.stderr)
    if failed:
        sys.exit(f"{failed} runs failed; call again to repeat them.")


if __name__ == "__main__":
    main()
