"""Fairness: a fault costs the function that has it, and no other."""

import dataclasses
import re
from contextlib import closing

import pytest

from autograder.confinement.isolation import open_isolation
from autograder.confinement.worker import Limits, WorkerEnded
from autograder.records.record import Status
from autograder.submission.student_files import Source, Submission

WRONG_SIGMOID = "def sigmoid(z):\n    return np.tanh(z)"
LOOPING_SIGMOID = "def sigmoid(z):\n    while True:\n        pass"
CRASHING_SIGMOID = "def sigmoid(z):\n    import os\n    os._exit(1)"

GRADIENT_OFF_BY_A_BIT = """
def gradient(X, y, w):
    return X.T @ (predict_proba(X, w) - y) / len(y) + 1e-4
"""

WAYS_TO_USE_SIGMOID = {
    "its name": """
def predict_proba(X, w):
    return sigmoid(linear_score(X, w))
""",
    "another name": """
from ex01_sigmoid import sigmoid as squeeze
def predict_proba(X, w):
    return squeeze(linear_score(X, w))
""",
    "its module": """
import ex01_sigmoid
def predict_proba(X, w):
    return ex01_sigmoid.sigmoid(linear_score(X, w))
""",
    "its module by another name": """
import ex01_sigmoid as first
def predict_proba(X, w):
    return getattr(first, "sigmoid")(linear_score(X, w))
""",
    "everything of its module": """
from ex01_sigmoid import *
def predict_proba(X, w):
    return sigmoid(linear_score(X, w))
""",
    "a neighbour's module": """
from . import ex01_sigmoid
from .ex01_sigmoid import sigmoid as squeeze
def predict_proba(X, w):
    return (squeeze(linear_score(X, w)) + ex01_sigmoid.sigmoid(linear_score(X, w))) / 2
""",
    "an import at the last moment": """
def predict_proba(X, w):
    from ex01_sigmoid import sigmoid as squeeze
    return squeeze(linear_score(X, w))
""",
    "a default argument": """
def predict_proba(X, w, squeeze=sigmoid):
    return squeeze(linear_score(X, w))
""",
    "np.vectorize": """
squeeze = np.vectorize(sigmoid)
def predict_proba(X, w):
    return squeeze(linear_score(X, w))
""",
    "functools.partial": """
from functools import partial
squeeze = partial(sigmoid)
def predict_proba(X, w):
    return squeeze(z=linear_score(X, w))
""",
    "a closure": """
def squeezing(squeeze):
    def predict(X, w):
        return squeeze(linear_score(X, w))
    return predict
predict_proba = squeezing(sigmoid)
""",
    "a lambda": """
predict_proba = lambda X, w: sigmoid(linear_score(X, w))
""",
    "a class": """
class Model:
    squeeze = staticmethod(sigmoid)
    def predict_proba(self, X, w):
        return self.squeeze(linear_score(X, w))
predict_proba = Model().predict_proba
""",
    "a table": """
STEPS = {"score": linear_score, "squeeze": sigmoid}
def predict_proba(X, w):
    return STEPS["squeeze"](STEPS["score"](X, w))
""",
    "a decorator": """
import functools
def squeezed(score):
    @functools.wraps(score)
    def new(*args, squeeze=sigmoid):
        return squeeze(score(*args))
    return new
@squeezed
def predict_proba(X, w):
    return linear_score(X, w)
""",
}


def without(source, name):
    """A file without one function."""
    return re.sub(rf"\n# points: \d+\ndef {name}\(.*?(?=\n# points:|\Z)", "\n", source, flags=re.S)


def sources(bench):
    return {solution.exercise: solution.source for solution in bench.course.solutions}


def in_one_file(bench, *additions, name="everything"):
    text = "\n".join([*sources(bench).values(), *additions])
    return Submission("student", (Source(name, bench.course.exercises, text.encode()),))


