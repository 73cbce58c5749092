#!/usr/bin/env python3
"""Compares settings of Tutti by short launches in turns, kept when the cross-core hop reads the same mood before and after.

sizes.py --rounds 8 --cells allreduce:65536,bcast:65536 NAME:VAR=VALUE,VAR=VALUE NAME: ...
Each setting is a name and the environment variables that make it; CLASSES=folder chooses other classes of core.
Prints, for each cell and setting, the median over kept launches of the fastest tenth of batches, in ns.
"""
import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COMMON_MOOD = (40, 110)


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--cells", default="allreduce:4096,allreduce:65536,allreduce:1048576,bcast:65536,bcast:1048576")
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--java", default="java")
    parser.add_argument("settings", nargs="+")
    return parser.parse_args()


def build(java, folder):
    subprocess.run(["cc", "-O2", "-o", f"{folder}/hop", str(HERE / "hop.c")], check=True)
    classes = ROOT / "core" / "target" / "classes"
    javac = str(Path(java).with_name("javac")) if "/" in java else "javac"
    subprocess.run([javac, "-cp", str(classes), "-d", folder, str(HERE / "Cells.java")], check=True)


def hop(folder):
    return float(subprocess.run([f"{folder}/hop"], capture_output=True, text=True, check=True).stdout)


def is_common(nanos):
    return COMMON_MOOD[0] <= nanos <= COMMON_MOOD[1]


def launch(options, folder, variables, cells):
    core = variables.pop("CLASSES", str(ROOT / "core" / "target" / "classes"))
    path = ":".join([core, str(ROOT / "posix" / "target" / "classes"), folder])
    command = [options.java, "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-cp", path, "Cells", *cells]
    ranks = []
    for rank in range(options.ranks):
        env = dict(os.environ, TUTTI_JOB=f"sizes{os.getpid()}", TUTTI_RANK=str(rank), TUTTI_SIZE=str(options.ranks))
        env.update(variables)
        ranks.append(subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True))
    outputs = [rank.communicate(timeout=120)[0] for rank in ranks]
    return {line.split()[0]: float(line.split()[1]) for line in outputs[0].splitlines()}


def settings_of(words):
    for word in words:
        name, _, variables = word.partition(":")
        yield name, dict(pair.split("=", 1) for pair in variables.split(",") if pair)


def main():
    options = parse()
    cells = options.cells.split(",")
    settings = list(settings_of(options.settings))
    kept = {name: {cell: [] for cell in cells} for name, _ in settings}
    with tempfile.TemporaryDirectory() as folder:
        build(options.java, folder)
        for _ in range(options.rounds):
            for name, variables in random.sample(settings, len(settings)):
                before = hop(folder)
                figures = launch(options, folder, dict(variables), cells)
                if is_common(before) and is_common(hop(folder)):
                    for cell in cells:
                        kept[name][cell].append(figures[cell])
    print("| setting | kept | " + " | ".join(cells) + " |")
    print("|---" * (len(cells) + 2) + "|")
    for name, _ in settings:
        columns = [f"{statistics.median(v):.0f}" if v else "-" for v in kept[name].values()]
        print(f"| {name} | {len(kept[name][cells[0]])} | " + " | ".join(columns) + " |")


if __name__ == "__main__":
    sys.exit(main())
