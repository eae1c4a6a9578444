"""What is compared: tasks, batches, and the factors that are wanted. Standard library only."""
import csv
import gzip
import pathlib
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCORES = ROOT / "bundles/org.gflownet4j.core/src/main/resources/org/gflownet4j/operation/tf-bind-8-six6.csv.gz"

HIDDEN = (256, 256)
COUPLING = 0.44
BITS, WORD_BITS, MODES = 120, 8, 60

# Early: the policy stays what it is at the start, so that all see trajectories of one length however long they run.
STILL = 1e-9
# Trained: usual rates, held constant.
RATE, RATE_OF_LOG_Z = 1e-3, 0.1


@dataclass(frozen=True)
class Task:
    """A task of ./gflownet bench, with the constants its environment needs in a peer."""

    name: str
    kind: str
    size: tuple = ()
    reward: tuple = ()
    bench: str = ""
    length: int = 0

    @property
    def of_bench(self):
        """What ./gflownet bench calls it."""
        return self.bench or self.name


# length: of every trajectory, 0 where it is not fixed
TASKS = {task.name: task for task in (
    Task("hypergrid-2-8", "hypergrid", (2, 8), (0.1, 0.5, 2.0)),
    Task("hypergrid-4-20", "hypergrid", (4, 20), (1e-3, 0.5, 2.0)),
    Task("tfbind8", "tfbind8", length=8),
    Task("bitseq-120-8", "bitseq-words", length=BITS // WORD_BITS),
    Task("bitseq-120-8-by-bits", "bitseq-bits", bench="bitseq-120-8", length=BITS // WORD_BITS),
    Task("ising-6", "ising", (6,), length=36),
    Task("ising-10", "ising", (10,), length=100),
)}


@dataclass(frozen=True)
class Row:
    """A row of the table.

    guess: trajectories per second of ours, which only decides how long its first run is.
    bar: wanted factor ours / gfnx, 0 for none.
    updates: steps that a compiled loop of gfnx takes at a time.
    after: updates before the measurement begins, with usual learning rates; 0 for a policy that stands still.
    window: updates of ours that are measured then: as long as with this seed trajectories stay as long as those of peers,
        which make a few hundred updates in their time.
    seed: of ours then.
    """

    task: str
    batch: int
    bar: float
    guess: float
    updates: int
    after: int = 0
    window: int = 0
    seed: int = 0

    @property
    def key(self):
        """Name of the row."""
        return f"{self.task}/{self.batch}" + (f"/after-{self.after}" if self.after else "")

    @property
    def rates(self):
        """Learning rates of the network and of log Z."""
        return (RATE, RATE_OF_LOG_Z) if self.after else (STILL, STILL)


ROWS = (
    Row("hypergrid-2-8", 16, 8, 60000, 200),
    Row("hypergrid-2-8", 128, 8, 200000, 50),
    Row("hypergrid-4-20", 16, 10, 25000, 50),
    Row("hypergrid-4-20", 128, 10, 65000, 10),
    Row("tfbind8", 16, 2, 28000, 400),
    Row("tfbind8", 128, 4, 55000, 100),
    Row("bitseq-120-8", 16, 5, 1000, 10),
    Row("bitseq-120-8-by-bits", 16, 5, 1000, 20),
    Row("ising-6", 16, 5, 5000, 50),
    Row("ising-6", 128, 5, 9000, 15),
    Row("ising-10", 16, 5, 1000, 15),
    Row("ising-10", 128, 5, 2000, 4),
    Row("hypergrid-4-20", 16, 10, 17000, 50, after=2000, window=6000, seed=1),
)


def row(key):
    """The row of a name."""
    for one in ROWS:
        if one.key == key:
            return one
    raise SystemExit(f"There is no row {key}, but: " + ", ".join(one.key for one in ROWS))


def tfbind8_rewards():
    """R = 10 max(s, 0.001)^3 of all 65 536 8-mers, in alphabetical order; s is the score scaled to 0 ... 1."""
    complement = str.maketrans("ACGT", "TGCA")
    scores = {}
    with gzip.open(SCORES, "rt", encoding="ascii") as file:
        for line in csv.DictReader(file):
            strand, score = line["sequence"], float(line["e_score"])
            scores[strand] = score
            scores[strand.translate(complement)[::-1]] = score
    ordered = [scores[strand] for strand in sorted(scores)]
    least, greatest = min(ordered), max(ordered)
    return [10 * max((score - least) / (greatest - least), 1e-3) ** 3 for score in ordered]
