"""Proves that a seed and a set of checks tell right from wrong, before anybody is graded."""

from collections.abc import Sequence
from functools import partial

from ..course.course import Course
from ..course.seed import Seed, SeedFile, new_seed
from ..course.wrong import Version
from ..grading.fixtures import Fixtures
from ..grading.local import LocalKey, run_locally
from ..inside.student import Student
from ..records.errors import UserError
from .jobs import Jobs

_DRAWS = 20
_ANSWER_KEY = "the answer key"


def prove(course: Course, seed: Seed) -> str:
    """Find wrong judgements on the answer key, variants and misconceptions, each alone.

    Returns
    -------
    str
        A sentence on the first of them, empty where there is none.
    """
    names = [v.name for v in (*course.variants(), *course.misconceptions())]
    with Jobs(course) as jobs:
        said = jobs.spread(partial(_judge_each, seed=seed), [_ANSWER_KEY, *names])
    return next(filter(None, said), "")


def _judge_each(course: Course, names: Sequence[str], seed: Seed) -> list[str]:
    """Say for each version what the checks judge wrongly, nothing where they are right."""
    fixtures, key = Fixtures(course, seed), LocalKey(course)
    right = {version.name: version for version in course.variants()}
    wrong = {version.name: version for version in course.misconceptions()}
    said = []
    for name in names:
        if name == _ANSWER_KEY:
            said.append(_answer_key_fails(course, key, fixtures))
        elif name in right:
            lost = _first_loss(course, key.student_with(right[name]), right[name], fixtures)
            said.append(f"{lost} fails {name}, which is correct" if lost else "")
        else:
            lost = _first_loss(course, key.student_with(wrong[name]), wrong[name], fixtures)
            function = wrong[name].function
            said.append("" if lost else f"no check of {function} notices {name}")
    return said


def _answer_key_fails(course: Course, key: LocalKey, fixtures: Fixtures) -> str:
    for check, verdict in run_locally(course.checks, key.student(), fixtures):
        if not verdict.passed:
            return f"{check.exercise} {check.name} fails the answer key: {verdict.message}"
    return ""


def _first_loss(
    course: Course, student: Student, version: Version, fixtures: Fixtures
) -> str | None:
    checks = [check for check in course.checks_of(version.function) if check.weight]
    for check, verdict in run_locally(checks, student, fixtures):
        if not verdict.passed:
            return check.name
    return None


def seed_for_class(course: Course, given: str | None) -> Seed:
    """Give the seed to grade with, proved with the course's checks.

    Parameters
    ----------
    course : Course
    given : str or None
        A seed that the user names; None takes the one in the course's folder,
        drawing it where there is none.

    Raises
    ------
    UserError
        Where the checks judge wrongly with it.
    """
    if given is not None:
        return _proved(course, Seed(given))
    file = SeedFile(course.root)
    kept, proved = file.read()
    if kept is None:
        drawn = _draw(course)
        if file.create(drawn, {course.proof_hash}):
            return drawn
        kept, proved = file.read()  # another grader was faster: its seed is the class's
        assert kept is not None
    if course.proof_hash not in proved:
        file.replace(_proved(course, kept), proved | {course.proof_hash})
    return kept


def _proved(course: Course, seed: Seed) -> Seed:
    problem = prove(course, seed)
    if problem:
        raise UserError(
            f"with this seed the checks judge wrongly: {problem}; "
            "mend the check, or use another seed"
        )
    return seed


def _draw(course: Course) -> Seed:
    problem = ""
    for _ in range(_DRAWS):
        seed = new_seed()
        problem = prove(course, seed)
        if not problem:
            return seed
    raise UserError(f"{_DRAWS} drawn seeds judged wrongly: {problem}; run `autograder audit`")
