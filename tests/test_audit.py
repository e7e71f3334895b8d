"""`audit` names planted faults and where to mend them; a seed is proved before it is used."""

import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.authoring import build
from autograder.authoring.audit import SEEDS, Audit, audit
from autograder.confinement.isolation import Isolation
from autograder.course.course import Course
from autograder.course.seed import FILE_NAME, Seed, SeedFile
from autograder.grading import proof
from autograder.grading.grader import Grader
from autograder.grading.proof import seed_for_class
from autograder.records.errors import UserError
from autograder.submission.reader import Source, Submission
from tests.tiny import TinyCourse, make_course

SOLUTION = "solutions/ex01_double/solution.py"
VISIBLE = "solutions/ex01_double/test_visible.py"
HIDDEN = "solutions/ex01_double/test_hidden.py"
WRONG = "solutions/ex01_double/misconceptions.py"
UNUSUAL = "solutions/ex01_double/variants.py"

SAYS_NOTHING = '''

@pytest.mark.points("double", 1)
def test_double_gives_something(student):
    """double gives something"""
    assert student.double(2.0) is not None
'''


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    return make_course(tmp_path)


@pytest.fixture
def audited(isolation: Isolation) -> Callable[[TinyCourse], Audit]:
    def run(tiny: TinyCourse, fresh: bool = True) -> Audit:
        course = tiny.load()
        if fresh:
            build.build(course)
        return audit(course, isolation.level, lambda line: None)

    return run


def problems(result: Audit) -> list[str]:
    return [str(problem) for problem in result.problems]


def assert_names(result: Audit, path: Path, line: int | range, *words: str) -> None:
    """Want one of the problems to be ``path:line: ...`` with these words in it."""
    lines = [line] if isinstance(line, int) else line
    for problem in problems(result):
        found = re.match(rf"{re.escape(str(path))}:(\d+): (.*)", problem, re.DOTALL)
        if found and int(found[1]) in lines and all(word in found[2] for word in words):
            return
    raise AssertionError(f"{words} not at {path}:{line}, but:\n" + "\n".join(problems(result)))


def test_a_sound_course_passes(tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]) -> None:
    result = audited(tiny)
    assert problems(result) == []
    assert result.hidden_only == []
    assert result.counts == {
        "functions": 2,
        "checks": 6,
        "misconceptions": 7,
        "variants": 2,
        "seeds": SEEDS,
    }


def test_a_check_that_the_solution_fails_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    path = tiny.change(VISIBLE, "6.0, hint", "7.0, hint")
    line = tiny.line(VISIBLE, "def test_double_of_three")
    assert_names(audited(tiny), path, range(line - 1, line + 1), "the solution fails")


def test_a_solution_that_warns_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    body = "    import warnings\n\n    warnings.warn('almost', stacklevel=1)\n"
    tiny.change(SOLUTION, "    twice_as_much =", body + "    twice_as_much =")
    line = tiny.line(VISIBLE, "def test_double_of_three")
    result = audited(tiny)
    assert_names(result, tiny / VISIBLE, range(line - 1, line + 1), "warns", "almost")


def test_a_docstring_that_gives_the_solution_away_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    leak = "Remember: twice_as_much = np.multiply(x, 2.0)"
    path = tiny.change(SOLUTION, "element by element.", f"element by element.\n\n    {leak}")
    assert_names(audited(tiny), path, tiny.line(SOLUTION, "Remember"), "np.multiply(x, 2.0)")


def test_a_misconception_that_nobody_notices_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    path = tiny.add(WRONG, '\n\ndef double__right(x):\n    """Right."""\n    return x + x\n')
    line = tiny.line(WRONG, "def double__right")
    result = audited(tiny)
    assert_names(result, path, line, "no check notices double__right", "sharpen a check of double")
    assert_names(result, path, line, "double__right costs points of nobody", "wanted double alone")


