"""A cooperative scheduler whose tasks are generators.

A task yields what it waits for: `Sleep(ticks)`, `Receive(queue)`,
`Send(queue, item)` or `Join(task)`. Time is virtual, so a day passes in no
time and every run prints the same.
"""


class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks


class Receive:
    def __init__(self, queue):
        self.queue = queue


class Send:
    def __init__(self, queue, item):
        self.queue = queue
        self.item = item


class Join:
    def __init__(self, task):
        self.task = task


class Queue:
    """A bounded queue; senders and receivers wait in order of arrival."""

    def __init__(self, name, size):
        self.name = name
        self.size = size
        self.items = []
        self.receivers = []
        self.senders = []


class Task:
    def __init__(self, name, body):
        self.name = name
        self.body = body
        self.result = None
        self.done = False
        self.joiners = []
        self.steps = 0


class Cancelled(Exception):
    """Raised inside a task that is asked to stop."""


class Scheduler:
    def __init__(self):
        self.now = 0
        self.ready = []
        self.timers = []
        self.sequence = 0
        self.log = []

    def say(self, text):
        self.log.append(f"{self.now:4d}  {text}")

    def spawn(self, name, body):
        task = Task(name, body)
        self.ready.append((task, None))
        return task

    def cancel(self, task):
        """Throws `Cancelled` into the task, wherever it waits."""
        self.timers = [row for row in self.timers if row[2] is not task]
        self.ready = [row for row in self.ready if row[0] is not task]
        self._resume(task, lambda: task.body.throw(Cancelled("stopped by the supervisor")))

    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                self._advance()
            task, value = self.ready.pop(0)
            self._resume(task, lambda: task.body.send(value))

    def _advance(self):
        self.timers.sort(key=lambda row: row[:2])
        wake, _, task = self.timers.pop(0)
        self.now = max(self.now, wake)
        self.ready.append((task, None))

    def _resume(self, task, step):
        task.steps += 1
        try:
            request = step()
        except StopIteration as stop:
            self._finish(task, stop.value)
        except Cancelled as reason:
            self.say(f"{task.name}: cancelled, {reason}")
            self._finish(task, None)
        else:
            self._serve(task, request)

    def _finish(self, task, result):
        task.result = result
        task.done = True
        self.ready.extend((joiner, result) for joiner in task.joiners)

    def _serve(self, task, request):
        if isinstance(request, Sleep):
            self.sequence += 1
            self.timers.append((self.now + request.ticks, self.sequence, task))
        elif isinstance(request, Send):
            self._send(task, request.queue, request.item)
        elif isinstance(request, Receive):
            self._receive(task, request.queue)
        elif isinstance(request, Join):
            if request.task.done:
                self.ready.append((task, request.task.result))
            else:
                request.task.joiners.append(task)
        else:
            raise TypeError(f"{task.name} yielded {request!r}")

    def _send(self, task, queue, item):
        if queue.receivers:
            self.ready.append((queue.receivers.pop(0), item))
        elif len(queue.items) < queue.size:
            queue.items.append(item)
        else:
            self.say(f"{task.name}: waits, {queue.name} is full")
            queue.senders.append((task, item))
            return
        self.ready.append((task, None))

    def _receive(self, task, queue):
        if queue.items:
            self.ready.append((task, queue.items.pop(0)))
            if queue.senders:
                sender, item = queue.senders.pop(0)
                queue.items.append(item)
                self.ready.append((sender, None))
        else:
            queue.receivers.append(task)


def blink(system, pattern):
    """Blinks forever; tidies up when it is cancelled."""
    lit = False
    try:
        while True:
            for ticks in pattern:
                lit = not lit
                system.say(f"led: {'on' if lit else 'off'}")
                yield Sleep(ticks)
    finally:
        system.say("led: off for good")


def sample(system, queue, count):
    """Reads a pretend sensor and sends every reading on."""
    value = 17
    for number in range(count):
        value = (value * 31 + 7) % 97
        yield Send(queue, (number, value))
        yield Sleep(3)
    yield Send(queue, None)
    return count


def average(system, queue):
    """Receives until None; a slow consumer, so that the queue fills up."""
    total = received = 0
    while (reading := (yield Receive(queue))) is not None:
        number, value = reading
        total += value
        received += 1
        system.say(f"average: reading {number} is {value}, mean {total / received:.2f}")
        yield from busy(5)
    return total


def busy(ticks):
    """Splits a long job into steps of at most two ticks."""
    while ticks > 0:
        part = min(2, ticks)
        yield Sleep(part)
        ticks -= part


def supervise(system, sampler, averager, blinker):
    sent = yield Join(sampler)
    system.say(f"supervisor: the sampler sent {sent}")
    total = yield Join(averager)
    system.say(f"supervisor: the sum is {total}")
    system.cancel(blinker)
    return "all quiet"


system = Scheduler()
readings = Queue("readings", 2)
tasks = [
    system.spawn("sampler", sample(system, readings, 8)),
    system.spawn("averager", average(system, readings)),
    system.spawn("blinker", blink(system, [10, 4])),
]
tasks.append(system.spawn("supervisor", supervise(system, *tasks)))
system.run()

print("tick  event")
for line in system.log:
    print(line)
print("task        steps  result")
for task in tasks:
    print(f"{task.name:<10} {task.steps:>6}  {task.result!r}")