class TestAnEarlierFault:
    @pytest.mark.parametrize("use", WAYS_TO_USE_SIGMOID.values(), ids=WAYS_TO_USE_SIGMOID)
    def test_costs_nothing_later_however_the_function_is_used(self, small_bench, use):
        exercise2 = sources(small_bench)["ex02_design_matrix"] + use
        right = small_bench.grade(ex02_design_matrix=exercise2)
        wrong = small_bench.grade(WRONG_SIGMOID, ex02_design_matrix=exercise2)
        assert right.lost == {}
        assert set(wrong.lost) == {"sigmoid"}
        assert wrong["sigmoid"].status is Status.PARTIAL

    @pytest.mark.parametrize("use", WAYS_TO_USE_SIGMOID.values(), ids=WAYS_TO_USE_SIGMOID)
    def test_costs_nothing_later_where_one_file_holds_all(self, small_bench, use):
        exercise1, exercise2 = sources(small_bench).values()
        text = "\n".join([exercise1, WRONG_SIGMOID, exercise2, use])
        source = Source("everything", small_bench.course.exercises, text.encode())
        graded = small_bench.grade_submission(Submission("student", (source,)))
        assert set(graded.lost) == {"sigmoid"}

    @pytest.mark.parametrize("fault", [WRONG_SIGMOID, LOOPING_SIGMOID, CRASHING_SIGMOID])
    def test_costs_nothing_later_in_one_file_with_everything(self, hasty_bench, fault):
        graded = hasty_bench.grade_submission(in_one_file(hasty_bench, fault))
        assert set(graded.lost) == {"sigmoid"}

    def test_of_several_functions_costs_each_of_them_alone(self, bench):
        graded = bench.grade(
            WRONG_SIGMOID,
            "def linear_score(X, w):\n    return X @ w + 1",
            "def gradient(X, y, w):\n    return X.T @ (predict_proba(X, w) - y)",
        )
        assert set(graded.lost) == {"sigmoid", "linear_score", "gradient"}
        assert graded["fit_logistic"].status is Status.PASSED

    def test_is_named_where_a_later_function_is_right_but_for_it(self, small_bench):
        graded = small_bench.grade(WRONG_SIGMOID)
        assert "right once sigmoid is mended" in graded.messages("predict_proba")
        assert graded["predict_proba"].score == 2.0

    def test_that_two_functions_share_makes_no_later_one_wrong(self, small_bench):
        graded = small_bench.grade(
            "def linear_score(X, w):\n    return 2 * (X @ w)",
            "def predict_proba(X, w):\n    return sigmoid(linear_score(X, w) / 2)",
        )
        assert set(graded.lost) == {"linear_score"}

    def test_that_a_later_function_repeats_costs_both(self, small_bench):
        graded = small_bench.grade(
            WRONG_SIGMOID, "def predict_proba(X, w):\n    return np.tanh(linear_score(X, w))"
        )
        assert set(graded.lost) == {"sigmoid", "predict_proba"}

    def test_in_a_copy_is_paid_by_the_function_that_uses_the_copy(self, small_bench):
        exercise2 = sources(small_bench)["ex02_design_matrix"]
        graded = small_bench.grade(ex02_design_matrix=f"{exercise2}\n{WRONG_SIGMOID}\n")
        assert set(graded.lost) == {"predict_proba"}

    def test_costs_nothing_where_a_later_file_has_a_right_copy(self, small_bench):
        exercise1, exercise2 = sources(small_bench).values()
        copy = exercise1[exercise1.index("def sigmoid(z)") :]
        graded = small_bench.grade(WRONG_SIGMOID, ex02_design_matrix=f"{exercise2}\n{copy}\n")
        assert set(graded.lost) == {"sigmoid"}


