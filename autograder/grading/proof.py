"""Proves that a seed and a set of checks tell right from wrong, before anybody is graded."""

from dataclasses import dataclass

from ..course.course import Course
from ..course.seed import Seed, SeedFile, new_seed
from ..course.wrong import Version
from ..inside.student import Student
from ..records.errors import UserError
from .fixtures import Fixtures
from .local import LocalKey, run_locally

_DRAWS = 20


@dataclass(frozen=True)
class Blind:
    """A place where checks judge wrongly at one seed.

    Attributes
    ----------
    what : str
        A sentence.
    version : Version or None
        None where it is the reference itself.
    """

    what: str
    version: Version | None = None


def prove(course: Course, seed: Seed) -> Blind | None:
    """Find the first wrong judgement: answer key, variants and misconceptions, each alone."""
    fixtures = Fixtures(course, seed)
    key = LocalKey(course)
    for check, verdict in run_locally(course.checks, key.student(), fixtures):
        if not verdict.passed:
            return Blind(f"{check.exercise} {check.name} fails the answer key: {verdict.message}")
    for version in course.variants():
        lost = _first_loss(course, key.student_with(version), version, fixtures)
        if lost is not None:
            return Blind(f"{lost} fails {version.name}, which is correct", version)
    for version in course.misconceptions():
        if _first_loss(course, key.student_with(version), version, fixtures) is None:
            return Blind(f"no check of {version.function} notices {version.name}", version)
    return None


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
    blind = prove(course, seed)
    if blind is not None:
        raise UserError(
            f"with this seed the checks judge wrongly: {blind.what}; "
            "mend the check, or use another seed"
        )
    return seed


def _draw(course: Course) -> Seed:
    problem = ""
    for _ in range(_DRAWS):
        seed = new_seed()
        blind = prove(course, seed)
        if blind is None:
            return seed
        problem = blind.what
    raise UserError(f"{_DRAWS} drawn seeds judged wrongly: {problem}; run `autograder audit`")
