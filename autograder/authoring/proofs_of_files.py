"""Proofs on the files of a course: nothing of a student's runs for them."""

import contextlib
import doctest
import io
from collections.abc import Iterator

from ..course.course import Course
from ..course.markers import Function
from ..inside.loader import Loader
from ..records.errors import UserError
from . import build

SHORTEST_LEAK = 12


def at(course: Course, function: Function, what: str) -> UserError:
    """Point to a function's definition in its solution."""
    path = course.root / "solutions" / function.exercise / "solution.py"
    return UserError(what, path, function.line)


def generated(course: Course) -> Iterator[UserError]:
    """Want `exercises/` to be what `build` would write."""
    try:
        build.check(course)
    except UserError as problem:
        yield problem


def leaks(course: Course) -> Iterator[UserError]:
    """Want no line of a solution in its stub."""
    for solution in course.solutions:
        shown = solution.stub.splitlines()
        for line in solution.cut:
            told = [text for text in shown if len(line) >= SHORTEST_LEAK and line in text]
            if told:
                lines = solution.source.splitlines()
                # A task is no line of its own: it stands behind a marker.
                place = next((n for n, text in enumerate(lines, 1) if line in text), 1)
                yield UserError(
                    f"the stub gives a line of the solution away: {line}; reword the docstring, "
                    "or the task",
                    solution.path,
                    lines.index(told[0]) + 1 if told[0] in lines else place,
                )


def examples(course: Course) -> Iterator[UserError]:
    """Want an Examples block in every docstring, and want it to run."""
    loader = Loader(course.functions)
    runner = doctest.DocTestRunner(verbose=False)
    for solution in course.solutions:
        libraries = solution.exercise in course.library_exercises
        loader.load(solution.exercise, solution.source.encode(), libraries=libraries)
        namespace = dict(vars(loader.modules[solution.exercise]))
        for function in solution.functions:
            text = namespace[function.name].__doc__ or ""
            test = doctest.DocTestParser().get_doctest(
                text, dict(namespace), function.name, str(solution.path), function.line
            )
            if not test.examples:
                yield at(course, function, f"{function.name} needs an Examples block")
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                failed = runner.run(test, out=said.write).failed
            if failed:
                yield at(course, function, f"the example does not run:\n{said.getvalue()}")


def order(course: Course) -> Iterator[UserError]:
    """Want the reference of a function to call earlier ones alone."""
    names = list(course.functions)
    for name, function in course.functions.items():
        for needed in course.answers.needs(name):
            if names.index(needed) > names.index(name):
                yield at(course, function, f"the solution of {name} calls the later {needed}")
