"""A submission against its grader: what the zoo (test_zoo.py) does not hold, on the real course.

Most attacks live in `sigmoid`, which is worth 3 points and which all later
exercises use: so it must earn nothing, and every other function all of its points.
"""

import dataclasses
import textwrap

import numpy as np
import pytest

from autograder.confinement.isolation import HOLES
from autograder.course.expect import Expect
from autograder.course.seed import Seed
from autograder.grading.fixtures import Fixtures
from autograder.grading.local import LocalKey
from autograder.records.record import Status
from autograder.records.text import visible
from autograder.reports.terminal import note_lines

NOTHING = {"sigmoid": 0.0}

RIGHT_BODY = """\
z = np.asarray(z, dtype=float)
small = np.exp(-np.abs(z))
return np.where(z >= 0, 1 / (1 + small), small / (1 + small))[()]
"""
WRONG_BODY = "return np.full(np.shape(z), 7.0)\n"


def sigmoid(*parts):
    body = "\n".join(map(textwrap.dedent, parts))
    return f"def sigmoid(z):\n{textwrap.indent(body, '    ')}"


PROBE = """\
# Placeholders stand for many modules in a student's file; the interpreter has the real ones.
import sys
m = sys.modules
libc = m["ctypes"].CDLL(None, use_errno=True)
def native(name, *arguments):
    result = getattr(libc, name)(*arguments)
    if result == -1:
        raise OSError(name)
    return result
tried, got = 0, []
def attempt(action):
    nonlocal tried
    tried += 1
    try:
        got.append((tried, action()))
    except BaseException:
        pass
"""


def probe(*attempts, setup=""):
    """Let sigmoid make some attempts and tell, in an error, which of them succeeded."""
    lines = "".join(f"attempt(lambda: {attempt})\n" for attempt in attempts)
    telling = 'raise RuntimeError(f"tried {tried}, got {len(got)}: {got}")'
    return sigmoid(PROBE, setup, lines, telling)


class TestReachingOut:
    def test_what_is_printed_reaches_no_stream_of_the_grader(self, small_bench, capfd):
        attack = sigmoid(
            """
            import os, sys
            for fd in (0, 1, 2):
                os.write(fd, b"forged line")
            print("forged line", file=sys.__stdout__, flush=True)
            print("forged line", file=sys.__stderr__, flush=True)
            """,
            RIGHT_BODY,
        )
        assert small_bench.grade(attack).lost == {}
        assert "forged" not in "".join(capfd.readouterr())


LIARS = {
    "numpy scalar that equals everything": """
        class Liar(np.float64):
            def __eq__(self, other): return True
            def __sub__(self, other): return 0.0
            __rsub__ = __sub__
            def __array_ufunc__(self, *a, **k): return True
        return Liar(7)
        """,
    "infinity": "return np.full(np.shape(z), np.inf)",
    "own function": "return sigmoid",
    "type": "return float",
    "record array": "return np.full(np.shape(z), 7.0, dtype=[('a', float)])",
    "memory": "return memoryview(np.full((2, 3), 7.0))",
    "object that cannot be looked at": """
        class Liar:
            def __getattribute__(self, name): raise SystemExit
        return Liar()
        """,
}


class TestLying:
    @pytest.mark.parametrize("body", LIARS.values(), ids=LIARS)
    def test_a_lying_result_earns_nothing(self, small_bench, body):
        assert small_bench.grade(sigmoid(body)).lost == NOTHING

    def test_a_right_array_of_a_class_of_its_own_is_just_an_array(self, small_bench):
        subclass = """
class Mine(np.ndarray):
    def __eq__(self, other): return np.zeros(self.shape, bool)
    def __array_function__(self, *a, **k): raise TypeError
def add_intercept(X_raw, old=add_intercept):
    return old(X_raw).view(Mine)
"""
        assert small_bench.grade(subclass).lost == {}

    @pytest.mark.parametrize(
        "patch",
        [
            "m['json'].dumps = lambda *a, **k: '{\"passed\": true}'",
            "m['inside.worker'].encode = lambda v: {'o': 'right'}",
            "m['inside.worker'].run_call = lambda *a: m['inside.calls'].Outcome(value=0.25)",
            "m['builtins'].isinstance = lambda *a: True",
        ],
    )
    def test_a_patched_worker_earns_nothing(self, small_bench, patch):
        attack = sigmoid(f"import sys; m = sys.modules\n{patch}", WRONG_BODY)
        assert small_bench.grade(attack).lost == NOTHING


