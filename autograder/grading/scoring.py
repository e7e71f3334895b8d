"""Scores the functions of one submission: order, repair, second chances, points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from ..confinement.isolation import Isolation
from ..course.advice import ENDLESS
from ..course.checks import Check
from ..course.course import Course
from ..records.errors import GraderFault
from ..records.hints import mend_first
from ..records.record import CheckRecord, FunctionRecord, Status, function_status
from ..submission.student_files import Submission
from .checking import Verdict
from .diagnosis.evidence import Seen, look
from .diagnosis.hints import Diagnosis
from .fixtures import Fixtures
from .foresight import Foresight
from .stage import Stage
from .survey import Survey, survey


@dataclass
class _Ground:
    """What a submission showed in one kind of process, and its three stages there."""

    found: Survey
    own: Stage
    repaired: Stage
    own_hidden: Stage

    @property
    def stages(self) -> tuple[Stage, Stage, Stage]:
        """All three."""
        return self.own, self.repaired, self.own_hidden

    def close(self) -> None:
        """End the workers of all stages; the next check starts a new one."""
        for stage in self.stages:
            stage.close()


@dataclass
class _Ran:
    """How a function's checks went: verdicts by check, in which worker, and what hints rest on.

    Those are the verdicts with the student's own functions, and with lost ones repaired.
    """

    verdicts: dict[str, Verdict]
    ran: dict[str, str]
    own: Mapping[str, Verdict] = field(default_factory=dict)
    repaired: Mapping[str, Verdict] = field(default_factory=dict)


class Scoring:
    """The state of one submission's grading: its workers, and the functions lost so far.

    Parameters
    ----------
    course : Course
    isolation : Isolation
    fixtures : Fixtures
    foresight : Foresight
    submission : Submission
    diagnosis : Diagnosis or None
        None gives no hints.
    """

    def __init__(
        self,
        course: Course,
        isolation: Isolation,
        fixtures: Fixtures,
        foresight: Foresight,
        submission: Submission,
        diagnosis: Diagnosis | None,
    ) -> None:
        self._course, self._isolation = course, isolation
        self._fixtures, self._foresight = fixtures, foresight
        self._submission, self._diagnosis = submission, diagnosis
        self._grounds: dict[bool, _Ground] = {}
        self._seen: dict[str, dict[str, Verdict]] = {}
        self._lost: list[str] = []
        self._misleading: list[str] = []
        self._ended: dict[str, str | None] = {}

    @property
    def notes(self) -> list[str]:
        """What was noted on the files while they were loaded."""
        noted = [note for ground in self._grounds.values() for note in ground.found.notes]
        return list(dict.fromkeys(noted))

    @property
    def seconds(self) -> dict[str, float]:
        """How long each check that was run took, all its runs together."""
        spent: dict[str, float] = {}
        for stage in (stage for ground in self._grounds.values() for stage in ground.stages):
            for check, seconds in stage.seconds.items():
                spent[check] = spent.get(check, 0.0) + seconds
        return spent

    def close(self) -> None:
        """End every worker."""
        for ground in self._grounds.values():
            ground.close()

    def score_all(self) -> tuple[FunctionRecord, ...]:
        """Score every function, in the chapter's order.

        All visible checks come before the first hidden one. Whatever a function
        does when it meets a hidden input (take its time, crash, use up process
        ids), no worker whose text a student reads runs later and could notice.
        """
        self._see_all()
        return tuple(self._score(name) for name in self._course.functions)

    def _see_all(self) -> None:
        """Run the visible checks of every function, with the student's own functions."""
        ended: dict[str, str | None] = {}
        for name in self._course.functions:
            ground = self._ground(name)
            if name in ground.found.absent:
                continue
            ground.own.replace(ended)
            checks = [c for c in self._course.checks_of(name) if c.visibility == "visible"]
            self._seen[name] = ground.own.run(name, checks)
            end = _end_among(self._seen[name])
            if end is not None:
                ended[name] = end.message
        self.close()

    def _ground(self, name: str) -> "_Ground":
        """Give the workers that a function runs in, loading the submission on first use.

        Those of the other kind are ended: at no time does a submission have two processes.
        """
        libraries = self._course.functions[name].exercise in self._course.library_exercises
        for kind, ground in self._grounds.items():
            if kind != libraries:
                ground.close()
        if libraries not in self._grounds:
            self._grounds[libraries] = self._prepare(libraries)
        return self._grounds[libraries]

    def _prepare(self, libraries: bool) -> "_Ground":
        course, isolation = self._course, self._isolation
        exercises = [e for e in course.exercises if libraries or e not in course.library_exercises]
        launcher = isolation.library_launcher if libraries else isolation.launcher
        before = self._grounds[False].found if libraries and False in self._grounds else None
        try:
            found = survey(course, launcher, self._submission, exercises, before)
        except GraderFault as problem:
            found = Survey.failed(course, self._submission, str(problem))
        stage = partial(Stage, course, launcher, self._fixtures, self._foresight, found.plan)
        return _Ground(found, stage(found.worker, found.loaded), stage(), stage())

    def _score(self, name: str) -> FunctionRecord:
        """Score one function; all earlier ones are final."""
        checks = self._course.checks_of(name)
        found = self._ground(name).found
        if name in found.absent:
            status, sentence = found.absent[name]
            verdicts = {check.name: Verdict(status, sentence) for check in checks}
            run = _Ran(verdicts, dict.fromkeys(verdicts, ""))
        else:
            run = self._run(name, checks)
        record = self._record(name, checks, run)
        if record.score is not None and record.score < record.max_score:
            record = replace(record, hints=self._hints(name, checks, run))
            self._lost.append(name)
        elif self._misleads(name, run.verdicts):
            self._misleading.append(name)
        return record

    def _hints(self, name: str, checks: Sequence[Check], run: _Ran) -> tuple[str, ...]:
        if self._diagnosis is None:
            return ()
        seen = _evidence(name, checks, run, self._diagnosis.from_hidden)
        hint = self._diagnosis.hint(name, seen)
        if not hint and any(one.cut for one in seen):
            hint = mend_first(self._in_the_way(name)[0])
        ended = _end_among(self._seen.get(name, {}))
        if not hint and ended is not None and ended.status is Status.TIMED_OUT:
            hint = ENDLESS
        return (hint,) if hint else ()

    def _misleads(self, name: str, verdicts: Mapping[str, Verdict]) -> bool:
        """Tell whether a right function may still break those that call it.

        It stands in another file than they import it from, or returns a list
        where they count on an array.
        """
        plan = self._ground(name).found.plan
        displaced = plan.owners.get(name, plan.homes[name]) != plan.homes[name]
        return displaced or any(verdict.lenient for verdict in verdicts.values())

    def _run(self, name: str, checks: Sequence[Check]) -> _Ran:
        visible = [check for check in checks if check.visibility == "visible"]
        hidden = [check for check in checks if check.visibility == "hidden"]
        repairs = [*self._lost, *self._misleading]
        ground = self._ground(name)
        verdicts = dict(self._seen[name])
        ran = {check.name: "own" for check in checks}
        statuses = {verdict.status for verdict in verdicts.values()}
        if Status.NOT_ATTEMPTED in statuses and len(statuses) == 1:
            return _Ran({check.name: next(iter(verdicts.values())) for check in checks}, ran)
        ended = _end_among(verdicts)
        if ended is not None:
            self._ended[name] = ended.message
            if not repairs:
                unrun = Verdict(ended.status, f"not run: {ended.message}")
                ran |= dict.fromkeys((check.name for check in hidden), "")
                rest = {check.name: unrun for check in hidden}
                return _Ran(verdicts | rest, ran, own=verdicts)
        again = [c for c in visible if not verdicts[c.name].passed] if repairs else []
        ground.repaired.replace(dict.fromkeys(repairs))
        repaired = ground.repaired.run(name, [*again, *hidden])
        with_own, with_repaired = dict(verdicts), dict(repaired)
        ran |= dict.fromkeys(repaired, "repaired") if repairs else {}
        for check in again:
            second = repaired.pop(check.name)
            if second.passed:
                verdicts[check.name] = Verdict(Status.PASSED, self._right_once_mended(name))
            else:
                ran[check.name] = "own"
                came = second.detail.get("came", second.message)
                first = verdicts[check.name]
                verdicts[check.name] = replace(first, detail=first.detail | {"repaired": came})
        verdicts |= repaired
        if repairs and ended is None and not all(verdicts[c.name].passed for c in hidden):
            # One process at a time; where this function is lost, the next needs another anyway.
            ground.repaired.close()
            ground.own_hidden.replace(self._ended)
            own = self._run_own(name, hidden, verdicts)
            verdicts |= own
            ran |= dict.fromkeys(own, "own")
        return _Ran(verdicts, ran, with_own, with_repaired)

    def _run_own(
        self, name: str, hidden: Sequence[Check], repaired: Mapping[str, Verdict]
    ) -> dict[str, Verdict]:
        """Run hidden checks with the student's own functions; give all of them, or none.

        Whichever configuration earns more counts as a whole: who guesses one answer in
        the one and another in the other is right in neither.
        """
        stage = self._ground(name).own_hidden
        failed = [check for check in hidden if not repaired[check.name].passed]
        try:
            own = stage.run(name, failed)
            if not any(verdict.passed for verdict in own.values()):
                return {}
            own |= stage.run(name, [check for check in hidden if check not in failed])
        finally:
            # They mostly fail again; next to other functions they would have to fail twice.
            stage.close()
        return own if self._earned(hidden, own) > self._earned(hidden, repaired) else {}

    def _earned(self, checks: Sequence[Check], verdicts: Mapping[str, Verdict]) -> float:
        return sum(self._course.worth(c) for c in checks if verdicts[c.name].passed)

    def _in_the_way(self, name: str) -> list[str]:
        needed = self._course.answers.needs(name)
        changed = [*self._lost, *self._misleading]
        return [name for name in changed if name in needed] or changed

    def _right_once_mended(self, name: str) -> str:
        lost = self._in_the_way(name)
        return f"right once {' and '.join(lost)} {'is' if len(lost) == 1 else 'are'} mended"

    def _record(
        self,
        name: str,
        checks: Sequence[Check],
        run: _Ran,
    ) -> FunctionRecord:
        function, verdicts, ran = self._course.functions[name], run.verdicts, run.ran
        records = tuple(self._check_record(c, verdicts[c.name], ran[c.name]) for c in checks)
        status = function_status(records)
        earned = self._earned(checks, verdicts)
        notes = list(self._ground(name).found.function_notes.get(name, []))
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
        worth = self._course.worth(check)
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


def _evidence(name: str, checks: Sequence[Check], run: _Ran, from_hidden: bool) -> tuple[Seen, ...]:
    """Keep what hints may rest on: visible calls, and of hidden checks the verdict."""
    found = []
    for check in checks:
        own, repaired = run.own.get(check.name), run.repaired.get(check.name)
        if own is not None:
            found.append(look(name, check.name, own, repaired))
        elif repaired is not None and from_hidden:
            found.append(look(name, check.name, repaired))
        elif repaired is not None and repaired.status in (Status.PASSED, Status.FAILED):
            found.append(Seen.verdict(check.name, repaired.passed))
    return tuple(found)


def _end_among(verdicts: Mapping[str, Verdict]) -> Verdict | None:
    """Find the verdict of a check in which the student's process came to an end."""
    return next((verdict for verdict in verdicts.values() if verdict.ended), None)
