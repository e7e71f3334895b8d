"""Grades submissions: order, repair, second chances, points."""

import sys
import time
from collections.abc import Mapping, Sequence

import numpy as np

from .. import __version__
from ..confinement.isolation import Isolation
from ..course.checks import Check
from ..course.course import Course
from ..course.seed import Seed
from ..records.errors import GraderFault
from ..records.record import CheckRecord, FunctionRecord, Record, Status, function_status
from ..submission.reader import Submission
from .checking import Verdict
from .fixtures import Fixtures
from .stage import Stage
from .survey import Survey, survey


class Grader:
    """Grades one submission after the other with the same checks and seed.

    Parameters
    ----------
    course : Course
    isolation : Isolation
    seed : Seed
    """

    def __init__(self, course: Course, isolation: Isolation, seed: Seed) -> None:
        self._course, self._isolation, self._seed = course, isolation, seed
        self._fixtures = Fixtures(course, seed)
        self._worth = {(c.exercise, c.name): course.worth(c) for c in course.checks}

    def grade(self, submission: Submission) -> Record:
        """Grade one submission, once more where the grader itself failed.

        Returns
        -------
        Record
            With every function of the course in it, whatever the submission holds.
        """
        record = self._grade_once(submission)
        return record if record.score is not None else self._grade_once(submission)

    def _grade_once(self, submission: Submission) -> Record:
        start = time.perf_counter()
        try:
            found = survey(self._course, self._isolation, submission)
        except GraderFault as problem:
            found = Survey.failed(self._course, submission, str(problem))
        scoring = _Scoring(self._course, self._isolation, self._fixtures, self._worth, found)
        try:
            functions = tuple(scoring.score(name) for name in self._course.functions)
        finally:
            scoring.close()
        scores = [function.score for function in functions]
        total = None if None in scores else round(sum(s for s in scores if s is not None), 2)
        return Record(
            submission=submission.name,
            score=total,
            max_score=float(sum(f.points for f in self._course.functions.values())),
            functions=functions,
            notes=(*submission.notes, *found.notes),
            isolation={"level": self._isolation.level, "holes": list(self._isolation.holes)},
            versions={
                "eight-tickets": __version__,
                "python": sys.version.split()[0],
                "numpy": np.__version__,
            },
            checks_hash=self._course.checks_hash,
            content_hash=submission.content_hash,
            seed_hash=self._seed.hash,
            timing={"seconds": round(time.perf_counter() - start, 4)},
        )


class _Scoring:
    """The state of one submission's grading: its three stages and the functions lost so far."""

    def __init__(
        self,
        course: Course,
        isolation: Isolation,
        fixtures: Fixtures,
        worth: Mapping[tuple[str, str], float],
        found: Survey,
    ) -> None:
        self._course, self._worth, self._found = course, worth, found
        self._own = Stage(
            course, isolation, fixtures, found.plan, load_all=True, worker=found.worker
        )
        self._repaired = Stage(course, isolation, fixtures, found.plan, load_all=False)
        self._own_hidden = Stage(course, isolation, fixtures, found.plan, load_all=True)
        self._lost: list[str] = []
        self._misleading: list[str] = []
        self._ended: dict[str, str | None] = {}

    def close(self) -> None:
        for stage in (self._own, self._repaired, self._own_hidden):
            stage.close()

    def score(self, name: str) -> FunctionRecord:
        """Score one function; all earlier ones are final."""
        checks = self._course.checks_of(name)
        if name in self._found.absent:
            status, sentence = self._found.absent[name]
            verdicts = {check.name: Verdict(status, sentence) for check in checks}
            ran = dict.fromkeys(verdicts, "")
        else:
            verdicts, ran = self._run(name, checks)
        record = self._record(name, checks, verdicts, ran)
        if record.score is not None and record.score < record.max_score:
            self._lost.append(name)
        elif self._misleads(name, verdicts):
            self._misleading.append(name)
        return record

    def _misleads(self, name: str, verdicts: Mapping[str, Verdict]) -> bool:
        """Tell whether a right function may still break those that call it.

        It stands in another file than they import it from, or returns a list
        where they count on an array.
        """
        plan = self._found.plan
        displaced = plan.owners.get(name, plan.homes[name]) != plan.homes[name]
        return displaced or any(verdict.lenient for verdict in verdicts.values())

    def _run(self, name: str, checks: Sequence[Check]) -> tuple[dict[str, Verdict], dict[str, str]]:
        visible = [check for check in checks if check.visibility == "visible"]
        hidden = [check for check in checks if check.visibility == "hidden"]
        repairs = [*self._lost, *self._misleading]
        self._own.replace(self._ended)
        verdicts = self._own.run(name, visible)
        ran = {check.name: "own" for check in checks}
        statuses = {verdict.status for verdict in verdicts.values()}
        if Status.NOT_ATTEMPTED in statuses and len(statuses) == 1:
            return {check.name: next(iter(verdicts.values())) for check in checks}, ran
        ended = next((verdict for verdict in verdicts.values() if verdict.ended), None)
        if ended is not None:
            self._ended[name] = ended.message
            if not repairs:
                return verdicts | {check.name: ended for check in hidden}, ran
        again = [c for c in visible if not verdicts[c.name].passed] if repairs else []
        self._repaired.replace(dict.fromkeys(repairs))
        repaired = self._repaired.run(name, [*again, *hidden])
        ran |= dict.fromkeys(repaired, "repaired") if repairs else {}
        for check in again:
            if repaired.pop(check.name).passed:
                verdicts[check.name] = Verdict(Status.PASSED, self._right_once_mended(name))
            else:
                ran[check.name] = "own"
        verdicts |= repaired
        failed = [check for check in hidden if not verdicts[check.name].passed]
        if repairs and failed and ended is None:
            self._own_hidden.replace(self._ended)
            for check_name, verdict in self._own_hidden.run(name, failed).items():
                if verdict.passed:
                    verdicts[check_name] = verdict
                    ran[check_name] = "own"
        return verdicts, ran

    def _right_once_mended(self, name: str) -> str:
        needed = self._course.answers.needs(name)
        changed = [*self._lost, *self._misleading]
        lost = [name for name in changed if name in needed] or changed
        return f"right once {' and '.join(lost)} {'is' if len(lost) == 1 else 'are'} mended"

    def _record(
        self,
        name: str,
        checks: Sequence[Check],
        verdicts: Mapping[str, Verdict],
        ran: Mapping[str, str],
    ) -> FunctionRecord:
        function = self._course.functions[name]
        records = tuple(self._check_record(c, verdicts[c.name], ran[c.name]) for c in checks)
        status = function_status(records)
        earned = sum(self._worth[c.exercise, c.name] for c in checks if verdicts[c.name].passed)
        notes = list(self._found.function_notes.get(name, []))
        for check in checks:
            if check.visibility == "visible":
                notes += [n for n in verdicts[check.name].notes if n not in notes]
        return FunctionRecord(
            name=name,
            exercise=function.exercise,
            score=None if status is Status.GRADER_FAULT else round(earned, 2),
            max_score=float(function.points),
            status=status,
            notes=tuple(notes),
            checks=records,
        )

    def _check_record(self, check: Check, verdict: Verdict, ran: str) -> CheckRecord:
        worth = self._worth[check.exercise, check.name]
        return CheckRecord(
            name=check.name,
            title=check.title,
            visibility=check.visibility,
            points=round(worth, 4) if verdict.passed else 0.0,
            max_points=round(worth, 4),
            status=verdict.status,
            message=verdict.message,
            detail=verdict.detail | ({"ran": ran} if ran else {}),
        )
