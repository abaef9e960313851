# `unittest`: cases, suites and a runner that reports to the terminal.

import sys


class SkipTest(Exception):
    pass


class _Failed(AssertionError):
    pass


def skip(reason=''):
    if callable(reason):
        reason.__unittest_skip__ = ''
        return reason

    def decorate(item):
        item.__unittest_skip__ = reason
        return item

    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else (lambda item: item)


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


class _Raises:
    def __init__(self, case, expected, pattern=None, msg=None):
        self._case = case
        self._expected = expected
        self._pattern = pattern
        self._msg = msg

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            expected = self._expected
            names = [one.__name__ for one in expected] if isinstance(expected, tuple) else [expected.__name__]
            self._case._fail(self._msg, f"{names[0] if len(names) == 1 else expected} not raised")
        if not issubclass(kind, self._expected):
            return False
        self.exception = value
        if self._pattern is not None:
            import re
            if not re.search(self._pattern, str(value)):
                self._case._fail(self._msg, f'"{self._pattern}" does not match "{value}"')
        return True


class _SubTest:
    def __init__(self, case, message, parameters):
        self._case = case
        parts = [f'[{message}]'] if message is not None else []
        if parameters:
            parts.append('(' + ', '.join([f'{key}={value!r}' for key, value in parameters.items()]) + ')')
        self._title = ' '.join(parts) or '(<subtest>)'

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None or not issubclass(kind, Exception):
            return False
        case = self._case
        if issubclass(kind, SkipTest):
            case._result.addSkip(case, str(value))
        else:
            case._result._note(case, value, self._title)
            case._failed_inside = True
        return True


