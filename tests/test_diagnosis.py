"""Hints name a mistake where a student's outputs show which one it is, else they keep silent."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.confinement.isolation import Isolation
from autograder.course.advice import ENDLESS, error_sentence
from autograder.course.course import Course
from autograder.course.seed import Seed
from autograder.grading.checking import Verdict
from autograder.grading.diagnosis.evidence import (
    Observation,
    Seen,
    look,
    says_much,
    says_nothing,
)
from autograder.grading.diagnosis.hints import Diagnosis
from autograder.grading.diagnosis.outputs.structure import (
    basic_sentence,
    rough_sentence,
    structural_sentence,
)
from autograder.grading.diagnosis.replay import Run
from autograder.grading.fixtures import Fixtures
from autograder.grading.grader import Grader
from autograder.grading.local import LocalKey, run_locally
from autograder.inside.calls import Outcome, StudentError, run_call
from autograder.inside.loader import Loader
from autograder.inside.student import Arguments, Call
from autograder.inside.values import encode
from autograder.records.record import Status, student_view
from autograder.reports.explain import explain_lines
from autograder.submission.student_files import Source, Submission
from tests.conftest import Bench
from tests.confusion import Clinic, judge, judgements, shows, strangers
from tests.tiny import TinyCourse, make_course

FALLING = """
def sigmoid(values):
    powers = [float(np.exp(v)) for v in np.ravel(values)]
    result = np.array([1 / (1 + power) for power in powers])
    return result.reshape(np.shape(values))[()]
"""


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    return make_course(tmp_path / "course")


def hints_of(course: Course, isolation: Isolation, body: str, from_hidden: bool = False) -> Any:
    """Grade a tiny course's double with another body."""
    grader = Grader(course, isolation, Seed("tests"), from_hidden)
    source = Source("ex01_double", ("ex01_double",), f"import numpy as np\n\n{body}".encode())
    record = grader.grade(Submission("student", (source,)))
    return next(f.hints for f in record.functions if f.name == "double")


def test_own_words_for_a_known_mistake_are_recognised(small_bench):
    graded = small_bench.grade(FALLING)
    assert graded["sigmoid"].hints == (
        "The exponent is minus z: with plus z the curve falls where it should rise.",
    )
    assert "the curve falls where it should rise" in graded.shown


def test_an_instructor_reads_the_hint_too(small_bench):
    function = small_bench.grade(FALLING).record.as_dict()["functions"][1]
    lines = explain_lines(function, {}, 60)
    assert "hint: The exponent is minus z: with plus z the curve falls" in lines
    assert max(len(line) for line in lines if line.startswith(("hint", "      "))) <= 60


def test_a_full_score_has_no_hint(small_bench):
    graded = small_bench.grade()
    assert [f.name for f in graded.record.functions if f.hints] == []


def test_no_code_no_hint(small_bench):
    graded = small_bench.grade(ex01_sigmoid=None)
    assert graded["sigmoid"].status is Status.MISSING
    assert graded["sigmoid"].hints == ()


def test_a_lost_earlier_function_comes_first(small_bench):
    graded = small_bench.grade(
        FALLING, "def predict_proba(X, w):\n    return 1 - sigmoid(linear_score(X, w)) ** 2"
    )
    assert len(graded["predict_proba"].hints) == 1
    assert graded["predict_proba"].hints[0].startswith("Mend sigmoid first")


def test_a_lost_earlier_function_that_is_not_called_hides_nothing(small_bench):
    graded = small_bench.grade(FALLING, "def predict_proba(X, w):\n    return X @ w")
    assert graded["predict_proba"].hints == (
        "These are the scores; a probability is what the sigmoid makes of them.",
    )


def test_what_overflows_beside_a_mistake_does_not_hide_it(small_bench):
    graded = small_bench.grade("def sigmoid(z):\n    return 1 / 1 + np.exp(-z)")
    assert graded["sigmoid"].hints[0].startswith("Mind the brackets")


