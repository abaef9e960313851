#!/usr/bin/env python3
"""Measures ferropy on two emulated machines: instructions, flash, stack and heap.

    benches/run.py ops [SCRIPT…]     instructions per operation, as a Markdown table (default: benches/scripts)
    benches/run.py profile SCRIPT    which functions of the Cortex-M4F image execute the instructions between marks 1 and 2
    benches/run.py sizes             bytes of the images in flash
    benches/run.py stack [SCRIPT…]   bytes of Rust stack used (default: benches/stack); fails above the limit
    benches/run.py minheap [SCRIPT…] the smallest heap in which a script still prints the same (default: benches/heap)
    benches/run.py results           all tables, into benches/RESULTS.md

Counts are instructions, not cycles, and repeat exactly. MICROPYTHON_ELF names a MicroPython image for QEMU's
mps2-an386: `ops` then measures that too and records it in benches/micropython.json.
"""

import argparse
import contextlib
import io
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BENCHES = Path(__file__).resolve().parent
TOOLS = BENCHES.parent / "tools"
BUILD = BENCHES / "build"
FIRMWARE = BENCHES / "firmware"
RECORD = BENCHES / "micropython.json"
RESULTS = BENCHES / "RESULTS.md"

# What the MicroPython image has too.
HEAP = 64 * 1024
# The images' largest.
HEAP_MAX = 512 * 1024
SECONDS = 120
# An interrupt-driven firmware on a small board spares this much.
STACK_MAX = 2 * 1024


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


def deep_scripts():
    return sorted((BENCHES / "stack").glob("*.py"))


def small_scripts():
    return sorted((BENCHES / "heap").glob("*.py"))


@cache
def plugin():
    """Builds the instruction counter."""
    BUILD.mkdir(exist_ok=True)
    library = BUILD / "icount.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, TOOLS / "icount.c"], check=True)
    return library


@cache
def image(machine, name):
    """Builds an image of benches/firmware."""
    command = [TOOLS / "xcargo", "build", "--quiet", "--release", "--bin", name, "--target", machine.target]
    built = subprocess.run(command, cwd=FIRMWARE, stderr=subprocess.PIPE, text=True)
    if built.returncode:
        sys.exit(built.stderr)
    target = Path(os.environ.get("CARGO_TARGET_DIR", FIRMWARE / "target"))
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


def run(machine, script, heap=HEAP, profile=None):
    """Runs a script in ferropy."""
    text = script.read_bytes()
    with tempfile.NamedTemporaryFile() as job:
        job.write(struct.pack("<II", heap, len(text)) + text)
        job.flush()
        loader = ("-device", f"loader,file={job.name},addr={machine.job:#x},force-raw=on")
        return emulate(machine, image(machine, "bench"), loader, profile=profile)


def stack_of(result):
    found = re.search(r"^stack (\d+) vm \d+$", result.output, re.M)
    return int(found[1]) if found else None


def without_stack(output):
    return re.sub(r"^stack .*\n", "", output, flags=re.M)


def micropython(elf, script):
    """Runs a script in MicroPython, by its raw REPL on the UART."""
    source = (BENCHES / "scripts" / "bench.py").read_text()
    module = f"import sys\nclass bench: pass\nscope = {{}}\nexec({source!r}, scope)\nbench.mark = scope['mark']\nsys.modules['bench'] = bench\n"
    lines = b"\x01" + module.encode() + b"\x04" + script.encode() + b"\x04import machine\nmachine.reset()\x04"
    result = emulate(M4, elf, stdin=lines)
    if "Traceback" in result.output:
        result.code = 1
    return result


def record_micropython(elf):
    """Measures a MicroPython image and writes the figures down."""
    answer = micropython(elf, "import sys\nprint(sys.version)").output
    version, commit, date = re.search(r"MicroPython (\S+)\.g(\w+) on (\S+);", answer).groups()
    found = {}
    for script in scripts():
        result = micropython(elf, script.read_text())
        figure = result.per_iteration(script)
        if figure is None:
            complain(script, result)
        found[script.stem] = figure and round(figure, 1)
    record = {"version": version, "commit": commit, "date": date, "machine": M4.name, "heap": HEAP, "instructions": found}
    RECORD.write_text(json.dumps(record, indent=2) + "\n")


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


