"""A class's checks, run again on the answer key and on wrong versions of a function.

Only authors' code runs here, and nothing that a student's process said is ever
an argument of it. So what a version does is the same for the whole class, and
is computed once.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ...course.checks import Check
from ...course.course import Course
from ...course.wrong import Version
from ...inside.student import Call, Student
from ..checking import Verdict
from ..fixtures import Fixtures
from ..local import LocalKey, run_locally
from .likeness import difference


@dataclass(frozen=True)
class Run:
    """One check, run on one version of a function.

    Attributes
    ----------
    passed : bool
    calls : tuple of Call
        Of that function alone.
    compared : tuple of object
        What the check compared with what it wants.
    """

    passed: bool
    calls: tuple[Call, ...]
    compared: tuple[Any, ...]

    @classmethod
    def of(cls, function: str, verdict: Verdict) -> "Run":
        """Keep of a verdict what is needed."""
        calls = tuple(call for call in verdict.calls if call.name == function)
        return cls(verdict.passed, calls, verdict.compared)


def given(call: Call) -> dict[str, Any]:
    """Rebuild a call's arguments by name, positional ones as ``"0"``, ``"1"`` and so on."""
    args, kwargs = call.arguments.fresh()
    return {str(place): value for place, value in enumerate(args)} | kwargs


class Replays:
    """What the answer key and other versions do on the checks of one function.

    Parameters
    ----------
    key : LocalKey
    fixtures : Fixtures
    checks : sequence of Check
        Of one function.
    variants : sequence of Version
        Other right versions of this function.
    """

    def __init__(
        self,
        key: LocalKey,
        fixtures: Fixtures,
        checks: Sequence[Check],
        variants: Sequence[Version],
    ) -> None:
        self.checks = {check.name: check for check in checks}
        self._key, self._fixtures, self._variants = key, fixtures, variants
        self._students: dict[Version | None, Student] = {}
        self._runs: dict[tuple[Version | None, str], Run] = {}
        self._costs: dict[str, float] = {}
        self._slacks: dict[str, tuple[float, ...]] = {}

    def wanted(self, check: str) -> Run:
        """Give what the answer key does."""
        return self._run(None, check)

    @cached_property
    def arrays(self) -> frozenset[str]:
        """The arguments that are arrays or lists in some call, positional ones as "0", "1"."""
        calls = [call for check in self.checks for call in self.wanted(check).calls]
        items = (item for call in calls for item in given(call).items())
        return frozenset(name for name, value in items if np.ndim(value))

    def cost(self, check: str) -> float:
        """Give the seconds that the answer key needs: dear checks are asked last."""
        self.wanted(check)
        return self._costs[check]

    def run(self, version: Version, check: str) -> Run:
        """Give what a version does."""
        return self._run(version, check)

    def slacks(self, check: str) -> tuple[float, ...]:
        """Give for each call by how much right versions differ: infinite where in form."""
        if check not in self._slacks:
            wanted = self.wanted(check).calls
            others = [self._run(variant, check).calls for variant in self._variants]
            self._slacks[check] = tuple(
                max((_gap(other, place, call) for other in others), default=0.0)
                for place, call in enumerate(wanted)
            )
        return self._slacks[check]

    def forget_students(self) -> None:
        """Let go of loaded versions: what they did is known, and they take more room than that."""
        self._students.clear()

    def _run(self, version: Version | None, check: str) -> Run:
        if (version, check) not in self._runs:
            student, begin = self._student(version), time.process_time()
            ((one, verdict),) = run_locally([self.checks[check]], student, self._fixtures)
            run = Run.of(one.function, verdict)
            if version is None:
                self._costs[check] = time.process_time() - begin
            else:
                run = _sharing_arguments(run, self.wanted(check).calls)
            self._runs[version, check] = run
        return self._runs[version, check]

    def _student(self, version: Version | None) -> Student:
        if version not in self._students:
            key = self._key
            student = key.student() if version is None else key.student_with(version)
            self._students[version] = student
        return self._students[version]


def _sharing_arguments(run: Run, wanted: Sequence[Call]) -> Run:
    """Keep once what all versions are given: tables would fill the memory, version by version."""
    shared = tuple(
        replace(own, arguments=aim.arguments) if own.arguments == aim.arguments else own
        for own, aim in zip(run.calls, wanted, strict=False)
    )
    return replace(run, calls=shared + run.calls[len(shared) :])


def _gap(calls: Sequence[Call], place: int, wanted: Call) -> float:
    """Give the distance of a right version's call from the answer key's."""
    if place >= len(calls) or calls[place].arguments != wanted.arguments:
        return 0.0  # another call: it says nothing about this one
    gap = difference(calls[place].outcome.value, wanted.outcome.value)
    return math.inf if gap is None else gap


class ReplayShelf:
    """Hands out the replays of each function, made when a student first needs them.

    Parameters
    ----------
    course : Course
    key : LocalKey
    fixtures : Fixtures
    """

    def __init__(self, course: Course, key: LocalKey, fixtures: Fixtures) -> None:
        self._course, self._key, self._fixtures = course, key, fixtures
        self._made: dict[str, Replays] = {}

    @cached_property
    def _variants(self) -> tuple[Version, ...]:
        return self._course.variants()

    def replays(self, function: str) -> Replays:
        """Give a function's replays."""
        if function not in self._made:
            self._made[function] = Replays(
                self._key,
                self._fixtures,
                self._course.checks_of(function),
                [v for v in self._variants if v.function == function],
            )
        return self._made[function]