class TestALoop:
    def test_is_the_only_function_that_is_timed_out(self, bench_of_all, hasty_bench):
        graded = bench_of_all(hasty_bench.isolation).grade(LOOPING_SIGMOID)
        assert graded.lost == {"sigmoid": 0.0}
        timed_out = {
            function.name
            for function in graded.record.functions
            if any(check.status is Status.TIMED_OUT for check in function.checks)
        }
        assert timed_out == {"sigmoid"}
        hints = {f.name: f.hints for f in graded.record.functions if f.hints}
        assert list(hints) == ["sigmoid"]
        assert hints["sigmoid"][0].startswith("Something in it goes on for ever")

    @pytest.mark.parametrize("fault", [LOOPING_SIGMOID, CRASHING_SIGMOID], ids=["loop", "crash"])
    @pytest.mark.parametrize(
        "others", [{}, {"gradient": GRADIENT_OFF_BY_A_BIT}], ids=["alone", "beside another"]
    )
    def test_or_crash_is_waited_for_once(self, bench_of_all, hasty_bench, fault, others):
        ends = []

        class Watched:
            def __init__(self, worker):
                self.worker = worker

            def __getattr__(self, name):
                return getattr(self.worker, name)

            def reply(self, cpu):
                try:
                    return self.worker.reply(cpu)
                except WorkerEnded as end:
                    ends.append(end.status)
                    raise

        launcher = hasty_bench.isolation.launcher

        class Watching:
            limits = launcher.limits

            def launch(self):
                return Watched(launcher.launch())

        isolation = dataclasses.replace(hasty_bench.isolation, launcher=Watching())
        graded = bench_of_all(isolation).grade(fault, *others.values())
        assert set(graded.lost) == {"sigmoid", *others}
        most = 1 if fault is LOOPING_SIGMOID else 2  # a crash beside others is confirmed alone
        assert 1 <= len(ends) <= most

    def test_in_a_function_that_only_calls_it_says_whose_loop_it_is(self, hasty_bench):
        graded = hasty_bench.grade(LOOPING_SIGMOID)
        assert "right once sigmoid is mended" in graded.messages("predict_proba")

    def test_leaves_other_faults_their_own(self, hasty_bench):
        graded = hasty_bench.grade(LOOPING_SIGMOID, "def linear_score(X, w):\n    return w @ X")
        assert set(graded.lost) == {"sigmoid", "linear_score"}


LEFT_OVER = {
    "np.seterr": "np.seterr(all='raise')",
    "np.exp": "np.exp = lambda z: z * 0 + 7",
    "np.ones": "np.ones = None",
    "the stream": "import sys; sys.stdout.close()",
    "no stream": "import sys; sys.stdout = sys.stderr = None",
    "the recursion limit": "import sys; sys.setrecursionlimit(60)",
    "warnings as errors": "import warnings; warnings.simplefilter('error')",
    "a random state": "np.random.seed(1); np.random.seed = None",
    "a builtin": "import sys; sys.modules['builtins'].isinstance = lambda *a: True",
    "the modules": "import sys; sys.modules.clear()",
    "the memory": "np.hog = np.zeros(10**8)",
    "the print options": "np.set_printoptions(precision=0)",
    "a patched earlier module": "import ex01_sigmoid; ex01_sigmoid.sigmoid = None",
    "the worker": "import sys; sys.modules['inside.worker'].encode = None",
    "a trace function": "import sys; sys.settrace(lambda *a: 1 / 0)",
    "the collector": "import gc; gc.disable(); gc.collect = None",
}


class TestStateLeftOver:
    @pytest.mark.parametrize("leave", LEFT_OVER.values(), ids=LEFT_OVER)
    def test_costs_at_most_the_function_that_left_it(self, small_bench, leave):
        graded = small_bench.grade(
            f"def sigmoid_by_hand():\n    {leave}\n    return (0.018, 0.269, 0.500, 0.731, 0.982)"
        )
        assert set(graded.lost) <= {"sigmoid_by_hand"}

    @pytest.mark.parametrize("leave", ["np.seterr(all='raise')", "np.exp = lambda z: z * 0 + 7"])
    def test_by_a_function_that_all_others_use_costs_it_alone(self, bench, leave):
        body = "value = 1 / (1 + np.exp(-np.asarray(z, float)))"
        graded = bench.grade(f"def sigmoid(z):\n    {body}\n    {leave}\n    return value")
        assert set(graded.lost) == {"sigmoid"}

    def test_by_an_earlier_submission_costs_the_next_one_nothing(self, small_bench):
        small_bench.grade("def sigmoid(z):\n    np.exp = np.ones = np.array = None")
        assert small_bench.grade().lost == {}


SET_ORDER = """
def sigmoid(z):
    import random
    names = ", ".join({"alpha", "beta", "gamma", "delta"})
    raise ValueError(f"{names} {random.random()} {np.random.normal()} {hash('text')} {object()}")
"""


