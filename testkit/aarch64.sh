#!/bin/sh
# Runs tests on an emulated AArch64 processor: gets QEMU's user mode and a JDK 25 for AArch64 from Debian (the JDK and its libraries from
# unstable), and lays both out in a folder of its own; nothing is installed. It needs apt-get, dpkg-deb and a JDK 25, in JAVA_HOME or on PATH.
# Ranks are threads there: QEMU tells a process another time of its start than it tells others, so that processes take each other for dead.
#
#   testkit/aarch64.sh                        # collective operations, messages, what is told of mistakes
#   testkit/aarch64.sh ScanTest MessagesTest  # these classes of org.tutti.testkit
#   testkit/aarch64.sh org.tutti.posix.PosixAccessTest  # a class of another package
#
# TUTTI_AARCH64 names the folder, for several runs; else it is made anew and removed.

set -eu

root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd)
packages='openjdk-25-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g'
tests='MessagesTest RequestsTest ThreadsTest PartitionedTest PartitionedErrorsTest AlltoallwTest NonblockingTest BasicTest MismatchTest MoveMismatchTest
    EveryMismatchTest ReproducibilityTest'
[ -z "${JAVA_HOME:-}" ] || PATH=$JAVA_HOME/bin:$PATH
javac --release 25 --version >/dev/null 2>&1 || { echo 'aarch64: needs JDK 25, in JAVA_HOME or on PATH' >&2; exit 1; }

if [ -n "${TUTTI_AARCH64:-}" ]; then
    mkdir -p "$TUTTI_AARCH64"
    work=$(CDPATH='' cd -P -- "$TUTTI_AARCH64" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi

# Debian's packages of another architecture and release, with lists of their own.
foreign() {
    apt-get -q -o Dir::Etc::sourcelist="$work/apt/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State="$work/apt" \
        -o Dir::State::status="$work/apt/status" -o Dir::Cache="$work/apt" -o APT::Architecture=arm64 -o APT::Architectures=arm64 \
        -o APT::Sandbox::User=root "$@" >>"$work/apt/log" 2>&1 || { cat "$work/apt/log" >&2; exit 1; }
}

lay_out() {
    mkdir -p "$work/apt/lists/partial" "$work/apt/archives/partial" "$work/debs" "$work/emulated" "$work/qemu"
    : >"$work/apt/status"
    echo 'deb http://deb.debian.org/debian unstable main' >"$work/apt/sources.list"
    foreign update
    (
        cd "$work/debs"
        foreign download $packages
        for package in *.deb; do dpkg-deb -x "$package" "$work/emulated"; done
        apt-get -q download qemu-user-static >/dev/null 2>&1 ||
            { echo 'aarch64: apt-get cannot download qemu-user-static; is `apt-get update` needed?' >&2; exit 1; }
        dpkg-deb -x qemu-user-static_*.deb "$work/qemu"
    )
    [ -e "$work/emulated/lib" ] || ln -s usr/lib "$work/emulated/lib"
    # links to /etc are meant for a machine of that architecture
    find "$work/emulated/usr/lib/jvm" -type l | while IFS= read -r link; do
        case $(readlink "$link") in /etc/*) ln -sf "$work/emulated$(readlink "$link")" "$link" ;; esac
    done
}

[ -e "$work/qemu/usr/bin" ] || lay_out
cd "$root"
./mvnw -B -q -ntp -Dspotless.check.skip -pl testkit -am test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/classpath -Dmdep.includeScope=test </dev/null
./mvnw -B -q -ntp -pl testkit dependency:copy -Dmdep.useBaseVersion=true -DoutputDirectory="$work" \
    -Dartifact="org.junit.platform:junit-platform-console-standalone:$(sed -n 's:.*<junit.version>\(.*\)</junit.version>.*:\1:p' pom.xml)" </dev/null
[ $# -gt 0 ] || set -- $tests
java=$(find "$work/emulated/usr/lib/jvm" -path '*/bin/java' -type f)
classes=testkit/target/test-classes:testkit/target/classes:posix/target/test-classes:$(cat testkit/target/classpath):$(echo "$work"/junit-platform-console-standalone-*.jar)
failed=
for test in "$@"; do
    case $test in *.*) class=$test ;; *) class=org.tutti.testkit.$test ;; esac
    # the emulator maps no 64 GiB
    TUTTI_ARENA_SIZE=1g "$work/qemu/usr/bin/qemu-aarch64-static" -L "$work/emulated" "$java" --enable-native-access=ALL-UNNAMED \
        -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dtutti.test.slowness=60 -cp "$classes" \
        org.junit.platform.console.ConsoleLauncher execute --disable-banner --details=summary --exclude-tag=full --exclude-tag=processes \
        --config=junit.jupiter.execution.timeout.mode=disabled --select-class="$class" ||
        failed="$failed $test"
done
[ -z "$failed" ] || { echo "aarch64: not passed:$failed" >&2; exit 1; }
