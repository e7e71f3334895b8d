"""Runs checks on authors' code in this process, without confinement: for proofs alone."""

from collections.abc import Iterable, Iterator

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


class LocalKey:
    """The answer key, loaded once into this process.

    Parameters
    ----------
    course : Course

    Raises
    ------
    UserError
        Where a solution cannot be loaded.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._loader = Loader(course.functions)
        for solution in course.solutions:
            self._load(self._loader, solution.exercise, solution.source)

    def student(self) -> Student:
        """Give the `student` that calls the answer key."""
        return self._student(self._loader)

    def student_with(self, version: Version) -> Student:
        """Give the `student` that calls one version of a function, and what stands before it."""
        own = self._course.functions[version.function].exercise
        earlier = self._course.exercises[: self._course.exercises.index(own)]
        loader = Loader(self._course.functions, {e: self._loader.modules[e] for e in earlier})
        self._load(loader, own, with_version(self._course, version)[own])
        return self._student(loader)

    def _load(self, loader: Loader, exercise: str, source: str) -> None:
        libraries = exercise in self._course.library_exercises
        failure = loader.load(exercise, source.encode(), libraries=libraries).failure
        if failure is not None:
            raise UserError(f"{exercise} cannot be loaded: {failure}")

    def _student(self, loader: Loader) -> Student:
        def call(name: str, arguments: Arguments) -> Outcome:
            function = loader.function(self._course.functions[name].exercise, name)
            return call_here(function, arguments, loader.files)

        return Student(call)


def run_locally(
    checks: Iterable[Check], student: Student, fixtures: Fixtures
) -> Iterator[tuple[Check, Verdict]]:
    """Run checks one by one; stop asking to stop running."""
    for check in checks:
        seed_generators()
        student.calls.clear()
        yield check, run_check(check, student, fixtures)