class TestTheSameSeed:
    @pytest.mark.parametrize(
        "definitions",
        [[], [WRONG_SIGMOID], [CRASHING_SIGMOID], [SET_ORDER.strip()]],
        ids=["right", "wrong", "crashing", "in any order"],
    )
    def test_gives_the_same_record_but_for_its_timing(self, small_bench, bench_on, definitions):
        isolation = open_isolation("L2")
        try:
            graded = [small_bench.grade(*definitions), small_bench.grade(*definitions)]
            small_bench.grade(WRONG_SIGMOID)
            graded.append(small_bench.grade(*definitions))
            graded.append(bench_on(isolation).grade(*definitions))
        finally:
            isolation.close()
        assert all(g.record.timing for g in graded)
        texts = {dataclasses.replace(g.record, timing={}).to_json() for g in graded}
        assert len(texts) == 1


BAD_TEXT = {
    "an unclosed bracket": "def linear_score(X, w):\n    return (X @ w\n",
    "a missing colon": "def linear_score(X, w)\n    return X @ w\n",
    "no indentation": "def linear_score(X, w):\nreturn X @ w\n",
    "mixed indentation": "def linear_score(X, w):\n\tz = X @ w\n        return z\n",
    "Python 2": "def linear_score(X, w):\n    print X\n    return X @ w\n",
    "a prompt": ">>> linear_score(X, w)\n[1.0, 2.0]\n",
    "merge markers": "<<<<<<< HEAD\nlinear = 1\n=======\nlinear = 2\n>>>>>>> mine\n",
    "a magic command": "%matplotlib inline\n!pip install numpy\n",
    "an open text": "note = 'this never ends\n",
    "prose": "Here I tried to write down what the score is.\n",
}


class TestAFileThatCannotBeRead:
    @pytest.mark.parametrize("text", BAD_TEXT.values(), ids=BAD_TEXT)
    @pytest.mark.parametrize("place", ["before", "after"])
    def test_loses_what_stands_there_alone(self, small_bench, text, place):
        source = without(sources(small_bench)["ex02_design_matrix"], "linear_score")
        cut = source.index("# points: 2\ndef predict_proba")
        middle = source[:cut] + text + "\n\n" + source[cut:]
        graded = small_bench.grade(
            ex02_design_matrix=middle if place == "before" else f"{source}\n\n{text}"
        )
        assert set(graded.lost) == {"linear_score"}
        assert graded.record.max_score == 8.0
        assert any("ex02_design_matrix.py" in note for note in graded.record.notes)
        wanted = Status.SYNTAX_ERROR if text.startswith("def") else Status.MISSING
        assert graded["linear_score"].status is wanted

    @pytest.mark.parametrize("line", [1, 5])
    def test_is_told_with_its_line(self, small_bench, line):
        source = sources(small_bench)["ex02_design_matrix"]
        text = "\n" * (line - 1) + "x = (1,\n\n" + source
        graded = small_bench.grade(ex02_design_matrix=text)
        assert f"line {line})" in " ".join(graded.record.notes)

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
    def test_as_plain_text_may_have_another_encoding(self, small_bench, encoding):
        files = [
            Source(exercise, (exercise,), f"# für alle\n{text}".encode(encoding))
            for exercise, text in sources(small_bench).items()
        ]
        graded = small_bench.grade_submission(Submission("student", tuple(files)))
        assert graded.lost == {}

    def test_of_a_later_exercise_may_have_another_encoding(self, bench):
        name = "ex12_scikit_learn"
        text = sources(bench)[name].encode("utf-16")
        graded = bench.grade_submission(Submission("student", (Source(name, (name,), text),)))
        assert graded["is_separable"].status is Status.PASSED

    @pytest.mark.parametrize("ending", ["\r\n", "\r"])
    def test_may_have_other_line_ends(self, small_bench, ending):
        files = {name: text.replace("\n", ending) for name, text in sources(small_bench).items()}
        assert small_bench.grade(**files).lost == {}


def wrong_functions(source):
    """Give as many functions as a file has, each of them wrong."""
    names = re.findall(r"^def (\w+)", source, re.MULTILINE)
    return "".join(f"def {name}(*args, **kwargs):\n    return 7.0\n" for name in names)


