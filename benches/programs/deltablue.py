"""deltablue: an incremental solver of constraints, by classes"""

from bench import mark

REQUIRED, STRONG, PREFERRED, NORMAL, DEFAULT, WEAKEST = range(6)


class Variable:
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.constraints = []
        self.by = None
        self.seen = 0
        self.strength = WEAKEST
        self.stays = True


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def attach(self, planner):
        for variable in self.variables():
            variable.constraints.append(self)
        planner.add(self)

    def detach(self, planner):
        if self.is_satisfied():
            planner.remove(self)
        else:
            for variable in self.variables():
                variable.constraints.remove(self)

    def satisfy(self, seen, planner):
        self.choose(seen)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise ValueError("a required constraint fails")
            return None
        for variable in self.inputs():
            variable.seen = seen
        out = self.output()
        overridden = out.by
        if overridden is not None:
            overridden.forget()
        out.by = self
        if not planner.propagate(self, seen):
            raise ValueError("a circle")
        out.seen = seen
        return overridden

    def inputs_known(self, seen):
        for variable in self.inputs():
            if not (variable.seen == seen or variable.stays or variable.by is None):
                return False
        return True

    def is_input(self):
        return False


class Unary(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.out = variable
        self.satisfied = False
        self.attach(planner)

    def variables(self):
        return (self.out,)

    def inputs(self):
        return ()

    def output(self):
        return self.out

    def choose(self, seen):
        self.satisfied = self.out.seen != seen and self.strength < self.out.strength

    def is_satisfied(self):
        return self.satisfied

    def forget(self):
        self.satisfied = False

    def recalculate(self):
        self.out.strength = self.strength
        self.out.stays = not self.is_input()
        if self.out.stays:
            self.execute()

    def execute(self):
        pass


class Stay(Unary):
    pass


class Edit(Unary):
    def is_input(self):
        return True


class Binary(Constraint):
    def __init__(self, one, two, strength, planner):
        super().__init__(strength)
        self.one = one
        self.two = two
        self.direction = 0
        self.attach(planner)

    def variables(self):
        return (self.one, self.two)

    def inputs(self):
        return (self.input(),)

    def input(self):
        return self.one if self.direction > 0 else self.two

    def output(self):
        return self.two if self.direction > 0 else self.one

    def choose(self, seen):
        one, two = self.one, self.two
        if one.seen == seen:
            self.direction = 1 if two.seen != seen and self.strength < two.strength else 0
        elif two.seen == seen:
            self.direction = -1 if self.strength < one.strength else 0
        elif one.strength > two.strength:
            self.direction = -1 if self.strength < one.strength else 0
        else:
            self.direction = 1 if self.strength < two.strength else 0

    def is_satisfied(self):
        return self.direction != 0

    def forget(self):
        self.direction = 0

    def recalculate(self):
        source, out = self.input(), self.output()
        out.strength = max(self.strength, source.strength)
        out.stays = source.stays
        if out.stays:
            self.execute()


class Equal(Binary):
    def execute(self):
        self.output().value = self.input().value


class Scale(Binary):
    def __init__(self, source, factor, offset, target, strength, planner):
        self.factor = factor
        self.offset = offset
        super().__init__(source, target, strength, planner)

    def variables(self):
        return (self.one, self.two, self.factor, self.offset)

    def inputs(self):
        return (self.input(), self.factor, self.offset)

    def execute(self):
        if self.direction > 0:
            self.two.value = self.one.value * self.factor.value + self.offset.value
        else:
            self.one.value = (self.two.value - self.offset.value) // self.factor.value

    def recalculate(self):
        super().recalculate()
        out = self.output()
        out.stays = self.input().stays and self.factor.stays and self.offset.stays


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def add(self, constraint):
        seen = self.new_mark()
        overridden = constraint.satisfy(seen, self)
        while overridden is not None:
            overridden = overridden.satisfy(seen, self)

    def remove(self, constraint):
        out = constraint.output()
        constraint.forget()
        for variable in constraint.variables():
            variable.constraints.remove(constraint)
        unsatisfied = self.remove_from(out)
        for strength in range(REQUIRED, WEAKEST + 1):
            for other in unsatisfied:
                if other.strength == strength:
                    self.add(other)

    def remove_from(self, out):
        out.by = None
        out.strength = WEAKEST
        out.stays = True
        unsatisfied = []
        todo = [out]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            for constraint in self.consuming(variable):
                constraint.recalculate()
                todo.append(constraint.output())
        return unsatisfied

    def consuming(self, variable):
        by = variable.by
        return [c for c in variable.constraints if c is not by and c.is_satisfied()]

    def propagate(self, constraint, seen):
        todo = [constraint]
        while todo:
            current = todo.pop()
            if current.output().seen == seen:
                return False
            current.recalculate()
            todo.extend(self.consuming(current.output()))
        return True

    def plan(self, sources):
        seen = self.new_mark()
        steps = []
        todo = sources
        while todo:
            constraint = todo.pop()
            out = constraint.output()
            if out.seen != seen and constraint.inputs_known(seen):
                steps.append(constraint)
                out.seen = seen
                todo.extend(self.consuming(out))
        return steps

    def change(self, variable, value):
        edit = Edit(variable, PREFERRED, self)
        plan = self.plan([edit])
        for step in range(5):
            variable.value = value + step
            for constraint in plan:
                constraint.execute()
        edit.detach(self)


def chain(count):
    planner = Planner()
    chain = [Variable("v%d" % index, 0) for index in range(count + 1)]
    for one, two in zip(chain, chain[1:]):
        Equal(one, two, REQUIRED, planner)
    Stay(chain[-1], DEFAULT, planner)
    edit = Edit(chain[0], PREFERRED, planner)
    plan = planner.plan([edit])
    total = 0
    for value in range(10):
        chain[0].value = value
        for constraint in plan:
            constraint.execute()
        total += chain[-1].value
    edit.detach(planner)
    return total


def projection(count):
    planner = Planner()
    factor = Variable("factor", 10)
    offset = Variable("offset", 1000)
    targets = []
    source = target = None
    for index in range(count):
        source = Variable("source", index)
        target = Variable("target", index)
        targets.append(target)
        Stay(source, NORMAL, planner)
        Scale(source, factor, offset, target, REQUIRED, planner)
    planner.change(source, 17)
    first = target.value
    planner.change(target, 1050)
    second = source.value
    planner.change(factor, 5)
    planner.change(offset, 2000)
    return first, second, sum([target.value for target in targets])


def main():
    print(chain(40), projection(25))


mark(1)
main()
mark(2)
