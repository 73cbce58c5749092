#!/bin/sh
# Asks MPJ Express 0.44 what it does: gets it from Debian, runs the programs of org.tutti.testkit.mpjexpress and those in examples/mpj on it
# and on Tutti, and lists where the two differ. It needs apt-get, dpkg-deb and a JDK 25, in JAVA_HOME or on PATH.
#
#   testkit/mpj-express.sh                # lists the differences that differences.txt does not have
#   testkit/mpj-express.sh --save         # what MPJ Express does becomes the tests' data (ranks-N.txt)
#
# MpjExpressTest compares the data with what Tutti does, without MPJ Express.

set -eu

root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd)
sources=$root/testkit/src/test/java/org/tutti/testkit/mpjexpress
data=$root/testkit/src/test/resources/org/tutti/testkit/mpjexpress
main=org.tutti.testkit.mpjexpress.Observations
sizes='1 2 3 8'
examples='TokenRing BlockMultiply TaskFarm Clusters TorusLife RodHeat LinkRank'
save=${1:-}
[ -z "${JAVA_HOME:-}" ] || PATH=$JAVA_HOME/bin:$PATH
javac --release 25 --version >/dev/null 2>&1 || { echo 'mpj-express: needs JDK 25, in JAVA_HOME or on PATH' >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/packages" "$work/home" "$work/mpj" "$work/tutti" "$work/seen"

# The packages, laid out as MPJ Express wants its home.
(
    cd "$work/packages"
    apt-get -q download libmpj-java liblog4j1.2-java >/dev/null 2>&1 ||
        { echo 'mpj-express: apt-get cannot download libmpj-java and liblog4j1.2-java; is `apt-get update` needed?' >&2; exit 1; }
    for package in *.deb; do dpkg-deb -x "$package" all; done
    cp -rL all/usr/share/mpj/lib "$work/home/lib"
    cp -r all/etc/mpj "$work/home/conf"
    cp -L all/usr/share/java/log4j-1.2.jar "$work/home/lib"
)
jar=$work/home/lib/mpj.jar
javac -nowarn -cp "$jar" -d "$work/mpj" "$sources"/*.java
for example in $examples; do javac -nowarn -cp "$jar" -d "$work/mpj" "$root/examples/mpj/$example.java"; done
javac -nowarn -cp "$("$root/tutti" classpath mpi)" -d "$work/tutti" "$sources"/*.java

# Runs a class and its arguments among $1 ranks, which are threads of one JVM there.
on_mpj() {
    ranks=$1
    shift
    MPJ_HOME=$work/home timeout 60 java -jar "$work/home/lib/starter.jar" \
        -np "$ranks" -cp "$work/mpj:$work/home/lib/log4j-1.2.jar" "$@" 2>"$work/err" | sed 1d
}

complain() {
    echo "$*" >&2
    status=1
}

status=0
for ranks in $sizes; do
    : >"$work/seen/ranks-$ranks.txt"
    for topic in $(sed -n 's/.*TOPICS.put("\([a-zA-Z]*\)".*/\1/p' "$sources/Observations.java"); do
        on_mpj "$ranks" "$main" "$topic" | grep "^$topic\\." >"$work/topic" || true # beside its own messages
        # among one rank there is nothing to see of intercommunicators
        [ -s "$work/topic" ] || [ "$ranks $topic" = '1 inter' ] || complain "MPJ Express, $ranks ranks: nothing seen of $topic"
        cat "$work/topic" >>"$work/seen/ranks-$ranks.txt"
    done
    "$root/tutti" run -n "$ranks" -cp "$work/tutti" "$main" >"$work/tutti-$ranks.txt"
    if [ "$save" = --save ]; then
        cp "$work/seen/ranks-$ranks.txt" "$data"
    elif ! diff "$data/ranks-$ranks.txt" "$work/seen/ranks-$ranks.txt"; then
        complain "MPJ Express, $ranks ranks: the data differs from what is seen"
    fi
    while IFS= read -r line; do
        name=${line%% = *}
        grep -qxF -- "$line" "$work/seen/ranks-$ranks.txt" && continue
        # what is listed below its name in differences.txt is explained
        sed -n "/^$name\$/,/^[^ ]/p" "$data/differences.txt" | grep -qxF -- "    $ranks = ${line#* = }" && continue
        complain "$ranks ranks: MPJ Express: $(grep -F -- "$name = " "$work/seen/ranks-$ranks.txt" || echo nothing)"
        complain "$ranks ranks: Tutti:       $line"
    done <"$work/tutti-$ranks.txt"
    for example in $examples; do
        on_mpj "$ranks" "$example" >"$work/one"
        "$root/tutti" run -n "$ranks" "$root/examples/mpj/$example.java" >"$work/other"
        diff "$work/one" "$work/other" || complain "$ranks ranks: $example differs (above: MPJ Express, Tutti)"
    done
done
[ "$status" != 0 ] || echo 'no differences but those that are explained'
exit "$status"
