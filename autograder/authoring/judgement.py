"""How a function's own checks judge one version of it, and how that version behaves."""

import hashlib
from dataclasses import dataclass

from ..course.course import Course
from ..course.wrong import Version
from ..grading.fixtures import Fixtures
from ..grading.local import LocalKey, run_locally
from ..inside.values import dumps, encode


@dataclass(frozen=True)
class Judgement:
    """What the checks said.

    Attributes
    ----------
    failed : frozenset of str
        Names of the checks that failed.
    failed_fixed : tuple of str
        Those of them whose inputs no seed decides.
    behaviour : str
        A hash of every call and what came of it.
    """

    failed: frozenset[str]
    failed_fixed: tuple[str, ...]
    behaviour: str


def judge(
    course: Course, key: LocalKey, version: Version, fixtures: Fixtures, only_random: bool = False
) -> Judgement:
    """Run a function's checks on one version of it.

    Parameters
    ----------
    only_random : bool
        Leave out the checks that no seed changes.
    """
    student = key.student_with(version)
    checks = [c for c in course.checks_of(version.function) if c.random or not only_random]
    digest = hashlib.sha256()
    failed = []
    for check, verdict in run_locally(checks, student, fixtures):
        if not verdict.passed:
            failed.append(check)
        for call in student.calls:
            outcome = call.outcome
            traces = [str(outcome.error), outcome.printed, list(outcome.changed)]
            digest.update(dumps({"call": [call.arguments.args, call.arguments.kwargs]}))
            digest.update(dumps({"came": encode(outcome.value), "traces": traces}))
    return Judgement(
        frozenset(check.name for check in failed),
        tuple(check.name for check in failed if not check.random),
        digest.hexdigest(),
    )
