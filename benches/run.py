#!/usr/bin/env python3
"""Measures ferropy on two emulated machines and on this one: instructions, times, flash, stack and heap.

    benches/run.py ops [SCRIPT…]     instructions per operation, as a Markdown table (default: benches/scripts)
    benches/run.py programs [SCRIPT…] instructions of whole programs (default: benches/programs), on the machines and here
    benches/run.py check             fails where the Cortex-M4F needs more instructions than counts.json says
    benches/run.py counts            writes counts.json anew
    benches/run.py start             instructions and heap of a new VM, and instructions per line of an imported module
    benches/run.py profile SCRIPT    which functions of the Cortex-M4F image execute the instructions between marks 1 and 2
    benches/run.py sizes             bytes of the images in flash, at opt-level "s" and "z", and what takes them
    benches/run.py stack [SCRIPT…]   bytes of Rust stack used (default: benches/stack); fails above the limit
    benches/run.py minheap [SCRIPT…] the smallest heap in which a program still prints the same (default: benches/heap)
    benches/run.py wander [SCRIPT…]  what a program prints that is handed from machine to machine while it runs; fails if it differs
    benches/run.py exact [SCRIPT…]   the most memory a program takes, on the host and on both machines; fails if it differs
    benches/run.py pauses [SCRIPT…]  instructions between two chances to take control (default: benches/pauses, and all others)
    benches/run.py steps             instructions of the collector's longest step, by size of heap; fails above the limit
    benches/run.py results           all tables, into benches/RESULTS.md

Counts are instructions, not cycles, and repeat exactly. MICROPYTHON_ELF names a MicroPython image for QEMU's
mps2-an386, MICROPYTHON_RV32 one for `virt`, MICROPYTHON_UNIX a program of this machine: `ops` and `programs` then
measure those too and record them in benches/micropython.json. CPython is the one that runs this script.
"""

import argparse
import contextlib
import io
import json
import math
import os
import re
import struct
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

BENCHES = Path(__file__).resolve().parent
TOOLS = BENCHES.parent / "tools"
BUILD = BENCHES / "build"
FIRMWARE = BENCHES / "firmware"
RECORD = BENCHES / "micropython.json"
RESULTS = BENCHES / "RESULTS.md"
PLOT = BENCHES / "programs.svg"
COUNTS = BENCHES / "counts.json"
DESKTOP_HEAP = 512 * 1024

# What the MicroPython image has too.
HEAP = 64 * 1024
# The images' largest.
HEAP_MAX = 512 * 1024
SECONDS = 120
# An interrupt-driven firmware on a small board spares this much.
STACK_MAX = 2 * 1024
# A committed count may grow by this much.
GROWTH = 1.03
# What a firmware pays before its first script.
START_MAX = 20_000
START_HEAP_MAX = 1024


@dataclass(frozen=True)
class Machine:
    name: str
    target: str
    qemu: tuple
    marker: int
    # Where the firmware looks for its job.
    job: int


M4 = Machine(
    "Cortex-M4F",
    "thumbv7em-none-eabihf",
    ("qemu-system-arm", "-machine", "mps2-an386", "-semihosting"),
    0xE0000000,
    0x21000000,
)
RV32 = Machine(
    "RV32IMC",
    "riscv32imc-unknown-none-elf",
    ("qemu-system-riscv32", "-machine", "virt", "-cpu", "lowrisc-ibex", "-bios", "none"),
    0x100000,
    0x81000000,
)
MACHINES = (M4, RV32)


@dataclass
class Run:
    """What one run of an image left behind."""

    code: int
    output: str
    # Instructions up to each mark since the one before, by the mark's number.
    marks: dict

    def per_iteration(self, script):
        """Instructions of one operation: marks 1 and 2 enclose N of them, 2 and 0 the loop without."""
        if self.code or not {0, 2} <= self.marks.keys():
            return None
        return (self.marks[2] - self.marks[0]) / iterations(script)


def iterations(script):
    return int(re.search(r"^N = ([\d_]+)$", script.read_text(), re.M)[1])


def title(script):
    """The docstring, or where its bytes would count the comment that stands for it."""
    return re.match(r'(?:"""|# )(.*?)(?:"""|\n)', script.read_text())[1]