def test_a_misconception_noticed_at_some_seeds_alone_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    tiny.change(HIDDEN, "rng.uniform(1, 9, size=5)", "rng.integers(-1, 2, size=5) + 4.0")
    path = tiny.add(
        WRONG,
        '\n\ndef double__but_not_three(x):\n    """Three times two is six."""\n'
        "    return np.where((np.ndim(x) > 0) & (np.sum(x) > 20), 6.0, np.multiply(x, 2.0))[()]\n",
    )
    line = tiny.line(WRONG, "def double__but_not_three")
    found = [p for p in problems(audited(tiny)) if p.startswith(f"{path}:{line}: no check notices")]
    assert len(found) == 1
    count = re.search(r"at (\d+) of 20 seeds", found[0])
    assert count
    assert 1 < int(count[1]) < SEEDS


def test_two_misconceptions_that_do_the_same_are_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    path = tiny.add(WRONG, '\n\ndef double__add_2(x):\n    """So."""\n    return np.add(x, 2)\n')
    line = tiny.line(WRONG, "def double__add_2")
    assert_names(audited(tiny), path, line, "same as double__plus_two", "remove one")


def test_a_visible_check_that_nothing_fails_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    path = tiny.add(VISIBLE, SAYS_NOTHING)
    line = tiny.line(VISIBLE, "def test_double_gives_something")
    words = ("no misconception fails this visible check", "test_double_gives_something", "add one")
    assert_names(audited(tiny), path, range(line - 1, line + 1), *words)


def test_a_hidden_check_that_nothing_fails_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    path = tiny.add(HIDDEN, SAYS_NOTHING)
    line = tiny.line(HIDDEN, "def test_double_gives_something")
    words = ("no misconception fails this hidden check", "test_double_gives_something", "add one")
    assert_names(audited(tiny), path, range(line - 1, line + 1), *words)


def test_a_hidden_check_that_never_tells_two_mistakes_apart_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    for name in ("sign_lost", "minus_four", "minus_fourteen"):
        text = (tiny / WRONG).read_text()
        tiny.write(WRONG, re.sub(rf"def double__{name}\(x\):\n(    .*\n)+", "", text))
    line = tiny.line(HIDDEN, "def test_double_of_a_negative_number")
    words = ("fails this hidden check and passes another", "test_double_of_a_negative_number[-7.0]")
    assert_names(audited(tiny), tiny / HIDDEN, range(line - 2, line + 1), *words)


def test_a_right_variant_that_loses_a_point_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    path = tiny.add(
        UNUSUAL,
        '\n\ndef double__rounded(x):\n    """Rounded."""\n    return round(2 * x, 4)\n',
    )
    tiny.change(HIDDEN, "x = rng.uniform(1, 9, size=5)", "x = float(rng.uniform(1, 9))")
    line = tiny.line(UNUSUAL, "def double__rounded")
    result = audited(tiny)
    assert_names(result, path, line, "double__rounded is correct but fails", "mend the check")
    assert_names(result, path, line, "graded, double__rounded is correct but loses points")


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("expect(student.double(0.0), 0.0)", "0.0"),
        ("expect(student.double(0.0), 0.0)", "its first argument"),
        ("expect(student.double(np.zeros((2, 3))), np.zeros((2, 3)))", "zeros"),
        ("expect(student.double(np.full(4, 0.25)), np.full(4, 0.5))", "0.5 everywhere"),
        ("assert student.double(3.0) != 5.0", "the visible answers, hard-coded"),
        ("assert not isinstance(student.double(3.0), str)", "None"),
    ],
)
def test_a_body_that_does_nothing_and_earns_points_is_named(
    tiny: TinyCourse,
    audited: Callable[[TinyCourse], Audit],
    expression: str,
    what: str,
) -> None:
    check = SAYS_NOTHING.replace("assert student.double(2.0) is not None", expression)
    tiny.add(HIDDEN, check.replace("(student)", "(student, expect)"))
    line = tiny.line(SOLUTION, "def double")
    words = (f"double that returns {what} earns 20% of the hidden points",)
    assert_names(audited(tiny), tiny / SOLUTION, line, *words)