class TestCase:
    failureException = AssertionError
    maxDiff = 640
    longMessage = True

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._cleanups = []
        self._failed_inside = False

    def setUp(self):
        pass

    tearDown = setUp

    @classmethod
    def setUpClass(cls):
        pass

    tearDownClass = setUpClass

    def id(self):
        return f'{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}'

    def __str__(self):
        return f'{self._testMethodName} ({self.id()})'

    def shortDescription(self):
        doc = getattr(getattr(self, self._testMethodName), '__doc__', None)
        return doc.strip().split('\n')[0].strip() if doc else None

    def countTestCases(self):
        return 1

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        return _SubTest(self, msg, params)

    def debug(self):
        self.run(TestResult())

    def __call__(self, result=None):
        return self.run(result)

    def run(self, result=None):
        if result is None:
            result = TestResult()
        self._result = result
        self._failed_inside = False
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        function = getattr(method, '__func__', method)
        reason = getattr(type(self), '__unittest_skip__', None)
        if reason is None:
            reason = getattr(function, '__unittest_skip__', None)
        if reason is not None:
            result.addSkip(self, reason)
            result.stopTest(self)
            return result
        expecting = getattr(function, '__unittest_expecting_failure__', False)
        error = self._attempt(self.setUp)
        if error is None:
            error = self._attempt(method)
            ended = self._attempt(self.tearDown)
            error = error or ended
        ended = self._attempt(self.doCleanups)
        error = error or ended
        if isinstance(error, SkipTest):
            result.addSkip(self, str(error))
        elif expecting:
            if error is None and not self._failed_inside:
                result.addUnexpectedSuccess(self)
            else:
                result.addExpectedFailure(self, error)
        elif error is not None:
            result._note(self, error)
        elif not self._failed_inside:
            result.addSuccess(self)
        result.stopTest(self)
        return result

    def _attempt(self, function):
        try:
            result = function()
            if hasattr(result, '__await__') or hasattr(result, 'cr_code'):
                import asyncio
                asyncio.run(result)
        except Exception as error:
            return error
        return None

    # What a test says.

    def _fail(self, msg, text):
        if msg is not None:
            text = f'{text} : {msg}'
        raise self.failureException(text)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, f'{expr!r} is not true')

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, f'{expr!r} is not false')

    def assertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(msg, f'{first!r} != {second!r}')

    assertListEqual = assertTupleEqual = assertSetEqual = assertDictEqual = assertEqual
    assertMultiLineEqual = assertSequenceEqual = assertEqual

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, f'{first!r} == {second!r}')

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        if first == second:
            return
        distance = abs(first - second)
        if delta is not None:
            if distance > delta:
                self._fail(msg, f'{first!r} != {second!r} within {delta!r} delta ({distance!r} difference)')
        else:
            places = 7 if places is None else places
            if round(distance, places) != 0:
                self._fail(msg, f'{first!r} != {second!r} within {places!r} places ({distance!r} difference)')

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        distance = abs(first - second)
        if delta is not None:
            if first == second or distance <= delta:
                self._fail(msg, f'{first!r} == {second!r} within {delta!r} delta ({distance!r} difference)')
        else:
            places = 7 if places is None else places
            if first == second or round(distance, places) == 0:
                self._fail(msg, f'{first!r} == {second!r} within {places!r} places')

    def assertIs(self, first, second, msg=None):
        if first is not second:
            self._fail(msg, f'{first!r} is not {second!r}')

    def assertIsNot(self, first, second, msg=None):
        if first is second:
            self._fail(msg, f'unexpectedly identical: {first!r}')

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, f'{obj!r} is not None')

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, f'{member!r} not found in {container!r}')

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, f'{member!r} unexpectedly found in {container!r}')

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, f'{obj!r} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, f'{obj!r} is an instance of {cls!r}')

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, f'{a!r} not less than {b!r}')

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, f'{a!r} not less than or equal to {b!r}')

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, f'{a!r} not greater than {b!r}')

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, f'{a!r} not greater than or equal to {b!r}')

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        if not re.search(expected_regex, text):
            self._fail(msg, f"Regex didn't match: {expected_regex!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        found = re.search(unexpected_regex, text)
        if found:
            self._fail(msg, f'Regex matched: {found.group(0)!r} matches {unexpected_regex!r} in {text!r}')

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        missing = []
        for item in first:
            if item in rest:
                rest.remove(item)
            else:
                missing.append(item)
        if missing or rest:
            self._fail(msg, f'Element counts were not equal: {missing!r} and {rest!r}')

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _Raises(self, expected_exception, None, kwargs.pop('msg', None) if not args else None)
        if not args:
            return context
        function, *args = args
        with context:
            function(*args, **kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _Raises(self, expected_exception, expected_regex, kwargs.pop('msg', None) if not args else None)
        if not args:
            return context
        function, *args = args
        with context:
            function(*args, **kwargs)


IsolatedAsyncioTestCase = TestCase


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__('runTest')
        self.runTest = testFunc
        if setUp:
            self.setUp = setUp
        if tearDown:
            self.tearDown = tearDown


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum([test.countTestCases() for test in self._tests])

    def __iter__(self):
        return iter(self._tests)

    def run(self, result):
        kind = None
        usable = True
        for test in self._tests:
            if result.shouldStop:
                break
            if isinstance(test, TestCase):
                if type(test) is not kind:
                    self._leave(kind, usable)
                    kind = type(test)
                    usable = self._enter(kind, result)
                if usable:
                    test.run(result)
            else:
                test.run(result)
        self._leave(kind, usable)
        return result

    __call__ = run

    def _enter(self, kind, result):
        if getattr(kind, '__unittest_skip__', None) is not None:
            return True
        try:
            kind.setUpClass()
        except SkipTest as error:
            result.addSkip(f'setUpClass ({kind.__module__}.{kind.__qualname__})', str(error))
            return False
        except Exception as error:
            result._note(f'setUpClass ({kind.__module__}.{kind.__qualname__})', error)
            return False
        return True

    def _leave(self, kind, usable):
        if kind is not None and usable and getattr(kind, '__unittest_skip__', None) is None:
            kind.tearDownClass()


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.testsRun = 0
        self.shouldStop = False
        self.failfast = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    addSuccess = stopTest

    def _note(self, test, error, title=''):
        lines = []

        class Lines:
            write = lines.append

        sys.print_exception(error, Lines)
        test = f'{test} {title}' if title else test
        if isinstance(error, AssertionError):
            self.addFailure(test, ''.join(lines))
        else:
            self.addError(test, ''.join(lines))
        if self.failfast:
            self.stop()

    def addFailure(self, test, text):
        self.failures.append((test, text))

    def addError(self, test, text):
        self.errors.append((test, text))

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, error):
        self.expectedFailures.append((test, error))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        return f'<unittest.TestResult run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>'


class _TextResult(TestResult):
    def __init__(self, stream, verbosity):
        super().__init__()
        self._stream = stream
        self._verbosity = verbosity

    def _tell(self, letter, word):
        if self._verbosity > 1:
            self._stream.write(word + '\n')
        elif self._verbosity == 1:
            self._stream.write(letter)

    def startTest(self, test):
        super().startTest(test)
        if self._verbosity > 1:
            self._stream.write(f'{test} ... ')

    def addSuccess(self, test):
        self._tell('.', 'ok')

    def addFailure(self, test, text):
        super().addFailure(test, text)
        self._tell('F', 'FAIL')

    def addError(self, test, text):
        super().addError(test, text)
        self._tell('E', 'ERROR')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell('s', f'skipped {reason!r}')

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self._tell('x', 'expected failure')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell('u', 'unexpected success')


class TextTestRunner:
    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False):
        self.stream = stream or sys.stderr
        self.verbosity = verbosity
        self.failfast = failfast

    def run(self, test):
        import time
        write = self.stream.write
        result = _TextResult(self.stream, self.verbosity)
        result.failfast = self.failfast
        start = time.monotonic()
        test.run(result)
        taken = time.monotonic() - start
        if self.verbosity:
            write('\n')
        for kind, found in (('ERROR', result.errors), ('FAIL', result.failures)):
            for test, text in found:
                write(f"{'=' * 70}\n{kind}: {test}\n{'-' * 70}\n{text}\n")
        plural = '' if result.testsRun == 1 else 's'
        write(f"{'-' * 70}\nRan {result.testsRun} test{plural} in {taken:.3f}s\n\n")
        parts = [f'{name}={len(found)}' for name, found in (
            ('failures', result.failures), ('errors', result.errors), ('skipped', result.skipped),
            ('expected failures', result.expectedFailures),
            ('unexpected successes', result.unexpectedSuccesses)) if found]
        word = 'OK' if result.wasSuccessful() else 'FAILED'
        write(f"{word} ({', '.join(parts)})\n" if parts else f'{word}\n')
        return result


