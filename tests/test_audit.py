"""`audit` names planted faults and where to mend them; a seed is proved before it is used."""

import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring import build
from autograder.authoring.audit import Audit, audit
from autograder.authoring.proofs_of_checks import SEEDS, do_nothing
from autograder.classroom import proof
from autograder.classroom.proof import seed_for_class
from autograder.confinement.isolation import Isolation
from autograder.course.course import Course
from autograder.course.seed import FILE_NAME, Seed, SeedFile
from autograder.grading.grader import Grader
from autograder.records.errors import UserError
from autograder.submission.student_files import Source, Submission
from tests.tiny import TinyCourse, make_course

SOLUTION = "solutions/ex01_double/solution.py"
VISIBLE = "solutions/ex01_double/test_visible.py"
HIDDEN = "solutions/ex01_double/test_hidden.py"
WRONG = "solutions/ex01_double/misconceptions.py"
UNUSUAL = "solutions/ex01_double/variants.py"

SHIFT = "solutions/ex02_shift"

Place = tuple[Path, int | range, tuple[str, ...]]


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    return make_course(tmp_path)


def audited(tiny: TinyCourse) -> Audit:
    course = tiny.load()
    build.build(course)
    return audit(course, "L2", lambda line: None)


def problems(result: Audit) -> list[str]:
    return [str(problem) for problem in result.problems]


def test_a_task_that_gives_the_solution_away_is_named_with_its_line(tiny: TinyCourse) -> None:
    line = "twice_as_much = np.multiply(x, 2.0)"
    path = tiny.change(SOLUTION, "BEGIN SOLUTION: return two times x", f"BEGIN SOLUTION: {line}")
    (problem,) = problems(audited(tiny))
    place = (tiny / SOLUTION).read_text().splitlines().index(f"    ### BEGIN SOLUTION: {line}") + 1
    assert problem.startswith(f"{path}:{place}: the stub gives a line of the solution away")


def test_a_sound_course_passes(tiny: TinyCourse) -> None:
    result = audited(tiny)
    assert problems(result) == []
    assert result.hidden_only == []
    assert result.counts == {
        "functions": 2,
        "checks": 6,
        "misconceptions": 7,
        "variants": 2,
        "seeds": len(SEEDS),
    }


# --- planted faults: some in one course, the others in another --------------------------------


def planted_check(tiny: TinyCourse, file: str, name: str, line: str, points: str) -> Place:
    """Add a check, and give its place."""
    path = tiny.add(
        file,
        f'\n\n@pytest.mark.points("{points}", 1)\ndef {name}(student):\n'
        f'    """{name.replace("_", " ")}"""\n    {line}\n',
    )
    number = tiny.line(file, f"def {name}(")
    return path, range(number - 1, number + 1), ()


def planted_version(tiny: TinyCourse, file: str, name: str, body: str) -> Place:
    """Add a misconception or a variant, and give its place."""
    path = tiny.add(file, f'\n\ndef {name}(x):\n    """So."""\n    {body}\n')
    return path, tiny.line(file, f"def {name}("), ()


def the_check(tiny: TinyCourse, file: str, name: str) -> Place:
    number = tiny.line(file, f"def {name}(")
    return tiny / file, range(number - 2, number + 1), ()


def the_function(tiny: TinyCourse, file: str, name: str) -> Place:
    return tiny / file, tiny.line(file, f"def {name}("), ()


def says(place: Place, *words: str) -> Place:
    """Add to a place what has to be said there."""
    return place[0], place[1], words


