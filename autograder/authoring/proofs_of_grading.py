"""Proofs on whole submissions, graded for real."""

from collections.abc import Iterator

from ..classroom.jobs import grade_all
from ..course.course import Course
from ..course.seed import Seed
from ..course.wrong import Version
from ..grading.local import with_version, with_versions
from ..records.errors import UserError
from ..records.record import Status
from ..submission.reader import Source, Submission
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
    """Grade for real: the answer key, the stubs, each misconception alone, variants together."""
    key = {solution.exercise: solution.source for solution in course.solutions}
    stubs = {solution.exercise: solution.stub for solution in course.solutions}
    together = list(rounds(variants))
    files = [key, stubs, *(with_version(course, version) for version in misconceptions)]
    files += [with_versions(course, versions) for versions in together]
    submissions = [submission_of(course, str(number), f) for number, f in enumerate(files)]
    records = grade_all(course, level, Seed("audit 0"), submissions)
    for function in records[0].functions:
        if function.status is not Status.PASSED or function.notes:
            what = f"graded, the solution of {function.name} gets {function.status}"
            yield at(course, course.functions[function.name], f"{what} {function.notes}")
    for function in records[1].functions:
        if function.status is not Status.NOT_ATTEMPTED or function.score:
            what = f"graded, the stub of {function.name} gets {function.status}"
            yield at(course, course.functions[function.name], what)
    after = 2 + len(misconceptions)
    for version, record in zip(misconceptions, records[2:after], strict=True):
        lost = {f.name for f in record.functions if f.score != f.max_score}
        if lost != {version.function}:
            yield UserError(
                f"graded, {version.name} costs points of {', '.join(sorted(lost)) or 'nobody'}, "
                f"wanted {version.function} alone",
                version.path,
                version.line,
            )
    for versions, record in zip(together, records[after:], strict=True):
        lost = {f.name for f in record.functions if f.score != f.max_score}
        for version in versions:
            if version.function in lost:
                yield UserError(
                    f"graded, {version.name} is correct but loses points",
                    version.path,
                    version.line,
                )


def rounds(variants: tuple[Version, ...]) -> Iterator[list[Version]]:
    """Give variants in rounds, one a function, so that few submissions try them all."""
    waiting: dict[str, list[Version]] = {}
    for version in variants:
        waiting.setdefault(version.function, []).append(version)
    while waiting:
        yield [versions.pop() for versions in waiting.values()]
        waiting = {name: versions for name, versions in waiting.items() if versions}
