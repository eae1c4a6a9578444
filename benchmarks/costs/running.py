"""What the programs here have in common: calls of ./gflownet bench, tables, medians. Standard library only."""
import csv
import json
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
GFLOWNET = ROOT / "gflownet"
FIGURES = ROOT / "docs/benchmarks"
PICTURES = ROOT / "docs/pictures"

# the updates of a run that is to last some seconds
FEWEST, MOST = 10, 1_000_000
# of a short run that tells how long an update takes
PILOT = 20


def bench(task, *options):
    """One run; the figures that it prints."""
    command = [GFLOWNET, "bench", *task.split(), *map(str, options), "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command[1:]))} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def seconds_per_update(figures):
    """Of training alone, after the first updates."""
    return figures["batch"] / figures["trajectories_per_second"]


def updates_for(seconds, task, *options):
    """How many updates take about so long."""
    return round(min(MOST, max(FEWEST, seconds / seconds_per_update(bench(task, "--steps", PILOT, *options)))))


def write(path, columns, lines):
    """A table of comma-separated text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(lines)


def spread(numbers, pattern=".3g"):
    """Median (lowest - highest)."""
    return f"{statistics.median(numbers):{pattern}} ({min(numbers):{pattern}} – {max(numbers):{pattern}})"