DOUBLE = "solutions/ex01_double/solution.py"
_HALVES = """\
    total = 0.0 * np.asarray(x)
    while np.any(total != np.multiply(x, 2.0)):
        total = total + np.multiply(x, 0.5)
    return total[()]
"""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("np.divide(x, 0.25)", "A number in your formula is another"),
        ("np.multiply(x, 7.0) + 1", None),
        ("np.floor(np.multiply(x, 2.0)) + 0.1", None),
    ],
)
def test_one_step_gone_wrong_is_named_without_a_misconception(tiny, isolation, body, words):
    hints = hints_of(tiny.load(), isolation, f"def double(x):\n    return {body}\n")
    assert [words in hint for hint in hints] == ([] if words is None else [True])


def test_a_step_that_takes_the_end_of_a_loop_away_holds_nobody_up(tiny, isolation):
    """Many slips of this answer key walk on for ever; one explains the student's 4.5."""
    solution = tiny.root / DOUBLE
    text = solution.read_text()
    begin = text.index("    twice_as_much")
    end = text.index("    ### END SOLUTION")
    solution.write_text(text[:begin] + _HALVES + text[end:])
    hints = hints_of(tiny.load(), isolation, "def double(x):\n    return x + np.sqrt(x)\n")
    assert hints == ()


def test_a_mistake_of_an_earlier_function_is_known_where_its_work_is_done_again(small_bench):
    graded = small_bench.grade(
        "def predict_proba(X, w):\n    z = X @ w\n    return 1 / (1 + 2.0 ** -z)\n",
    )
    assert graded["predict_proba"].hints[0].startswith("The part that sigmoid does goes wrong:")


def test_an_argument_that_is_changed_first_is_named(small_bench):
    graded = small_bench.grade(
        "def predict_proba(X, w):\n    return sigmoid(linear_score(X, np.round(w, 0)))\n"
    )
    assert graded["predict_proba"].hints == ("w is rounded before it is used.",)


def test_zeros_say_nothing_and_only_what_was_computed_says_much():
    zeros = [observation(np.zeros(4), LIST)]
    assert says_nothing(zeros)
    assert not says_much(zeros)
    chosen = [observation(0.5, 0.75, LIST), observation(0.3, 0.75, LIST)]
    assert not says_much(chosen)
    assert not says_nothing(chosen)
    assert says_much([observation(0.42, 0.75, LIST), observation(0.37, 0.75, LIST)])
    assert says_much([observation(LIST[::-1], LIST, LIST)])
    assert not says_much([observation("none", "ranking"), observation(True, False)])


def test_an_unknown_mistake_is_not_named(small_bench):
    graded = small_bench.grade(
        "def sigmoid(z):\n    return 1 / (1 + np.exp(-z)) + 0.01 * np.sin(z)"
    )
    assert graded["sigmoid"].hints == ()


def test_a_loop_without_end_names_no_mistake_and_takes_nobody_along(hasty_bench):
    graded = hasty_bench.grade(
        "def sigmoid(z):\n    while True:\n        pass",
        "def predict_proba(X, w):\n    return X @ w",
    )
    assert graded["sigmoid"].hints == (ENDLESS,)
    assert graded["predict_proba"].hints[0].startswith("These are the scores")


def test_hidden_verdicts_rule_a_name_out(tiny, isolation):
    """Both misconceptions give 9 for the visible 3; only one of them passes a hidden check."""
    tiny.add(
        "solutions/ex01_double/misconceptions.py",
        "\n\ndef double__nine(x):\n"
        '    """Nine is no answer to everything."""\n'
        "    return 9.0 if np.ndim(x) == 0 and x > 0 else np.multiply(x, 2.0)\n",
    )
    course = tiny.load()
    squared = hints_of(course, isolation, "def double(x):\n    return np.power(x, 2)\n")
    nine = hints_of(
        course, isolation, "def double(x):\n    return 9 if np.all(x == 3) else x * 2\n"
    )
    assert squared == ("Twice a number is not its square.",)
    assert nine == ("Nine is no answer to everything.",)


