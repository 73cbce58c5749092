#!/bin/sh
# Builds and runs the JMH benchmarks. Arguments go to JMH, e.g. `benchmarks/jmh.sh Kernel -p type=FLOAT`; -h lists them.
# With a JDK 25 or newer in JAVA_HOME or on PATH.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -ntp -Dmaven.test.skip=true -pl benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
    org.openjdk.jmh.Main -jvmArgsAppend --enable-native-access=ALL-UNNAMED "$@"
