#!/bin/sh
# Builds and runs the model of docs/scale.md: what short operations take 2 to 1,024 ranks, in virtual time. Arguments are machines,
# files as benchmarks/scale has them (all of those if there are none), and parameters that replace the files',
# e.g. `benchmarks/scale.sh benchmarks/scale/machine-2-sockets.properties turn.home=30`. With a JDK 25 or newer in JAVA_HOME or on PATH.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -ntp -Dmaven.test.skip=true -pl benchmarks -am package
# One rank moves at a time: a second thread would only wait for the first.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djdk.virtualThreadScheduler.parallelism=1 \
    -cp "benchmarks/target/classes:benchmarks/target/lib/*" org.tutti.benchmarks.scale.Scale "$@"