def test_two_that_fit_are_told_as_alternatives_and_three_not_at_all(tiny, isolation):
    wrong = "def double(x):\n    return np.power(x, 2)\n"
    for number, expected in ((1, "One of two mistakes"), (2, None)):
        tiny.add(
            "solutions/ex01_double/misconceptions.py",
            f'\n\ndef double__by_itself_{number}(x):\n    """Sentence {number}."""\n'
            "    return np.multiply(x, x)\n",
        )
        hints = hints_of(tiny.load(), isolation, wrong)
        if expected is None:
            assert hints == ()
        else:
            assert hints[0].startswith(expected)
            assert "Twice a number is not its square." in hints[0]
            assert "Sentence 1." in hints[0]


def test_the_same_sentence_of_two_is_told_once(tiny, isolation):
    tiny.add(
        "solutions/ex01_double/misconceptions.py",
        '\n\ndef double__by_itself(x):\n    """Twice a number is not its square."""\n'
        "    return np.multiply(x, x)\n",
    )
    hints = hints_of(tiny.load(), isolation, "def double(x):\n    return np.power(x, 2)\n")
    assert hints == ("Twice a number is not its square.",)


def test_hidden_calls_count_only_when_the_instructor_says_so(tiny, isolation):
    tiny.add(
        "solutions/ex01_double/misconceptions.py",
        "\n\ndef double__lost_below_minus_six(x):\n"
        '    """Numbers below minus six can be doubled, too."""\n'
        "    return np.where(np.asarray(x) < -6, 0.0, np.multiply(x, 2.0))[()]\n",
    )
    course = tiny.load()
    body = "def double(x):\n    return 0.0 if np.ndim(x) == 0 and x < -6 else 2 * x\n"
    assert hints_of(course, isolation, body) == ()
    hints = hints_of(course, isolation, body, from_hidden=True)
    assert hints == ("Numbers below minus six can be doubled, too.",)


def test_a_hint_from_hidden_checks_tells_no_hidden_value(tiny, isolation):
    body = "def double(x):\n    return 2 * x if np.ndim(x) or x > 0 else 2 * x + 1234.5\n"
    grader = Grader(tiny.load(), isolation, Seed("tests"), hints_from_hidden=True)
    source = Source("ex01_double", ("ex01_double",), f"import numpy as np\n{body}".encode())
    view = json.dumps(student_view(grader.grade(Submission("student", (source,)))))
    for secret in ("1229.5", "1220.5", "2.5", "-7", "-14"):
        assert secret not in view


def observation(came: Any, wanted: Any, *given: Any, **traces: Any) -> Observation:
    arguments = {str(place): value for place, value in enumerate(given)}
    return Observation(True, arguments, Outcome(came, **traces), Outcome(wanted))


TABLE = np.array([[1.0, 2.0, 3.5], [4.0, 5.25, 6.0]])
LIST = np.array([0.125, 0.75, 0.5, 0.3])
EIGHT = np.ones((8, 3))


