#!/bin/sh
# Runs the example with seeds 1 to 5 on both backends and writes docs/benchmarks/design-dna-binders.csv. About eight minutes.
set -eu
root=$(CDPATH='' cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
result=$root/docs/benchmarks/design-dna-binders.csv
mkdir -p "$(dirname "$result")"
keys='tv elbo_gap kl log_z log_z_exact slope spearman tv_samples tv_noise_floor training_seconds seconds'
echo "backend,seed,$(echo "$keys" | tr ' ' ',')" >"$result"
for seed in 1 2 3 4 5; do
  # in turn, so that a change of the machine's speed meets both
  for backend in ND4J JAVA; do
    "$root/gflownet" run "$root/examples/design-dna-binders" --output "$work/$backend-$seed" \
      --set "4.seed=$seed" --set "5.seed=$seed" --set "6.seed=$seed" \
      --set "4.backend=$backend" --set "5.backend=$backend" --set "6.backend=$backend" >/dev/null
    line=$backend,$seed
    for key in $keys; do
      line=$line,$(sed -n "s/^ *\"$key\" *: *\([^,]*\),\{0,1\}$/\1/p" "$work/$backend-$seed/metrics.json")
    done
    echo "$line" | tee -a "$result"
  done
done
