"""Memory and pauses: the tables of `run.py minheap`, `run.py steps` and `run.py pauses`."""

import os
import re
import struct
import subprocess
import tempfile
from pathlib import Path

import run

# What the images write when the firmware has a chance to take control.
CHANCE = 64
COLLECT = 66
# The flag of a job whose garbage is collected in marked steps.
COLLECTS = 2
# Instructions on a Cortex-M4 that a firmware may have to wait.
PAUSE_MAX = 10_000
# MicroPython's heap grows in blocks of 16 bytes; steps of 64 are fine enough for both.
GRAIN = 64
# The least heap that MicroPython's start-up accepts here, and the most that its image has.
LEAST = 1024


def programs():
    return sorted((run.BENCHES / "heap").glob("*.py"))


def stress_scripts():
    return sorted((run.BENCHES / "pauses").glob("*.py"))


def in_cpython(script):
    done = subprocess.run(["python3", script], capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else None


def in_ferropy(script, heap):
    result = run.run(run.M4, script, heap, name="full")
    return run.without_stack(result.output).replace("\r", "") if result.code == 0 else None


def with_heap(elf, heap):
    """A copy of a MicroPython image with a smaller heap: `sub.w r0, r1, #size` of its start-up says where it begins."""
    symbols = subprocess.run(["nm", "-S", elf], check=True, capture_output=True, text=True).stdout
    size = int(re.search(r"^\w+ (\w+) \w gc_heap$", symbols, re.M)[1], 16)
    image, whole = Path(elf).read_bytes(), subtract(size)
    assert image.count(whole) == 1, "the heap's size is no constant of the image"
    copy = tempfile.NamedTemporaryFile(suffix=".elf")
    copy.write(image.replace(whole, subtract(heap)))
    copy.flush()
    return copy


def subtract(size):
    """`sub.w r0, r1, #size`: eight bits of the size, the first of them 1, and how far they are rotated."""
    shift = size.bit_length() - 8
    # What has more bits is rounded up.
    bits = (size + (1 << shift) - 1) >> shift
    code = (32 - shift) << 7 | bits & 0x7F
    return struct.pack("<HH", 0xF1A1 | (code >> 11) << 10, (code >> 8 & 7) << 12 | code & 0xFF)


def in_micropython(elf, script, heap):
    """Compiled while it is received, by raw paste: the text is never in the heap as a whole."""
    with with_heap(elf, heap) as image:
        lines = b"\x01\x05A\x01" + script.read_bytes() + b"\x04"
        lines += b"\x01\x04\x01import machine\nmachine.reset()\x04"
        output = run.emulate(run.M4, image.name, stdin=lines).output
    # The prompt, the answer to the request with the window's size, grants of more window, then the output.
    found = re.search(r"R\x01.*?\x04(.*?)\x04(.*?)\x04", output, re.S)
    return found[1].replace("\r", "") if found and not found[2] else None


def least(works, most):
    """The smallest heap that works, by bisection."""
    if not works(most):
        return None
    low = 0
    while most - low > GRAIN:
        middle = (low + most) // (2 * GRAIN) * GRAIN
        low, most = (low, middle) if works(middle) else (middle, most)
    return most


def minheap(chosen):
    """Prints the table; true if a program needs more than its limit or than MicroPython."""
    elf = os.environ.get("MICROPYTHON_ELF")
    record = run.json.loads(run.RECORD.read_text())
    theirs = record.setdefault("least heap", {})
    run.head("program", "ferropy", "MicroPython", "of it", "limit")
    product, count, failed = 1.0, 0, False
    for script in chosen or programs():
        wanted = in_cpython(script)
        ours = least(lambda heap: in_ferropy(script, heap) == wanted, 256 * 1024)
        if elf:
            theirs[script.stem] = least(lambda heap: heap > LEAST and in_micropython(elf, script, heap) == wanted, 64 * 1024)
        other, limit = theirs.get(script.stem), run.limit(script)
        share = ours and other and ours / other
        if share:
            product, count = product * share, count + 1
        failed |= ours is None or limit is not None and ours > limit or bool(share) and share > 1
        run.row([run.title(script), run.judged(ours, min(filter(None, (limit, other)), default=None)), run.rounded(other), share and f"{share:.2f}", limit])
    if count:
        run.row(["geometric mean", None, None, f"{product ** (1 / count):.2f}", None])
    if elf:
        run.RECORD.write_text(run.json.dumps(record, indent=2) + "\n")
    print(f"\nThe smallest heap in bytes, in steps of {GRAIN}, in which a program prints what CPython prints, compiled from its text on the {run.M4.name}.")
    print("MicroPython's source is not in its heap (raw paste), nor is ferropy's.")
    return failed


def pauses_of(script, heap=run.HEAP_MAX, after=None, profile=None, flags=1):
    """The longest way between two chances, by the mark before it: (instructions, chances, where it began)."""
    text = script.read_bytes()
    with tempfile.NamedTemporaryFile() as job, tempfile.NamedTemporaryFile("r") as counts:
        job.write(struct.pack("<II", heap | flags, len(text)) + text)
        job.flush()
        counter = f"{run.plugin()},marker={run.M4.marker},out={counts.name},quiet={CHANCE}"
        if profile:
            counter += f",after={after},profile={profile}"
        loader = ("-device", f"loader,file={job.name},addr={run.M4.job:#x},force-raw=on")
        command = [*run.M4.qemu, "-nographic", "-monitor", "none", "-serial", "stdio", "-icount", "shift=0"]
        command += ["-plugin", counter, "-kernel", run.image(run.M4, "full"), *loader]
        done = subprocess.run(command, input=b"", capture_output=True, timeout=1800)
        found, part = {}, None
        for line in counts.read().splitlines():
            if match := re.search(r"longest=(\d+) count=(\d+) after=(\d+)", line):
                # What comes before the program begins is the firmware's own call.
                if part is not None and int(match[2]):
                    found[part] = tuple(map(int, match.groups()))
            elif match := re.search(r"mark=(\d+)", line):
                part = int(match[1])
    if done.returncode:
        run.complain(script, run.Run(done.returncode, done.stdout.decode(errors="replace"), {}))
    return found


def pauses(chosen):
    """Prints the table; true if some way is too long."""
    run.head("what", "longest", "chances")
    failed = False
    others = [*programs(), *(script for script in run.scripts() if script.stem != "bench")] if not chosen else []
    for script in chosen or stress_scripts():
        titles = dict(re.findall(r"^mark\((\d+)\)  # (.*)$", script.read_text(), re.M))
        for part, (longest, count, _) in pauses_of(script).items():
            failed |= longest > PAUSE_MAX
            run.row([titles.get(str(part), run.title(script)), run.judged(longest, PAUSE_MAX), f"{count:,}"])
    worst = 0, "", 0
    for script in others:
        for longest, count, _ in pauses_of(script, run.HEAP).values():
            worst = max(worst, (longest, run.title(script), count))
    if others:
        run.row([f"the other programs of this folder; the worst is: {worst[1]}", run.judged(worst[0], PAUSE_MAX), f"{worst[2]:,}"])
    print(f"\nInstructions on the {run.M4.name} between two chances for the firmware to take control, at most, in a heap of {run.HEAP_MAX // 1024} KB.")
    return failed


def steps():
    """Prints the table; true if some step of the collector is too long."""
    run.head("heap", *(run.title(script) for script in collected()), "steps")
    failed = False
    for kilobytes in (16, 32, 64, 128, 256, 512):
        found = [pauses_of(script, kilobytes * 1024, flags=COLLECTS)[COLLECT] for script in collected()]
        failed |= any(longest > PAUSE_MAX for longest, _, _ in found)
        run.row([f"{kilobytes} KB", *(run.judged(longest, PAUSE_MAX) for longest, _, _ in found), f"{sum(count for _, count, _ in found):,}"])
    print(f"\nInstructions of the longest step of the collector on the {run.M4.name}, half of the heap being live: `Vm::idle_gc(2000)`.")
    return failed


def collected():
    """The programs that fill half of the heap."""
    return sorted((run.BENCHES / "collector").glob("*.py"))


def peaks_on_host():
    """By program: what tests/exact.rs prints."""
    command = ["cargo", "test", "--quiet", "--features", "f32", "--test", "exact", "--", "--nocapture"]
    done = subprocess.run(command, cwd=run.BENCHES.parent, capture_output=True, text=True)
    return {name: int(peak) for name, peak in re.findall(r"^peak (\S+) (\d+)$", done.stdout, re.M)}


def exact(chosen):
    """Prints the table; true if a program does not take the same everywhere."""
    run.head("program", "host, 64 bits", *(machine.name for machine in run.MACHINES))
    host, failed = peaks_on_host(), False
    for script in chosen or programs():
        peaks = [host.get(script.name)]
        for machine in run.MACHINES:
            found = re.search(r" peak (\d+) ", run.run(machine, script, 128 * 1024, name="full").output, re.M)
            peaks.append(found and int(found[1]))
        failed |= len(set(peaks)) > 1 or None in peaks
        run.row([run.title(script), *map(run.rounded, peaks)])
    print(f"\nThe most bytes of a heap of 128 KB that were in use at a time; steps of 1,000 operations.")
    return failed


def on_host(job, to_end):
    """One station of a program on this machine: its output, and the snapshot for the next one."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(job)
        file.flush()
        command = ["cargo", "test", "--quiet", "--features", "f32,snapshot", "--test", "snapshots", "--", "--nocapture", "station"]
        environment = {**os.environ, "FERROPY_STATION": file.name, "FERROPY_STATION_LAST": str(int(to_end))}
        done = subprocess.run(command, cwd=run.BENCHES.parent, capture_output=True, text=True, env=environment)
    found = re.search(r"<<<(.*)>>>", done.stdout, re.S)
    return (found[1] if found else done.stdout + done.stderr), {}


def on_machine(machine, job, to_end):
    with tempfile.NamedTemporaryFile() as file:
        file.write(struct.pack("<II", 128 * 1024 | (COLLECTS if to_end else 0), len(job)) + job)
        file.flush()
        loader = ("-device", f"loader,file={file.name},addr={machine.job:#x},force-raw=on")
        result = run.emulate(machine, run.image(machine, "snapshot"), loader)
        return run.without_stack(result.output).replace("\r", ""), result.marks


def wander(chosen):
    """Hands programs round: from this machine to the emulated ones and back, twice; true if one prints something else."""
    stations = [("host", on_host)]
    stations += [(machine.name, lambda job, to_end, machine=machine: on_machine(machine, job, to_end)) for machine in run.MACHINES]
    stations *= 2
    run.head("program", *(name for name, _ in stations), "restored in", "saved in", "the same")
    failed = False
    for script in chosen or programs():
        wanted, _ = on_host(script.read_bytes(), True)
        job, printed, cells, spent = script.read_bytes(), "", [], [None, None]
        for index, (_, station) in enumerate(stations):
            text, marks = station(job, index + 1 == len(stations))
            # The first of the emulated machines restores and saves.
            spent = [marks.get(2), marks.get(4)] if index == 1 else spent
            text, _, snapshot = text.partition("\nsnapshot ")
            printed += text
            if not snapshot:
                break
            job = bytes.fromhex(snapshot.strip())
            cells.append(len(job))
        same = printed.strip() == wanted.strip()
        failed |= not same
        cells = (cells + [None] * len(stations))[: len(stations)]
        run.row([run.title(script), *cells, *map(run.rounded, spent), "yes" if same else "**no**"])
    print(f"\nBytes of the snapshot that a machine has handed on, the last one running the program to its end; instructions of the {run.M4.name} to restore the first and to save the next.")
    return failed
