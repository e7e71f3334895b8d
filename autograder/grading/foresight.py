"""Knows what checks will ask of a submission: what they ask of the answer key.

A check's inputs come from the class's seed, whoever is graded. So a function's
checks are run on the answer key once a class, and from then on their calls can
cross together. Where a check asks for what came of an earlier call, its calls
would tell a submission what the answer key answers: it is asked one by one.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..course.checks import Check
from ..course.expect import Expect
from ..inside.calls import Outcome
from ..inside.student import Arguments, Call, Student
from .crossing import Asked, mark_of
from .fixtures import Fixtures
from .local import LocalKey, run_locally

_MOST = 1 << 20  # bytes at once; a worker holds them all


class Foresight:
    """Foretells the calls of checks.

    Parameters
    ----------
    key : LocalKey
    fixtures : Fixtures
    """

    def __init__(self, key: LocalKey, fixtures: Fixtures) -> None:
        self._key, self._fixtures = key, fixtures
        self._known: dict[str, tuple[Asked, ...] | None] = {}

    def segments(self, checks: Sequence[Check]) -> list[list[Asked]]:
        """Give what can be sent together of the calls that checks will make, in order.

        Not in it are the calls of checks that cannot be foreseen, that the answer key fails,
        or that have a limit of their own, and what would cross alone anyway. No hidden input
        is sent before the last visible check has its answers: those are shown to students.
        """
        found: list[list[Asked]] = [[]]
        size, visibility = 0, ""
        for check in checks:
            calls = self._calls(check)
            more = sum(len(asked.data) for asked in calls or ())
            if calls is None or size + more > _MOST or check.visibility != visibility:
                found.append([])
                size, visibility = 0, check.visibility
            found[-1] += calls or ()
            size += more
        return [segment for segment in found if len(segment) > 1]

    def _calls(self, check: Check) -> tuple[Asked, ...] | None:
        if check.name not in self._known:
            self._known[check.name] = self._foreseen(check) if check.cpu is None else None
        return self._known[check.name]

    def _foreseen(self, check: Check) -> tuple[Asked, ...] | None:
        ((_, verdict),) = run_locally([check], self._key.student(), self._fixtures)
        if not verdict.passed or not self._asks_the_same_of_all(check, verdict.calls):
            return None
        return Asked.all_of(check, [(call.name, call.arguments) for call in verdict.calls])

    def _asks_the_same_of_all(self, check: Check, calls: Sequence[Call]) -> bool:
        """Run a check once more, with quite other answers, to see that it asks for nothing else."""
        left = list(calls)[::-1]
        same = True

        def answer(name: str, arguments: Arguments) -> Outcome:
            nonlocal same
            same = same and bool(left)
            if not same:
                return Outcome()
            call = left.pop()
            same = mark_of(name, arguments) == mark_of(call.name, call.arguments)
            return replace(call.outcome, value=_altered(call.outcome.value))

        # Such answers may well end it: what counts is what it asked for before.
        with contextlib.suppress(Exception):
            check.call(**self._fixtures.arguments(check, Student(answer), _Content()))
        return same and not left


class _Content(Expect):
    """An `expect` that takes anything."""

    def __call__(self, came: Any, wanted: Any, atol: float = 1e-6, hint: str = "") -> None:
        """Accept it."""


def _altered(value: Any) -> Any:
    """Give a value of the same form with nothing of the old one: not even its order."""
    if isinstance(value, list | tuple):
        return type(value)(map(_altered, value))
    if isinstance(value, dict):
        return {key: _altered(item) for key, item in value.items()}
    if isinstance(value, str):
        return f"not {value}"
    if value is None or not isinstance(value, bool | int | float | np.ndarray | np.generic):
        return value
    array = np.asarray(value)
    other = ~array if array.dtype.kind in "biu" else 0.3 - 1.7 * array
    if isinstance(value, np.ndarray):
        return other
    return type(value)(other) if isinstance(value, np.generic) else other.item()
