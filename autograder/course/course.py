"""A course as it stands on disk: everything that grading and authoring need to know of it."""

import inspect
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..inside.policy import LIBRARIES
from ..records.errors import UserError
from .answers import AnswerTexts, Reference, load_answers
from .checks import Check, collect_checks
from .data import Table, load_table
from .identity import exercise_folders, hash_of_checks, hash_of_proof, table_file, tables
from .markers import Function, Solution, read_solution
from .wrong import Version, read_versions


@dataclass(frozen=True)
class Course:
    """One course: a folder with ``solutions/`` and ``source_data/``.

    Parameters
    ----------
    root : Path
    solutions : tuple of Solution
        In the chapter's order.
    checks : tuple of Check
        In the order of the files, visible ones first in each exercise.
    """

    root: Path
    solutions: tuple[Solution, ...]
    checks: tuple[Check, ...]

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Graded functions by name, in the chapter's order."""
        return {f.name: f for s in self.solutions for f in s.functions}

    @cached_property
    def exercises(self) -> tuple[str, ...]:
        """Names of the exercises, in the chapter's order."""
        return tuple(solution.exercise for solution in self.solutions)

    @cached_property
    def library_exercises(self) -> frozenset[str]:
        """Exercises that may use scikit-learn and SciPy: their solutions do, or build on such."""
        found: set[str] = set()
        for solution in self.solutions:
            if solution.imports & (LIBRARIES | found):
                found.add(solution.exercise)
        return frozenset(found)

    @cached_property
    def answers(self) -> AnswerTexts:
        """The text of the reference, function by function."""
        return AnswerTexts(self.solutions)

    def parameters(self, name: str) -> list[str]:
        """Give the names of a function's parameters, in the order of its stub."""
        return self._parameters[name]

    @cached_property
    def _parameters(self) -> dict[str, list[str]]:
        answers = load_answers(self.solutions)
        return {name: list(inspect.signature(f).parameters) for name, f in answers.items()}

    def reference(self) -> Reference:
        """Load the answer key, with a memory of its own."""
        return Reference(load_answers(self.solutions))

    def checks_of(self, function: str) -> tuple[Check, ...]:
        """Give a function's checks in order."""
        return self._checks[function]

    @cached_property
    def _checks(self) -> dict[str, tuple[Check, ...]]:
        grouped: dict[str, list[Check]] = {name: [] for name in self.functions}
        for check in self.checks:
            grouped[check.function].append(check)
        return {name: tuple(checks) for name, checks in grouped.items()}

    def worth(self, check: Check) -> float:
        """Give what a check is worth: the function's maximum by the check's share of weights."""
        return self.functions[check.function].points * check.weight / self._weights[check.function]

    @cached_property
    def _weights(self) -> dict[str, int]:
        return {name: sum(c.weight for c in checks) for name, checks in self._checks.items()}

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that this course has; the tickets it must have."""
        return tables(self.root)

    def table_file(self, name: str) -> Path:
        """Say where one of `data.TABLES` is."""
        return table_file(self.root, name)

    def table(self, name: str) -> Table:
        """Read one of `data.TABLES`.

        Raises
        ------
        UserError
            Where it cannot be read.
        """
        path = self.table_file(name)
        try:
            return load_table(path)
        except OSError as problem:
            what = f"the table cannot be read ({problem.strerror}): restore the file"
            raise UserError(what, path) from None
        except (KeyError, ValueError):
            raise UserError(
                "not a table of tickets: the columns are ticket, length, frustration, escalated, "
                "all numbers but the first",
                path,
            ) from None

    def misconceptions(self) -> tuple[Version, ...]:
        """Read the wrong versions of all exercises."""
        return self._versions("misconceptions.py")

    def variants(self) -> tuple[Version, ...]:
        """Read the unusual versions of all exercises."""
        return self._versions("variants.py")

    def _versions(self, name: str) -> tuple[Version, ...]:
        return tuple(
            version
            for solution in self.solutions
            for version in read_versions(solution.path.parent / name, solution)
        )

    @cached_property
    def checks_hash(self) -> str:
        """A hash of all that decides a score: checks, reference, points, data, versions."""
        return hash_of_checks(self.root, self.exercises)

    @cached_property
    def proof_hash(self) -> str:
        """A hash of all that a proof of a seed rests on."""
        return hash_of_proof(self.root, self.exercises)


def load_course(root: Path) -> Course:
    """Read a whole course.

    Raises
    ------
    UserError
        For the first mistake in it, with file and line.
    """
    folders = exercise_folders(root)
    solutions = tuple(read_solution(folder / "solution.py") for folder in folders)
    functions = _functions_by_name(solutions)
    paths = [f / name for f in folders for name in ("test_visible.py", "test_hidden.py")]
    checks = collect_checks(paths, functions)
    for function in functions.values():
        if not sum(check.weight for check in checks if check.function == function.name):
            raise UserError(
                f"no check gives points for {function.name}",
                root / "solutions" / function.exercise / "solution.py",
                function.line,
            )
    course = Course(root, solutions, checks)
    for name in course.tables:
        course.table(name)
    return course


def _functions_by_name(solutions: tuple[Solution, ...]) -> dict[str, Function]:
    functions: dict[str, Function] = {}
    for solution in solutions:
        for function in solution.functions:
            if function.name in functions:
                what = f"{function.name} is graded in {functions[function.name].exercise} too"
                raise UserError(what, solution.path, function.line)
            functions[function.name] = function
    return functions
