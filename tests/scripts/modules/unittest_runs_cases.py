# Cases, fixtures, skips, sub-tests, and what a runner reports.
import io
import unittest


class Motor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("class")

    def setUp(self):
        self.speed = 3
        self.addCleanup(print, "cleaned")

    def test_equal(self):
        self.assertEqual(self.speed, 3)
        self.assertIn(3, [1, 2, 3])
        self.assertAlmostEqual(0.1 + 0.2, 0.3)

    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as caught:
            1 / 0
        self.assertEqual(str(caught.exception), "division by zero")
        with self.assertRaisesRegex(ValueError, "inval.d"):
            int("x")
        self.assertRaises(KeyError, {}.__getitem__, 1)

    def test_wrong(self):
        self.assertEqual(self.speed, 4, "too slow")

    def test_broken(self):
        undefined_name

    @unittest.skip("no motor")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Motor).run(result)
# expect: class
# expect: cleaned
# expect: cleaned
# expect: cleaned
# expect: cleaned
# expect: cleaned
# expect: cleaned
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures))
# expect: 7 2 1 1 1
print(result.wasSuccessful(), result.skipped[0][1])  # expect: False no motor
print(sorted([text.strip().split("\n")[-1] for _, text in result.failures + result.errors]))
# expect: ['AssertionError: 1 == 1', 'AssertionError: 3 != 4 : too slow', "NameError: name 'undefined_name' is not defined"]
stream = io.StringIO()


class Fine(unittest.TestCase):
    def test_one(self):
        self.assertIsNone(None)


unittest.TextTestRunner(stream, verbosity=1).run(unittest.TestSuite([Fine("test_one")]))
lines = stream.getvalue().split("\n")
print(lines[0], lines[2][:10], lines[4])  # expect: . Ran 1 test OK