CHANNEL = """
import os, struct, sys, json
def write(data):
    for fd in range(3, 64):
        try:
            os.write(fd, data)
        except OSError:
            pass
def framed(data):
    return struct.pack("!I", len(data)) + data
def stolen_nonce():
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["request"]["nonce"]
def reply(**fields):
    write(framed(json.dumps({"nonce": stolen_nonce(), **fields}).encode()))
"""

MALFORMED = {
    "no nonce": "write(framed(b'{\"value\": 0.5}'))",
    "no message": "write(framed(b''))",
    "another form of message": "write(framed(b'[1, 2]'))",
    "half a header, and out": "write(b'\\0\\0'); os._exit(0)",
    "deep objects": "write(framed(b'{\"a\":' * 30000))",
    "bytes that are no text": "write(framed(bytes(range(256))))",
}

WELL_FORMED = {
    "no value": "reply(); os._exit(0)",
    "a number too long": "reply(value=10 ** 1000); os._exit(0)",
    "a surrogate in an error": "reply(error={'kind': '\\ud800', 'text': '\\udfff'}); os._exit(0)",
    "an error that is none": "reply(error={'kind': 5, 'text': [1], 'own': 'x'}); os._exit(0)",
    "an array that is none": "reply(value={'a': ['float64', [2], 'AAAA']}); os._exit(0)",
    "a size that is negative": "reply(value={'a': ['int8', [-1], '']}); os._exit(0)",
    "traces of a wrong kind": "reply(value=7.0, warned=5, changed={}, printed=[]); os._exit(0)",
}


class TestForging:
    @pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
    def test_what_is_no_reply_ends_its_function_at_once(self, small_bench, body):
        graded = small_bench.grade(sigmoid(CHANNEL, body, WRONG_BODY))
        assert graded.lost == NOTHING
        assert graded["sigmoid"].status in {Status.CRASHED, Status.OUTPUT_LIMIT}

    @pytest.mark.parametrize("body", WELL_FORMED.values(), ids=WELL_FORMED)
    def test_a_forged_reply_earns_nothing(self, small_bench, body):
        graded = small_bench.grade(sigmoid(CHANNEL, body, WRONG_BODY))
        assert graded.lost == NOTHING
        assert graded["sigmoid"].status is not Status.TIMED_OUT

    def test_a_reply_sent_early_does_not_serve_the_next_function(self, small_bench):
        body = """
            old, more = os.write, framed(b'{"nonce": "x", "value": 7.0}')
            os.write = lambda fd, data: old(fd, bytes(data) + more) - len(more)
            return (0.018, 0.269, 0.500, 0.731, 0.982)
        """
        attack = sigmoid(CHANNEL, body).replace("sigmoid(z)", "sigmoid_by_hand()")
        assert set(small_bench.grade(attack).lost) <= {"sigmoid_by_hand"}

    @pytest.mark.parametrize("then", ["", "while True: pass", "os._exit(0)"])
    def test_a_closed_channel_costs_its_own_function_alone(self, hasty_bench, then):
        attack = sigmoid("import os\nos.closerange(3, 64)", then, RIGHT_BODY)
        graded = hasty_bench.grade(attack)
        assert graded.lost == NOTHING
        assert graded["sigmoid"].status is Status.CRASHED


HUNT = """
import gc, sys
found, seen, queue = set(), set(), [*gc.get_objects(), *sys.modules.values()]
frame = sys._getframe().f_back
while frame:
    queue += [frame.f_globals, frame.f_locals]
    frame = frame.f_back
answers = []
while queue:
    thing = queue.pop()
    if id(thing) in seen or thing is queue or thing is seen:
        continue
    seen.add(id(thing))
    code = getattr(thing, "__code__", None) if type(thing) is type(HUNTER) else None
    if code is not None and code.co_filename.startswith("reference"):
        answers.append(thing)
    if type(thing) is str and NEEDLE in thing:
        found.add("text")
    if type(thing) in (dict, list, tuple, set, type(HUNTER)) or code:
        queue += gc.get_referents(thing)
for answer in answers:
    if answer.__name__ == HUNTER.__name__:
        return answer(*ARGUMENTS)
found |= {answer.__name__ for answer in answers}
raise RuntimeError(f"found {sorted(found)}")
"""


