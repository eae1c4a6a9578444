#!/usr/bin/env python3
"""Exact total variation on tfbind8 against seconds of training, by dense networks over one-hot positions.

For each budget, a training whose learning rate falls with the time, so that it ends with the budget. The model is kept on the
way and measured afterwards. Writes docs/benchmarks/tfbind8-curve.csv and docs/pictures/tfbind8-curve.svg, and prints medians over
the seeds as Markdown. With five seeds about 85 minutes. Runs that the table has already are not repeated: remove the file to
begin anew.
"""
import argparse
import csv
import statistics
import sys

import drawing
import running

FIGURES = running.FIGURES / "tfbind8-curve.csv"
COLUMNS = ("budget", "seed", "threads", "options", "parameters", "seconds", "updates", "tv")
# seconds -> wanted total variation, options
COMMON = "--loss linex1 --activation relu "
BUDGETS = {
    60: (0.155, COMMON + "--batch 128 --hidden 256,256,256"),
    300: (0.13, COMMON + "--batch 256 --hidden 256,256,256,256"),
    600: (0.10, COMMON + "--batch 256 --hidden 256,256,256,256"),
}
MOST_WEIGHTS = 1_000_000
POINTS = 20
# ends by time
UPDATES = 2_000_000_000


def kept():
    """The points that are there already."""
    if not FIGURES.exists():
        return []
    with open(FIGURES, newline="", encoding="utf-8") as file:
        return [row | {"budget": int(row["budget"]), "seconds": float(row["seconds"]), "tv": float(row["tv"])}
                for row in csv.DictReader(file)]


def curves(lines, budget):
    """The points of each seed, in the order of time."""
    seeds = {}
    for line in lines:
        if line["budget"] == budget:
            seeds.setdefault(str(line["seed"]), []).append(line)
    return [sorted(points, key=lambda point: point["seconds"]) for points in seeds.values()]


def median_curve(lines, budget):
    """Median of the seeds' curves, point by point."""
    return [(statistics.median(one["seconds"] for one in points), statistics.median(one["tv"] for one in points))
            for points in zip(*curves(lines, budget))]


def main():
    """Trains, seed by seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--budgets", default=",".join(map(str, BUDGETS)), help="seconds, of " + ", ".join(map(str, BUDGETS)))
    parser.add_argument("--seeds", default="0,1,2,3,4")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--scale", type=float, default=1, help="factor of the seconds, to try the program")
    parser.add_argument("--ours", default="", help="options of ./gflownet bench in place of the usual ones")
    given = parser.parse_args()
    budgets = [int(text) for text in given.budgets.split(",")]
    lines = kept()
    for seed in given.seeds.split(","):
        for budget in budgets:
            options = given.ours or BUDGETS[budget][1]
            if any(line["budget"] == budget and str(line["seed"]) == seed for line in lines):
                continue
            found = running.bench("tfbind8", *options.split(), "--time", budget * given.scale, "--curve",
                                  budget * given.scale / POINTS, "--steps", UPDATES, "--threads", given.threads, "--seed", seed,
                                  "--samples", 1000)
            if found["parameters"] > MOST_WEIGHTS:
                sys.exit(f"{found['parameters']} weights are more than are allowed.")
            lines += [point | {"budget": budget, "seed": seed, "threads": given.threads, "options": options,
                               "parameters": found["parameters"]} for point in found["curve"]]
            running.write(FIGURES, COLUMNS, lines)
            print(f"seed {seed}, {budget} s: {found['tv']:.4f} after {found['steps']} updates", file=sys.stderr, flush=True)
    print("| seconds of training | seeds | threads | total variation | wanted | options |\n|---|---|---|---|---|---|")
    for budget in budgets:
        ends = [points[-1] for points in curves(lines, budget)]
        print(f"| {budget} | {len(ends)} | {' and '.join(sorted({str(end['threads']) for end in ends}))} | "
              f"{running.spread([end['tv'] for end in ends], '.4f')} | ≤ {BUDGETS[budget][0]} | `{ends[0]['options']}` |")
    # the first points are off any scale
    drawn = {f"ends after {budget} s": [point for point in median_curve(lines, budget) if point[1] < 0.25] for budget in budgets}
    drawing.write(running.PICTURES / "tfbind8-curve.svg", [drawing.Panel(
        "TF-Bind-8, median of seeds", "seconds of training", "total variation", {name: line for name, line in drawn.items() if line},
        log_x=True, marks=[(budget, BUDGETS[budget][0], f"wanted: {BUDGETS[budget][0]}") for budget in budgets])])


if __name__ == "__main__":
    main()
