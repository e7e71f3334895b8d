"""The set-up cell of a notebook: calls the student's functions for checks, where nothing else can.

It is copied into the notebook as it stands, below `Expect`; it confines nothing.
"""

import copy
import csv
import inspect
import io
import warnings
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from types import SimpleNamespace
from typing import Any

import numpy as np

from ..course.expect import CheckFailed, Expect, show


class StudentError(Exception):
    """What went wrong inside a function of this notebook."""


class Student:
    """Calls functions of the notebook with copies of the arguments: ``student.sigmoid(z)``.

    After a call, `changed` names the arguments that it changed, `printed` is what
    it printed and `warned` are its warnings.
    """

    def __init__(self, functions: Mapping[str, Any]) -> None:
        self._functions = functions
        self.call = ""
        self.changed: tuple[str, ...] = ()
        self.printed = ""
        self.warned: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._call(name, args, kwargs)

    def _call(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        given = [*map(show, args), *(f"{key}={show(value)}" for key, value in kwargs.items())]
        self.call = f"{name}({', '.join(given)})"
        function = self._functions.get(name)
        if not callable(function):
            raise StudentError(f"{name} is not there yet: run its cell first")
        mine, named = copy.deepcopy(list(args)), copy.deepcopy(dict(kwargs))
        printed = io.StringIO()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with redirect_stdout(printed), redirect_stderr(printed):
                try:
                    value = function(*mine, **named)
                except Exception as problem:
                    raise StudentError(f"{type(problem).__name__}: {problem}") from None
        pairs = zip([*args, *kwargs.values()], [*mine, *named.values()], strict=True)
        self.changed = tuple(
            f"argument {place}" for place, pair in enumerate(pairs, 1) if not np.array_equal(*pair)
        )
        self.printed = printed.getvalue()
        self.warned = tuple(str(warning.message) for warning in caught)
        return copy.deepcopy(value)


class Checks:
    """Runs the checks of one cell and gives the points that they earned.

    Parameters
    ----------
    functions : mapping
        The notebook's names.
    tables : mapping of str to str
        Tables of tickets, as text.
    """

    def __init__(self, functions: Mapping[str, Any], tables: Mapping[str, str]) -> None:
        self._functions, self._tables = functions, tables
        self._waiting: list[tuple[Callable[..., None], int, bool, int]] = []
        self._answers: Any = None

    def visible(self, define: Callable[..., None]) -> None:
        """Take a function that defines checks with `points` and `cases`."""
        define(lambda _, weight: self._taking(weight, False, 0), _cases)

    def hidden(self, answers: str, seed: int) -> Callable[[Callable[..., None]], None]:
        """Take hidden checks, with the text of the answers and a seed."""

        def take(define: Callable[..., None]) -> None:
            namespace: dict[str, Any] = {}
            exec(answers, namespace)
            self._answers = SimpleNamespace(**namespace)
            define(lambda _, weight: self._taking(weight, True, seed), _cases)

        return take

    def earned(self, points: float) -> float:
        """Run what was taken, say what failed, and give the share of the points."""
        total = passed = 0
        # First of all, so that an interrupted cell leaves nothing to the next one.
        waiting, self._waiting = self._waiting, []
        for test, weight, hidden, seed in waiting:
            for case in getattr(test, "cases", [{}]):
                total += weight
                passed += weight if self._passes(test, case, hidden, seed) else 0
        return round(points * passed / total, 2) if total else 0.0

    def _taking(
        self, weight: int, hidden: bool, seed: int
    ) -> Callable[[Callable[..., None]], Callable[..., None]]:
        def take(test: Callable[..., None]) -> Callable[..., None]:
            self._waiting.append((test, weight, hidden, seed))
            return test

        return take

    def _passes(
        self, test: Callable[..., None], case: Mapping[str, Any], hidden: bool, seed: int
    ) -> bool:
        student = Student(self._functions)
        title = (test.__doc__ or test.__name__).splitlines()[0]
        try:
            test(**case, **self._fixtures(test, case, student, seed))
        except Exception as problem:
            print(f"not yet: {title}")
            if not hidden:
                print(f"  call    {student.call}")
                for line in _told(problem):
                    print(line)
            return False
        return True

    def _fixtures(
        self, test: Callable[..., None], case: Mapping[str, Any], student: Student, seed: int
    ) -> dict[str, Any]:
        return {
            name: self._fixture(name, test, student, seed)
            for name in inspect.signature(test).parameters
            if name not in case
        }

    def _fixture(self, name: str, test: Callable[..., None], student: Student, seed: int) -> Any:
        if name in self._tables:
            return _table(self._tables[name])
        if name == "printed_model":
            w = np.array([-4.85, 1.12, 0.61])
            z = _table(self._tables["tickets"]).X @ w
            return SimpleNamespace(w=w, z=z, p=1 / (1 + np.exp(-z)))
        if name == "rng":
            return np.random.default_rng([seed, zlib.crc32(test.__name__.encode())])
        return {"student": student, "expect": Expect(), "reference": self._answers}[name]


def _cases(
    names: str | Sequence[str], values: Iterable[Any]
) -> Callable[[Callable[..., None]], Any]:
    """Repeat a check, once for each of the values."""
    split = [name.strip() for name in (names.split(",") if isinstance(names, str) else names)]

    def mark(test: Any) -> Any:
        before = getattr(test, "cases", [{}])
        test.cases = [
            {**case, **dict(zip(split, value if len(split) > 1 else (value,), strict=True))}
            for case in before
            for value in values
        ]
        return test

    return mark


def _told(problem: Exception) -> list[str]:
    if isinstance(problem, CheckFailed):
        lines = [f"  came    {problem.came}", f"  wanted  {problem.wanted}"]
        return lines + [f"  think   {text}" for text in filter(None, (problem.why, problem.hint))]
    return [f"  came    {problem}"] if problem.args else []


def _table(text: str) -> Any:
    rows = list(csv.DictReader(io.StringIO(text)))
    raw = np.array([[float(row["length"]), float(row["frustration"])] for row in rows])
    y = np.array([int(row["escalated"]) for row in rows])
    return SimpleNamespace(X_raw=raw, X=np.column_stack([np.ones(len(raw)), raw]), y=y)