@pytest.mark.parametrize("name", ["ex01_double.py", "conftest.py", "test_ex02_shift.py"])
def test_a_stale_generated_file_is_named(tiny: TinyCourse, isolation: Isolation, name: str) -> None:
    build.build(tiny.load())
    tiny.add(f"exercises/{name}", "# touched\n")
    found = problems(audit(tiny.load(), isolation.level, lambda line: None))
    assert len(found) == 1
    assert found[0].startswith(f"{tiny / 'exercises'}: ")
    assert name in found[0]
    assert "run `autograder build`" in found[0]


EARLY = '''
# points: 1
def early(x):
    """Give four times a number.

    Examples
    --------
    >>> float(early(1.0))
    4.0
    """
    ### BEGIN SOLUTION: double x, then double it again
    return double(double(x))
    ### END SOLUTION


'''

EARLY_CHECKS = '''

@pytest.mark.points("early", 1)
def test_early_of_{name}(student, expect):
    """early is right on {number}"""
    expect(student.early({number}), 4 * {number})
'''

EARLY_WRONG = '''

def early__once(x):
    """Twice, please."""
    return double(x)
'''


def with_an_early_caller(tiny: TinyCourse) -> None:
    """Add a function that stands before the one that it calls."""
    tiny.change(SOLUTION, "# points: 4\n", EARLY.lstrip() + "# points: 4\n")
    tiny.add(VISIBLE, EARLY_CHECKS.format(name="two", number="2.0"))
    tiny.add(HIDDEN, EARLY_CHECKS.format(name="five", number="5.0"))
    tiny.add(WRONG, EARLY_WRONG.replace("double(x)", "x * 2"))


def test_a_misconception_that_costs_another_function_points_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    with_an_early_caller(tiny)
    result = audited(tiny)
    line = tiny.line(WRONG, "def double__plus_two")
    words = ("double__plus_two costs points of double, early", "wanted double alone")
    assert_names(result, tiny / WRONG, line, *words)


def test_a_solution_that_calls_a_later_function_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    with_an_early_caller(tiny)
    line = tiny.line(SOLUTION, "def early")
    words = ("the solution of early calls the later double",)
    assert_names(audited(tiny), tiny / SOLUTION, line, *words)


def test_an_example_that_does_not_run_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    path = tiny.change(SOLUTION, "    8.0\n", "    9.0\n")
    line = tiny.line(SOLUTION, "def double")
    assert_names(audited(tiny), path, line, "the example does not run", "8.0", "9.0")


def test_a_function_without_an_example_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    path = tiny.change(SOLUTION, "    >>> float(double(4.0))\n    8.0\n", "    None.\n")
    assert_names(audited(tiny), path, tiny.line(SOLUTION, "def double"), "needs an Examples block")


HIDDEN_ONLY = '''

def double__small_only(x):
    """Doubles small numbers alone."""
    return np.where(np.asarray(x) > 3.5, 0.0, np.multiply(x, 2.0))[()]
'''