def limit(script):
    """What a script says of its own figure."""
    found = re.search(r"^# at most (\d+) ", script.read_text(), re.M)
    return found and int(found[1])


def scripts():
    """Those with a limit first."""
    found = (path for path in (BENCHES / "scripts").glob("*.py") if path.stem != "bench")
    return sorted(found, key=lambda path: (limit(path) is None, path))


def programs():
    return sorted((BENCHES / "programs").glob("*.py"))


def deep_scripts():
    return sorted((BENCHES / "stack").glob("*.py"))


@cache
def plugin():
    """Builds the instruction counter."""
    BUILD.mkdir(exist_ok=True)
    library = BUILD / "icount.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, TOOLS / "icount.c"], check=True)
    return library


@cache
def image(machine, name, level="s"):
    """Builds an image of benches/firmware, at its own opt-level or another."""
    command = [TOOLS / "xcargo", "build", "--quiet", "--release", "--bin", name, "--target", machine.target]
    command += ["--features", name] if name == "snapshot" else []
    target = Path(os.environ.get("CARGO_TARGET_DIR", FIRMWARE / "target"))
    target = target if level == "s" else target / level
    environment = {**os.environ, "CARGO_PROFILE_RELEASE_OPT_LEVEL": level, "CARGO_TARGET_DIR": str(target)}
    built = subprocess.run(command, cwd=FIRMWARE, stderr=subprocess.PIPE, text=True, env=environment)
    if built.returncode:
        sys.exit(built.stderr)
    return target / machine.target / "release" / name