TOP_LEVEL = {
    "an unknown name": "print(linear)",
    "an assertion": "assert linear_score is None",
    "a division": "print(1 / 0)",
    "an exit": "import sys\nsys.exit()",
    "another exit": "quit()",
    "an exception": "raise SystemExit('done')",
    "an interrupt": "raise KeyboardInterrupt",
    "a question": "name = input('who are you? ')",
    "a file": "data = open('tickets.csv').read()",
    "a file in a block": "with open('tickets.csv') as file:\n    data = file.read()",
    "a table": "import pandas as pd\ndata = pd.read_csv('tickets.csv')",
    "a plot": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "a main": "def main():\n    print(1 / 0)\nmain()",
    "a main that is guarded": "if __name__ == '__main__':\n    1 / 0",
    "a loop": "while True:\n    pass",
    "a loop in a function": "def loop():\n    while True: pass\nresult = loop()",
    "a nap": "import time\ntime.sleep(1000000)",
    "a hog": "hog = np.ones(10**11)",
    "an own module": "from helpers import help_me\nhelp_me()",
    "a class": "class A:\n    x = 1 / 0",
    "a wrong decorator": "@undefined\ndef helper():\n    pass",
}
HARMLESS = ("a main that is guarded", "a nap")


class TestCodeOutsideTheFunctions:
    @pytest.mark.parametrize("name", TOP_LEVEL)
    def test_costs_nothing_where_it_fails(self, hasty_bench, name):
        source = sources(hasty_bench)["ex02_design_matrix"]
        start = source.index("# points: 1")
        text = f"{source[:start]}\n{TOP_LEVEL[name]}\n\n{source[start:]}"
        graded = hasty_bench.grade(ex02_design_matrix=text)
        assert graded.lost == {}
        assert bool(graded.record.notes) is (name not in HARMLESS)

    def test_costs_nothing_at_the_end_of_a_file(self, small_bench):
        source = sources(small_bench)["ex02_design_matrix"]
        graded = small_bench.grade(ex02_design_matrix=f"{source}\n\nprint(1 / 0)\n")
        assert graded.lost == {}
        assert "ZeroDivisionError" in " ".join(graded.record.notes)

    @pytest.mark.parametrize("form", ["{}", "def burn():\n    {}\nburned = burn()"])
    def test_is_not_waited_for_in_every_worker(self, bench_on, form):
        share = 0.08
        slow = f"import time\nend = time.process_time() + {share}\n"
        slow += form.format("while time.process_time() < end: pass")
        with closing(open_isolation("L2", Limits(call_cpu=0.4, load_cpu=0.1))) as isolation:
            bench = bench_on(isolation)
            files = {
                name: f"{wrong_functions(text)}\n{slow}" for name, text in sources(bench).items()
            }
            record = bench.grade(**files).record
        assert "takes long; loaded by its definitions alone" in " ".join(record.notes)
        in_all = "loading took more than 1.2 s in all" in record.to_json()
        assert in_all is (form != "{}")

    def test_costs_the_function_that_needs_what_it_did_not_make(self, small_bench):
        source = sources(small_bench)["ex02_design_matrix"]
        addition = """
factor = float(open("factor.txt").read())
def linear_score(X, w):
    return X @ w * factor
"""
        graded = small_bench.grade(ex02_design_matrix=source + addition)
        assert graded.lost == {"linear_score": 0.0}
        assert "open() is not available" in " ".join(graded.record.notes)

    @pytest.mark.parametrize(
        "use", ["from scipy.special import expit", "import scipy\nexpit = scipy.special.expit"]
    )
    def test_that_imports_what_is_not_there_costs_the_function_that_uses_it(self, small_bench, use):
        exercise1 = sources(small_bench)["ex01_sigmoid"]
        graded = small_bench.grade(
            ex01_sigmoid=f"{use}\n{exercise1}\n\ndef sigmoid(z):\n    return expit(z)\n"
        )
        assert graded.lost == {"sigmoid": 0.0}
        assert "SciPy is not available in this exercise" in graded.messages("sigmoid")

    def test_may_fall_back_from_a_module_that_is_not_there(self, small_bench):
        exercise1 = sources(small_bench)["ex01_sigmoid"]
        fallback = "try:\n    import scipy.special as s\nexcept ImportError:\n    s = None\n"
        graded = small_bench.grade(ex01_sigmoid=f"{fallback}\n{exercise1}\nassert s is None\n")
        assert graded.lost == {}
        assert graded.record.notes == ()


