"""What the peers' training programs share: their options, the clock, and the line of JSON that they print."""
import argparse
import importlib.metadata
import json
import os
import platform
import time

import tasks


def options(description, variants):
    """Options of a training program."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("row", help="row of the table, such as " + tasks.ROWS[0].key)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=6, help="train for about so long")
    parser.add_argument("--variant", choices=variants, default=variants[0])
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


class Clock:
    """Trains piece by piece until the time is over. What comes before is not counted."""

    def __init__(self, seconds):
        self.wanted = seconds
        self.updates = 0
        self.transitions = 0
        self.states = 0

    def run(self, train):
        """train() takes some updates and returns how many, how many transitions, how many states the network saw."""
        cpu, start = time.process_time(), time.perf_counter()
        self.seconds = 0
        while self.seconds < self.wanted:
            updates, transitions, states = train()
            self.updates += updates
            self.transitions += transitions
            self.states += states
            self.seconds = time.perf_counter() - start
        self.processor_seconds = time.process_time() - cpu

    def print(self, library, packages, given, row, loss):
        """Prints the line that compare.py reads."""
        trajectories = self.updates * row.batch
        print(json.dumps({
            "library": library, "variant": given.variant, "threads": given.threads, "row": row.key,
            "updates": self.updates, "trajectories": trajectories, "seconds": self.seconds,
            "trajectories_per_second": trajectories / self.seconds,
            "mean_length": self.transitions / trajectories,
            "state_evaluations": self.states, "state_evaluations_per_second": self.states / self.seconds,
            "busy_processors": self.processor_seconds / self.seconds, "loss": loss,
            "versions": " ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
                        + f" Python {platform.python_version()}",
        }))


def environment(threads):
    """The process's environment with so many threads, and without what slows numpy."""
    variables = {name: value for name, value in os.environ.items()
                 if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    count = str(threads)
    variables.update(
        OMP_NUM_THREADS=count, MKL_NUM_THREADS=count, OPENBLAS_NUM_THREADS=count,
        # XLA takes the size of its pool from here
        NPROC=count, JAX_PLATFORMS="cpu",
        XLA_FLAGS=f"--xla_cpu_multi_thread_eigen={'true' if threads > 1 else 'false'}"
                  f" intra_op_parallelism_threads={count}",
        TF_CPP_MIN_LOG_LEVEL="3", PYTHONWARNINGS="ignore")
    return variables