def emulate(machine, elf, arguments=(), stdin=b"", profile=None):
    """Runs an image to its end."""
    with tempfile.NamedTemporaryFile("r") as counts:
        counter = f"{plugin()},marker={machine.marker},out={counts.name}"
        if profile:
            counter += f",profile={profile}"
        command = [*machine.qemu, "-nographic", "-monitor", "none", "-serial", "stdio", "-icount", "shift=0"]
        command += ["-plugin", counter, "-kernel", elf, *arguments]
        try:
            done = subprocess.run(command, input=stdin, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return Run(-1, f"no end after {SECONDS} s", {})
        marks = re.findall(r"mark=(\d+) total=\d+ delta=(\d+)", counts.read())
    # What the emulator itself complains of counts as output.
    text = (done.stdout + done.stderr).decode(errors="replace")
    return Run(done.returncode, text, {int(number): int(delta) for number, delta in marks})


def run(machine, script, heap=HEAP, profile=None, name="full"):
    """Runs a script in ferropy."""
    text = script if isinstance(script, bytes) else script.read_bytes()
    with tempfile.NamedTemporaryFile() as job:
        job.write(struct.pack("<II", heap, len(text)) + text)
        job.flush()
        loader = ("-device", f"loader,file={job.name},addr={machine.job:#x},force-raw=on")
        return emulate(machine, image(machine, name), loader, profile=profile)


def stack_of(result):
    found = re.search(r"^stack (\d+) vm ", result.output, re.M)
    return int(found[1]) if found else None


def without_stack(output):
    return re.sub(r"^stack .*\n", "", output, flags=re.M)


def micropython(elf, script, machine=M4):
    """Runs a script in MicroPython, by its raw REPL on the UART."""
    source = (BENCHES / "scripts" / "bench.py").read_text().replace("0xE0000000", hex(machine.marker))
    module = f"import sys\nclass bench: pass\nscope = {{}}\nexec({source!r}, scope)\nbench.mark = scope['mark']\nsys.modules['bench'] = bench\n"
    lines = b"\x01" + module.encode() + b"\x04" + script.encode() + b"\x04import machine\nmachine.reset()\x04"
    result = emulate(machine, elf, stdin=lines)
    if "Traceback" in result.output:
        result.code = 1
    return result


# Its port starts on QEMU's general core only, and ends by semihosting.
GENERAL_RV32 = replace(RV32, qemu=("qemu-system-riscv32", "-machine", "virt", "-bios", "none", "-semihosting"))
# Images of MicroPython, by the variables that name them.
PEERS = ((M4, "MICROPYTHON_ELF"), (GENERAL_RV32, "MICROPYTHON_RV32"))


def record_of(machine_name):
    """The figures of MicroPython on a machine: version, commit, date, operations, programs."""
    return json.loads(RECORD.read_text())["machines"].get(machine_name, {"operations": {}, "programs": {}})


def write_record(machine_name, found):
    record = json.loads(RECORD.read_text())
    record["machines"].setdefault(machine_name, {"operations": {}, "programs": {}}).update(found)
    RECORD.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n")


def record_micropython(what, measure, chosen):
    """Measures the MicroPython images that are at hand and writes the figures down."""
    for machine, variable in PEERS:
        if not (elf := os.environ.get(variable)):
            continue
        answer = micropython(elf, "import sys\nprint(sys.version)", machine).output
        version, commit, date = re.search(r"MicroPython (\S+)\.g(\w+) on (\S+);", answer).groups()
        found = {}
        for script in chosen:
            result = micropython(elf, script.read_text(), machine)
            found[script.stem] = measure(script, result)
            if found[script.stem] is None:
                complain(script, result)
        write_record(machine.name, {"version": version, "commit": commit, "date": date, "heap": HEAP, what: found})


def complain(script, result):
    last = without_stack(result.output).strip().splitlines()[-1:] or ["no output"]
    print(f"{script.stem}: exit {result.code}: {last[0]}", file=sys.stderr)


def row(cells):
    print("| " + " | ".join("–" if cell is None else str(cell) for cell in cells) + " |")


def head(*titles):
    row(titles)
    row(["--"] + ["--:"] * (len(titles) - 1))


def rounded(figure):
    return None if figure is None else f"{figure:,.0f}"


def judged(figure, most):
    """A figure, bold if it is above its limit."""
    above = figure is not None and most is not None and figure > most
    return f"**{figure:,.0f}**" if above else rounded(figure)


def per_operation(script, result):
    figure = result.per_iteration(script)
    return figure and round(figure, 1)


def ops(chosen):
    record_micropython("operations", per_operation, scripts())
    record = {machine: record_of(machine.name) for machine in MACHINES}
    head("operation", M4.name, "limit", "MicroPython", "of it", RV32.name, "MicroPython", "of it")
    for script, *results in in_parallel(measured_ops, chosen or scripts()):
        cells = [title(script)]
        for machine, result in zip(MACHINES, results):
            figure = result.per_iteration(script)
            if figure is None:
                complain(script, result)
            theirs = record[machine]["operations"].get(script.stem)
            cells.append(judged(figure, limit(script) if machine is M4 else None))
            cells += [limit(script)] if machine is M4 else []
            cells += [rounded(theirs), share(figure, theirs)]
        row(cells)
    print(f"\nInstructions per operation, the loop's own subtracted, {HEAP // 1024} KB heap.{peer_note(record)}")


def measured_ops(script):
    return (script, *(run(machine, script) for machine in MACHINES))


def in_parallel(work, items):
    """Runs work on both cores; the images are built before."""
    plugin()
    for machine in MACHINES:
        image(machine, "full")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, items))


def share(figure, theirs):
    return None if not figure or not theirs else f"{figure / theirs:.2f}"


def peer_note(record):
    notes = [f" {machine.name}: {r['version']}, commit {r['commit']}." for machine, r in record.items() if "version" in r]
    return " MicroPython on" + ";".join(notes) if notes else ""


# Whole programs. Marks 1 and 2 enclose the work, not the compilation.


def expected(script):
    """What CPython prints."""
    environment = {**os.environ, "PYTHONPATH": str(BENCHES / "scripts")}
    return subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True).stdout


def of_program(script, result):
    wanted = expected(script)
    good = result.code == 0 and wanted in result.output.replace("\r", "")
    return result.marks.get(2) if good else None


