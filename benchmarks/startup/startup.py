#!/usr/bin/env python3
"""Measures how long a whole job takes that does next to nothing: `./tutti run -n N Hello.java` beside `mpirun -n N hello`.

From the start of the command to its end, the program compiled already. The engines take turns, in an order drawn anew in
each round. Wall time is what a person waits for; processor time, of all processes of the job together, says what it costs,
and depends less on what else runs.
"""
import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "benchmarks", "race"))
import race  # noqa: E402  (its ways to find Open MPI, to describe the machine, to print tables)

PEER = "openmpi"
ENGINES = ["tutti", "tutti-no-aot", PEER]
CACHE_PATIENCE_SECONDS = 120


class Failed(Exception):
    """A job did not do what it should."""


def tutti_command(ranks):
    return ["./tutti", "run", "-n", str(ranks), os.path.join("examples", "Hello.java")]


def peer_command(launcher, program, ranks):
    return [launcher, "--oversubscribe", "-n", str(ranks), program]


def compile_peer(base):
    """The launcher and the program, or nothing where Open MPI is not installed."""
    compiler, launcher = race.find_open_mpi()
    if launcher is None:
        return None, None
    program = os.path.join(base, "hello")
    subprocess.run([compiler, "-O2", "-o", program, os.path.join(HERE, "hello.c")], check=True)
    return launcher, program


def engine_commands(options, base):
    """Name -> (ranks -> command, environment) of the engines asked for that can run here."""
    cache = {"XDG_CACHE_HOME": os.path.join(base, "cache")}
    commands = {
        "tutti": (tutti_command, {**cache, "TUTTI_AOT": "on"}),
        "tutti-no-aot": (tutti_command, {**cache, "TUTTI_AOT": "off"}),
    }
    launcher, program = compile_peer(base)
    if launcher is None:
        race.say(f"{PEER}: Open MPI is not installed")
    else:
        commands[PEER] = (lambda ranks: peer_command(launcher, program, ranks), race.peer_environment(base))
    return {name: command for name, command in commands.items() if name in options.engines}


def run_once(command, environment, ranks, patience_seconds):
    """Wall and processor milliseconds of a job, which must have said hello once a rank."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=patience_seconds)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = sorted(line.partition(", process")[0] for line in done.stdout.splitlines())
    if done.returncode != 0 or said != sorted(f"Hello from rank {rank} of {ranks}" for rank in range(ranks)):
        raise Failed(f"{' '.join(command)} ended with {done.returncode} and said:\n{done.stdout}")
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return {"wallMillis": wall * 1000, "cpuMillis": used * 1000}


def prepare(commands, options, base):
    """Lets ./tutti compile, and make the AOT caches that these numbers of ranks need."""
    for name in [name for name in commands if name != PEER]:
        command, environment = commands[name]
        for ranks in options.ranks:
            run_once(command(ranks), environment, ranks, options.timeout * race.START_PATIENCE)
            if name == "tutti":
                await_caches(os.path.join(base, "cache", "tutti", "aot"))


def await_caches(folder):
    deadline = time.monotonic() + CACHE_PATIENCE_SECONDS
    while True:
        names = os.listdir(folder) if os.path.isdir(folder) else []
        if names and all(name.endswith(".aot") for name in names):
            return
        if time.monotonic() > deadline:
            raise Failed(f"no AOT cache has been made in {folder}: {names}")
        time.sleep(0.1)


def measure(commands, options):
    samples = []
    for number in range(-options.settle, options.rounds):
        race.say(f"round {number + 1} of {options.rounds}" if number >= 0 else "settling")
        for ranks in options.ranks:
            for name in random.sample(list(commands), len(commands)):
                command, environment = commands[name]
                sample = run_once(command(ranks), environment, ranks, options.timeout)
                if number >= 0:
                    samples.append({"round": number, "ranks": ranks, "engine": name, **sample})
    return samples


def values(samples, ranks, engine, what):
    """Round -> value."""
    return {s["round"]: s[what] for s in samples if s["ranks"] == ranks and s["engine"] == engine}


def show_millis(millis):
    return f"{millis:.0f}"


def row(samples, ranks, engine):
    wall = values(samples, ranks, engine, "wallMillis")
    cpu = values(samples, ranks, engine, "cpuMillis")
    ratios = race.ratios_of(wall, values(samples, ranks, PEER, "wallMillis"))
    return [str(ranks), engine, race.show_median(wall.values(), show_millis),
            race.show_median(cpu.values(), show_millis),
            race.show_ratio(statistics.median(ratios)) if ratios else "-"]


def report(names, samples, options, machine):
    print(f"{machine['cpu']}, {machine['cores']} cores, kernel {machine['kernel']}; {machine['jdk']}; "
          f"{machine['openMpi']}; {machine['gitCommit']}; {machine['date']}")
    print(f"{options.rounds} rounds. Medians (lower-upper quartile); a ratio below 1: faster than {PEER}.\n")
    rows = [row(samples, ranks, name) for ranks in options.ranks for name in names]
    print(race.markdown(["ranks", "engine", "wall ms", "processor ms", f"wall / {PEER}"], rows))


def versions_of(commands):
    found = {}
    if PEER in commands:
        found[PEER] = race.first_line(commands[PEER][0](1)[:1] + ["--version"])
    done = subprocess.run(["./tutti", "--version"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found["tutti"] = done.stdout.splitlines()[1].partition(" in ")[0]
    return {PEER: "not run", **found}


def rank_list(text):
    return [int(ranks) for ranks in text.split(",")]


def engine_list(text):
    names = text.split(",")
    unknown = [name for name in names if name not in ENGINES]
    if unknown:
        raise argparse.ArgumentTypeError(f"no such engine: {', '.join(unknown)}; there are {', '.join(ENGINES)}")
    return names


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ranks", type=rank_list, default=[2, 16], help="N,... (default: 2,16)")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--settle", type=int, default=2, help="rounds thrown away at the start")
    parser.add_argument("--engines", type=engine_list, default=ENGINES, help="NAME,... (default: all)")
    parser.add_argument("--timeout", type=float, default=60, help="seconds a job may take")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1000000, help="of the order of turns")
    parser.add_argument("--out", help="write all samples and the machine to this JSON file")
    return parser.parse_args()


def main():
    options = parse_options()
    random.seed(options.seed)
    memory = race.SHARED_MEMORY if os.access(race.SHARED_MEMORY, os.W_OK) else None
    try:
        with tempfile.TemporaryDirectory(prefix="tutti-startup-", dir=memory) as base:
            commands = engine_commands(options, base)
            versions = versions_of(commands)  # ./tutti builds itself here if it has to
            prepare(commands, options, base)
            samples = measure(commands, options)
            machine = race.describe_machine(versions)
    except (Failed, subprocess.SubprocessError) as problem:
        sys.exit(f"startup: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
    if options.out:
        race.write_json(options.out, list(commands), samples, options, machine)
    report(list(commands), samples, options, machine)


if __name__ == "__main__":
    main()