def plant_first(tiny: TinyCourse) -> dict[str, Place]:
    """Plant faults; give where each is to be mended and what has to be said of it."""
    faults: dict[str, Place] = {}
    leak = "Remember: twice_as_much = np.multiply(x, 2.0)"
    path = tiny.change(SOLUTION, "element by element.", f"element by element.\n\n    {leak}")
    fault = "a docstring that gives the solution away"
    faults[fault] = path, tiny.line(SOLUTION, "Remember"), ("np.multiply(x, 2.0)",)

    place = planted_version(tiny, WRONG, "double__right", "return x + x")
    said = "no check notices double__right", "sharpen a check of double"
    faults["a misconception that nobody notices"] = says(place, *said)
    said = "double__right costs points of nobody", "wanted double alone"
    faults["a misconception that costs nothing when graded"] = says(place, *said)

    place = planted_version(tiny, WRONG, "double__add_2", "return np.add(x, 2)")
    said = "same as double__plus_two", "remove one"
    faults["two misconceptions that do the same"] = says(place, *said)

    nothing = "assert student.double(2.0) is not None"
    place = planted_check(tiny, VISIBLE, "test_nothing", nothing, "double")
    said = "no misconception fails this visible check: test_nothing", "add one"
    faults["a visible check that nothing fails"] = says(place, *said)
    place = planted_check(tiny, HIDDEN, "test_nothing_hidden", nothing, "double")
    said = "no misconception fails this hidden check", "test_nothing_hidden; add one"
    faults["a hidden check that nothing fails"] = says(place, *said)

    place = planted_version(tiny, UNUSUAL, "double__rounded", "return np.round(2 * x, 4)")
    said = "double__rounded is correct but fails test_double_of_random_numbers", "mend the check"
    faults["a right variant that loses a point"] = says(place, *said)
    graded = "graded, double__rounded is correct but costs points of double"
    faults["a right variant that loses a point when graded"] = says(place, graded)

    body = "return np.where(np.asarray(x) > 3.5, 0.0, np.multiply(x, 2.0))[()]"
    place = planted_version(tiny, WRONG, "double__small_only", body)
    said = "no visible check notices double__small_only", "# hidden only"
    faults["a misconception left to hidden checks without a reason"] = says(place, *said)

    tiny.change(f"{SHIFT}/solution.py", "    9.0\n", "    9.5\n")
    place = the_function(tiny, f"{SHIFT}/solution.py", "shift")
    faults["an example that does not run"] = says(place, "the example does not run", "9.0", "9.5")
    return faults


