#!/usr/bin/env python3
"""What each of the four savings is worth: trajectories per second with all of them, by those without one.

Runs take turns, so that a change of the machine's speed meets all. Early in training (learning rate 10⁻⁹), trajectory
balance, learned P_B, two layers of 256 rectified units. Writes docs/benchmarks/savings.csv and prints the ratios, median
(lowest - highest) of the rounds, as Markdown. About 20 minutes.
"""
import argparse
import sys

import running

COLUMNS = ("round", "task", "batch", "without", "steps", "mean_length", "state_evaluations", "trajectories_per_second")
TASKS = (("hypergrid-2-8", 128), ("hypergrid-4-20", 128), ("tfbind8", 128), ("bitseq-120-8", 16), ("ising-6", 128))
SAVINGS = ("distinct", "kept", "sparse", "live")
WITHOUT = ("", *SAVINGS, ",".join(SAVINGS))
STILL = ("--objective", "tb", "--backward", "learned", "--activation", "relu", "--lr", 1e-9, "--lr-z", 1e-9,
         "--samples", 100)


def main():
    """Measures, round by round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="that a run with all savings trains, about")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tasks", default="", help="only tasks whose name has this")
    given = parser.parse_args()
    tasks = [one for one in TASKS if given.tasks in one[0]]
    lines, rates, updates = [], {}, {}
    for turn in range(given.rounds):
        for task, batch in tasks:
            options = [*STILL, "--batch", batch, "--threads", given.threads, "--seed", turn]
            if task not in updates:
                updates[task] = running.updates_for(given.seconds, task, *options)
            for without in WITHOUT:
                found = running.bench(task, "--steps", updates[task], *options, *(["--without", without] if without else []))
                rates.setdefault((task, without), []).append(found["trajectories_per_second"])
                lines.append(found | {"round": turn, "without": without.replace(",", " ")})
                print(f"{task} without {without or 'nothing'}: {found['trajectories_per_second']:.0f}", file=sys.stderr, flush=True)
            running.write(running.FIGURES / "savings.csv", COLUMNS, lines)
    print("| task | batch | trajectories per second | " + " | ".join(f"worth of {one}" for one in SAVINGS) + " | of all four |")
    print("|---" * (4 + len(SAVINGS)) + "|")
    for task, batch in tasks:
        whole = rates[task, ""]
        ratios = [running.spread([a / b for a, b in zip(whole, rates[task, one])], ".2f") for one in WITHOUT[1:]]
        print(f"| {task} | {batch} | {running.spread(whole, ',.0f').replace(',', ' ')} | " + " | ".join(ratios) + " |")


if __name__ == "__main__":
    main()
