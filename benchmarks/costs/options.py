#!/usr/bin/env python3
"""What the Learner's options for exploration and replay cost, and what they bring where good objects are rare.

Cost: time of an update with an option by that without, early in training (learning rate 10⁻⁹). Runs take turns, so that a
change of the machine's speed meets all. Benefit: exact total variation after some thousand updates on a grid whose modes are far
apart, one seed in each round. Trajectory balance, learned P_B, two layers of 256 units. Writes docs/benchmarks/options.csv and
prints medians (lowest - highest) as Markdown. About half an hour.
"""
import argparse
import statistics
import sys

import running

COLUMNS = ("round", "task", "batch", "option", "steps", "trajectories_per_second", "mean_length", "tv")
BATCH = 128
COST = ("tfbind8", "ising-6")
RARE, RARE_BATCH, RARE_UPDATES = "hypergrid-4-20", 16, 4000
COMMON = ("--objective", "tb", "--backward", "learned", "--samples", 100)
STILL = ("--activation", "relu", "--lr", 1e-9, "--lr-z", 1e-9)
# as the dialog recommends them
OPTIONS = {
    "none": "",
    "random steps .05": "--epsilon 0.05",
    "tempered objects .5": "--tempered 0.5",
    "noise in the network .5": "--noise 0.5",
    "10 policies": "--policies 10",
    "reward for new objects": "--novelty 0.01",
    "local search, 7 rounds": "--local-search 7",
    "replay of the best": "--replay best",
    "normalised layers": "--layer-norm",
    "a network for each part": "--separate",
}
# not for exploration
NETWORKS = ("normalised layers", "a network for each part")


def cost(turn, given, updates, lines):
    """Time of updates: option by option, for as long as exploration does not fade."""
    for task in COST:
        for option, extra in OPTIONS.items():
            options = [*COMMON, *STILL, "--batch", BATCH, "--threads", given.threads, "--seed", turn]
            if task not in updates:
                updates[task] = running.updates_for(given.seconds, task, *options)
            found = running.bench(task, "--steps", updates[task], *options, "--fade", 1, *extra.split())
            lines.append(found | {"round": turn, "task": task, "option": option, "tv": ""})
            print(f"{task}, {option}: {found['trajectories_per_second']:.0f}", file=sys.stderr, flush=True)


def benefit(turn, given, lines):
    """Total variation at the end of a short training."""
    for option, extra in OPTIONS.items():
        if option not in NETWORKS:
            found = running.bench(RARE, "--steps", RARE_UPDATES, *COMMON, "--batch", RARE_BATCH, "--threads", given.threads,
                                  "--seed", turn, *extra.split())
            lines.append(found | {"round": turn, "task": RARE, "option": option})
            print(f"{RARE}, {option}: {found['tv']:.3f}", file=sys.stderr, flush=True)


def ratios(lines, task, option):
    """Time with an option by time without, round by round."""
    rate = {(line["round"], line["option"]): line["trajectories_per_second"] for line in lines if line["task"] == task}
    return [rate[turn, "none"] / rate[turn, option] for turn in sorted({turn for turn, _ in rate})]


def main():
    """Measures, round by round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3, help="that a run without options trains, about")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    lines, updates = [], {}
    for turn in range(given.rounds):
        cost(turn, given, updates, lines)
        benefit(turn, given, lines)
        running.write(running.FIGURES / "options.csv", COLUMNS, lines)
    print("| option | " + " | ".join(f"time on {task}" for task in COST) + f" | TV on {RARE} |")
    print("|---" * (2 + len(COST)) + "|")
    for option in OPTIONS:
        costs = [running.spread(ratios(lines, task, option), ".2f") for task in COST]
        tv = [line["tv"] for line in lines if line["task"] == RARE and line["option"] == option]
        reached = f"{running.spread(tv, '.3f')}, mean {statistics.fmean(tv):.3f}" if tv else ""
        print(f"| {option} | " + " | ".join(costs) + f" | {reached} |")


if __name__ == "__main__":
    main()
