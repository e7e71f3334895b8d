"""Proofs on whole submissions, graded for real."""

from collections.abc import Iterator

from ..classroom.jobs import grade_all
from ..course.course import Course
from ..course.seed import Seed
from ..course.wrong import Version
from ..grading.local import with_version, with_versions
from ..records.errors import UserError
from ..records.record import Record, Status
from ..submission.reader import Source, Submission
from .proofs_of_files import at

_GROUPS = 3


def submission_of(course: Course, name: str, files: dict[str, str]) -> Submission:
    """Make a submission of exercise texts."""
    sources = tuple(Source(e, (e,), files[e].encode()) for e in course.exercises if e in files)
    return Submission(name, sources)


def whole_submissions(
    course: Course,
    level: str,
    misconceptions: tuple[Version, ...],
    variants: tuple[Version, ...],
) -> Iterator[UserError]:
    """Grade for real: the answer key, the stubs, misconceptions and variants."""
    key = {solution.exercise: solution.source for solution in course.solutions}
    stubs = {solution.exercise: solution.stub for solution in course.solutions}
    wrong, unusual = list(_apart(course, misconceptions)), list(rounds(variants))
    files = [key, stubs, *(with_versions(course, versions) for versions in wrong + unusual)]
    records = _grade(course, level, files)
    yield from _ends_of_the_scale(course, records[0], records[1])
    suspects: list[Version] = []
    for versions, record in zip(wrong, records[2:], strict=False):
        if _lost(record) != {version.function for version in versions}:
            suspects += versions
    yield from _alone(course, level, suspects)
    for versions, record in zip(unusual, records[2 + len(wrong) :], strict=True):
        for version in versions:
            if version.function in _lost(record):
                what = f"graded, {version.name} is correct but loses points"
                yield UserError(what, version.path, version.line)


def _grade(course: Course, level: str, files: list[dict[str, str]]) -> list[Record]:
    submissions = [submission_of(course, str(number), f) for number, f in enumerate(files)]
    return grade_all(course, level, Seed("audit 0"), submissions)


def _lost(record: Record) -> set[str]:
    return {f.name for f in record.functions if f.score != f.max_score}


def _ends_of_the_scale(course: Course, full: Record, empty: Record) -> Iterator[UserError]:
    for function in full.functions:
        if function.status is not Status.PASSED or function.notes:
            what = f"graded, the solution of {function.name} gets {function.status}"
            yield at(course, course.functions[function.name], f"{what} {function.notes}")
    for function in empty.functions:
        if function.status is not Status.NOT_ATTEMPTED or function.score:
            what = f"graded, the stub of {function.name} gets {function.status}"
            yield at(course, course.functions[function.name], what)


def _alone(course: Course, level: str, suspects: list[Version]) -> Iterator[UserError]:
    """Grade each suspect in an otherwise right submission, to tell who is to blame."""
    records = _grade(course, level, [with_version(course, version) for version in suspects])
    for version, record in zip(suspects, records, strict=True):
        if _lost(record) != {version.function}:
            yield UserError(
                f"graded, {version.name} costs points of "
                f"{', '.join(sorted(_lost(record))) or 'nobody'}, "
                f"wanted {version.function} alone",
                version.path,
                version.line,
            )


def _apart(course: Course, versions: tuple[Version, ...]) -> Iterator[list[Version]]:
    """Give misconceptions in rounds that leave two thirds of the functions right.

    A round must cost its own functions' points and no other's; each function's
    neighbours, what it calls and what calls it, are right in its rounds.
    """
    names = list(course.functions)
    for group in range(_GROUPS):
        members = set(names[group::_GROUPS])
        yield from rounds(tuple(v for v in versions if v.function in members))


def rounds(versions: tuple[Version, ...]) -> Iterator[list[Version]]:
    """Give versions in rounds, one a function, so that few submissions try them all."""
    waiting: dict[str, list[Version]] = {}
    for version in versions:
        waiting.setdefault(version.function, []).append(version)
    while waiting:
        yield [versions.pop() for versions in waiting.values()]
        waiting = {name: versions for name, versions in waiting.items() if versions}
