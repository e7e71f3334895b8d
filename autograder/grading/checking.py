"""Calls one check and turns whatever leaves its body into a verdict."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from ..confinement.worker import WorkerEnded
from ..course.checks import Check
from ..course.expect import CheckFailed, Expect, show
from ..inside.calls import StudentError
from ..inside.student import Call, Student, observed, written
from ..records.errors import GraderFault
from ..records.record import Status
from .fixtures import Fixtures


@dataclass(frozen=True)
class Verdict:
    """What one check said of one function.

    Attributes
    ----------
    status : Status
    message : str
    detail : dict of str to str
        ``call``, ``came``, ``wanted``, ``hint`` as they apply.
    notes : tuple of str
        What was accepted and is worth a word.
    lenient : bool
        True where the value passed in another form than the wanted one.
    ended : bool
        True where the student's process came to an end.
    calls : tuple of Call
        The calls that the check made, and what came of them.
    compared : tuple of object
        What the check compared with what was wanted.
    """

    status: Status
    message: str = ""
    detail: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    lenient: bool = False
    ended: bool = False
    calls: tuple[Call, ...] = ()
    compared: tuple[Any, ...] = ()

    @property
    def passed(self) -> bool:
        """True where the check's points are earned."""
        return self.status is Status.PASSED


@dataclass
class _Noting(Expect):
    """An `expect` that also keeps what it was shown."""

    compared: list[Any] = field(default_factory=list)

    def __call__(self, came: Any, wanted: Any, atol: float = 1e-6, hint: str = "") -> None:
        self.compared.append(came)
        super().__call__(came, wanted, atol, hint)


def run_check(check: Check, student: Student, fixtures: Fixtures) -> Verdict:
    """Run one check.

    Returns
    -------
    Verdict
        Never `GRADER_FAULT` for anything that a student's function did.

    Raises
    ------
    WorkerEnded
        Where the student's process is gone.
    """
    expect = _Noting()
    try:
        arguments = fixtures.arguments(check, student, expect)
    except Exception as problem:
        return Verdict(Status.GRADER_FAULT, f"a fixture failed: {problem}")
    left = _problem_with(check, arguments)
    calls, compared = tuple(student.calls), tuple(expect.compared)
    if left is not None:
        return replace(_failure(check, student, left), calls=calls, compared=compared)
    notes, lenient = (*expect.notes, *_warnings(student)), bool(expect.notes)
    return Verdict(Status.PASSED, notes=notes, lenient=lenient, calls=calls, compared=compared)


def _problem_with(check: Check, arguments: dict[str, Any]) -> BaseException | None:
    """Give what left a check's body, None where nothing did."""
    try:
        check.call(**arguments)
    except WorkerEnded:
        raise
    except (Exception, pytest.fail.Exception, pytest.skip.Exception) as left:
        return left
    return None


def _failure(check: Check, student: Student, problem: BaseException) -> Verdict:
    if isinstance(problem, GraderFault):
        return Verdict(Status.GRADER_FAULT, str(problem))
    last = student.calls[-1] if student.calls else None
    detail = called(student)
    if isinstance(problem, StudentError):
        status = Status.MEMORY if problem.kind == "MemoryError" else Status.FAILED
        if problem.not_written:
            status = Status.NOT_ATTEMPTED
        return Verdict(status, str(problem), detail | {"came": str(problem)})
    if isinstance(problem, CheckFailed):
        detail |= {"came": problem.came, "wanted": problem.wanted}
        detail |= {"hint": problem.hint} if problem.hint else {}
        return Verdict(Status.FAILED, problem.why or problem.hint, detail)
    if last is not None:
        detail |= {"came": observed(last.outcome, show)}
    detail |= {"wanted": check.title}
    if isinstance(problem, AssertionError):
        return Verdict(Status.FAILED, "", detail)
    return Verdict(
        Status.FAILED, f"the result has another form than the check expects ({problem})", detail
    )


def called(student: Student) -> dict[str, str]:
    """Give the last call the way a student would type it, as a part of `Verdict.detail`."""
    if not student.calls:
        return {}
    last = student.calls[-1]
    return {"call": written(last.name, last.arguments, show)}


def _warnings(student: Student) -> list[str]:
    seen = [warning for call in student.calls for warning in call.outcome.warned]
    return [f"right, with a warning: {warning}" for warning in dict.fromkeys(seen)]