@pytest.mark.parametrize(
    ("came", "wanted", "given", "words"),
    [
        (TABLE.T, TABLE, (), "Rows and columns have changed places"),
        (TABLE.ravel(), TABLE, (), "one long row"),
        (LIST[:, None], LIST, (), "a table of one column"),
        (TABLE[:, 1:], TABLE, (), "the first place is missing"),
        (TABLE[:, :2], TABLE, (), "the last place is missing"),
        (np.vstack([TABLE, [9, 9, 9]]), TABLE, (), "something more at one end"),
        (LIST, LIST.mean(), (), "their mean"),
        (LIST, LIST.sum(), (), "their sum"),
        (np.outer([1.0, 2.0], [3.0, 4.0]), np.array([9.0, 12.0]), (), "added up"),
        (LIST[::-1], LIST, (), "opposite order"),
        ((0.2, 0.5, 0.1), (0.5, 0.2, 0.1), (), "another order"),
        (LIST[:1], LIST, (), "Only the first one"),
        (-LIST, LIST, (), "wrong sign"),
        (1 - LIST, LIST, (), "the opposite case"),
        (2 * LIST, LIST, (), "exactly twice"),
        (LIST / 2, LIST, (), "exactly half"),
        (LIST / np.log(10), LIST, (), "base 10"),
        (LIST / np.log(2), LIST, (), "base 2"),
        (100 * LIST, LIST, (), "percentages"),
        (8 * LIST, LIST, (EIGHT,), "the number of rows"),
        (LIST / 8, LIST, (EIGHT,), "something divided"),
        (3 * LIST, LIST, (EIGHT,), "the number of columns"),
        (np.round(TABLE / 7, 3), TABLE / 7, (), "rounded"),
        (np.trunc(TABLE), TABLE, (), "behind the point are gone"),
        (np.array([2.0, 3.0, 4.0, 9.0]), np.array([1.0, 2.0, 3.0, 4.0]), (), "one place too early"),
        (LIST, LIST * 5, (LIST,), "one of the arguments as it was"),
        (LIST >= 0.5, LIST, (), "yes or no"),
        (1 / (1 + np.exp(-LIST)), LIST, (), "once too often"),
        (np.log(LIST / (1 - LIST)), LIST, (), "The sigmoid is missing"),
        (LIST / LIST.sum(), LIST, (), "add up to 1"),
        (TABLE / TABLE.sum(), TABLE, (), "add up to 1"),
        (TABLE / TABLE.sum(axis=1, keepdims=True), TABLE, (), "each row adds up to 1"),
        (TABLE[::-1, ::-1], TABLE, (), "begin at the wrong end"),
        (np.stack([1 - LIST, LIST], axis=1), LIST, (), "Two columns"),
        (LIST.mean(), LIST, (), "the mean of those"),
        (LIST.sum(), LIST, (), "the sum of those"),
        (LIST[-1], LIST, (), "Only the last one"),
        (np.minimum.accumulate(LIST[::-1]), LIST[::-1], (), "can only fall"),
        (np.cumsum(LIST), LIST, (), "added to those before"),
        (LIST**2, LIST, (), "squares"),
        (1 / LIST, LIST, (), "1 over the right one"),
        (np.abs(LIST - 0.4), LIST - 0.4, (), "signs have been lost"),
        (np.log(LIST), LIST, (), "the logarithm of"),
        (np.exp(LIST), LIST, (), "e was raised"),
        (LIST, np.float64(0.75), (), "the largest of them"),
        (3 * TABLE - 0.2, TABLE, (), "A factor or a shift"),
    ],
)
def test_outputs_show_the_mistake(came, wanted, given, words):
    sentence = structural_sentence([observation(came, wanted, *given)])
    assert words in sentence
    assert 20 < len(sentence) < 220


@pytest.mark.parametrize(
    ("came", "wanted", "words"),
    [
        (3.0, LIST, "Asked for is a list of numbers; what came back is one number."),
        ("none", True, "Asked for is True or False; what came back is a text."),
        ({"t": 1}, TABLE, "what came back is a dict"),
        ((0.4, "none"), 0.4, "with something beside it"),
        (LIST[:2] + 1, LIST, "Too few values"),
        (np.ones((3, 3)), TABLE, "Too many rows"),
        (np.ones((2, 2)), TABLE, "Too few columns"),
    ],
)
def test_another_kind_of_answer_is_told(came, wanted, words):
    assert words in rough_sentence([observation(came, wanted)])


@pytest.mark.parametrize(
    ("came", "wanted"),
    [
        (LIST * 1.3, LIST),
        (np.array([0, 1, 1, 0]), np.array([1, 1, 0, 0])),
        (False, True),
        (0, -1),
        (1.0, 0.5),
        (np.array([1.0, 0.0]), np.array([0.7, 0.2])),
        ("none", "ranking"),
        (3.0, LIST),
    ],
)
def test_outputs_that_show_nothing_are_left_alone(came, wanted):
    assert structural_sentence([observation(came, wanted)]) == ""