EARLY = '''\
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


def plant_second(tiny: TinyCourse) -> dict[str, Place]:
    """Plant further faults; one function stands before the one that it calls."""
    faults: dict[str, Place] = {}
    tiny.change(SOLUTION, "# points: 4\n", f"{EARLY}# points: 4\n")
    planted_check(tiny, HIDDEN, "test_early_of_5", "assert student.early(5.0) == 20", "early")
    line = "assert student.early(2.0) == 9"
    place = planted_check(tiny, VISIBLE, "test_early_of_2", line, "early")
    faults["a check that the solution fails"] = says(place, "the solution fails", "early(2)")
    planted_version(tiny, WRONG, "early__once", "return x * 2")
    place = the_function(tiny, SOLUTION, "early")
    said = "the solution of early calls the later double"
    faults["a solution that calls a later function"] = says(place, said)
    place = the_function(tiny, WRONG, "double__plus_two")
    words = "double__plus_two costs points of double, early", "wanted double alone"
    faults["a misconception that costs another function points"] = says(place, *words)

    begin = "    ### BEGIN SOLUTION: return two times x"
    tiny.change(SOLUTION, begin, f"    if np.ndim(x) == 0 and x == 3:\n        return 6.0\n{begin}")
    place = the_function(tiny, SOLUTION, "double")
    said = "graded, the stub of double gets partial"
    faults["a stub that already earns points"] = says(place, said)

    for name in ("sign_lost", "minus_four", "minus_fourteen"):
        text = (tiny / WRONG).read_text()
        tiny.write(WRONG, re.sub(rf"def double__{name}\(x\):\n(    .*\n)+", "", text))
    place = the_check(tiny, HIDDEN, "test_double_of_a_negative_number")
    words = "fails this hidden check and passes another", "test_double_of_a_negative_number[-7.0]"
    faults["a hidden check that never tells two mistakes apart"] = says(place, *words)

    tiny.change(HIDDEN, "rng.uniform(1, 9, size=5)", "rng.integers(-1, 2, size=5) + 4.0")
    body = "return np.where((np.ndim(x) > 0) & (np.sum(x) > 20), 6.0, np.multiply(x, 2.0))[()]"
    place = planted_version(tiny, WRONG, "double__but_large_sums", body)
    words = "no check notices double__but_large_sums", "of 20 seeds"
    faults["a misconception noticed at some seeds alone"] = says(place, *words)

    body = "    import warnings\n\n    warnings.warn('almost', stacklevel=1)\n"
    end = "    return double(x) + 1"
    tiny.change(f"{SHIFT}/solution.py", end, f"{body}{end}")
    place = the_check(tiny, f"{SHIFT}/test_visible.py", "test_shift_of_two")
    faults["a solution that warns"] = says(place, "warns", "almost")

    tiny.change(f"{SHIFT}/solution.py", "    >>> float(shift(4.0))\n    9.0\n", "    None.\n")
    place = the_function(tiny, f"{SHIFT}/solution.py", "shift")
    faults["a function without an example"] = says(place, "shift needs an Examples block")
    return faults


FIRST = (
    "a docstring that gives the solution away",
    "a misconception that nobody notices",
    "a misconception that costs nothing when graded",
    "two misconceptions that do the same",
    "a visible check that nothing fails",
    "a hidden check that nothing fails",
    "a right variant that loses a point",
    "a right variant that loses a point when graded",
    "a misconception left to hidden checks without a reason",
    "an example that does not run",
)
SECOND = (
    "a check that the solution fails",
    "a solution that calls a later function",
    "a misconception that costs another function points",
    "a stub that already earns points",
    "a hidden check that never tells two mistakes apart",
    "a misconception noticed at some seeds alone",
    "a solution that warns",
    "a function without an example",
)
Planted = dict[str, tuple[Place, list[str]]]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Audit both faulty courses; give each fault's place and all that the audit said."""
    found: Planted = {}
    for plant in (plant_first, plant_second):
        tiny = make_course(tmp_path_factory.mktemp("faulty"))
        places = plant(tiny)
        said = problems(audited(tiny))
        found |= {name: (place, said) for name, place in places.items()}
    assert tuple(found) == FIRST + SECOND
    return found


@pytest.mark.parametrize("fault", FIRST + SECOND)
def test_a_planted_fault_is_named_with_the_place_to_mend_it(planted: Planted, fault: str) -> None:
    (path, line, words), said = planted[fault]
    lines = [line] if isinstance(line, int) else line
    for problem in said:
        found = re.match(rf"{re.escape(str(path))}:(\d+): (.*)", problem, re.DOTALL)
        if found and int(found[1]) in lines and all(word in found[2] for word in words):
            return
    raise AssertionError(f"{words} not at {path}:{line}, but:\n" + "\n".join(said))


def test_the_share_that_visible_checks_notice_is_told(planted: Planted) -> None:
    _, said = planted[FIRST[0]]
    assert any("visible checks notice 8 of 10 misconceptions, wanted 90%" in text for text in said)


def test_stale_generated_files_are_named_with_the_command_to_run(tiny: TinyCourse) -> None:
    build.build(tiny.load())
    names = ("ex01_double.py", "conftest.py", "test_ex02_shift.py")
    for name in names:
        tiny.add(f"exercises/{name}", "# touched\n")
    (found,) = problems(audit(tiny.load(), "L2", lambda line: None))
    assert found.startswith(f"{tiny / 'exercises'}: ")
    assert all(name in found for name in names)
    assert "run `autograder build`" in found


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
    tiny: TinyCourse, expression: str, what: str
) -> None:
    planted_check(tiny, HIDDEN, "test_easy", expression, "double")
    tiny.change(HIDDEN, "test_easy(student)", "test_easy(student, expect)")
    course = tiny.load()
    said = [str(problem) for problem in do_nothing(course, ["double"])[0]]
    line = tiny.line(SOLUTION, "def double")
    wanted = f"double that returns {what} earns 20% of the hidden points"
    assert any(text.startswith(f"{tiny / SOLUTION}:{line}: {wanted}") for text in said), said


def test_a_misconception_left_to_hidden_checks_for_a_reason_is_listed(tiny: TinyCourse) -> None:
    body = "return np.where(np.asarray(x) > 3.5, 0.0, np.multiply(x, 2.0))[()]"
    planted_version(tiny, WRONG, "double__small_only", body)
    reason = "# hidden only: small numbers are typed first\n"
    tiny.change(WRONG, "def double__small_only", f"{reason}def double__small_only")
    for number in range(3, 6):  # enough others that nine in ten are noticed
        planted_version(tiny, WRONG, f"double__plus_{number}", f"return x + {number + 1}")
    result = audited(tiny)
    assert problems(result) == []
    assert [(v.name, v.hidden_only) for v in result.hidden_only] == [
        ("double__small_only", "small numbers are typed first")
    ]


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


def test_a_solution_may_keep_its_helpers_below(tiny: TinyCourse) -> None:
    tiny.change(SOLUTION, "np.multiply(x, 2.0)", "np.multiply(x, _two() * TIMES)")
    tiny.add(SOLUTION, "\n\ndef _two():\n    return 2.0\n\n\nTIMES = 1.0\n")
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


def test_a_kept_seed_is_proved_again_when_a_right_version_came(tiny: TinyCourse) -> None:
    seed_for_class(tiny.load(), None)
    late = '\n\ndef double__late(x):\n    """One more."""\n    return 2 * x + 1\n'
    tiny.add("solutions/ex01_double/variants.py", late)
    with pytest.raises(UserError, match="double__late, which is correct"):
        seed_for_class(tiny.load(), None)


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
