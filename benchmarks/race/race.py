#!/usr/bin/env python3
"""Races Tutti against Open MPI on this machine and prints by how much it wins or loses.

All engines are started once and stay. Between measurements each of their ranks blocks reading a FIFO of its own, so that
only one engine at a time uses the processor. For each cell (an operation and a size) the engines take turns, some tens of
milliseconds each, in an order drawn anew; between two turns the time of a cache line from core to core is probed. A virtual
machine's cores move every few seconds and that time moves with them: its moods. A sample is kept if the probes before and
after it show the same mood, and only samples of one mood and one round are compared.
"""
import argparse
import datetime
import json
import os
import platform
import random
import re
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SHARED_MEMORY = "/dev/shm"

OMPI = ["--mca", "pml", "ob1", "--mca", "btl", "self,vader"]
NO_SINGLE_COPY = ["--mca", "btl_vader_single_copy_mechanism", "none"]
COLL_SM = ["--mca", "coll_sm_priority", "100"]
PEERS = {
    "openmpi": OMPI,
    "openmpi-nosc": OMPI + NO_SINGLE_COPY,
    "openmpi-sm": OMPI + NO_SINGLE_COPY + COLL_SM,
    "openmpi-sm-sc": OMPI + COLL_SM,
}
DEFAULT_CELLS = ["barrier:0"] + [f"{op}:{size}" for op in ("bcast", "allreduce") for size in (8, 1024, 65536, 1048576)]

# Roughly what an iteration takes, its writing and reading included: nanoseconds and nanoseconds per byte. Only the number
# of iterations depends on it, the same for all engines.
ROUGH_NANOS = {"barrier": (200, 0), "bcast": (250, 0.07), "allreduce": (350, 0.13)}
SWITCH_NANOS = 3000  # more ranks than cores: what each rank adds
FEWEST_ITERATIONS = 20
START_PATIENCE = 5  # times the usual time-out: ./tutti may have to build first, and the first rounds compile
GONE_SECONDS = 5


class Stuck(Exception):
    """An engine did not answer, or ended."""


# ---- engines ----