@cache
def desktop():
    """Builds the desktop firmware, which runs scripts here in double precision."""
    subprocess.run(["cargo", "build", "--quiet", "--release", "-p", "ferropy-desktop"], cwd=BENCHES.parent, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", BENCHES.parent / "target"))
    return str(target / "release" / "ferropy-desktop")


def host_commands():
    """What runs a script here: name and command."""
    yield "ferropy", [desktop(), "--heap", str(DESKTOP_HEAP)]
    yield "CPython", [sys.executable, "-S", "-E"]
    if unix := os.environ.get("MICROPYTHON_UNIX"):
        yield "MicroPython", [unix]


# Ends a script where its work begins: what is left is start-up and compilation.
STUB = "def mark(number):\n    if number == 1 and {stop}:\n        raise SystemExit\n"


def host_instructions(command, folder, script):
    """Instructions of a program's work, by valgrind; None if it prints something else."""
    totals = []
    for stop in (True, False):
        (folder / "bench.py").write_text(STUB.format(stop=stop))
        counter = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command, folder / script.name]
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(counter, env=environment, capture_output=True, text=True)
        if not stop and done.stdout != expected(script):
            return None
        totals.append(int(re.search(r"Collected : (\d+)", done.stderr)[1]))
    return totals[1] - totals[0]


def host_time(command, folder, script):
    """Milliseconds of a program's work: the least of nine runs, that of start-up subtracted."""
    least = []
    for stop in (True, False):
        (folder / "bench.py").write_text(STUB.format(stop=stop))
        times = []
        for _ in range(9):
            before = time.perf_counter()
            subprocess.run([*command, folder / script.name], capture_output=True)
            times.append(time.perf_counter() - before)
        least.append(min(times))
    return (least[1] - least[0]) * 1000