WARNING = {
    "of NumPy": "np.log(np.zeros(1))",
    "of one's own": "import warnings; warnings.warn('careful')",
    "of old age": "import warnings; warnings.warn('old', DeprecationWarning)",
    "of Python": "eval('1 is 1')",
}


class TestAWarning:
    @pytest.mark.parametrize("warning", WARNING.values(), ids=WARNING)
    @pytest.mark.parametrize("strict", ["", "import warnings\nwarnings.simplefilter('error')\n"])
    def test_never_costs_a_point(self, small_bench, warning, strict):
        exercise2 = sources(small_bench)["ex02_design_matrix"]
        definition = f"def linear_score(X, w):\n    {warning}\n    return X @ w\n"
        graded = small_bench.grade(ex02_design_matrix=f"{strict}{exercise2}\n\n{definition}")
        assert graded.lost == {}
        assert any("Warning" in note for note in graded["linear_score"].notes)


class TestWhatIsNotThere:
    def test_costs_the_missing_function_alone(self, small_bench):
        source = without(sources(small_bench)["ex01_sigmoid"], "sigmoid")
        graded = small_bench.grade(ex01_sigmoid=source)
        assert graded.lost == {"sigmoid": 0.0}
        assert graded["sigmoid"].status is Status.MISSING
        assert graded["sigmoid"].max_score == 3.0

    def test_costs_the_functions_of_a_missing_file_alone(self, bench):
        graded = bench.grade(ex02_design_matrix=None)
        assert graded.lost == dict.fromkeys(["add_intercept", "linear_score", "predict_proba"], 0.0)
        assert graded["linear_score"].status is Status.MISSING
        assert "ex02_design_matrix.py is missing" in graded.messages("linear_score")
        assert graded.record.max_score == bench.grade().record.max_score

    def test_costs_everything_where_nothing_was_handed_in(self, small_bench):
        graded = small_bench.grade(ex01_sigmoid=None, ex02_design_matrix=None)
        assert graded.record.score == 0.0
        assert {f.status for f in graded.record.functions} == {Status.MISSING}

    def test_earns_nothing_as_stubs(self, bench):
        stubs = {solution.exercise: solution.stub for solution in bench.course.solutions}
        graded = bench.grade(**stubs)
        assert graded.record.score == 0.0
        assert {f.status for f in graded.record.functions} == {Status.NOT_ATTEMPTED}

    def test_is_not_attempted_where_the_body_still_says_so(self, small_bench):
        graded = small_bench.grade("def sigmoid(z):\n    raise NotImplementedError('sigmoid')")
        assert graded.lost == {"sigmoid": 0.0}
        assert graded["sigmoid"].status is Status.NOT_ATTEMPTED

    def test_is_attempted_where_another_function_is_not(self, small_bench):
        graded = small_bench.grade(
            "def linear_score(X, w):\n    raise NotImplementedError",
            "def predict_proba(X, w):\n    return 2 * sigmoid(linear_score(X, w))",
        )
        assert graded["linear_score"].status is Status.NOT_ATTEMPTED
        assert graded["predict_proba"].status is Status.FAILED

    def test_is_no_definition_where_it_is_only_imported(self, small_bench):
        exercise1, exercise2 = sources(small_bench).values()
        graded = small_bench.grade(
            ex01_sigmoid=without(exercise1, "sigmoid"),
            ex02_design_matrix=f"from ex01_sigmoid import sigmoid\n{exercise2}",
        )
        assert graded.lost == {"sigmoid": 0.0}
        assert graded["sigmoid"].status is Status.MISSING

    @pytest.mark.parametrize("thing", ["None", "3", "'sigmoid'", "np.zeros(3)"])
    def test_is_a_failure_where_its_name_holds_no_function(self, small_bench, thing):
        assert small_bench.grade(f"sigmoid = {thing}").lost == {"sigmoid": 0.0}


