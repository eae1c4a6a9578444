#!/bin/sh
# Prints the median (lowest - highest) over the seeds of each row of docs/benchmarks/engine.csv, as a Markdown table.
set -eu
root=$(CDPATH='' cd "$(dirname "$0")/../.." && pwd)
awk -F, '
  function show(column,   n, i, j, t, v) {
    n = 0
    for (i = 1; i <= seeds; i++) if (cell[i, column] != "") v[++n] = cell[i, column] + 0
    if (n == 0) return ""
    for (i = 2; i <= n; i++) { t = v[i]; for (j = i - 1; j >= 1 && v[j] > t; j--) v[j + 1] = v[j]; v[j + 1] = t }
    return sprintf("%.4g (%.4g – %.4g)", v[int((n + 1) / 2)], v[1], v[n])
  }
  function flush(   k, line) {
    if (seeds == 0) return
    line = "| " name " | " seeds
    for (k = 1; k <= shown; k++) line = line " | " show(at[wanted[k]])
    print line " |"
    seeds = 0
  }
  BEGIN { shown = split("tv log_z_error elbo_gap slope marginal_error correlation_error tv_path_counts modes_visited steps_to_all_modes seconds wall_seconds", wanted, " ") }
  NR == 1 {
    for (k = 1; k <= NF; k++) at[$k] = k
    line = "| row | seeds"; rule = "|---|---"
    for (k = 1; k <= shown; k++) { line = line " | " wanted[k]; rule = rule "|---" }
    print line " |"; print rule "|"
    next
  }
  $1 != name { flush(); name = $1 }
  { seeds++; for (k = 1; k <= NF; k++) cell[seeds, k] = $k }
  { runs++; training += $at["seconds"]; if ($at["wall_seconds"] != "") { noted++; wall += $at["wall_seconds"] } }
  END {
    flush()
    printf "\n%d runs: %.0f minutes of training. Of %d the whole time was noted: %.0f minutes. Two run side by side.\n",
      runs, training / 60, noted, wall / 60
  }' "$root/docs/benchmarks/engine.csv"