class TestLoader:
    testMethodPrefix = 'test'

    def getTestCaseNames(self, testCaseClass):
        return sorted([name for name in dir(testCaseClass)
                       if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))])

    def loadTestsFromTestCase(self, testCaseClass):
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return TestSuite([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, *, pattern=None):
        suite = TestSuite()
        for name in sorted(dir(module)):
            item = getattr(module, name)
            if isinstance(item, type) and issubclass(item, TestCase) and item not in (TestCase, FunctionTestCase):
                suite.addTest(self.loadTestsFromTestCase(item))
        return suite

    def loadTestsFromName(self, name, module=None):
        found = module
        for part in name.split('.'):
            found = __import__(part) if found is None else getattr(found, part)
        if isinstance(found, type):
            return self.loadTestsFromTestCase(found)
        return self.loadTestsFromModule(found)


defaultTestLoader = TestLoader()


def main(module='__main__', defaultTest=None, argv=None, testRunner=None, exit=True, verbosity=1, failfast=False):
    if isinstance(module, str):
        found = __import__(module)
        for part in module.split('.')[1:]:
            found = getattr(found, part)
        module = found
    runner = testRunner or TextTestRunner(verbosity=verbosity, failfast=failfast)
    result = runner.run(defaultTestLoader.loadTestsFromModule(module))
    if exit and not result.wasSuccessful():
        sys.exit(1)
    return result