def test_one_exception_takes_a_sentence_back():
    pair = observation(-LIST, LIST)
    assert structural_sentence([pair, observation(LIST * 1.1, LIST)]) == ""


OFF = np.array([0.0, 0.0, 0.25])


@pytest.mark.parametrize(
    ("calls", "words"),
    [
        ([(TABLE[0] + OFF, TABLE[0]), (TABLE[1] + 2 * OFF, TABLE[1])], "numbers only the third"),
        ([(TABLE + OFF, TABLE), (2 * TABLE - OFF, 2 * TABLE)], "columns only the third"),
        ([((LIST, 0.3), (LIST, 0.4)), ((TABLE, 7.0), (TABLE, 9.0))], "results only the second"),
    ],
)
def test_one_wrong_place_among_right_ones_is_told(calls, words):
    seen = [observation(came, wanted) for came, wanted in calls]
    assert words in rough_sentence(seen)
    assert rough_sentence(seen[:1]) == ""
    elsewhere = observation(TABLE[0] + OFF[::-1], TABLE[0])
    assert "only the" not in rough_sentence([*seen, elsewhere])


def test_the_values_at_which_all_answers_are_wrong_are_told():
    z = np.array([-3.0, -1.5, 0.0, 1.0, 2.0])
    came = np.where(z < 0, 0.123, z / 7)
    seen = [observation(came, z / 7, z)]
    assert rough_sentence(seen) == ""
    seen.append(observation(0.9, -0.5, -3.5))
    assert "wrong wherever the first argument is negative" in rough_sentence(seen)
    assert rough_sentence([*seen, observation(0.9, 0.5, 3.5)]) == ""


def test_what_all_wrong_calls_share_and_no_right_one_does_is_told():
    def call(p: Any, right: bool) -> Observation:
        came = len(p) if right else len(p) + 0.3
        return Observation(not right, {"0": p, "t": 0.5}, Outcome(came), Outcome(len(p)))

    on, off = LIST, LIST + 0.1
    seen = [call(on, False), call(on[::-1], False), call(off, True), call(off[::-1], True)]
    assert "wrong whenever a value lies on the threshold" in rough_sentence(seen)
    assert rough_sentence([*seen, call(on, True)]) == ""
    assert rough_sentence(seen[1:]) == ""


def test_one_answer_for_everything_is_said():
    seen = [observation(0.5, wanted) for wanted in (0.1, 0.5, 0.9, 0.2)]
    assert "the same answer in all these calls" in rough_sentence(seen)
    assert rough_sentence(seen[1:3]) == ""


def test_an_opposite_answer_is_said_only_where_every_answer_is_the_opposite():
    turned = [observation(True, False), observation(False, True)]
    right = Observation(False, {}, Outcome(True), Outcome(True))
    assert "Yes and no have changed places" in rough_sentence(turned)
    assert rough_sentence([*turned, right]) == ""


@pytest.mark.parametrize(
    ("traces", "value", "words"),
    [
        ({"printed": "0.5"}, None, "prints its result"),
        ({}, None, "Nothing came back"),
    ],
)
def test_a_missing_return_comes_before_everything(traces, value, words):
    assert words in basic_sentence([observation(value, LIST, **traces)])


@pytest.mark.parametrize(
    ("traces", "words"),
    [({"changed": ("X",)}, "changes an array"), ({"printed": "1"}, "prints although nobody")],
)
def test_traces_of_a_right_answer_are_named(traces, words):
    assert words in structural_sentence([observation(LIST, LIST, **traces)])


