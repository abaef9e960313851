#!/usr/bin/env python3
"""Builds the firmware for the emulator, runs it there and tests it over its serial line.

    tests.py            every test
    tests.py NAME…      these
    tests.py jitter     measures how late the firmware's tasks are, and prints a table
    tests.py size       prints what takes flash and RAM
"""
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target"))
IMAGE = TARGET / "thumbv7em-none-eabihf/release/ferropy-stm32"
SECONDS = 20
RAW_BANNER = b"raw REPL; CTRL-B to exit\r\n>"


class Board:
    """The firmware in the emulator."""

    def __init__(self, *options):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = tempfile.TemporaryFile()
        self.qemu = subprocess.Popen(
            ["qemu-system-arm", "-M", "b-l475e-iot01a", "-display", "none", "-monitor", "none",
             "-semihosting-config", "enable=on,target=native", "-kernel", IMAGE,
             "-serial", f"tcp:127.0.0.1:{self.port},server=on,wait=on", *options],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        self.line = None
        self.received = b""

    def __enter__(self):
        self.connect()
        return self

    def __exit__(self, *_):
        self.disconnect()
        ended = self.qemu.poll()
        self.qemu.kill()
        self.qemu.wait()
        self.log.seek(0)
        said = self.log.read().decode(errors="replace")
        self.log.close()
        assert ended is None, f"the emulator ended with {ended}:\n{said}"

    def connect(self):
        end = time.monotonic() + SECONDS
        while True:
            try:
                self.line = socket.create_connection(("127.0.0.1", self.port))
                return
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def disconnect(self):
        if self.line:
            self.line.close()
            self.line = None

    def send(self, data):
        self.line.sendall(data)

    def wait(self, text, seconds=SECONDS):
        """What comes up to and with a text."""
        end = time.monotonic() + seconds
        while text not in self.received:
            left = end - time.monotonic()
            self.line.settimeout(max(left, 0.01))
            try:
                got = self.line.recv(4096) if left > 0 else b""
            except TimeoutError:
                got = b""
            assert got, f"{text!r} did not come, but {self.received!r}"
            self.received += got
        place = self.received.index(text) + len(text)
        got, self.received = self.received[:place], self.received[place:]
        return got

    def prompt(self):
        return self.wait(b"\r\n>>> ")

    def ask(self, statement, seconds=SECONDS):
        """Types a statement; what it shows."""
        self.send(statement.encode() + b"\r")
        self.wait(statement.encode() + b"\r\n", seconds)
        return self.wait(b">>> ", seconds)[:-4].replace(b"\r\n", b"\n").decode()

    def raw(self, script, seconds=SECONDS):
        """Runs a script by the raw prompt; its output and its traceback."""
        self.send(b"\x01")
        self.wait(RAW_BANNER)
        for start in range(0, len(script), 256):
            self.send(script[start:start + 256])
            time.sleep(0.01)
        self.send(b"\x04")
        self.wait(b"OK")
        output = self.wait(b"\x04", seconds)[:-1]
        traceback = self.wait(b"\x04>", seconds)[:-2]
        self.send(b"\x02")
        self.prompt()
        return output, traceback


class Pins:
    """The pins of a board, from outside."""

    OPTIONS = ["-qtest-log", "/dev/null", "-accel", "tcg"]

    def __init__(self, folder):
        self.path = str(Path(folder, "pins"))
        self.line = None

    def options(self):
        return ["-qtest", f"unix:{self.path},server=on,wait=off", *self.OPTIONS]

    def ask(self, command):
        if self.line is None:
            self.line = socket.socket(socket.AF_UNIX)
            self.line.connect(self.path)
            self.line.settimeout(SECONDS)
        self.line.sendall(command.encode() + b"\n")
        answer = b""
        while not answer.endswith(b"\n"):
            got = self.line.recv(4096)
            assert got, "the emulator has ended"
            answer += got
        assert answer.startswith(b"OK"), answer
        return answer[2:].decode()

    def output(self, port, pin):
        """What the firmware puts on a pin: a bit of GPIOx_ODR."""
        return int(self.ask(f"readl {0x48000014 + 0x400 * 'ABCDEFGH'.index(port):#x}"), 16) >> pin & 1

    def drive(self, port, pin, level):
        self.ask(f"set_irq_in /machine/soc/gpio{port.lower()} unnamed-gpio-in {pin} {level}")


def equal(got, wanted):
    assert got == wanted, f"{got!r} is not {wanted!r}"


def test_banner():
    with Board() as board:
        shown = board.prompt()
        assert shown.startswith(b"main.py: "), shown
        assert re.search(rb"\r\nMicroPython \S.*; B-L475E-IOT01A with STM32L475VG\r\nType \"help\(\)\"", shown), shown


def test_prompt():
    with Board() as board:
        board.prompt()
        equal(board.ask("1 + 1"), "2\n")
        equal(board.ask("import sys, json; print(sys.platform, json.dumps([1, None]))"), "stm32 [1, null]\n")
        equal(board.ask("import os; print(sorted(os.listdir('/')), os.listdir('/rom'))"),
              "['boot.py', 'main.py', 'rom'] ['boot.py', 'main.py']\n")
        equal(board.ask("1 / 0"), 'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n'
              "ZeroDivisionError: division by zero\n")
        equal(board.ask("bytearray(100_000)").splitlines()[-1], "MemoryError")
        board.send(b"def f(): return f()\r\r")
        board.prompt()
        assert board.ask("f()").splitlines()[-1].startswith("RecursionError"), "recursion ends"
        equal(board.ask("6 * 7"), "42\n")


def test_interrupt():
    with Board() as board:
        board.prompt()
        for loop in ["while True: pass\r", "import time; time.sleep(1000)", "sum(iter(int, 1))", "input()"]:
            board.send(loop.encode() + b"\r")
            board.wait(b"\r\n")
            time.sleep(0.3)
            board.send(b"\x03")
            assert b"KeyboardInterrupt" in board.prompt(), loop
        equal(board.ask("2 + 2"), "4\n")


def test_time():
    with Board() as board:
        board.prompt()
        board.ask("import time")
        took = int(board.ask("t = time.ticks_us(); time.sleep(0.5); print(time.ticks_diff(time.ticks_us(), t))"))
        assert 500_000 <= took < 900_000, took


def test_soft_reset():
    with Board() as board:
        board.prompt()
        board.ask("x = 1")
        board.ask("_ = open('/main.py', 'w').write('print(\"hello again\")')")
        board.send(b"\x04")
        shown = board.prompt()
        assert b"MPY: soft reboot\r\nhello again\r\n" in shown, shown
        assert board.ask("x").endswith("NameError: name 'x' is not defined\n")


def test_raw():
    with Board() as board:
        board.prompt()
        equal(board.raw(b"print(6 * 7)\n"), (b"42\r\n", b""))
        output, traceback = board.raw(b"print('a')\nraise ValueError('b')\n")
        equal((output, traceback.splitlines()[-1]), (b"a\r\n", b"ValueError: b"))
        lines = [f"x{n} = {n}\n" for n in range(300)]
        equal(board.raw("".join(lines).encode() + b"print(x0 + x299)\n", 60), (b"299\r\n", b""))


def test_garbage():
    with Board() as board:
        board.prompt()
        for seed in range(8):
            noise = bytes((n * 167 + seed * 59 + (n * n >> 3)) % 256 for n in range(400))
            board.send(noise)
            time.sleep(0.1)
        # Out of whatever mode and program that was.
        board.send(b"\r\x03\x03\x02\r\x03")
        time.sleep(0.5)
        board.send(b"\r\x03print('al', 'ive', sep='')\r")
        board.wait(b"\r\nalive\r\n")


def mpremote(board, *words, fails=False):
    """Runs the tool over the emulator's serial line; what it prints."""
    place = TARGET / "mpremote"
    tool = place / "bin/mpremote"
    if not tool.exists():
        venv.create(place, with_pip=True)
        subprocess.run([place / "bin/pip", "install", "-q", "mpremote==1.29.0"], check=True)
    ran = subprocess.run([tool, "connect", f"socket://127.0.0.1:{board.port}", *words],
                         capture_output=True, timeout=60, text=True)
    assert (ran.returncode != 0) == fails, f"mpremote {words}: {ran}"
    return ran.stdout


def test_mpremote():
    with Board() as board, tempfile.TemporaryDirectory() as folder:
        board.prompt()
        board.disconnect()
        equal(mpremote(board, "exec", "print(6 * 7)"), "42\n")
        here, back = Path(folder, "here.txt"), Path(folder, "back.txt")
        here.write_text("".join(f"line {n}\n" for n in range(200)))
        mpremote(board, "fs", "cp", str(here), ":there.txt")
        assert "there.txt" in mpremote(board, "fs", "ls")
        equal(mpremote(board, "fs", "cat", ":there.txt"), here.read_text())
        mpremote(board, "fs", "cp", ":there.txt", str(back))
        equal(back.read_text(), here.read_text())
        mpremote(board, "fs", "rm", ":there.txt")
        assert "there.txt" not in mpremote(board, "fs", "ls")
        script = Path(folder, "script.py")
        script.write_text("import sys\nprint('ran on', sys.platform)\n")
        equal(mpremote(board, "run", str(script)), "ran on stm32\n")
        equal(mpremote(board, "mount", folder, "exec", "import script"), "Local directory "
              f"{folder} is mounted at /remote\nran on stm32\n")
        mpremote(board, "soft-reset", "exec", "print('x' in globals())")


# What scripts do while the firmware's tasks are watched.
LOADS = {
    "nothing": "import time\ntime.sleep(1)\n",
    "an endless loop": "while ticks() < end: pass\n",
    "calls": "def f(n): return n\nwhile ticks() < end: f(1)\n",
    "the collector, in a heap of small objects": "kept = []\nwhile ticks() < end:\n"
        "    kept = [[n, str(n)] for n in range(200)]\n",
    "compaction": "kept = {}\nn = 0\nwhile ticks() < end:\n    kept[n % 40] = bytearray(300 + n % 7 * 90)\n    n += 1\n",
    "big ints": "n = 3\nwhile ticks() < end: n = n * n % (10 ** 300)\n",
    "sorting": "while ticks() < end: sorted(range(1500), key=lambda n: -n)\n",
    "printing": "while ticks() < end: print('x' * 70)\n",
}


def jitter(seconds=1):
    """How late turns are, by what a script does: rows of load, urgent turns and worst, patient turns and worst."""
    rows = []
    # One instruction takes 16 ns of the emulated time, hence 62.5 MHz.
    with Board("-icount", "shift=4,sleep=off") as board:
        board.prompt()
        for load, text in LOADS.items():
            script = (f"import time, status\nfrom time import ticks_ms as ticks\nend = ticks() + {seconds * 1000}\n"
                      f"status.urgent(); status.patient()\n{text}print('\\n', *status.urgent(), *status.patient())\n")
            output, traceback = board.raw(script.encode(), 120)
            board.send(b"\x04")
            board.prompt()
            assert not traceback, f"{load}: {traceback}"
            rows.append((load, *map(int, output.splitlines()[-1].split())))
    return rows


def test_pins():
    with tempfile.TemporaryDirectory() as folder:
        pins = Pins(folder)
        with Board(*pins.options()) as board:
            board.prompt()
            board.ask("from machine import Pin")
            board.ask("led = Pin('LED', Pin.OUT)")
            for level in (1, 0, 1):
                board.ask(f"led.value({level})")
                equal(pins.output("A", 5), level)
                equal(board.ask("led()"), f"{level}\n")
            board.ask("led.toggle()")
            equal(pins.output("A", 5), 0)
            equal(board.ask("Pin('LD9')").splitlines()[-1], "ValueError: Pin('LD9') doesn't exist")
            # The heart beats while a script loops.
            board.send(b"while True: pass\r\r")
            seen = set()
            end = time.monotonic() + 5
            while len(seen) < 2 and time.monotonic() < end:
                seen.add(pins.output("B", 14))
                time.sleep(0.005)
            equal(seen, {0, 1})
            board.send(b"\x03")
            board.prompt()
            # A button wakes a script: its handler, then a task.
            pins.drive("C", 13, 1)
            board.ask("button = Pin('BUTTON', Pin.IN)")
            board.ask("_ = button.irq(lambda pin: print('pressed' if not pin() else 'released'))")
            board.send(b"import time; time.sleep(1.5)\r")
            time.sleep(0.3)
            pins.drive("C", 13, 0)
            board.wait(b"pressed\r\n")
            pins.drive("C", 13, 1)
            board.wait(b"released\r\n")
            board.wait(b">>> ")
            board.ask("import asyncio; flag = asyncio.ThreadSafeFlag()")
            board.ask("_ = button.irq(lambda pin: flag.set(), Pin.IRQ_FALLING)")
            board.send(b"asyncio.run(flag.wait()); print('awo', 'ken', sep='')\r")
            time.sleep(0.5)
            pins.drive("C", 13, 0)
            board.wait(b"awoken\r\n")


def test_tasks():
    with Board("-icount", "shift=4,sleep=off") as board:
        board.prompt()
        script = ("import asyncio\nfrom time import ticks_ms, ticks_diff\nasync def tick(name, every, times):\n"
                  "    for n in range(times):\n        await asyncio.sleep_ms(every)\n"
                  "        seen.append((ticks_diff(ticks_ms(), start), name))\nasync def main():\n"
                  "    await asyncio.gather(tick('a', 30, 4), tick('b', 50, 2))\nseen, start = [], ticks_ms()\n"
                  "asyncio.run(main())\nprint(seen)\n")
        output, traceback = board.raw(script.encode())
        equal(traceback, b"")
        seen = eval(output)
        equal([name for _, name in seen], list("abaaba"))
        for (at, _), due in zip(seen, (30, 50, 60, 90, 100, 120)):
            assert due <= at <= due + 30, seen


# Parts of the firmware, by how the names of their symbols begin: `ferropy::vm::exec` is `7ferropy2vm4exec`.
PARTS = [
    ("the loop, frames, operators", "7ferropy2vm4exec"),
    ("parser and compiler", "7ferropy2vm(6syntax|7compile)"),
    ("memory and collector", "7ferropy2vm4heap"),
    ("types and numbers", "7ferropy2vm(5types|6number)"),
    ("standard modules, natives", "7ferropy4bind"),
    ("prompt", "7ferropy3api"),
    ("the rest of ferropy", "7ferropy"),
    ("embassy", "embassy|4cortex|USART|EXTI"),
    ("this firmware", "13ferropy_stm32|HEAP"),
    ("mathematics", "4libm"),
    ("core and the compiler's own", ""),
]


def sections_of(data):
    start, = struct.unpack_from("<I", data, 32)
    size, count, _ = struct.unpack_from("<HHH", data, 46)
    return [struct.unpack_from("<10I", data, start + n * size) for n in range(count)]


def flash_of(data):
    """All that is loaded: the sections that are in memory and have contents."""
    return sum(length for _, kind, flags, _, _, length, *_ in sections_of(data) if flags & 2 and kind != 8)


def symbols(data):
    """Name, address and bytes of the symbols of a 32-bit ELF file."""
    sections = sections_of(data)
    for _, kind, _, _, offset, length, link, *_ in sections:
        if kind == 2:
            names = sections[link][4]
            for place in range(offset, offset + length, 16):
                name, address, bytes_, info, _, _ = struct.unpack_from("<IIIBBH", data, place)
                if bytes_ and info & 15 in (1, 2):
                    end = data.index(0, names + name)
                    yield data[names + name:end].decode(), address, bytes_


def size(image):
    """Bytes in flash and in RAM by part: rows."""
    flash, ram = dict.fromkeys((part for part, _ in PARTS), 0), dict.fromkeys((part for part, _ in PARTS), 0)
    data = image.read_bytes()
    seen = set()
    for name, address, bytes_ in symbols(data):
        if address & ~1 in seen:
            continue
        seen.add(address & ~1)
        part = next(part for part, pattern in PARTS if re.search(pattern, name))
        (ram if address >= 0x20000000 else flash)[part] += bytes_
    rows = [(part, flash[part], ram[part]) for part, _ in PARTS]
    return [*rows, ("texts and tables without names", flash_of(data) - sum(flash.values()), 0)]


def test_jitter():
    for load, urgent, late, _, patient_late in jitter():
        # The emulated line sends in no time, so that its interrupts crowd.
        limit = 3000 if load == "printing" else 100
        assert urgent >= 700 and late <= limit, f"{load}: {urgent} urgent turns, up to {late} us late"
        # A step is 100 operations, whatever each of them takes.
        assert patient_late <= 200_000, f"{load}: the patient task was {patient_late} us late"


def test_pyboard():
    # The last one: its image takes the place of the emulator's.
    build("--no-default-features", "--features", "pyboard-f405")


def build(*options):
    subprocess.run([HERE / "../../tools/xcargo", "build", "--quiet", "--release", *options], cwd=HERE, check=True)


def main(names):
    tests = {name[5:]: test for name, test in globals().items() if name.startswith("test_")}
    build("--features", "qemu")
    if names == ["jitter"]:
        print("| a script's load | urgent turns | latest, us | patient turns | latest, us |\n|--|--:|--:|--:|--:|")
        for row in jitter():
            print("|", " | ".join(map(str, row)), "|")
        return 0
    if names == ["size"]:
        build()
        rows = size(IMAGE)
        rows.append(("all", sum(row[1] for row in rows), sum(row[2] for row in rows)))
        print("| part | flash | RAM |\n|--|--:|--:|")
        for part, flash, ram in rows:
            print(f"| {part} | {flash:,} | {ram:,} |")
        return 0
    failed = 0
    for name in names or tests:
        start = time.monotonic()
        try:
            tests[name]()
            result = "ok"
        except Exception as error:
            failed += 1
            result = f"FAILED: {error}"
        print(f"{name}: {result} ({time.monotonic() - start:.1f} s)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
