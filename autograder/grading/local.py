"""Runs checks on authors' code in this process, without confinement: for proofs alone."""

from collections.abc import Iterable, Iterator, Mapping

from ..course.checks import Check
from ..course.course import Course
from ..course.wrong import Version
from ..inside.calls import Outcome, seed_generators
from ..inside.loader import Loader
from ..inside.student import Arguments, Student, call_here
from ..records.errors import UserError
from .checking import Verdict, run_check
from .fixtures import Fixtures


def with_version(course: Course, version: Version) -> dict[str, str]:
    """Give the exercise files of the answer key with one version inserted."""
    return with_versions(course, [version])


def with_versions(course: Course, versions: Iterable[Version]) -> dict[str, str]:
    """Give the exercise files of the answer key with versions of several functions inserted."""
    files = {solution.exercise: solution.source for solution in course.solutions}
    for version in versions:
        exercise = course.functions[version.function].exercise
        files[exercise] = version.inserted_into(files[exercise])
    return files


def local_student(course: Course, files: Mapping[str, str]) -> Student:
    """Load exercise files into this process and give the `student` that calls them.

    Raises
    ------
    UserError
        Where a file cannot be loaded.
    """
    loader = Loader(course.functions)
    for exercise, source in files.items():
        libraries = exercise in course.library_exercises
        failure = loader.load(exercise, source.encode(), libraries=libraries).failure
        if failure is not None:
            raise UserError(f"{exercise} cannot be loaded: {failure}")

    def call(name: str, arguments: Arguments) -> Outcome:
        function = loader.function(course.functions[name].exercise, name)
        return call_here(function, arguments, loader.files)

    return Student(call)


def student_of(course: Course, version: Version) -> Student:
    """Load one version of a function, and no exercise after its own."""
    last = course.exercises.index(course.functions[version.function].exercise)
    files = with_version(course, version)
    return local_student(course, {e: files[e] for e in course.exercises[: last + 1]})


def run_locally(
    checks: Iterable[Check], student: Student, fixtures: Fixtures
) -> Iterator[tuple[Check, Verdict]]:
    """Run checks one by one; stop asking to stop running."""
    for check in checks:
        seed_generators()
        student.calls.clear()
        yield check, run_check(check, student, fixtures)