@pytest.mark.parametrize(
    ("warning", "words"),
    [
        ("RuntimeWarning: divide by zero encountered in log", "log(0)"),
        ("RuntimeWarning: overflow encountered in exp", "e to a large power"),
        ("RuntimeWarning: invalid value encountered in divide", "divides by 0"),
        ("", "nan or inf came back"),
    ],
)
def test_nan_is_traced_to_its_source(warning, words):
    came = np.array([np.nan, 1.0])
    assert words in structural_sentence([observation(came, LIST[:2], warned=(warning,))])


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("TypeError", "only 0-dimensional arrays can be converted to Python scalars", "one number"),
        ("ValueError", "The truth value of an array with more than one element is", "yes or no"),
        ("TypeError", "unsupported operand type(s) for +: 'int' and 'NoneType'", "is None"),
        ("ValueError", "operands could not be broadcast together with shapes (8,3) (8,)", "shapes"),
        ("TypeError", "numpy boolean subtract, the `-` operator, is not supported", "no minus"),
        ("IndexError", "index 3 is out of bounds for axis 0 with size 3", "not there"),
        ("ZeroDivisionError", "division by zero", "divides by 0"),
        ("NameError", "name 'sigmod' is not defined", "spelt the same"),
        ("RecursionError", "maximum recursion depth exceeded", "calls itself"),
    ],
)
def test_errors_of_beginners_are_explained(kind, text, words):
    seen = [observation(None, LIST, error=StudentError(kind, text))]
    assert words in structural_sentence(seen)


def test_an_error_of_ones_own_is_not_explained():
    seen = [observation(None, LIST, error=StudentError("KeyError", "42"))]
    assert structural_sentence(seen) == ""


def fitted(came: Any, wanted: Any, failed: bool = True, **given: Any) -> Observation:
    return Observation(failed, {"epochs": 3} | given, Outcome(came), Outcome(wanted))


def test_a_fit_that_is_wrong_only_with_a_penalty_is_told_so():
    right, off = fitted(LIST, LIST, failed=False, l2=0.0), fitted(LIST * [1, 3, 1, 1], LIST, l2=1.0)
    assert "Without a penalty the checked fits are right" in rough_sentence([right, off])
    assert rough_sentence([off]) == ""
    both = [right, off, fitted(LIST * [1, 3, 1, 1], LIST)]
    assert "penalty" not in rough_sentence(both)
    longer = fitted(LIST * [1, 3, 1, 1], LIST, l2=1.0, epochs=3500)
    assert rough_sentence([right, longer]) == ""


def test_a_fit_that_stops_short_is_told_so():
    short = LIST * [0.51, 0.5, 0.49, 0.5]
    assert "stop too early" in rough_sentence([fitted(short, LIST)])
    assert rough_sentence([fitted(LIST * [1.51, 1.5, 1.49, 1.5], LIST)]) == ""
    assert rough_sentence([observation(short, LIST)]) == ""


STRANGE = [
    {}, {1: "a"}, [], [[1, 2], [3]], (), "text", 10**299, 1e308, float("nan"), complex(1, 2), True,
    np.zeros((0, 3)), np.zeros((3, 0)), np.full((2, 3, 4), 1e308), np.array(3.5), np.array(["a"]),
    np.array([1 + 2j]), [None, None], [[[[[]]]]], np.array([True, False]), -1, [10**200, 2],
]  # fmt: skip


@pytest.mark.parametrize("value", STRANGE, ids=lambda value: repr(value)[:30])
def test_whatever_comes_back_breaks_nothing(course, value):
    """Every rule is asked of every strange value, in the place of every kind of right one."""
    wanted = [0.5, LIST, TABLE, (0.5, 0.2), (LIST, LIST[:2]), True, "none", -1]
    with np.errstate(all="ignore"):
        for aim in wanted:
            for pair in ([observation(value, aim)], [observation(value, aim, TABLE)] * 3):
                basic_sentence(pair)
                structural_sentence(pair)
                rough_sentence(pair)


def test_a_call_that_ended_the_process_is_no_evidence():
    call = Call("f", Arguments(encode([1.0]), {}))
    ended = Verdict(Status.TIMED_OUT, "did not end", ended=True, calls=(call,))
    seen = look("f", "check", ended)
    assert seen.run.calls == ()
    assert not seen.whole


