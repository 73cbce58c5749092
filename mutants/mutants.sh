#!/bin/sh
# Builds, then lists the mutants of core or runs the suites on them: mutants/mutants.sh list, mutants/mutants.sh run [-j JOBS] [ID ...]
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -ntp -DskipTests -Dspotless.check.skip -pl mutants -am package </dev/null
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED \
    -cp "mutants/target/classes:$(cat mutants/target/classpath)" org.tutti.mutants.Main "$@"
