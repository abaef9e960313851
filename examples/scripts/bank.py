"""Accounts, transfers and transactions: what exceptions are for.

A transaction is a context manager that rolls all accounts back when its body
fails. The exceptions form a small tree, carry data, and are chained.
"""


class BankError(Exception):
    """Anything a customer can be told."""


class UnknownAccount(BankError):
    def __init__(self, number):
        super().__init__(f"no account {number}")
        self.number = number


class InsufficientFunds(BankError):
    def __init__(self, account, amount):
        super().__init__(account.number, amount)
        self.account = account
        self.amount = amount

    @property
    def missing(self):
        return self.amount - self.account.available

    def __str__(self):
        return f"{self.account.number} lacks {money(self.missing)}"


class Frozen(BankError):
    pass


class AuditError(Exception):
    """The books do not balance: nobody's fault but ours."""


def money(cents):
    """Formats cents with thousands separators: 1234567 -> 12,345.67."""
    sign = "-" if cents < 0 else ""
    whole, part = divmod(abs(cents), 100)
    return f"{sign}{whole:,}.{part:02d}"


class Account:
    def __init__(self, number, owner, balance=0, credit=0):
        self.number, self.owner = number, owner
        self.balance, self.credit = balance, credit
        self.frozen = False
        self.history = []

    @property
    def available(self):
        return self.balance + self.credit

    def change(self, amount, reason):
        if amount == 0 or not isinstance(amount, int):
            raise ValueError(f"not an amount: {amount!r}")
        if self.frozen:
            raise Frozen(f"{self.number} is frozen")
        if amount < 0 and -amount > self.available:
            raise InsufficientFunds(self, -amount)
        self.balance += amount
        self.history.append((amount, reason))


class Transaction:
    """Remembers all balances on entry; restores them if the body raises."""

    def __init__(self, bank, name, *, swallow=()):
        self.bank, self.name, self.swallow = bank, name, swallow

    def __enter__(self):
        self.saved = [(account, account.balance, len(account.history)) for account in self.bank]
        self.bank.depth += 1
        return self

    def __exit__(self, kind, error, trace):
        self.bank.depth -= 1
        outcome = "committed"
        if kind is not None:
            for account, balance, length in self.saved:
                account.balance = balance
                del account.history[length:]
            outcome = f"rolled back after {kind.__name__}"
        self.bank.journal.append("  " * self.bank.depth + f"{self.name}: {outcome}")
        return kind is not None and issubclass(kind, self.swallow)


class Bank:
    def __init__(self):
        self._accounts = {}
        self.journal = []
        self.depth = 0

    def open(self, owner, balance=0, credit=0):
        number = f"{owner[:2].upper()}{len(self._accounts) + 1:03d}"
        self._accounts[number] = account = Account(number, owner, balance, credit)
        return account

    def __getitem__(self, number):
        try:
            return self._accounts[number]
        except KeyError as cause:
            raise UnknownAccount(number) from cause

    def __iter__(self):
        return iter(self._accounts.values())

    def __len__(self):
        return len(self._accounts)

    def __contains__(self, number):
        return number in self._accounts

    @property
    def total(self):
        return sum(account.balance for account in self)

    def transfer(self, source, target, amount):
        """Takes first and gives second, so only a rollback keeps the books right."""
        with Transaction(self, f"{source} > {target} {money(amount)}"):
            self[source].change(-amount, f"to {target}")
            self[target].change(amount, f"from {source}")

    def audit(self, expected):
        try:
            if self.total != expected:
                raise AuditError(f"{money(self.total)} instead of {money(expected)}")
        except AuditError as error:
            error.difference = self.total - expected
            raise
        else:
            return "books balance"
        finally:
            self.journal.append("audit done")


def report(action):
    """Runs an action and tells in one line what came of it."""
    try:
        result = action()
    except UnknownAccount as error:
        print(f"  unknown: {error} (because of {type(error.__cause__).__name__})")
    except InsufficientFunds as error:
        print(f"  refused: {error}; {error.args[0]} asked for {money(error.args[1])}")
    except BankError as error:
        print(f"  refused: {error}")
    except (TypeError, ValueError) as error:
        print(f"  mistake: {type(error).__name__}: {error}")
    else:
        print(f"  done{'' if result is None else ': ' + str(result)}")


def first_that_works(*actions):
    """Tries one after the other; returns from inside a loop, a try and a finally."""
    attempts = 0
    for action in actions:
        try:
            return f"{action()} after {attempts} failed"
        except BankError:
            attempts += 1
            continue
        finally:
            bank.journal.append(f"attempt, {attempts} failed so far")
    return "nothing worked"


def unwind():
    """Every `finally` on the way out runs, innermost first."""
    steps = []
    try:
        try:
            try:
                steps.append("work")
                raise KeyError("inner")
            finally:
                steps.append("first finally")
        except KeyError as error:
            steps.append(f"caught {error}")
            raise RuntimeError("outer") from error
        finally:
            steps.append("second finally")
    except RuntimeError as error:
        steps.append(f"{error} caused by {error.__cause__!r}")
    return steps


bank = Bank()
ada = bank.open("Ada", 1_250_000)
bo = bank.open("Bo", 80_50, credit=100_00)
cleo = bank.open("Cleo", 5_00)
OPENING = bank.total
print(f"{len(bank)} accounts, {money(OPENING)} in all, AD001 known: {'AD001' in bank}")

print("transfers")
report(lambda: bank.transfer("AD001", "CL003", 2_500_75))
report(lambda: bank.transfer("BO002", "AD001", 150_00))
report(lambda: bank.transfer("BO002", "AD001", 150_00))
report(lambda: bank.transfer("AD001", "XX999", 1_00))
report(lambda: bank.transfer("AD001", "BO002", 0))
report(lambda: bank.transfer("AD001", "BO002", "1.00"))
cleo.frozen = True
report(lambda: bank.transfer("AD001", "CL003", 1_00))
cleo.frozen = False

print("nested transactions")
with Transaction(bank, "payday"):
    with Transaction(bank, "bonus", swallow=BankError):
        cleo.change(9_99, "bonus")
        bo.change(-500_00, "a fine too high")
        print("  never printed")
    cleo.change(1_00, "salary")
print(f"  Cleo has {money(cleo.balance)}, the last entry is {cleo.history[-1]}")

print("audit")
report(lambda: bank.audit(OPENING + 1_00))
try:
    bank.audit(OPENING)
except AuditError as error:
    print(f"  {error}, difference {money(error.difference)}")

print("control flow")
print(
    " ",
    first_that_works(lambda: bank["NO001"], lambda: bo.change(-(10**9), "all"), lambda: bank["BO002"].owner),
)
print(" ", first_that_works(lambda: bank["NO001"]))
for step in unwind():
    print("  -", step)
try:
    assert bank.total < 0, "a bank has money"
except AssertionError as error:
    print("  AssertionError:", error)

print("journal")
for line in bank.journal:
    print(" ", line)

print("statements")
for account in bank:
    gained = sum(amount for amount, _ in account.history)
    print(
        f"  {account.number} {account.owner:<5}{money(account.balance):>12}  changed by {money(gained):>9} in {len(account.history)} entries"
    )