def hunt(name, parameters):
    """Look for the answer key in all of the worker's memory that Python can reach."""
    needle = "' / '.join(['small', '(1 + small)'])"
    body = HUNT.replace("HUNTER", name).replace("NEEDLE", needle)
    body = body.replace("ARGUMENTS", f"({parameters},)")
    return f"def {name}({parameters}):\n{textwrap.indent(body, '    ')}"


class TestTheAnswerKey:
    def test_it_is_in_no_worker_before_a_function_is_final(self, bench, course):
        stub = course.solutions[0].stub + "\n\n" + hunt("sigmoid", "z")
        graded = bench.grade(ex01_sigmoid=stub)
        assert graded.lost == {"sigmoid_by_hand": 0.0, "sigmoid": 0.0}
        told = {line.partition(" (")[0] for line in graded.messages("sigmoid").splitlines()}
        assert told == {"RuntimeError: found []"}
        told = graded.messages("sigmoid", "hidden").splitlines()
        assert {line.partition(" (")[0] for line in told} == {
            "RuntimeError: found ['sigmoid_by_hand']"
        }

    def test_only_final_functions_are_in_a_repaired_worker(self, bench, course):
        stubs = {s.exercise: s.stub for s in course.solutions[:2]}
        stubs["ex02_design_matrix"] += "\n\n" + hunt("predict_proba", "X, w")
        graded = bench.grade(**stubs)
        assert graded.lost == dict.fromkeys(
            ["sigmoid_by_hand", "sigmoid", "add_intercept", "linear_score", "predict_proba"], 0.0
        )
        assert "found []" in graded.messages("predict_proba")
        assert (
            "found ['add_intercept', 'linear_score', 'sigmoid', 'sigmoid_by_hand']"
            in graded.messages("predict_proba", "hidden")
        )

    def test_a_known_good_later_function_gives_nothing_away(self, bench):
        attack = sigmoid(
            """
            import sys
            X = np.array([[1.0]])
            frame = sys._getframe()
            while "request" not in frame.f_locals:
                frame = frame.f_back
            desk = frame.f_locals["self"]
            predict = desk.references.get("predict_proba") or desk.references["sigmoid"]
            return predict(z) if predict.__name__ == "sigmoid" else predict(X, np.array([z]))
            """
        )
        broken = "def predict_proba(X, w):\n    return None"
        assert bench.grade(attack, broken).lost == NOTHING | {"predict_proba": 0.0}


ENDS = {
    "abort": "import os; os.abort()",
    "KeyboardInterrupt": "raise KeyboardInterrupt",
    "GeneratorExit": "raise GeneratorExit",
    "an error that cannot be shown": """
        class Bad(Exception):
            def __str__(self): raise SystemExit
        raise Bad
        """,
    "an error with a long story": "raise ValueError('x' * 10**7)",
    "recursion": "return sigmoid(z)",
    "recursion without a limit": """
        import sys
        sys.setrecursionlimit(10**9)
        return list(map(sigmoid, [z]))
        """,
}


class TestLimits:
    @pytest.mark.parametrize("body", ENDS.values(), ids=ENDS)
    def test_an_end_of_the_process_costs_its_function_alone(self, small_bench, body):
        assert small_bench.grade(sigmoid(body)).lost == NOTHING

    @pytest.mark.parametrize("value", ["np.zeros(10**6)", "['x'] * 10**5"])
    def test_a_giant_result_costs_its_function_alone(self, small_bench, value):
        graded = small_bench.grade(sigmoid(f"return {value}"))
        assert graded.lost == NOTHING
        assert graded["sigmoid"].status is Status.OUTPUT_LIMIT


BOMBS = {
    "brackets": "x = " + "(" * 20000,
    "signs": "x = " + "-" * 100000 + "1",
    "a giant number": "x = 10 ** 10 ** 10",
    "a long sum": "x = " + "+".join(["1"] * 50000),
    "nested lists": "x = " + "[" * 5000 + "]" * 5000,
    "blocks": "\n".join(" " * i + "if 1:" for i in range(200)),
    "a giant array": "import numpy as np\nx = np.ones(10**11)",
    "an exit": "import os\nos._exit(0)",
    "a stubborn loop": "class A:\n while 1:\n  try:\n   while 1: 0\n  except BaseException: 0",
}

