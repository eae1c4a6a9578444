#!/usr/bin/env python3
"""How the time of an update grows with batch, length of trajectories and number of parameters.

Writes docs/benchmarks/growth.csv and docs/pictures/growth.svg, and prints the slopes of log time over log size: 1 is
linear growth. One thread, so that a slope tells of work, not of cores. About 25 minutes on a quiet machine.
"""
import argparse
import math
import statistics
import sys

import drawing
import running

COLUMNS = ("round", "sweep", "task", "size", "batch", "mean_length", "parameters", "steps", "seconds_per_update",
           "state_evaluations_per_update")


def doubling(first, last):
    """first, 2 first, ... last."""
    return [first << i for i in range((last // first).bit_length())]


def widths(parameters):
    """Of two hidden layers, so that a network over TF-Bind-8's 32 features has about so many weights."""
    # w² for the second layer, and for each unit: 32 features, 2 biases, 4 outputs
    return round(math.sqrt(parameters + 19 ** 2) - 19)


def words(length, batch):
    """Appends words of eight bits: every trajectory has exactly so many steps, and hardly any share states."""
    return f"bitseq-{8 * length}-8 --construction append", ["--batch", batch]


# sweep -> title, name of the size, sizes, lines: name -> size -> task and options
SWEEPS = {
    "batch": ("Batch", "trajectories per update", doubling(16, 4096), {
        "16 words": lambda size: words(16, size),
        "TF-Bind-8": lambda size: ("tfbind8", ["--batch", size])}),
    "length": ("Length", "steps of every trajectory", doubling(8, 256), {"words": lambda size: words(size, 64)}),
    "parameters": ("Network", "weights", [round(10 ** (power / 2)) for power in range(8, 15)], {
        "TF-Bind-8": lambda size: ("tfbind8", ["--batch", 128, "--hidden", f"{widths(size)},{widths(size)}"])}),
}


def slope(points):
    """Of the straight line through log size and log time, by least squares."""
    x = [math.log(one[0]) for one in points]
    y = [math.log(one[1]) for one in points]
    mean_x, mean_y = statistics.fmean(x), statistics.fmean(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / sum((a - mean_x) ** 2 for a in x)


def medians(lines, sweep, name):
    """Size -> median time, as points."""
    times = {}
    for line in lines:
        if line["sweep"] == sweep and line["task"] == name:
            times.setdefault(line["size"], []).append(line["seconds_per_update"])
    return sorted((size, statistics.median(found)) for size, found in times.items())


def measured(turn, sweep, name, given, updates):
    """The lines of one sweep and task, one for each size."""
    _, _, sizes, tasks = SWEEPS[sweep]
    for size in sizes[given.skip:len(sizes) - given.drop]:
        task, options = tasks[name](size)
        options = [*options, "--threads", given.threads, "--samples", 100, "--seed", turn, *given.ours.split()]
        key = (sweep, name, size)
        if key not in updates:
            updates[key] = running.updates_for(given.seconds, task, *options)
        found = running.bench(task, "--steps", updates[key], *options)
        print(f"{sweep} {name} {size}: {1000 * running.seconds_per_update(found):.2f} ms", file=sys.stderr, flush=True)
        yield found | {"round": turn, "sweep": sweep, "task": name,
                       "size": found["parameters"] if sweep == "parameters" else size,
                       "seconds_per_update": running.seconds_per_update(found),
                       "state_evaluations_per_update": found["state_evaluations"] / found["steps"]}


def main():
    """Measures, round by round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sweeps", nargs="*", default=list(SWEEPS), help=", ".join(SWEEPS) + " (default: all)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4, help="that a run trains, about")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, help="leave out so many of the smallest sizes")
    parser.add_argument("--drop", type=int, default=0, help="leave out so many of the largest sizes")
    parser.add_argument("--ours", default="", help="further options of ./gflownet bench")
    given = parser.parse_args()
    lines, updates = [], {}
    for turn in range(given.rounds):
        for sweep in given.sweeps:
            for name in SWEEPS[sweep][3]:
                lines += measured(turn, sweep, name, given, updates)
                running.write(running.FIGURES / "growth.csv", COLUMNS, lines)
    panels = []
    print("| time per update over | task | slope, all sizes | slope, larger half |\n|---|---|---|---|")
    for sweep in given.sweeps:
        title, unit, _, tasks = SWEEPS[sweep]
        notes, drawn = [], {}
        for name in tasks:
            points = medians(lines, sweep, name)
            all_sizes, larger = slope(points), slope(points[len(points) // 2:])
            print(f"| {unit} | {name} | {all_sizes:.2f} | {larger:.2f} |")
            notes.append(f"{name}: twice as {'long' if sweep == 'length' else 'many'}, {2 ** larger:.2f} times the time")
            drawn[name] = [(size, 1000 * seconds) for size, seconds in points]
            # as if the time of the smallest grew with the size
            if len(tasks) == 1:
                first = drawn[name][0]
                drawn["linear growth"] = [first, (drawn[name][-1][0], first[1] * drawn[name][-1][0] / first[0])]
        panels.append(drawing.Panel(title, unit, "milliseconds per update", drawn, True, True, notes=notes))
    drawing.write(running.PICTURES / "growth.svg", panels)


if __name__ == "__main__":
    main()
