#!/usr/bin/env python3
"""Where the time of training goes, with and without the four savings: shares of the samples that Java's flight recorder takes.

Early in training (learning rate 10⁻⁹), trajectory balance, learned P_B, two layers of 256 rectified units. Writes
docs/benchmarks/profile.csv and prints a table as Markdown. Needs the jfr of a JDK on the PATH, or in JAVA_HOME. About four
minutes.
"""
import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import running
import savings

COLUMNS = ("task", "batch", "without", "part", "share", "samples", "trajectories_per_second")
# the first of our own methods from the top of the stack tells what a sample is counted as: package or class, and the part
PARTS = (("compute.Workers", "waiting for the other thread"), ("nd4j.NativeFloats", "copies to and from native memory"),
         ("nd4j.", "matrix products"), ("compute.", "matrix products"), ("nn.SparseLayer", "first layer"),
         ("nn.Activations", "first layer"), ("nn.Adam", "optimiser"), ("nn.GradientClip", "optimiser"),
         ("train.Descent", "optimiser"), ("nn.", "activations, biases, slopes"), ("policy.SoftMax", "soft-max and its gradient"),
         ("policy.Derivatives", "soft-max and its gradient"), ("", "states, steps, rewards, loss"))
OURS = "org/gflownet4j/"


def jfr():
    """The program that reads recordings."""
    found = os.environ.get("JAVA_HOME") and pathlib.Path(os.environ["JAVA_HOME"], "bin", "jfr")
    program = found if found and found.exists() else shutil.which("jfr")
    return program or sys.exit("No jfr found: put the bin folder of a JDK on the PATH, or set JAVA_HOME.")


def part(stack):
    """What a sample is counted as; nothing if it is not of training."""
    ours = [frame["method"]["type"]["name"].removeprefix(OURS).replace("/", ".") for frame in stack
            if frame["method"]["type"]["name"].startswith(OURS)]
    if not any(name.startswith(("train.", "compute.Workers")) for name in ours):
        return None
    return next(title for prefix, title in PARTS if ours[0].startswith(prefix))


def shares(recording):
    """Samples of each part."""
    said = subprocess.run([jfr(), "print", "--json", "--stack-depth", "64", "--events",
                           "jdk.ExecutionSample,jdk.NativeMethodSample", recording], capture_output=True, text=True, check=True)
    counted = collections.Counter()
    for event in json.loads(said.stdout)["recording"]["events"]:
        stack = event["values"]["stackTrace"]
        counted[part(stack["frames"]) if stack else None] += 1
    del counted[None]
    return counted


def main():
    """Profiles, task by task."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=15, help="that a run trains, about")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tasks", default="", help="only tasks whose name has this")
    given = parser.parse_args()
    titles = list(dict.fromkeys(title for _, title in PARTS))
    lines = []
    print("| task | batch | savings | trajectories per second | " + " | ".join(titles) + " |\n" + "|---" * (4 + len(titles)) + "|")
    for task, batch in savings.TASKS:
        for without in ("", ",".join(savings.SAVINGS)) if given.tasks in task else ():
            options = [*savings.STILL, "--batch", batch, "--threads", given.threads, "--seed", 0,
                       *(["--without", without] if without else [])]
            updates = running.updates_for(given.seconds, task, *options)
            with tempfile.TemporaryDirectory() as folder:
                recording = pathlib.Path(folder, "training.jfr")
                os.environ["GFLOWNET_JAVA_OPTS"] = f"-XX:StartFlightRecording=filename={recording},settings=profile"
                found = running.bench(task, "--steps", updates, *options)
                del os.environ["GFLOWNET_JAVA_OPTS"]
                counted = shares(recording)
            samples = sum(counted.values())
            lines += [found | {"without": without.replace(",", " "), "part": title, "share": counted[title] / samples,
                               "samples": samples} for title in titles]
            print(f"| {task} | {batch} | {'none' if without else 'all'} | {found['trajectories_per_second']:.0f} | "
                  + " | ".join(f"{100 * counted[title] / samples:.0f} %" for title in titles) + " |", flush=True)
            running.write(running.FIGURES / "profile.csv", COLUMNS, lines)


if __name__ == "__main__":
    main()
