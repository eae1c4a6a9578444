#!/bin/sh
# Times the engine's kernels with JMH.
#   kernels.sh [JMH OPTIONS]     for example: kernels.sh Network -p backend=JAVA -rff kernels.csv
set -eu
root=$(CDPATH='' cd "$(dirname "$0")/../.." && pwd)
(cd "$root" && ./mvnw -q -Pbenchmarks -Dquick package -pl benchmarks/kernels -am)
exec java -cp "$root/benchmarks/kernels/target/classes:$root/benchmarks/kernels/target/lib/*" org.openjdk.jmh.Main "$@"
