#!/bin/sh
# Runs the table "The engine on exact tasks" of docs/benchmarks.md, two runs side by side with one thread each, and writes
# docs/benchmarks/engine.csv. Resumable: runs whose result is in the work folder are not repeated.
#   table.sh DATA [WORK]     DATA: folder of the benchmark data (qm9str/, sets/); WORK: default target/engine
# Then summary.sh prints the table. ROWS='pattern' takes only the rows whose name matches.
set -eu
root=$(CDPATH='' cd "$(dirname "$0")/../.." && pwd)
data=$(CDPATH='' cd "${1:?the folder of the benchmark data is missing}" && pwd)
work=${2:-$root/target/engine}
mkdir -p "$work" "$root/docs/benchmarks"
"$root/gflownet" --version >/dev/null

# name of the row | seeds | what bench gets
rows() {
  for objective in tb db fm subtb vargrad soft-q; do
    echo "grid-2-8 $objective|0 1 2|hypergrid-2-8 --objective $objective --steps 781 --batch 128"
  done
  echo "grid-2-8 soft-rl|0 1 2|hypergrid-2-8 --objective soft-rl --steps 781 --batch 128"
  for objective in tb db fm subtb vargrad soft-q; do
    echo "grid-4-8 $objective|0 1 2|hypergrid-4-8 --objective $objective --steps 3906 --batch 128"
  done
  echo "tfbind8 append tb|0 1 2|tfbind8 --steps 4000 --batch 128"
  echo "tfbind8 append tb linex1|0 1 2|tfbind8 --loss linex1 --steps 4000 --batch 128"
  echo "tfbind8 append cross-entropy|0 1 2|tfbind8 --objective cross-entropy --steps 4000 --batch 128"
  for construction in slots prepend-append; do
    for objective in tb db subtb; do
      echo "tfbind8 $construction $objective|0 1 2|tfbind8 --construction $construction --objective $objective --steps 4000 --batch 128"
    done
  done
  echo "qm9str append tb|0 1 2|qm9str --steps 3000 --batch 128"
  echo "grid-4-20 160 000|0 1 2|hypergrid-4-20 $GRID --steps 10000 --batch 16"
  echo "grid-4-20 1 000 000|0 1 2|hypergrid-4-20 $GRID --steps 62500 --batch 16"
  echo "sets-large|0 1 2|sets-large $SETS --samples 100000"
  echo "ising-3|0 1 2|ising-3 $ISING"
  echo "ising-4|0 1 2|ising-4 $ISING --samples 100000"
  echo "bitseq-120-8|0 1 2 3 4|bitseq-120-8 --objective fl-db --loss linex1 --batch 16 $BITS"
}
