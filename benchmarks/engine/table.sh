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

# what the issue leaves open: "best objective", number of updates
GRID='--objective subtb --backward learned --loss linex-half'
SETS='--objective tb --steps 3000 --batch 16'
ISING='--objective tb --steps 4000 --batch 128'
BITS='--objective fl-db --loss linex1 --clip 1 --tempered 0.5 --batch 16'

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
  echo "bitseq-120-8 append|0 1 2 3 4|bitseq-120-8 --construction append $BITS --steps 10800"
  echo "bitseq-120-8 slots|0 1 2 3 4|bitseq-120-8 --construction slots $BITS --steps 8000"
}

# one run: name of the row, seed, arguments
run() {
  file=$work/$(echo "$1 $2" | tr ' ' '_').json
  [ -s "$file" ] && return
  began=$(date +%s)
  # shellcheck disable=SC2086
  "$root/gflownet" bench $3 --seed "$2" --threads 1 --data "$data" --json 2>"$file.err" | tail -n 1 >"$file.part"
  if [ -s "$file.part" ]; then
    echo $(($(date +%s) - began)) >"$file.wall"
    mv "$file.part" "$file"
    rm -f "$file.err"
    echo "done: $1, seed $2"
  else
    echo "FAILED: $1, seed $2, see $file.err"
  fi
}

if [ "${RUN_ONE:-}" ]; then
  run "$RUN_ONE" "$SEED" "$ARGUMENTS"
  exit
fi

rows | grep -e "${ROWS:-.}" | while IFS='|' read -r name seeds arguments; do
  for seed in $seeds; do
    printf '%s\0' "$name|$seed|$arguments"
  done
done | xargs -0 -P 2 -I '{}' sh -c '
  line=$1
  name=${line%%|*}; rest=${line#*|}; seed=${rest%%|*}; arguments=${rest#*|}
  RUN_ONE="$name" SEED="$seed" ARGUMENTS="$arguments" exec sh "$2" "$3" "$4"' sh '{}' "$0" "$data" "$work"

# the raw figures
keys='tv jsd kl l1_sum elbo_gap eubo_gap log_z log_z_exact log_z_error slope spearman fcs tv_path_counts marginal_error
correlation_error modes modes_visited modes_total steps_to_all_modes state_evaluations trajectories seconds
trajectories_per_second peak_anonymous_mib'
# wall_seconds: the whole run, start-up and evaluation included
csv=$root/docs/benchmarks/engine.csv
echo "row,seed,arguments,$(echo $keys | tr ' ' ','),wall_seconds" >"$csv.part"
rows | while IFS='|' read -r name seeds arguments; do
  for seed in $seeds; do
    file=$work/$(echo "$name $seed" | tr ' ' '_').json
    [ -s "$file" ] || continue
    line="$name,$seed,$arguments"
    for key in $keys; do
      line="$line,$(sed -n "s/.*\"$key\":\([^,}]*\).*/\1/p" "$file")"
    done
    echo "$line,$(cat "$file.wall" 2>/dev/null || true)"
  done
done >>"$csv.part"
mv "$csv.part" "$csv"
echo "wrote $csv"
