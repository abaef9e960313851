"""A coffee machine as a table-driven state machine.

States and events are plain strings, transitions are rows of one table, and
every action is a method of the machine. The simulation then drives the table
with three stories: a good day, an empty tank, and a stuck grinder.
"""


class Transition:
    """One row: in `source`, on `event`, if `guard` holds, do `action`, go to `target`."""

    def __init__(self, source, event, target, action=None, guard=None):
        self.source = source
        self.event = event
        self.target = target
        self.action = action
        self.guard = guard

    def __repr__(self):
        return f"{self.source} --{self.event}--> {self.target}"


class StateMachine:
    """Walks a table of transitions and keeps a trace of what happened."""

    def __init__(self, initial, table):
        self.state = initial
        self.trace = []
        self._rows = {}
        for row in table:
            self._rows.setdefault((row.source, row.event), []).append(row)

    def send(self, event):
        """Handles one event; returns whether any transition fired."""
        for row in self._candidates(event):
            if row.guard is None or getattr(self, row.guard)():
                self._fire(row)
                return True
        self.trace.append(f"{self.state:<9} {event:<8} ignored")
        return False

    def _candidates(self, event):
        yield from self._rows.get((self.state, event), [])
        yield from self._rows.get(("*", event), [])

    def _fire(self, row):
        note = ""
        if row.action is not None:
            note = getattr(self, row.action)() or ""
        self.trace.append(f"{self.state:<9} {row.event:<8} -> {row.target:<9} {note}".rstrip())
        self.state = row.target


class CoffeeMachine(StateMachine):
    TABLE = (
        Transition("off", "power", "heating", "start_heater"),
        Transition("heating", "tick", "ready", "stop_heater", "hot_enough"),
        Transition("heating", "tick", "heating", "warm_up"),
        Transition("ready", "brew", "grinding", "grind", "has_supplies"),
        Transition("ready", "brew", "alarm", "complain"),
        Transition("grinding", "tick", "pouring", "pour"),
        Transition("grinding", "jam", "alarm", "count_fault"),
        Transition("pouring", "tick", "ready", "serve"),
        Transition("alarm", "refill", "ready", "refill"),
        Transition("alarm", "reset", "heating", "start_heater", "few_faults"),
        Transition("alarm", "reset", "locked"),
        Transition("*", "power", "off", "cool_down"),
    )
    CUP_ML = 120
    DOSE_G = 9

    def __init__(self, water=500, beans=100):
        super().__init__("off", self.TABLE)
        self.water = water
        self.beans = beans
        self.celsius = 20
        self.cups = 0
        self.faults = 0

    def hot_enough(self):
        return self.celsius >= 90

    def has_supplies(self):
        return self.water >= self.CUP_ML and self.beans >= self.DOSE_G

    def few_faults(self):
        return self.faults < 2

    def start_heater(self):
        return f"heater on at {self.celsius} C"

    def stop_heater(self):
        return f"heater off at {self.celsius} C"

    def warm_up(self):
        self.celsius += 25
        return f"{self.celsius} C"

    def cool_down(self):
        self.celsius = 20

    def grind(self):
        self.beans -= self.DOSE_G
        return f"{self.beans} g of beans left"

    def pour(self):
        self.water -= self.CUP_ML
        return f"{self.water} ml of water left"

    def serve(self):
        self.cups += 1
        return f"cup {self.cups}"

    def refill(self):
        self.water, self.beans = 500, 100
        return "refilled"

    def complain(self):
        missing = []
        if self.water < self.CUP_ML:
            missing.append("water")
        if self.beans < self.DOSE_G:
            missing.append("beans")
        return "missing " + " and ".join(missing)

    def count_fault(self):
        self.faults += 1
        return f"fault {self.faults}"


def tell(title, machine, events):
    print(f"== {title} ==")
    for event in events.split():
        machine.send(event)
    for number, line in enumerate(machine.trace, start=1):
        print(f"{number:3}. {line}")
    print(f"ends {machine.state}: {machine.cups} cups, {machine.water} ml, {machine.beans} g")


def unreachable(table, start):
    """Names the states that no path of transitions leads to."""
    reached, frontier = {start}, [start]
    while frontier:
        here = frontier.pop()
        for row in table:
            if row.source in (here, "*") and row.target not in reached:
                reached.add(row.target)
                frontier.append(row.target)
    named = {row.source for row in table} | {row.target for row in table}
    return sorted(named - reached - {"*"})


tell("a good day", CoffeeMachine(), "brew power tick tick tick tick brew tick tick brew tick tick power")
tell(
    "the tank runs dry",
    CoffeeMachine(water=200, beans=12),
    "power tick tick tick tick brew tick tick brew refill brew tick tick",
)
tell("a stuck grinder", CoffeeMachine(), "power tick tick tick tick brew jam reset tick brew jam reset power")

print("== the table ==")
print("first row:", CoffeeMachine.TABLE[0])
print("rows:", len(CoffeeMachine.TABLE), "unreachable:", unreachable(CoffeeMachine.TABLE, "off"))