def test_a_call_that_ends_otherwise_when_repaired_is_no_evidence():
    def verdict(*values: float) -> Verdict:
        calls = tuple(Call("f", Arguments(encode([v]), {}), Outcome(v)) for v in values)
        return Verdict(Status.FAILED, calls=calls)

    own, repaired = verdict(1.0, 2.0), verdict(1.0, 2.0)
    assert look("f", "check", own, repaired).whole
    repaired.calls[1].outcome = Outcome(5.0)
    seen = look("f", "check", own, repaired)
    assert [call.outcome.value for call in seen.run.calls] == [1.0]
    assert seen.cut


def test_what_right_versions_differ_by_is_no_sign(course):
    """At p = 0 right losses lie between 16 and 40: which one it is says nothing."""
    fixtures = Fixtures(course, Seed("tests"))
    key = LocalKey(course)
    diagnosis = Diagnosis(course, key, fixtures)
    version = next(v for v in course.misconceptions() if v.name == "log_loss__sum")
    student, seen = key.student_with(version), []
    for check, verdict in run_locally(course.checks_of("log_loss"), student, fixtures):
        if check.visibility == "hidden":
            continue
        seen.append(look("log_loss", check.name, verdict))
        if "certain_and_wrong" in check.name:
            shifted = tuple(
                Call(c.name, c.arguments, Outcome(c.outcome.value - 8)) for c in verdict.calls
            )
            seen[-1] = Seen(check.name, Run(True, shifted, ()))
    assert diagnosis.hint("log_loss", seen) == version.sentence


def test_hints_on_the_first_exercises_are_as_a_person_judged_them(course, two_exercises):
    """`make confusion` in small: every hint has been read, and none of them leads astray."""
    clinic, read = Clinic(two_exercises), judgements()
    wrong = [v for v in strangers(course) if v.function in two_exercises.functions]
    found = {}
    for version in (*two_exercises.misconceptions(), *wrong):
        seen = clinic.look_at(version)
        if shows(seen):
            hint = clinic.diagnosis.hint(version.function, seen)
            found[version.name] = judge(version, hint, read)
    assert {name for name, judged in found.items() if judged != "right"} == set()
    assert len(found) > 80


def test_hints_are_the_same_for_every_student_of_a_class(small_bench: Bench):
    first = small_bench.grade(FALLING)
    small_bench.grade("def sigmoid(z):\n    return np.tanh(z)")
    assert small_bench.grade(FALLING)["sigmoid"].hints == first["sigmoid"].hints


_SAID = {
    "2 ** (2.5 ^ x)": "In Python ^ is no power",
    "np.arange(3.0) ^ 2": "In Python ^ is no power",
    "[].append(1).append(2)": "Something here is None",
    "np.trapz([1], [2])": "np.trapezoid",
    "-len": "call it, with its arguments in brackets",
    "np.zeros(3, dtype=int).__iadd__(0.5)": "An array of whole numbers",
    "np.hstack([np.ones(3), np.ones((3, 2))])": "put side by side that do not fit",
    "np.column_stack([np.ones(8), np.ones((2, 2))])": "put side by side that do not fit",
    "(lambda: [a for a, b, c, d in [np.eye(2)]])()": "More or fewer names",
    "[].append(1, 2)": "append takes one thing",
    "0,018": "Decimals are written with a point",
    "np.exp(x) if np.arange(3) else 0": "they get a whole array of them",
    "(lambda p, t: p)(1)": "a call and a def disagree",
    "math.exp(1000.0)": "a form whose exponent is never large",
}


@pytest.mark.parametrize("text", _SAID)
def test_an_error_of_a_beginner_is_explained(text):
    """The sentence belongs to what Python and NumPy say today, so both are asked."""
    loader = Loader(["f"])
    loaded = loader.load(
        "ex01", f"import math\nimport numpy as np\ndef f(x):\n    return {text}".encode()
    )
    error = loaded.failure
    if error is None:
        error = run_call(loader.function("ex01", "f"), [1.0], {}, loader.files).error
    assert _SAID[text] in error_sentence(error)
