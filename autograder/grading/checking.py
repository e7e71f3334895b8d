"""Calls one check and turns whatever leaves its body into a verdict."""

from dataclasses import dataclass, field

import pytest

from ..confinement.worker import WorkerEnded
from ..course.checks import Check
from ..course.expect import CheckFailed, Expect, show
from ..inside.calls import StudentError
from ..inside.student import Student, observed, written
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
    """

    status: Status
    message: str = ""
    detail: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    lenient: bool = False
    ended: bool = False

    @property
    def passed(self) -> bool:
        """True where the check's points are earned."""
        return self.status is Status.PASSED


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
    expect = Expect()
    try:
        arguments = fixtures.arguments(check, student, expect)
    except Exception as problem:
        return Verdict(Status.GRADER_FAULT, f"a fixture failed: {problem}")
    try:
        check.call(**arguments)
    except WorkerEnded:
        raise
    except GraderFault as problem:
        return Verdict(Status.GRADER_FAULT, str(problem))
    except (Exception, pytest.fail.Exception, pytest.skip.Exception) as problem:
        return _failure(check, student, problem)
    notes = (*expect.notes, *_warnings(student))
    return Verdict(Status.PASSED, notes=notes, lenient=bool(expect.notes))


def _failure(check: Check, student: Student, problem: BaseException) -> Verdict:
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