def ops(chosen):
    if elf := os.environ.get("MICROPYTHON_ELF"):
        record_micropython(elf)
    record = json.loads(RECORD.read_text())
    head("operation", M4.name, "limit", "MicroPython", "of it", RV32.name)
    for script in chosen or scripts():
        figures = {}
        for machine in MACHINES:
            result = run(machine, script)
            figures[machine] = result.per_iteration(script)
            if figures[machine] is None:
                complain(script, result)
        theirs = record["instructions"].get(script.stem)
        share = figures[M4] and theirs and f"{figures[M4] / theirs:.2f}"
        row([title(script), judged(figures[M4], limit(script)), limit(script), rounded(theirs), share, rounded(figures[RV32])])
    print(f"\nInstructions per operation, the loop's own subtracted, {HEAP // 1024} KB heap. MicroPython {record['version']}, commit {record['commit']}.")


def profile(script):
    BUILD.mkdir(exist_ok=True)
    counts = BUILD / "profile"
    result = run(M4, script, profile=counts)
    if result.code:
        complain(script, result)
    symbols = subprocess.run(["nm", "-nC", image(M4, "bench")], check=True, capture_output=True, text=True).stdout
    # Address, kind, name; names with a dollar are the assembler's marks between code and data.
    rows = [line.split(maxsplit=2) for line in symbols.splitlines()]
    functions = [(int(address, 16), name) for address, kind, name in rows if kind in "tTwW" and "$" not in name]
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
    head("machine", "start-up code alone", "the language", "with all standard modules")
    for machine in MACHINES:
        empty, bench, full = (flash(image(machine, name)) for name in ("empty", "bench", "full"))
        row([machine.name, f"{empty:,}", f"{bench - empty:,}", f"{full - empty:,}"])
    print("\nBytes of text, constants and initial data; the latter two without the start-up code.")


def flash(elf):
    """Bytes an image takes in flash."""
    text, data = subprocess.run(["size", elf], check=True, capture_output=True, text=True).stdout.splitlines()[1].split()[:2]
    return int(text) + int(data)


def stack(chosen):
    head("script", *(machine.name for machine in MACHINES))
    failed = False
    for script in chosen or deep_scripts():
        results = [run(machine, script) for machine in MACHINES]
        for result in results:
            if result.code:
                complain(script, result)
            failed |= result.code != 0 or stack_of(result) > STACK_MAX
        row([title(script), *(judged(stack_of(result), STACK_MAX) for result in results)])
    sizes = ", ".join(re.search(r"^stack .* vm (\d+)$", result.output, re.M)[1] for result in results)
    print(f"\nBytes of Rust stack; at most {STACK_MAX:,} are allowed. The VM itself ({sizes} bytes beside its heap) is a static.")
    return failed


def least_heap(script):
    wanted = run(M4, script, HEAP_MAX)
    if wanted.code:
        complain(script, wanted)
        return None
    least, most = 0, HEAP_MAX
    while most - least > 8:
        middle = (least + most) // 16 * 8
        result = run(M4, script, middle)
        if result.code == 0 and without_stack(result.output) == without_stack(wanted.output):
            most = middle
        else:
            least = middle
    return most


def minheap(chosen):
    head("script", "bytes", "limit")
    failed = False
    for script in chosen or small_scripts():
        least = least_heap(script)
        most = limit(script)
        failed |= least is None or most is not None and least > most
        row([title(script), judged(least, most), rounded(most)])
    print(f"\nBytes of heap on the {M4.name}, the collector's work included.")
    return failed


def results():
    """Writes all tables down."""
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=BENCHES, capture_output=True, text=True).stdout
    parts = [f"# Results\n\n`benches/run.py results` at commit {commit.strip()}; bold is above the limit. README.md tells what is measured.\n"]
    tables = (("Instructions", ops, []), ("Flash", sizes), ("Stack", stack, []), ("Heap", minheap, []))
    for name, table, *arguments in tables:
        with contextlib.redirect_stdout(io.StringIO()) as text:
            table(*arguments)
        parts.append(f"## {name}\n{text.getvalue()}")
    RESULTS.write_text("\n".join(parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, work in (("ops", ops), ("stack", stack), ("minheap", minheap)):
        command = commands.add_parser(name)
        command.add_argument("script", nargs="*", type=Path)
        command.set_defaults(work=lambda given, work=work: work(given.script))
    command = commands.add_parser("profile")
    command.add_argument("script", type=Path)
    command.set_defaults(work=lambda given: profile(given.script))
    for name, work in (("sizes", sizes), ("results", results)):
        commands.add_parser(name).set_defaults(work=lambda given, work=work: work())
    given = parser.parse_args()
    sys.exit(given.work(given))


if __name__ == "__main__":
    main()