FORGED_REPORTS = {
    "functions that are not there": "{'defined': {'add_intercept': [1, False]}, 'twice': []}",
    "entries of wrong kinds": "{'defined': {'add_intercept': 5}, 'broken': [], 'twice': [[]]}",
    "a note of a wrong kind": "{'defined': [], 'note': [], 'failure': 3}",
    "no report": "[1]",
    "nothing": "None",
}


class TestTopLevel:
    @pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
    def test_a_bomb_costs_its_own_file_at_most(self, hasty_bench, course, bomb):
        solution = course.solutions[0]
        graded = hasty_bench.grade(**{solution.exercise: f"{solution.source}\n\n{bomb}\n"})
        assert set(graded.lost) <= {function.name for function in solution.functions}

    @pytest.mark.parametrize("report", FORGED_REPORTS.values(), ids=FORGED_REPORTS)
    def test_a_forged_report_earns_nothing(self, small_bench, report):
        forging = f"{CHANNEL}\nreply(loaded={report})\nos._exit(0)"
        graded = small_bench.grade(ex02_design_matrix=forging)
        for name in ("add_intercept", "linear_score", "predict_proba"):
            assert graded[name].score == 0.0

    def test_grading_ends_however_a_file_sabotages_the_next(self, bench_on, small_bench):
        class Rationed:
            def __init__(self, launcher):
                self.launcher, self.limits, self.left = launcher, launcher.limits, 150

            def launch(self):
                self.left -= 1
                assert self.left, "there is no end of it"
                return self.launcher.launch()

        isolation = small_bench.isolation
        rationed = dataclasses.replace(isolation, launcher=Rationed(isolation.launcher))
        sabotage = """
import os, sys
loader = sys.modules["inside.loader"].Loader
old_load = loader.load
def load(self, name, *arguments, **others):
    if name == "ex02_design_matrix":
        os._exit(0)
    return old_load(self, name, *arguments, **others)
loader.load = load
"""
        source = small_bench.course.solutions[0].source + sabotage
        graded = bench_on(rationed).grade(ex01_sigmoid=source)
        assert graded.record.score < graded.record.max_score
        assert small_bench.grade().lost == {}


def hidden_inputs(course, seed):
    """All numbers that hidden checks draw, in the digits that an error's text would show."""
    student = LocalKey(course).student()
    fixtures, given = Fixtures(course, seed), {"visible": set(), "hidden": set()}
    for check in course.checks:
        before = len(student.calls)
        check.call(**fixtures.arguments(check, student, Expect()))
        for call in student.calls[before:]:
            args, kwargs = call.arguments.fresh()
            for numbers in map(np.ravel, [*args, *kwargs.values()]):
                if numbers.dtype.kind == "f":
                    given[check.visibility].update(f"{abs(number):.6f}" for number in numbers)
    drawn = given["hidden"] - given["visible"]
    return {digits for digits in drawn if not digits.endswith("000")}


MEMORY = """
import builtins, sys
seen = sys.modules.setdefault("seen", [])
def remember(*values):
    for value in values:
        numbers = np.ravel(value)
        if numbers.dtype.kind == "f":
            seen[:0] = [f"{abs(number):.6f}" for number in numbers[:40]]
    np.seen = builtins.seen = seen
    return " ".join(seen[:40])
def REMEMBERING(old):
    def new(*args, **kwargs):
        text = remember(*args, *kwargs.values())
        HOW
    return new
"""

WAYS_OUT = {
    "the name of a type": "return type(text, (), {})()",
    "a right result until the visible check": """
old(*args, **kwargs)
if len(seen) > 200:
    raise ValueError(text)
return old(*args, **kwargs)
""",
}


