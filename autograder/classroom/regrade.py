"""Grades what is in a gradebook again, and says what would change before anything does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..confinement.isolation import Isolation
from ..gradebook.attempts import Attempt, Wanted
from ..gradebook.store import Gradebook
from ..records.changes import FunctionChange, changes_between
from ..records.errors import UserError
from ..records.grades import Override, grade_of
from ..submission.packing import unpack
from ..submission.student_files import Submission
from .processes import Processes
from .stream import Order, grade_from_disk


@dataclass(frozen=True)
class Change:
    """What a regrade does to one attempt.

    Attributes
    ----------
    attempt : Attempt
    result : int
        What it is graded today.
    before, after : float or None
        The totals, with what a person changed; None where there is no score yet.
    functions : tuple of FunctionChange
    """

    attempt: Attempt
    result: int
    before: float | None
    after: float
    functions: tuple[FunctionChange, ...]

    @property
    def lowers(self) -> bool:
        """True where the student would lose points."""
        return self.before is not None and self.after < self.before


@dataclass(frozen=True)
class Kept:
    """What was handed in once, as the gradebook keeps it."""

    gradebook: Gradebook
    attempt: Attempt

    def read(self) -> Submission:
        """Unpack it.

        Raises
        ------
        UserError
            Where it is damaged.
        """
        attempt = self.attempt
        try:
            data = self.gradebook.content(attempt.content)
            submission = unpack(data, attempt.student, attempt.notes)
        except ValueError:
            submission = Submission(attempt.student, ())
        if submission.content_hash != attempt.content:
            raise UserError("what was handed in is damaged: restore a backup", self.gradebook.path)
        return submission


class Regrade:
    """A gradebook beside today's checks.

    Parameters
    ----------
    gradebook : Gradebook
    wanted : Wanted
        What is asked for today.
    """

    def __init__(self, gradebook: Gradebook, wanted: Wanted) -> None:
        self._gradebook, self._wanted = gradebook, wanted
        self._old = [a for a in gradebook.attempts() if not wanted.met_by(a.terms)]
        self.faults: dict[str, str] = {}

    @property
    def attempts(self) -> Sequence[Attempt]:
        """Those that were graded otherwise, or never."""
        return self._old

    def to_grade(self) -> list[Kept]:
        """Give each content once that was never graded so."""
        first: dict[str, Attempt] = {}
        for attempt in self._old:
            if self._gradebook.result(attempt.content, self._wanted) is None:
                first.setdefault(attempt.content, attempt)
        return [Kept(self._gradebook, attempt) for attempt in first.values()]

    def grade(
        self,
        order: Order,
        isolation: Isolation,
        to_grade: Sequence[Kept],
        processes: Processes,
    ) -> Iterator[str]:
        """Grade contents; each result is kept at once and counts for nobody yet.

        Yields
        ------
        str
            The content that was graded.
        """
        for _, submission, record in grade_from_disk(order, isolation, to_grade, processes):
            if record.score is None:
                alike = [a.student for a in self._old if a.content == record.content_hash]
                self.faults[record.content_hash] = ", ".join(dict.fromkeys(alike))
            else:
                with self._gradebook.writing():
                    self._gradebook.add_result(record, submission.notes)
            yield record.content_hash

    def changes(self) -> Iterator[Change]:
        """Give what each attempt is graded today, also where that is the same as before."""
        overrides = self._gradebook.overrides()
        for attempt in self._old:
            result = self._gradebook.result(attempt.content, self._wanted)
            if result is not None:
                mine = [o for o in overrides if o.student == attempt.student]
                yield self._change(attempt, result, mine)

    def _change(self, attempt: Attempt, result: int, overrides: Sequence[Override]) -> Change:
        after = self._gradebook.record(attempt, result)
        total = grade_of(after, attempt.number, overrides).total
        assert total is not None
        if attempt.result is None:
            return Change(attempt, result, None, total, ())
        before = self._gradebook.record(attempt)
        old_total = grade_of(before, attempt.number, overrides).total
        return Change(attempt, result, old_total, total, changes_between(before, after))

    def write(self, changes: Sequence[Change]) -> None:
        """Let today's results count: for all of these attempts, or for none."""
        with self._gradebook.writing():
            for change in changes:
                self._gradebook.add_grading(change.attempt, change.result, "graded again")
