#!/usr/bin/env python3
"""Prints docs/benchmarks/peers.csv as Markdown: medians (lowest - highest), and how many times faster ours is.

A library counts with its best setting on a row: the variant and number of threads whose median is highest. The spread of
a factor is that of the rounds, each with the runs of that round.
"""
import csv
import statistics
import sys

import compare
import tasks

LIBRARIES = ("ours", "gfnx", "torchgfn")
RATE = "trajectories_per_second"


def read(path):
    """row -> library -> (variant, threads) -> round -> line."""
    table = {}
    with open(path, encoding="utf-8") as file:
        for line in csv.DictReader(file):
            setting = (line["variant"], int(line["threads"]))
            table.setdefault(line["row"], {}).setdefault(line["library"], {}).setdefault(setting, {})[
                int(line["round"])] = line
    return table


def column(runs, name):
    """The numbers of a column, those that are there."""
    return [float(line[name]) for line in runs.values() if line[name] != ""]


def rounded(number):
    """Three digits, thousands apart."""
    digits = f"{float(f'{number:.3g}'):,.0f}" if number >= 100 else f"{number:.3g}"
    return digits.replace(",", " ")


def spread(numbers):
    """Median (lowest - highest)."""
    if not numbers:
        return ""
    return f"{rounded(statistics.median(numbers))} ({rounded(min(numbers))} – {rounded(max(numbers))})"


def best(settings):
    """The setting with the highest median, and its runs. A variant that was given up after one round does not count."""
    most = max(len(runs) for runs in settings.values())
    return max(((setting, runs) for setting, runs in settings.items() if 2 * len(runs) >= most),
               key=lambda one: statistics.median(column(one[1], RATE)))


def factor(ours, other):
    """Ratio of the medians (lowest - highest ratio within a round)."""
    ratio = statistics.median(column(ours, RATE)) / statistics.median(column(other, RATE))
    each = [float(ours[turn][RATE]) / float(other[turn][RATE]) for turn in ours.keys() & other.keys()]
    return ratio, f"{ratio:.1f}" + (f" ({min(each):.1f} – {max(each):.1f})" if each else "")


def print_table(header, lines):
    """Markdown."""
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for line in lines:
        print("| " + " | ".join(line) + " |")
    print()


def name_of(row):
    """As people read it."""
    return f"{row.task}, batch {row.batch}" + (f", after {row.after} updates" if row.after else "")


def with_threads(setting, runs):
    """Median, spread, and how it was run."""
    return f"{spread(column(runs, RATE))}, {setting[0]}, {setting[1]} thr."


def main():
    """Prints three tables."""
    table = read(sys.argv[1] if len(sys.argv) > 1 else compare.CSV)
    rows = [row for row in tasks.ROWS if row.key in table]
    factors, work, settings = [], [], []
    for row in rows:
        found = {library: best(table[row.key][library]) for library in LIBRARIES if library in table[row.key]}
        line = [name_of(row)] + [with_threads(*found[library]) if library in found else "" for library in LIBRARIES]
        for library, bar in (("gfnx", row.bar), ("torchgfn", 10)):
            if "ours" in found and library in found:
                ratio, text = factor(found["ours"][1], found[library][1])
                line += [text, f"{bar:g}: " + ("yes" if ratio >= bar else "no")]
            else:
                line += ["", ""]
        factors.append(line)
        work.append([name_of(row)] + [cell for library in LIBRARIES for cell in (
            (rounded_median(found[library][1], "mean_length"),
             rounded_median(found[library][1], "state_evaluations_per_second")) if library in found else ("", ""))])
        for library in LIBRARIES:
            for setting, runs in sorted(table[row.key].get(library, {}).items()):
                settings.append([name_of(row), library, setting[0], str(setting[1]), str(len(runs)),
                                 spread(column(runs, RATE)), rounded_median(runs, "busy_processors")])
    print("Trajectories per second, median (lowest – highest), each library with its best setting.\n")
    print_table(["task", "ours", "gfnx", "torchgfn", "ours / gfnx", "wanted", "ours / torchgfn", "wanted"], factors)
    print("Mean length of a trajectory (steps, as the library counts them) and states that its network saw per second: for "
          "ours, different ones of a batch; for gfnx with padding; for the peers, rollout and loss each.\n")
    print_table(["task"] + [f"{library}, {what}" for library in LIBRARIES for what in ("length", "states/s")], work)
    print("All settings.\n")
    print_table(["task", "library", "variant", "threads", "runs", "trajectories per second", "busy processors"], settings)
    lines = [line for libraries in table.values() for one in libraries.values() for runs in one.values()
             for line in runs.values()]
    for what in ("versions", "machine"):
        print(f"{what}: " + "; ".join(sorted({line[what] for line in lines})))
    print(f"time: {sum(float(line['wall_seconds']) for line in lines) / 60:.0f} minutes for {len(lines)} runs")


def rounded_median(runs, name):
    """Median of a column, or nothing."""
    numbers = column(runs, name)
    return rounded(statistics.median(numbers)) if numbers else ""


if __name__ == "__main__":
    main()
