"""Proofs on whole submissions, graded for real."""

from collections.abc import Iterator
from itertools import cycle, product

from ..classroom.stream import grade_all
from ..course.course import Course
from ..course.seed import Seed
from ..course.wrong import Version
from ..grading.local import with_version, with_versions
from ..records.errors import UserError
from ..records.record import Record, Status
from ..submission.student_files import Source, Submission
from .proofs_of_files import at


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
    mixed = list(_mixed(course, misconceptions, variants))
    files = [key, stubs, *(with_versions(course, wrong + right) for wrong, right in mixed)]
    records = _grade(course, level, files)
    yield from _ends_of_the_scale(course, records[0], records[1])
    suspects: list[Version] = []
    for (wrong, right), record in zip(mixed, records[2:], strict=True):
        if _lost(record) != {version.function for version in wrong}:
            suspects += wrong + right
    yield from _alone(course, level, suspects, set(variants))


def _grade(course: Course, level: str, files: list[dict[str, str]]) -> list[Record]:
    submissions = [submission_of(course, str(number), f) for number, f in enumerate(files)]
    return grade_all(course.root, course.exercises, level, Seed("audit 0"), submissions)


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


def _alone(
    course: Course, level: str, suspects: list[Version], variants: set[Version]
) -> Iterator[UserError]:
    """Grade each suspect in an otherwise right submission, to tell who is to blame."""
    records = _grade(course, level, [with_version(course, version) for version in suspects])
    for version, record in zip(suspects, records, strict=True):
        lost = _lost(record)
        what = f"costs points of {', '.join(sorted(lost)) or 'nobody'}"
        if version in variants and lost:
            what = f"graded, {version.name} is correct but {what}"
            yield UserError(what, version.path, version.line)
        elif version not in variants and lost != {version.function}:
            what = f"graded, {version.name} {what}, wanted {version.function} alone"
            yield UserError(what, version.path, version.line)


def _mixed(
    course: Course, misconceptions: tuple[Version, ...], variants: tuple[Version, ...]
) -> Iterator[tuple[list[Version], list[Version]]]:
    """Give rounds in which a quarter of the functions is right, by variants as long as they last.

    A round must cost its misconceptions' points and no other's. Which quarter is right
    is told by two neighbouring digits of a function's number, other ones in each round,
    so that of any two functions each is right in some round where the other is wrong.
    """
    bad, good = _by_function(misconceptions), _by_function(variants)
    numbered = dict(enumerate(course.functions))
    digits = max(2, len(numbered).bit_length())
    for side, digit in cycle(product(range(4), range(digits - 1))):
        if not any(bad.values()) and not any(good.values()):
            break
        wrong = [n for i, n in numbered.items() if (i >> digit & 3) != side and bad.get(n)]
        right = [name for name in numbered.values() if name not in wrong and good.get(name)]
        if wrong or right:
            yield [bad[name].pop() for name in wrong], [good[name].pop() for name in right]


def rounds(versions: tuple[Version, ...]) -> Iterator[list[Version]]:
    """Give versions in rounds, one a function, so that few submissions try them all."""
    waiting = _by_function(versions)
    while waiting:
        yield [versions.pop() for versions in waiting.values()]
        waiting = {name: versions for name, versions in waiting.items() if versions}


def _by_function(versions: tuple[Version, ...]) -> dict[str, list[Version]]:
    grouped: dict[str, list[Version]] = {}
    for version in versions:
        grouped.setdefault(version.function, []).append(version)
    return grouped