def measured_here(script):
    """Instructions and times of a program on this machine, by implementation."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        # `-E` and a script's own folder: CPython finds the stub beside the program.
        shutil.copy(script, folder)
        for name, command in host_commands():
            found[name] = (host_instructions(command, folder, script), host_time(command, folder, script))
    return found


def measured_program(script):
    return script, [of_program(script, run(machine, script)) for machine in MACHINES]


def mean(ratios):
    ratios = list(ratios)
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else None


HERE = "x86-64"


def measured_programs(chosen):
    """Instructions of programs: {stem: {(machine, implementation): figure}}, times under "ms"."""
    record_micropython("programs", of_program, chosen)
    table = {}
    for script, figures in in_parallel(measured_program, chosen):
        cells = table[script.stem] = {}
        for machine, figure in zip(MACHINES, figures):
            cells[machine.name, "ferropy"] = figure
            cells[machine.name, "MicroPython"] = record_of(machine.name)["programs"].get(script.stem)
            if figure is None:
                print(f"{script.stem}: wrong on the {machine.name}", file=sys.stderr)
    desktop()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        here = dict(zip(chosen, pool.map(measured_here, chosen)))
    if os.environ.get("MICROPYTHON_UNIX"):
        found = {script.stem: here[script]["MicroPython"] for script in chosen}
        write_record(HERE, {"programs": {**record_of(HERE)["programs"], **found}, "date": time.strftime("%Y-%m-%d")})
    for script in chosen:
        theirs = record_of(HERE)["programs"].get(script.stem) or (None, None)
        for name, (count, ms) in {"MicroPython": theirs, **here[script]}.items():
            table[script.stem][HERE, name] = count
            table[script.stem]["ms", name] = ms
    return table


# Columns of ratios: machine and the one compared with.
RATIOS = ((M4.name, "MicroPython"), (RV32.name, "MicroPython"), (HERE, "MicroPython"), (HERE, "CPython"))


def ratio(cells, machine, other):
    ours, theirs = cells.get((machine, "ferropy")), cells.get((machine, other))
    return ours / theirs if ours and theirs else None


def whole(chosen):
    table = measured_programs(chosen or programs())
    head("program", M4.name, "of MicroPython", RV32.name, "of MicroPython", HERE, "of MicroPython", "of CPython", "ms", "MicroPython ms", "CPython ms")
    for script in chosen or programs():
        cells = table[script.stem]
        line = [title(script)]
        for machine in (M4.name, RV32.name, HERE):
            line.append(rounded(cells.get((machine, "ferropy"))))
            line.append(two(ratio(cells, machine, "MicroPython")))
        line.append(two(ratio(cells, HERE, "CPython")))
        line += [cells.get(("ms", name)) and f"{cells['ms', name]:.1f}" for name in ("ferropy", "MicroPython", "CPython")]
        row(line)
    means = [two(mean(r for cells in table.values() if (r := ratio(cells, *pair)))) for pair in RATIOS]
    row(["**geometric mean**", None, means[0], None, means[1], None, means[2], means[3], None, None, None])
    print(
        f"\nInstructions of a program's work, compilation not counted; floats are single on the first two machines, double on the "
        f"third. CPython {sys.version.split()[0]}.{peer_note({machine: record_of(machine.name) for machine in MACHINES})}\n\n"
        f"![Ratios](programs.svg)"
    )
    if not chosen:
        PLOT.write_text(plot(table))


def two(figure):
    return None if figure is None else f"{figure:.2f}"


COLORS = ("#3465a4", "#73d216", "#f57900", "#75507b")


def plot(table):
    """Bars of the ratios, as an SVG picture; a logarithmic scale from 0.1 to 4."""
    left, wide, bar = 130, 560, 7
    step = bar * len(RATIOS) + 8
    high = step * len(table) + 70
    place = lambda value: left + wide * (math.log(min(max(value, 0.1), 4)) - math.log(0.1)) / math.log(40)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + wide + 40}" height="{high}" font-family="sans-serif" font-size="11">']
    parts.append(f'<rect width="100%" height="100%" fill="white"/>')
    for number, (machine, other) in enumerate(RATIOS):
        x = left + number * 145
        parts.append(f'<rect x="{x}" y="10" width="10" height="10" fill="{COLORS[number]}"/><text x="{x + 14}" y="19">{machine}, of {other}</text>')
    for value in (0.1, 0.2, 0.33, 0.5, 1, 2, 4):
        x = place(value)
        parts.append(f'<line x1="{x:.0f}" y1="40" x2="{x:.0f}" y2="{high - 20}" stroke="{"black" if value == 1 else "#ccc"}"/>')
        parts.append(f'<text x="{x:.0f}" y="36" text-anchor="middle">{value}</text>')
    for line, (name, cells) in enumerate(table.items()):
        y = 46 + line * step
        parts.append(f'<text x="{left - 6}" y="{y + step / 2 - 2:.0f}" text-anchor="end">{name}</text>')
        for number, pair in enumerate(RATIOS):
            if value := ratio(cells, *pair):
                parts.append(f'<rect x="{left}" y="{y + number * bar}" width="{place(value) - left:.0f}" height="{bar - 1}" fill="{COLORS[number]}"/>')
    parts.append(f'<text x="{left}" y="{high - 6}">ferropy\'s instructions over the other\'s: shorter is better; logarithmic</text></svg>')
    return "\n".join(parts) + "\n"


# The committed counts.


def counted(script):
    result = run(M4, script)
    whole_program = script.parent.name == "programs"
    figure = of_program(script, result) if whole_program else per_operation(script, result)
    if figure is None:
        complain(script, result)
    return script.stem, figure


def count_all():
    return dict(in_parallel(counted, scripts() + programs()))


def counts():
    COUNTS.write_text(json.dumps(count_all(), indent=2, sort_keys=True) + "\n")


def check():
    """Compares with the committed counts: less is said, more than a little is an error."""
    committed, found = json.loads(COUNTS.read_text()), count_all()
    failed = False
    for name, now in found.items():
        before = committed.get(name)
        if now is None or before is None or now > before * GROWTH:
            failed = True
            print(f"{name}: {now} instructions, {before} in {COUNTS.name}")
        elif now * GROWTH < before:
            print(f"{name}: only {now} instructions, {before} in {COUNTS.name}: write it anew")
    most = max((found[name] / before for name, before in committed.items() if found.get(name)), default=1.0)
    print(f"{len(found)} counts, the worst at {most:.3f} of {COUNTS.name}; `benches/run.py counts` writes it anew on purpose")
    return failed or committed.keys() != found.keys()


def module_text(lines):
    """A module of so many lines of the ordinary kinds."""
    block = ["def scale_%d(values, factor):", "    total = 0", "    for value in values:", "        if value > %d:", "            total += value * factor", "    return total", "", "LIMIT_%d = %d + 1"]
    text = []
    while len(text) < lines:
        number = len(text)
        text += [line.replace("%d", str(number)) for line in block]
    return "\n".join(text[:lines]) + "\n"


def start():
    lines = 200
    source = module_text(lines)
    script = f"from bench import mark\nsource = {source!r}\nmark(3)\nexec(source, {{}})\nmark(4)\n"
    head("", *(machine.name for machine in MACHINES), "limit")
    results = [run(machine, script.encode(), HEAP_MAX) for machine in MACHINES]
    at_start = [result.marks.get(8) for result in results]
    heaps = [int(found[1]) if (found := re.search(r"^stack .* start (\d+)$", result.output, re.M)) else None for result in results]
    per_line = [result.marks[4] / lines if 4 in result.marks else None for result in results]
    row(["instructions until a VM is ready", *(judged(figure, START_MAX) for figure in at_start), rounded(START_MAX)])
    row(["bytes of its heap in use then", *(judged(figure, START_HEAP_MAX) for figure in heaps), rounded(START_HEAP_MAX)])
    row(["instructions to compile and run a line of a module", *map(rounded, per_line), rounded(25_700 / 2)])
    print("\nMicroPython needs 25,700 instructions a line to import 1,000 lines on a Cortex-M4F.")
    return any(figure is None or figure > most for figures, most in ((at_start, START_MAX), (heaps, START_HEAP_MAX)) for figure in figures)


def profile(script):
    BUILD.mkdir(exist_ok=True)
    counts = BUILD / "profile"
    result = run(M4, script, profile=counts)
    if result.code:
        complain(script, result)
    symbols = subprocess.run(["nm", "-nC", image(M4, "full")], check=True, capture_output=True, text=True).stdout
    # Address, kind, name; names with a dollar are the assembler's marks between code and data.
    rows = [line.split(maxsplit=2) for line in symbols.splitlines()]
    # The lowest bit says Thumb.
    functions = [(int(address, 16) & ~1, name) for address, kind, name in rows if kind in "tTwW" and "$" not in name]
    totals = {}
    for line in counts.read_text().splitlines():
        address, count = line.split()
        name = [name for start, name in functions if start <= int(address, 16)][-1]
        totals[name] = totals.get(name, 0) + int(count)
    head("function", "instructions", "share")
    everything = sum(totals.values())
    for name, count in sorted(totals.items(), key=lambda item: -item[1]):
        row([name, f"{count:,}", f"{count / everything:.1%}"])


def sizes():
    head("machine", "opt-level", "start-up code alone", "the language", "with all standard modules")
    for machine in MACHINES:
        for level in ("s", "z"):
            empty, bench, full = (flash(image(machine, name, level)) for name in ("empty", "bench", "full"))
            row([machine.name, f'"{level}"', f"{empty:,}", f"{bench - empty:,}", f"{full - empty:,}"])
    print("\nBytes of text, constants and initial data; the latter two without the start-up code.\n")
    shares = [rooms(image(M4, "bench", level)) for level in ("s", "z")]
    head("what the language takes", f'{M4.name}, "s"', '"z"')
    for name in sorted(shares[0], key=lambda name: -shares[0][name]):
        row([name, f"{shares[0][name]:,}", f"{shares[1].get(name, 0):,}"])
    print("\nBytes of code but for the rows of constants, by the module a function stands in.")


# What the symbols of an image belong to: the first pattern that a name matches.
ROOMS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("types: str, bytes and what they share", r"vm::types::(str|text|utf8|unicode|bytes|bytearray|memoryview|hex|format_text|code_letters|search|out)"),
        ("types: numbers", r"vm::types::(int|bigint|long|float|complex|boolean|arithmetic)"),
        ("types: list, tuple, range, slice, array, deque", r"vm::types::(list|tuple|range|slice|array|deque|sort|containers)"),
        ("types: dict and set", r"vm::types::(dict|set|frozenset|table|view|equality)"),
        ("types: iterators and generators", r"vm::types::(iterator|generator)"),
        ("types: exceptions", r"vm::types::exception"),
        ("types: classes, functions and the rest", r"vm::types"),
        ("the loop: one function", r"vm::exec::run::.*run$"),
        ("exec: calls, attributes, operators, imports", r"vm::exec"),
        ("compiler", r"vm::compile|vm::code"),
        ("parser", r"vm::syntax"),
        ("heap and collector", r"vm::heap"),
        ("digits and texts of numbers", r"vm::number|libm"),
        ("constants: the prelude, Python in flash", r"image::PRELUDE"),
        ("constants: names", r"vm::name"),
        ("built-in functions, binding, API", r"ferropy|firmware"),
        ("Rust's own", r""),
    )
)


def rooms(elf):
    """Bytes of an image by room, from its symbols; what has no symbol are texts and tables."""
    symbols = subprocess.run(["nm", "-SC", "--defined-only", elf], check=True, capture_output=True, text=True).stdout
    totals, known = {}, 0
    for line in symbols.splitlines():
        address, size, kind, name = line.split(maxsplit=3) if line.count(" ") >= 3 else (0, "0", "", "")
        if kind not in "tTwWrRdD" or name.startswith(".Lanon") or not kind:
            continue
        room = next(room for room, pattern in ROOMS if pattern.search(name))
        totals[room] = totals.get(room, 0) + int(size, 16)
        known += int(size, 16)
    totals["constants: texts and tables"] = flash(elf) - known
    return totals


def flash(elf):
    """Bytes an image takes in flash."""
    text, data = subprocess.run(["size", elf], check=True, capture_output=True, text=True).stdout.splitlines()[1].split()[:2]
    return int(text) + int(data)


def stack(chosen):
    head("script", *(machine.name for machine in MACHINES))
    failed = False
    for script in chosen or deep_scripts():
        results = [run(machine, script, name="bench") for machine in MACHINES]
        for result in results:
            if result.code:
                complain(script, result)
            failed |= result.code != 0 or stack_of(result) > STACK_MAX
        row([title(script), *(judged(stack_of(result), STACK_MAX) for result in results)])
    sizes = ", ".join(re.search(r"^stack .* vm (\d+) ", result.output, re.M)[1] for result in results)
    print(f"\nBytes of Rust stack; at most {STACK_MAX:,} are allowed. The VM itself ({sizes} bytes beside its heap) is a static.")
    return failed


def minheap(chosen):
    return memory().minheap(chosen)


def pauses(chosen):
    return memory().pauses(chosen)


def steps():
    return memory().steps()


def wander(chosen):
    return memory().wander(chosen)


def exact(chosen):
    return memory().exact(chosen)


def memory():
    """The module behind the tables of memory, which needs this one."""
    sys.modules["run"] = sys.modules[__name__]
    import memory

    return memory


def results():
    """Writes all tables down."""
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=BENCHES, capture_output=True, text=True).stdout
    parts = [f"# Results\n\n`benches/run.py results` at commit {commit.strip()}; bold is above the limit. README.md tells what is measured.\n"]
    tables = (("Programs", whole, []), ("Operations", ops, []), ("Start", start), ("Flash", sizes), ("Stack", stack, []), ("Heap", minheap, []), ("Collector", steps), ("Pauses", pauses, []))
    for name, table, *arguments in tables:
        with contextlib.redirect_stdout(io.StringIO()) as text:
            table(*arguments)
        parts.append(f"## {name}\n{text.getvalue()}")
    RESULTS.write_text("\n".join(parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, work in (("ops", ops), ("programs", whole), ("stack", stack), ("minheap", minheap), ("pauses", pauses), ("exact", exact), ("wander", wander)):
        command = commands.add_parser(name)
        command.add_argument("script", nargs="*", type=Path)
        command.set_defaults(work=lambda given, work=work: work(given.script))
    command = commands.add_parser("profile")
    command.add_argument("script", type=Path)
    command.set_defaults(work=lambda given: profile(given.script))
    for name, work in (("check", check), ("counts", counts), ("start", start), ("sizes", sizes), ("steps", steps), ("results", results)):
        commands.add_parser(name).set_defaults(work=lambda given, work=work: work())
    given = parser.parse_args()
    sys.exit(given.work(given))


if __name__ == "__main__":
    main()
