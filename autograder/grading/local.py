"""Runs checks on authors' code in this process, without confinement: for proofs and hints."""

from collections.abc import Callable, Iterable, Iterator
from types import FunctionType
from typing import Any

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
        return self._student(self._loader.function)

    def student_with(self, version: Version) -> Student:
        """Give the `student` that calls one version of a function, also where others call it.

        Nothing is loaded anew: the answer key's functions are bound to other names.
        """
        spaces = self._copied_spaces()
        own = spaces[self._course.functions[version.function].exercise]
        earlier = own.get(version.function)
        exec(compile(f"{version.prelude}\n{version.text}", version.name, "exec"), own)
        for space in spaces.values():
            if space.get(version.function) is earlier:
                space[version.function] = own[version.function]
        return self._student(lambda exercise, name: spaces[exercise].get(name))

    def _copied_spaces(self) -> dict[str, dict[str, Any]]:
        """Copy the modules' names, with functions that see the copies."""
        modules = {name: vars(module) for name, module in self._loader.modules.items()}
        spaces = {name: dict(names) for name, names in modules.items()}
        homes = {id(names): spaces[name] for name, names in modules.items()}
        made: dict[FunctionType, FunctionType] = {}
        for space in spaces.values():
            for name, value in space.items():
                if isinstance(value, FunctionType) and id(value.__globals__) in homes:
                    if value not in made:
                        made[value] = _seeing(value, homes[id(value.__globals__)])
                    space[name] = made[value]
        return spaces

    def _load(self, loader: Loader, exercise: str, source: str) -> None:
        libraries = exercise in self._course.library_exercises
        failure = loader.load(exercise, source.encode(), libraries=libraries).failure
        if failure is not None:
            raise UserError(f"{exercise} cannot be loaded: {failure}")

    def _student(self, find: Callable[[str, str], Any]) -> Student:
        def call(name: str, arguments: Arguments) -> Outcome:
            function = find(self._course.functions[name].exercise, name)
            return call_here(function, arguments, self._loader.files)

        return Student(call)


def _seeing(function: FunctionType, names: dict[str, Any]) -> FunctionType:
    """Give a function that looks its names up elsewhere."""
    other = FunctionType(
        function.__code__, names, function.__name__, function.__defaults__, function.__closure__
    )
    other.__kwdefaults__ = function.__kwdefaults__
    return other


def run_locally(
    checks: Iterable[Check], student: Student, fixtures: Fixtures
) -> Iterator[tuple[Check, Verdict]]:
    """Run checks one by one; stop asking to stop running."""
    for check in checks:
        seed_generators()
        student.calls.clear()
        yield check, run_check(check, student, fixtures)