class TestWhereAFunctionStands:
    @pytest.mark.parametrize("at_home", ["missing", "stub"])
    def test_in_another_file_it_counts_with_a_note(self, bench, at_home):
        texts = sources(bench)
        exercise1 = texts["ex01_sigmoid"]
        moved = exercise1[exercise1.index("def sigmoid(z)") :]
        home = without(exercise1, "sigmoid")
        if at_home == "stub":
            home += "\n\ndef sigmoid(z):\n    raise NotImplementedError\n"
        graded = bench.grade(
            ex01_sigmoid=home, ex03_log_loss=f"{texts['ex03_log_loss']}\n\n{moved}"
        )
        assert graded.lost == {}
        assert "found in ex03_log_loss.py" in " ".join(graded["sigmoid"].notes)

    def test_in_another_file_it_pays_for_its_own_faults_alone(self, bench):
        texts = sources(bench)
        graded = bench.grade(
            ex01_sigmoid=without(texts["ex01_sigmoid"], "sigmoid"),
            ex03_log_loss=f"{texts['ex03_log_loss']}\n\n{WRONG_SIGMOID}\n",
        )
        assert set(graded.lost) == {"sigmoid"}

    def test_in_two_files_the_one_where_it_belongs_counts(self, small_bench):
        exercise2 = sources(small_bench)["ex02_design_matrix"]
        graded = small_bench.grade(
            "def linear_score(X, w):\n    return X @ w",
            ex01_sigmoid=sources(small_bench)["ex01_sigmoid"]
            + "\n\ndef linear_score(X, w):\n    return None\n",
            ex02_design_matrix=exercise2,
        )
        assert graded.lost == {}

    def test_twice_in_one_file_the_last_counts_with_a_note(self, small_bench):
        graded = small_bench.grade(WRONG_SIGMOID)
        assert "sigmoid" in graded.lost
        assert "more than once" in " ".join(graded["sigmoid"].notes)
        exercise1 = sources(small_bench)["ex01_sigmoid"]
        start = exercise1.index("# points: 3")
        twice = f"{exercise1[:start]}{WRONG_SIGMOID}\n\n\n{exercise1[start:]}"
        graded = small_bench.grade(ex01_sigmoid=twice)
        assert graded.lost == {}
        assert "more than once" in " ".join(graded["sigmoid"].notes)

    def test_all_in_one_file_every_point_is_earned(self, bench):
        graded = bench.grade_submission(in_one_file(bench))
        assert graded.lost == {}

    def test_all_in_one_file_in_any_order_every_point_is_earned(self, bench):
        texts = list(sources(bench).values())
        text = "\n".join(reversed(texts))
        text = "\n".join(line for line in text.splitlines() if not line.startswith("from ex0"))
        source = Source("work", bench.course.exercises, text.encode())
        assert bench.grade_submission(Submission("student", (source,))).lost == {}

    @pytest.mark.parametrize(
        "definition",
        [
            "sigmoid = lambda z: np.exp(-np.logaddexp(0, -z))",
            "sigmoid = np.vectorize(lambda z: float(np.exp(-np.logaddexp(0, -z))))",
            "def sigmoid(*scores, **named):\n    return np.exp(-np.logaddexp(0, -scores[0]))",
            "def sigmoid(z, *, base=np.e):\n    return np.exp(-np.logaddexp(0, -z))",
            """class sigmoid:
    def __new__(cls, z):
        return np.exp(-np.logaddexp(0, -z))
""",
        ],
        ids=["a lambda", "np.vectorize", "any arguments", "more arguments", "a class"],
    )
    def test_any_thing_that_can_be_called_counts(self, small_bench, definition):
        exercise1 = sources(small_bench)["ex01_sigmoid"]
        assert small_bench.grade(ex01_sigmoid=f"{exercise1}\n\n{definition}\n").lost == {}

    def test_in_a_branch_it_counts(self, small_bench):
        exercise1 = without(sources(small_bench)["ex01_sigmoid"], "sigmoid")
        branch = """
if np.__version__ > "0":
    def sigmoid(z):
        return np.exp(-np.logaddexp(0, -z))
else:
    def sigmoid(z):
        return None
"""
        assert small_bench.grade(ex01_sigmoid=exercise1 + branch).lost == {}