def test_a_misconception_that_only_hidden_checks_notice_needs_a_reason(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    path = tiny.add(WRONG, HIDDEN_ONLY)
    line = tiny.line(WRONG, "def double__small_only")
    result = audited(tiny)
    assert_names(result, path, line, "no visible check notices double__small_only", "# hidden only")
    share = [p for p in problems(result) if "visible checks notice 7 of 8 misconceptions" in p]
    assert len(share) == 1
    assert "wanted 90%" in share[0]


def test_a_misconception_left_to_hidden_checks_for_a_reason_is_listed(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    reason = "# hidden only: small numbers are typed first\n"
    tiny.add(WRONG, HIDDEN_ONLY.replace("def ", f"{reason}def "))
    for number in range(3, 6):  # enough others that nine in ten are noticed
        tiny.add(
            WRONG,
            f'\n\ndef double__plus_{number}(x):\n    """Times."""\n    return x + {number + 1}\n',
        )
    result = audited(tiny)
    assert problems(result) == []
    assert [(v.name, v.hidden_only) for v in result.hidden_only] == [
        ("double__small_only", "small numbers are typed first")
    ]


def test_a_stub_that_already_earns_points_is_named(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    early = "    if np.ndim(x) == 0 and x == 3:\n        return 6.0\n"
    path = tiny.change(SOLUTION, "    ### BEGIN SOLUTION", f"{early}    ### BEGIN SOLUTION")
    line = tiny.line(SOLUTION, "def double")
    assert_names(audited(tiny), path, line, "graded, the stub of double gets partial")


def test_checks_may_use_what_pytest_offers_for_errors(
    tiny: TinyCourse, isolation: Isolation
) -> None:
    tiny.add(
        HIDDEN,
        '\n\n@pytest.mark.points("double", 1)\ndef test_double_refuses_words(student):\n'
        '    """double refuses words"""\n'
        '    with pytest.raises(Exception):\n        student.double("words")\n',
    )
    course = tiny.load()
    texts = {s.exercise: s.source for s in course.solutions}
    grader = Grader(course, isolation, Seed("tests"))
    right = grader.grade(submission(texts))
    assert right.score == right.max_score
    texts["ex01_double"] += "\n\ndef double(x):\n    return x + x\n"
    lenient = grader.grade(submission(texts))
    lost = [c.name for f in lenient.functions for c in f.checks if not c.points]
    assert lost == ["test_double_refuses_words"]


def submission(texts: dict[str, str]) -> Submission:
    return Submission("student", tuple(Source(e, (e,), t.encode()) for e, t in texts.items()))


HELPER_BELOW = """

def _two():
    return 2.0


TIMES = 1.0
"""


def test_a_solution_may_keep_its_helpers_below(
    tiny: TinyCourse, audited: Callable[[TinyCourse], Audit]
) -> None:
    tiny.change(SOLUTION, "np.multiply(x, 2.0)", "np.multiply(x, _two() * TIMES)")
    tiny.add(SOLUTION, HELPER_BELOW)
    assert problems(audited(tiny)) == []


# --- the seed ---------------------------------------------------------------------------------

CHANCE = '''

@pytest.mark.points("double", 1)
def test_double_by_chance(student, expect, reference, rng):
    """double is right where chance has it"""
    {body}
'''


def tossed(seed: Seed) -> bool:
    """Tell which side the coin of `test_double_by_chance` shows."""
    return bool(seed.generator("ex01_double", "test_double_by_chance").integers(2))


def seeds(side: bool) -> Iterator[Seed]:
    return (seed for number in range(1000) if tossed(seed := Seed(f"seed {number}")) is side)


GOOD, BLIND = next(seeds(True)), next(seeds(False))


@pytest.fixture
def sometimes_blind(tiny: TinyCourse) -> Course:
    """A course in which half of all seeds leave one misconception unnoticed."""
    body = "x = 11.0 * rng.integers(2)\n    expect(student.double(x), 2 * x)"
    tiny.add(HIDDEN, CHANCE.format(body=body))
    tiny.add(
        WRONG,
        '\n\ndef double__not_eleven(x):\n    """Eleven doubles, too."""\n'
        "    return np.where(np.asarray(x) == 11, 11.0, np.multiply(x, 2.0))[()]\n",
    )
    return tiny.load()


@pytest.fixture
def sometimes_unfair(tiny: TinyCourse) -> Course:
    """A course in which half of all seeds fail a right answer."""
    tiny.add(HIDDEN, CHANCE.format(body="assert rng.integers(2) * student.double(1.0)"))
    return tiny.load()


def test_a_given_seed_that_is_blind_is_refused_with_what_it_cannot_see(
    sometimes_blind: Course,
) -> None:
    with pytest.raises(UserError, match="no check of double notices double__not_eleven"):
        seed_for_class(sometimes_blind, BLIND.text)
    assert seed_for_class(sometimes_blind, GOOD.text) == GOOD


def test_a_given_seed_that_fails_the_answer_is_refused_naming_the_check(
    sometimes_unfair: Course,
) -> None:
    with pytest.raises(UserError, match="ex01_double test_double_by_chance fails the answer key"):
        seed_for_class(sometimes_unfair, BLIND.text)
    assert seed_for_class(sometimes_unfair, GOOD.text) == GOOD


def test_a_given_seed_leaves_no_file(sometimes_blind: Course) -> None:
    seed_for_class(sometimes_blind, GOOD.text)
    assert not (sometimes_blind.root / FILE_NAME).exists()


def test_a_blind_seed_is_never_the_one_that_is_drawn(
    sometimes_blind: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([BLIND, BLIND, GOOD])
    monkeypatch.setattr(proof, "new_seed", lambda: next(drawn))
    assert seed_for_class(sometimes_blind, None) == GOOD


def test_a_course_that_no_seed_suits_is_refused_naming_the_check(
    sometimes_unfair: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = seeds(False)
    monkeypatch.setattr(proof, "new_seed", lambda: next(drawn))
    with pytest.raises(UserError, match=r"test_double_by_chance .* `autograder audit`"):
        seed_for_class(sometimes_unfair, None)
    assert not (sometimes_unfair.root / FILE_NAME).exists()


def test_the_seed_is_kept_in_a_file_for_its_owner_alone(tiny: TinyCourse) -> None:
    before = os.umask(0)
    try:
        seed = seed_for_class(tiny.load(), None)
    finally:
        os.umask(before)
    path = tiny / FILE_NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert seed.text in path.read_text()
    assert [p.name for p in tiny.root.iterdir() if "seed" in p.name] == [FILE_NAME]


def test_two_classes_get_two_seeds(tmp_path: Path) -> None:
    courses = [make_course(tmp_path / name).load() for name in ("a", "b")]
    assert seed_for_class(courses[0], None) != seed_for_class(courses[1], None)


def test_the_kept_seed_is_used_again(tiny: TinyCourse) -> None:
    first = seed_for_class(tiny.load(), None)
    content = (tiny / FILE_NAME).read_bytes()
    assert seed_for_class(tiny.load(), None) == first
    assert (tiny / FILE_NAME).read_bytes() == content


def test_a_kept_seed_is_proved_again_when_the_checks_changed(
    tiny: TinyCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "new_seed", lambda: BLIND)
    assert seed_for_class(tiny.load(), None) == BLIND
    content = (tiny / FILE_NAME).read_bytes()
    tiny.add(HIDDEN, CHANCE.format(body="assert rng.integers(2) * student.double(1.0)"))
    with pytest.raises(UserError, match="test_double_by_chance"):
        seed_for_class(tiny.load(), None)
    assert (tiny / FILE_NAME).read_bytes() == content


def test_a_kept_seed_survives_a_harmless_change_of_the_checks(tiny: TinyCourse) -> None:
    first = seed_for_class(tiny.load(), None)
    tiny.change(HIDDEN, "size=5", "size=6")
    assert seed_for_class(tiny.load(), None) == first
    assert len(SeedFile(tiny.root).read()[1]) == 2


GARBAGE = [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"seed": "x"}', b'{"proved": []}']


@pytest.mark.parametrize("content", GARBAGE)
def test_a_seed_file_that_makes_no_sense_is_refused_and_left_alone(
    tiny: TinyCourse, content: bytes
) -> None:
    path = tiny / FILE_NAME
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        seed_for_class(tiny.load(), None)
    assert str(caught.value).startswith(f"{path}: the seed file cannot be read: restore it")
    assert path.read_bytes() == content


@pytest.mark.parametrize("data", [{"seed": None, "proved": []}, {"seed": {}, "proved": []}])
def test_a_seed_that_is_no_text_is_refused(tiny: TinyCourse, data: dict[str, object]) -> None:
    path = tiny.write(FILE_NAME, json.dumps(data))
    with pytest.raises(UserError, match="restore it from a backup"):
        seed_for_class(tiny.load(), None)
    assert json.loads(path.read_text()) == data


def test_two_first_gradings_at_once_end_with_one_seed(
    tiny: TinyCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = tiny.load()

    def meanwhile() -> Seed:
        SeedFile(tiny.root).replace(GOOD, {course.checks_hash})
        return BLIND

    monkeypatch.setattr(proof, "new_seed", meanwhile)
    assert seed_for_class(course, None) == GOOD
    assert SeedFile(tiny.root).read()[0] == GOOD