class Engine:
    """One engine's resident processes: a line down each rank's FIFO is a command, rank 0 answers through another."""

    def __init__(self, name, command, environment, ranks, base):
        self.name = name
        self.folder = os.path.join(base, name)
        self.version = "unknown"
        self.shared_files = set()
        self.unread = b""
        os.mkdir(self.folder)
        names = [f"rank{rank}" for rank in range(ranks)] + ["answers"]
        for fifo in names:
            os.mkfifo(os.path.join(self.folder, fifo))
        # Open for both directions, so that opening never waits; when this process ends, every rank reads an end of file.
        self.fifos = [os.open(os.path.join(self.folder, fifo), os.O_RDWR) for fifo in names]
        self.log = os.path.join(self.folder, "log")
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                command + ["--commands", self.folder], cwd=ROOT, env={**os.environ, **environment},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def await_ready(self, patience_seconds):
        self.version = self.expect("ready ", "starting", patience_seconds)
        self.shared_files = set(mapped_files(session_members(self.process.pid)))

    def measure(self, cell, iterations, warmup, patience_seconds):
        """The nanoseconds of one operation, and those of writing and reading alone, which are subtracted already."""
        op, size = cell.split(":")
        command = f"{cell}:{iterations}:{warmup}\n".encode()
        for fifo in self.fifos[:-1]:
            os.write(fifo, command)
        nanos, alone_nanos = self.expect(f"{op} {size} ", f"cell {cell}", patience_seconds).split()
        return float(nanos), float(alone_nanos)

    def expect(self, prefix, doing, patience_seconds):
        """The rest of the answer after the prefix."""
        deadline = time.monotonic() + patience_seconds
        while b"\n" not in self.unread:
            if self.process.poll() is not None:
                raise Stuck(f"{self.name} ended at {doing} (exit code {self.process.returncode}){self.last_words()}")
            if time.monotonic() > deadline:
                raise Stuck(f"{self.name} was stuck at {doing} for {patience_seconds:g} s{self.last_words()}")
            if select.select([self.fifos[-1]], [], [], 0.5)[0]:
                self.unread += os.read(self.fifos[-1], 4096)
        line, _, self.unread = self.unread.partition(b"\n")
        answer = line.decode()
        if not answer.startswith(prefix):
            raise Stuck(f"{self.name} answered '{answer}' at {doing}{self.last_words()}")
        return answer[len(prefix):]

    def last_words(self):
        with open(self.log, errors="replace") as log:
            text = log.read().strip()[-2000:]
        return f"; its output:\n{text}" if text else "; it printed nothing"

    def end(self, patience_seconds):
        """Ends the engine: ranks read an end of file and finish; those that do not are killed."""
        for fifo in self.fifos:
            os.close(fifo)
        self.fifos = []
        try:
            self.process.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            pass
        members = session_members(self.process.pid)
        if members:
            self.kill(members)

    def kill(self, members):
        self.shared_files |= set(mapped_files(members))
        for member in members:
            try:
                os.kill(member, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        deadline = time.monotonic() + GONE_SECONDS
        while session_members(self.process.pid) and time.monotonic() < deadline:
            time.sleep(0.01)

    def remove_shared_files(self):
        """Open MPI leaves its segments behind when it is ended by force."""
        for path in self.shared_files:
            if os.path.basename(path).startswith("vader_segment"):
                try:
                    os.unlink(path)
                except FileNotFoundError:
                    pass


def session_members(session):
    """The processes of a session: an engine is the leader of its own, and what it starts stays in it."""
    members = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as stat:
                state, _, _, member_of = stat.read().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(member_of) == session and state != "Z":
            members.append(int(entry))
    return members


def mapped_files(processes):
    """The files in shared memory that these processes have mapped."""
    for process in processes:
        try:
            with open(f"/proc/{process}/maps") as maps:
                paths = [line.split(maxsplit=5)[5].strip() for line in maps if SHARED_MEMORY + "/" in line]
        except OSError:
            continue
        yield from paths


# ---- what is there ----


def find_open_mpi():
    """The compiler and the launcher, or nothing."""
    for suffix in (".openmpi", ""):
        compiler, launcher = shutil.which("mpicc" + suffix), shutil.which("mpirun" + suffix)
        if compiler and launcher and is_open_mpi(launcher):
            return compiler, launcher
    return None, None


def is_open_mpi(launcher):
    version = first_line([launcher, "--version"])
    return "Open MPI" in version or "OpenRTE" in version


def first_line(command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError:
        return "unknown"
    line = done.stdout.strip().partition("\n")[0]
    return line if line and done.returncode == 0 else "unknown"


def peer_command(launcher, program, ranks, settings):
    if ranks > os.cpu_count():
        placing = ["--oversubscribe", "--bind-to", "none", "--mca", "mpi_yield_when_idle", "1"]
    else:
        placing = ["--bind-to", "core"]
    return [launcher, "-n", str(ranks)] + placing + settings + [program]


def peer_environment(base):
    """Session folders in memory, where coll/sm's segments are not written back to a disk."""
    environment = {"TMPDIR": base}
    if os.geteuid() == 0:
        environment.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
    return environment


def tutti_command(ranks, java_args):
    options = ["--jvm-args", java_args] if java_args else []
    program = os.path.relpath(os.path.join(HERE, "Race.java"), ROOT)
    return ["./tutti", "run", "-n", str(ranks)] + options + [program]


def compile_c(compiler, name, base):
    program = os.path.join(base, name)
    source = os.path.join(HERE, name + ".c")
    subprocess.run([compiler, "-O3", "-march=native", "-o", program, source], check=True)
    return program


def engine_commands(options, base):
    """Name -> (command, environment) of the engines asked for that can run here."""
    commands = {}
    if os.access(os.path.join(ROOT, "tutti"), os.X_OK):
        commands["tutti"] = (tutti_command(options.ranks, options.java_args), {})
    else:
        say("tutti: not there (no ./tutti to run)")
    compiler, launcher = find_open_mpi()
    if launcher is None:
        say(f"{', '.join(PEERS)}: Open MPI is not installed")
    else:
        program = compile_c(compiler, "race", base)
        for name, settings in PEERS.items():
            command = peer_command(launcher, program, options.ranks, settings)
            commands[name] = (command, peer_environment(base))
    return {name: command for name, command in commands.items() if name in options.engines}


def describe_machine(versions):
    """The engines tell their versions themselves: the JDK that ./tutti chose, the library that was loaded."""
    with open("/proc/cpuinfo") as cpuinfo:
        model = re.search(r"model name\s*:\s*(.*)", cpuinfo.read())
    return {
        "cpu": model.group(1) if model else platform.machine(),
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "jdk": versions.get("tutti", "not run"),
        "openMpi": next(versions[name] for name in versions if name in PEERS),
        "gitCommit": first_line(["git", "-C", ROOT, "describe", "--always", "--dirty", "--abbrev=40"]),
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
    }


# ---- measuring ----


def counts_of(cell, options):
    """Iterations and warm-up of a cell, the same for all engines."""
    op, size = cell.split(":")
    fixed, per_byte = ROUGH_NANOS[op]
    nanos = fixed + per_byte * int(size)
    if options.ranks > os.cpu_count():
        nanos = nanos * options.ranks + SWITCH_NANOS * options.ranks
    rounds_of_roots = max(FEWEST_ITERATIONS, int(options.millis * 1e6 / nanos)) // options.ranks
    iterations = max(1, rounds_of_roots) * options.ranks
    return iterations, max(iterations // 5, options.ranks)


def probe_hop_nanos(hop):
    done = subprocess.run([hop], stdout=subprocess.PIPE, text=True, check=True, timeout=20)
    return float(done.stdout)


def mood_of(hop_nanos, limits):
    edges = [0] + limits
    number = sum(hop_nanos >= limit for limit in limits)
    return f"{edges[number]}-{edges[number + 1]}" if number < len(limits) else f"{edges[number]}+"


def measure_cell(cell, engines, hop, options, patience_seconds):
    """One turn of each engine, in an order drawn anew; a probe before, between and after."""
    samples = []
    hop_before_nanos = probe_hop_nanos(hop)
    for engine in random.sample(engines, len(engines)):
        nanos, alone_nanos = engine.measure(cell, *counts_of(cell, options), patience_seconds)
        hop_after_nanos = probe_hop_nanos(hop)
        moods = {mood_of(hop_nanos, options.mood_limits) for hop_nanos in (hop_before_nanos, hop_after_nanos)}
        samples.append({
            "cell": cell, "engine": engine.name, "nanos": nanos, "aloneNanos": alone_nanos,
            "hopBeforeNanos": hop_before_nanos, "hopAfterNanos": hop_after_nanos,
            "mood": moods.pop() if len(moods) == 1 else None,
        })
        hop_before_nanos = hop_after_nanos
    return samples


def race(engines, hop, options):
    """All samples; the first rounds, in which the JVM compiles, are thrown away."""
    samples = []
    for number in range(-options.settle, options.rounds):
        say(f"round {number + 1} of {options.rounds}" if number >= 0 else "settling")
        patience_seconds = options.timeout * (1 if number >= 0 else START_PATIENCE)
        for cell in options.cells:
            turns = measure_cell(cell, engines, hop, options, patience_seconds)
            if number >= 0:
                samples += [{"round": number, **sample} for sample in turns]
    return samples


def run_engines(options, base):
    """Starts what is there, races, ends everything. Returns the engines' versions by name, and the samples."""
    commands = engine_commands(options, base)
    if not any(name in PEERS for name in commands):
        say("there is no peer to race against")
        sys.exit(2)
    hop = compile_c(os.environ.get("CC", "cc"), "hop", base)
    engines, forced = [], True
    try:
        for name, (command, environment) in commands.items():
            engines.append(Engine(name, command, environment, options.ranks, base))
            engines[-1].await_ready(options.timeout * START_PATIENCE)
        samples = race(engines, hop, options)
        forced = False
        return {engine.name: engine.version for engine in engines}, samples
    finally:
        for engine in engines:
            engine.end(0 if forced else 10)
            engine.remove_shared_files()


# ---- telling ----


def quartiles(values):
    """Lower quartile, median, upper quartile."""
    if len(values) < 2:
        return tuple(values) * 3
    return tuple(statistics.quantiles(values, n=4, method="inclusive"))


def kept_nanos(samples, mood, of="nanos"):
    """Cell -> engine -> round -> nanoseconds of the samples kept."""
    kept = {}
    for sample in samples:
        if sample["mood"] == mood:
            kept.setdefault(sample["cell"], {}).setdefault(sample["engine"], {})[sample["round"]] = sample[of]
    return kept


def most_frequent_mood(samples):
    moods = [sample["mood"] for sample in samples if sample["mood"]]
    return statistics.mode(moods) if moods else None


def ratios_of(ours, theirs):
    """Tutti's time divided by a peer's, in each round that has both."""
    return [ours[number] / theirs[number] for number in sorted(ours.keys() & theirs.keys())]


def best_peer_of(by_engine):
    medians = {name: statistics.median(by_engine[name].values()) for name in by_engine if name in PEERS}
    return min(medians, key=medians.get) if medians else None


def show_nanos(nanos):
    return f"{nanos:.0f}" if nanos >= 100 else f"{nanos:.1f}"


def show_median(values, show):
    if not values:
        return "-"
    low, median, high = quartiles(list(values))
    return f"{show(median)} ({show(low)}-{show(high)})"


def show_ratio(ratio):
    return f"{ratio:.2f}"


def markdown(header, rows):
    lines = [header, ["---"] * len(header)] + rows
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def ratio_row(cell, by_engine, peers):
    ours = by_engine.get("tutti", {})
    best = best_peer_of(by_engine)
    theirs = by_engine.get(best, {})
    to_best = ratios_of(ours, theirs)
    row = [cell.replace(":", " "), show_median(ours.values(), show_nanos), show_median(theirs.values(), show_nanos)]
    row += [best or "-", show_median(to_best, show_ratio)]
    for peer in peers:
        ratios = ratios_of(ours, by_engine.get(peer, {}))
        row.append(show_ratio(statistics.median(ratios)) if ratios else "-")
    return row + [f"{len(ours)}, {len(theirs)}, {len(to_best)}"]


def ratio_table(names, cells, kept):
    peers = [name for name in names if name in PEERS]
    header = ["cell", "tutti ns", "best peer ns", "best peer", "tutti / best"]
    header += [f"/ {peer}" for peer in peers] + ["kept: tutti, best, both"]
    return markdown(header, [ratio_row(cell, kept.get(cell, {}), peers) for cell in cells])


def nanos_table(names, cells, kept):
    rows = []
    for cell in cells:
        row = [cell.replace(":", " ")]
        for name in names:
            values = kept.get(cell, {}).get(name, {}).values()
            row.append(f"{show_median(values, show_nanos)} n={len(values)}")
        rows.append(row)
    return markdown(["cell"] + [f"{name} ns" for name in names], rows)


def report(names, samples, options, machine):
    mood = options.mood or most_frequent_mood(samples)
    kept = kept_nanos(samples, mood)
    kept_count = sum(sample["mood"] == mood and mood is not None for sample in samples)
    print(f"{machine['cpu']}, {machine['cores']} cores, kernel {machine['kernel']}; {machine['jdk']}; "
          f"{machine['openMpi']}; {machine['gitCommit']}; {machine['date']}")
    print(f"{options.ranks} ranks, {options.rounds} rounds of {options.millis:g} ms; mood: a hop of {mood} ns "
          f"({kept_count} of {len(samples)} samples). Medians (lower-upper quartile); a ratio below 1: Tutti is faster.\n")
    print(ratio_table(names, options.cells, kept) + "\n")
    print(nanos_table(names, options.cells, kept) + "\n")
    print("Subtracted already: the time of writing what is sent and reading what was received, alone.\n")
    with_data = [cell for cell in options.cells if not cell.endswith(":0")]
    print(nanos_table(names, with_data, kept_nanos(samples, mood, of="aloneNanos")))


def write_json(path, names, samples, options, machine):
    content = {"machine": machine, "options": vars(options), "engines": names, "samples": samples}
    with open(path, "w") as out:
        json.dump(content, out, indent=1)
        out.write("\n")


def say(text):
    print(text, file=sys.stderr, flush=True)


# ---- the command line ----


def cell_list(text):
    cells = text.split(",")
    for cell in cells:
        op, _, size = cell.partition(":")
        if op not in ROUGH_NANOS or not size.isdigit() or (op == "barrier") != (size == "0"):
            raise argparse.ArgumentTypeError(f"'{cell}' is not OP:BYTES with OP one of {', '.join(ROUGH_NANOS)}")
    return cells


def engine_list(text):
    names = text.split(",")
    unknown = [name for name in names if name != "tutti" and name not in PEERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no such engine: {', '.join(unknown)}; there are tutti, {', '.join(PEERS)}")
    return names


def limit_list(text):
    return sorted(int(limit) for limit in text.split(","))


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--settle", type=int, default=3, help="rounds thrown away at the start")
    parser.add_argument("--cells", type=cell_list, default=DEFAULT_CELLS, help="OP:BYTES,...")
    parser.add_argument("--millis", type=float, default=60, help="length of one engine's turn, roughly")
    parser.add_argument("--engines", type=engine_list, default=["tutti", *PEERS], help="NAME,... (default: all)")
    parser.add_argument("--mood", help="compare in this mood, such as 45-110 (default: the most frequent)")
    parser.add_argument("--mood-limits", type=limit_list, default=[45, 110], help="hop nanoseconds between two moods")
    parser.add_argument("--timeout", type=float, default=20, help="seconds an answer may take")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1000000, help="of the order of turns")
    parser.add_argument("--java-args", default="", help="for tutti's --jvm-args; write --java-args=-X...")
    parser.add_argument("--out", help="write all samples and the machine to this JSON file")
    return parser.parse_args()


def main():
    options = parse_options()
    random.seed(options.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    memory = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None
    try:
        with tempfile.TemporaryDirectory(prefix="tutti-race-", dir=memory) as base:
            versions, samples = run_engines(options, base)
    except (Stuck, subprocess.SubprocessError) as problem:
        sys.exit(f"race: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
    machine = describe_machine(versions)
    if options.out:
        write_json(options.out, list(versions), samples, options, machine)
    report(list(versions), samples, options, machine)


if __name__ == "__main__":
    main()
