"""A small expression language: tokenizer, recursive descent parser, evaluator.

Grammar, loosest first:

    statement  = NAME "=" statement | "def" NAME "(" names ")" "=" statement | choice
    choice     = either "?" choice ":" choice | either
    either     = inverted { ("and" | "or") inverted }
    inverted   = "not" inverted | compare
    compare    = sum [ ("<" | "<=" | ">" | ">=" | "==" | "!=") sum ]
    sum        = product { ("+" | "-") product }
    product    = unary { ("*" | "/" | "//" | "%") unary }
    unary      = "-" unary | power
    power      = atom [ "^" unary ]
    atom       = NUMBER | STRING | NAME [ "(" arguments ")" ] | "(" choice ")"
"""

KEYWORDS = ("def", "and", "or", "not")
SYMBOLS = ("//", "<=", ">=", "==", "!=", "+", "-", "*", "/", "%", "^", "<", ">", "=", "(", ")", ",", "?", ":")


class Failure(Exception):
    """A mistake in the program, with the column it was noticed at."""

    def __init__(self, column, message):
        super().__init__(message)
        self.column = column


class Token:
    __slots__ = ("kind", "text", "column")

    def __init__(self, kind, text, column):
        self.kind, self.text, self.column = kind, text, column

    def __repr__(self):
        return f"{self.kind}:{self.text}"


def scan_while(text, start, accept):
    end = start
    while end < len(text) and accept(text[end]):
        end += 1
    return text[start:end]


def tokenize(text):
    """Yields tokens and then one of kind "end"."""
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
            continue
        if char.isdigit():
            kind, word = "number", scan_while(text, at, lambda c: c.isdigit() or c == ".")
        elif char.isalpha() or char == "_":
            word = scan_while(text, at, lambda c: c.isalnum() or c == "_")
            kind = "keyword" if word in KEYWORDS else "name"
        elif char == "'":
            end = text.find("'", at + 1)
            if end < 0:
                raise Failure(at, "string is not closed")
            kind, word = "string", text[at : end + 1]
        else:
            word = next((symbol for symbol in SYMBOLS if text.startswith(symbol, at)), None)
            if word is None:
                raise Failure(at, f"unexpected {char!r}")
            kind = "symbol"
        yield Token(kind, word, at)
        at += len(word)
    yield Token("end", "end of line", at)


class Parser:
    """Builds tuples: ("number", 3), ("binary", "+", left, right), ..."""

    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.position = 0

    @property
    def token(self):
        return self.tokens[self.position]

    def bump(self):
        token = self.token
        self.position += 1
        return token

    def at(self, *texts):
        return self.token.kind in ("symbol", "keyword") and self.token.text in texts

    def eat(self, text):
        return bool(self.at(text) and self.bump())

    def expect(self, text):
        if not self.eat(text):
            raise Failure(self.token.column, f"expected {text!r}, got {self.token.text!r}")

    def program(self):
        tree = self.statement()
        if self.token.kind != "end":
            raise Failure(self.token.column, f"nothing may follow, got {self.token.text!r}")
        return tree

    def statement(self):
        if self.eat("def"):
            name = self.name()
            self.expect("(")
            names = self.separated(self.name)
            self.expect("=")
            return "define", name, names, self.statement()
        if self.token.kind == "name" and self.tokens[self.position + 1].text == "=":
            name = self.name()
            self.bump()
            return "assign", name, self.statement()
        return self.choice()

    def name(self):
        if self.token.kind != "name":
            raise Failure(self.token.column, f"expected a name, got {self.token.text!r}")
        return self.bump().text

    def separated(self, rule):
        """Reads `rule, rule, ... )`, maybe none."""
        items = []
        while not self.eat(")"):
            if items:
                self.expect(",")
            items.append(rule())
        return items

    def choice(self):
        test = self.either()
        if not self.eat("?"):
            return test
        yes = self.choice()
        self.expect(":")
        return "choice", test, yes, self.choice()

    def chain(self, rule, *operators):
        left = rule()
        while self.at(*operators):
            operator = self.bump().text
            left = "binary", operator, left, rule()
        return left

    def either(self):
        return self.chain(self.inverted, "and", "or")

    def inverted(self):
        if self.eat("not"):
            return "unary", "not", self.inverted()
        return self.compare()

    def compare(self):
        left = self.sum()
        if self.at("<", "<=", ">", ">=", "==", "!="):
            return "binary", self.bump().text, left, self.sum()
        return left

    def sum(self):
        return self.chain(self.product, "+", "-")

    def product(self):
        return self.chain(self.unary, "*", "/", "//", "%")

    def unary(self):
        return ("unary", "-", self.unary()) if self.eat("-") else self.power()

    def power(self):
        base = self.atom()
        return ("binary", "^", base, self.unary()) if self.eat("^") else base

    def atom(self):
        token = self.bump()
        if token.kind == "number":
            return "literal", float(token.text) if "." in token.text else int(token.text)
        if token.kind == "string":
            return "literal", token.text[1:-1]
        if token.kind == "name":
            if self.eat("("):
                return "call", token.text, self.separated(self.choice)
            return "name", token.text
        if token.text == "(":
            inner = self.choice()
            self.expect(")")
            return inner
        raise Failure(token.column, f"expected a value, got {token.text!r}")


OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "^": lambda a, b: a**b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


class Scope:
    """Names seen from one place; an inner scope sees the outer ones."""

    def __init__(self, names, outer=None):
        self.names, self.outer = names, outer

    def find(self, name):
        scope = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        raise NameError(f"{name} is not defined")


def evaluate(tree, scope):
    match tree:
        case ("literal", value):
            return value
        case ("name", name):
            return scope.find(name)
        case ("unary", "-", operand):
            return -evaluate(operand, scope)
        case ("unary", _, operand):
            return not evaluate(operand, scope)
        case ("binary", "and", left, right):
            return evaluate(left, scope) and evaluate(right, scope)
        case ("binary", "or", left, right):
            return evaluate(left, scope) or evaluate(right, scope)
        case ("binary", operator, left, right):
            return OPERATORS[operator](evaluate(left, scope), evaluate(right, scope))
        case ("choice", test, yes, no):
            return evaluate(yes if evaluate(test, scope) else no, scope)
        case ("assign", name, value):
            scope.names[name] = result = evaluate(value, scope)
            return result
        case ("define", name, parameters, body):
            scope.names[name] = lambda *given: evaluate(body, Scope(dict(zip(parameters, given)), scope))
            return f"<{name}/{len(parameters)}>"
        case ("call", name, arguments):
            return scope.find(name)(*[evaluate(argument, scope) for argument in arguments])
    raise TypeError(f"no such node: {tree[0]}")


SESSION = """
1 + 2 * 3 - 4
2 ^ 3 ^ 2
-2 ^ 2 + 7 // 2 * 10 % 4
(1 + 2) * (3 + 4) / 2
radius = 2.5
area = pi * radius ^ 2
area > 19 and area < 20 ? 'fits' : 'does not fit'
def factorial(n) = n < 2 ? 1 : n * factorial(n - 1)
factorial(25)
def fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)
fib(12)
def gcd(a, b) = b == 0 ? a : gcd(b, a % b)
gcd(1071, 462) == 21 and not gcd(8, 5) > 1
a = b = max(3, min(9, 5), 4)
'ab' * 3 + '!'
length('four') + a
1 +
(1 + 2
2 $ 3
x = y + 1
10 / (5 - 5)
'open
3 4
"""

print(list(tokenize("a1 = -3.5*(x//2)")))
print(Parser("1 - 2 - -x").program())
world = Scope({"pi": 3.14159, "max": max, "min": min, "length": len})
for line in SESSION.strip().splitlines():
    try:
        result = evaluate(Parser(line).program(), world)
    except Failure as failure:
        print(f"> {line}\n  {' ' * failure.column}^ {failure}")
    except (NameError, ZeroDivisionError, TypeError) as error:
        print(f"> {line}\n  {type(error).__name__}: {error}")
    else:
        print(f"> {line}\n  {f'{result:.4f}' if isinstance(result, float) else result}")
print("defined:", ", ".join(sorted(world.names)))