class TestWhatTheStudentReads:
    @pytest.mark.parametrize("how", WAYS_OUT.values(), ids=WAYS_OUT)
    def test_no_hidden_input_is_carried_into_it(self, small_bench, how):
        remembering = MEMORY.replace("HOW", textwrap.indent(how, " " * 8).strip())
        files = {}
        for solution in small_bench.course.solutions:
            names = [function.name for function in solution.functions if not function.by_hand]
            files[solution.exercise] = "\n".join(
                [solution.source, remembering, *(f"{n} = REMEMBERING({n})" for n in names)]
            )
        graded = small_bench.grade(**files)
        hidden = hidden_inputs(small_bench.course, Seed("tests"))
        assert len(hidden) > 300
        assert [digits for digits in hidden if digits in graded.shown] == []

    def test_hidden_inputs_do_reach_the_record_of_the_instructor(self, small_bench, course):
        graded = small_bench.grade(sigmoid("raise ValueError(f'{np.ravel(np.abs(z))[0]:.6f}')"))
        text = graded.record.to_json()
        assert any(digits in text for digits in hidden_inputs(course, Seed("tests")))

    def test_nothing_of_a_hidden_check_but_its_title_and_verdict(self, bench):
        graded = bench.grade(
            sigmoid("raise ValueError(f'this was number {np.size(z)}')"),
            "def gradient(X, y, w):\n    return X.T @ np.ones(len(y))",
            "def log_loss(y_true, p):\n    import os; os._exit(0)",
        )
        checks = [check for function in graded.record.functions for check in function.checks]
        hidden = [check for check in checks if check.visibility == "hidden"]
        visible_checks = [check for check in checks if check.visibility == "visible"]
        failed = [check for check in hidden if check.status is not Status.PASSED]
        shown = graded.shown
        assert "this was number 200" in graded.record.to_json()
        assert "this was number 200" not in shown
        assert [c.name for c in hidden if c.name in shown] == []
        details = [text for check in failed for text in (check.message, *check.detail.values())]
        allowed = {t for check in visible_checks for t in (check.message, *check.detail.values())}
        assert [t for t in details if len(t) > 25 and t not in allowed] != []
        assert [t for t in details if len(t) > 25 and t not in allowed and t in shown] == []

    @pytest.mark.parametrize(
        "body",
        [
            "import os; os._exit(0)",
            "return np.ones(10**10)",
            "return np.ones(10**6)",
            "raise NotImplementedError",
        ],
    )
    def test_the_cause_of_a_hidden_failure_is_no_second_answer(self, small_bench, body):
        def shown(hidden_body):
            return small_bench.grade(
                sigmoid("if np.shape(z) in ((), (2, 3)): raise ValueError('no')", hidden_body)
            ).shown

        assert shown(body) == shown("raise ValueError('no')")

    def test_no_terminal_obeys_it(self, bench):
        evil = "\\x1b]0;owned\\x07\\x1b[2J\\x1b[31m\\u202e\\r\\x9b1m"
        graded = bench.grade(
            f"def sigmoid(z):\n    raise ValueError('{evil}')",
            f"def log_loss(y_true, p):\n    return '{evil}'",
            f"def gradient(X, y, w):\n    raise type('{evil}', (ValueError,), {{}})",
            ex02_design_matrix=f"raise ValueError('{evil}')\n" + bench.course.solutions[1].source,
        )
        assert "owned" in graded.messages("sigmoid")
        assert graded.record.to_json().isprintable()
        assert "owned" in "\n".join(note_lines([graded.record]))
        assert all(line.isprintable() for line in note_lines([graded.record]))
        assert all(visible(c.message).isprintable() for c in graded["sigmoid"].checks)


WRONG_SUBMISSIONS = {
    "right": [],
    "sigmoid is wrong": ["def sigmoid(z):\n    return np.tanh(z)"],
    "others are wrong": [
        "def add_intercept(X_raw):\n    return np.column_stack([np.ones(8), X_raw])",
        "def linear_score(X, w):\n    import os\n    os._exit(1)",
    ],
}


class TestWithoutConfinement:
    @pytest.mark.parametrize("definitions", WRONG_SUBMISSIONS.values(), ids=WRONG_SUBMISSIONS)
    def test_scores_are_the_same(self, small_bench, weak_bench, definitions):
        strong, weak = small_bench.grade(*definitions), weak_bench.grade(*definitions)
        assert weak.record.isolation["level"] == "L0"
        assert {f.name: (f.score, f.status) for f in weak.record.functions} == {
            f.name: (f.score, f.status) for f in strong.record.functions
        }

    def test_the_holes_that_an_attack_finds_are_listed(self, weak_bench):
        attack = probe("m['io'].open('/etc/passwd').read(1)", "m['socket'].socket()")
        graded = weak_bench.grade(attack)
        assert "tried 2, got 2" in graded.messages("sigmoid")
        assert {HOLES["reads_files"], HOLES["opens_sockets"]} <= set(
            graded.record.isolation["holes"]
        )
