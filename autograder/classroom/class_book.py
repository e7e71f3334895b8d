"""A class beside its gradebook: what is left to grade, and each record kept as it comes."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..gradebook.attempts import Attempt, Wanted
from ..gradebook.store import Gradebook
from ..records.errors import UserError
from ..records.record import Record, Status
from ..records.text import visible
from ..submission.packing import pack
from ..submission.reader import Entry
from ..submission.student_files import Submission


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What is known of a submission whose files are not kept in memory."""

    entry: Entry
    content: str
    notes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The student's identity."""
        return self.entry.name

    def read(self) -> Submission:
        """Read it once more.

        Raises
        ------
        UserError
            Where its content is not what it was.
        """
        submission = self.entry.read()
        if submission.content_hash != self.content:
            what = f"{visible(self.name)} was changed while the class was graded"
            raise UserError(f"{what}: the same command goes on with what is there now")
        return submission


@dataclass(frozen=True)
class Left:
    """What a class looks like beside the gradebook.

    Attributes
    ----------
    to_grade : tuple of HandedIn
        One of each content that was never graded so.
    graded_otherwise : tuple of str
        Students whose score rests on other checks, another seed or a lower level, and stays.
    """

    to_grade: tuple[HandedIn, ...]
    graded_otherwise: tuple[str, ...]


class ClassBook:
    """Keeps what a class hands in and what it is graded.

    Parameters
    ----------
    gradebook : Gradebook
    wanted : Wanted
    """

    def __init__(self, gradebook: Gradebook, wanted: Wanted) -> None:
        self._gradebook, self._wanted = gradebook, wanted
        self._waiting: dict[str, tuple[HandedIn, ...]] = {}
        self._otherwise: list[str] = []

    def take(self, entry: Entry, submission: Submission) -> None:
        """Look whether it is in the gradebook, and keep it where it need not be graded."""
        handed_in = HandedIn(entry, submission.content_hash, submission.notes)
        last = self._gradebook.latest(entry.name)
        if last is not None and last.content == handed_in.content and last.terms is not None:
            if not self._wanted.met_by(last.terms):
                self._otherwise.append(entry.name)
            if last.notes != handed_in.notes:
                self._keep([handed_in], None)
            return
        result = self._gradebook.result(handed_in.content, self._wanted)
        if result is None:
            alike = self._waiting.get(handed_in.content, ())
            self._waiting[handed_in.content] = (*alike, handed_in)
        else:
            self._keep([handed_in], result)

    @property
    def left(self) -> Left:
        """What is to be graded, and what stays as it is."""
        first = tuple(alike[0] for alike in self._waiting.values())
        return Left(first, tuple(self._otherwise))

    def keep(self, handed_in: HandedIn, graded: Submission, record: Record) -> list[str]:
        """Keep a record for all who handed in the same; or that the grader failed.

        Parameters
        ----------
        handed_in : HandedIn
        graded : Submission
            What it gave when it was read.
        record : Record

        Returns
        -------
        list of str
            The students.
        """
        alike = self._waiting.pop(handed_in.content)
        with self._gradebook.writing():
            self._gradebook.add_content(handed_in.content, pack(graded))
            if record.score is None:
                for attempt in self._attempts(alike):
                    self._gradebook.set_fault(attempt, _fault_of(record))
            else:
                result = self._gradebook.add_result(record, graded.notes)
                self._grade(alike, result)
        return [handed_in.name for handed_in in alike]

    def record(self, student: str) -> Record | None:
        """Give what is in the gradebook for a student, None where there is no score."""
        attempt = self._gradebook.latest(student)
        if attempt is None or attempt.result is None:
            return None
        return self._gradebook.record(attempt)

    def _keep(self, alike: Sequence[HandedIn], result: int | None) -> None:
        with self._gradebook.writing():
            if result is None:
                self._attempts(alike)
            else:
                self._grade(alike, result)

    def _grade(self, alike: Sequence[HandedIn], result: int) -> None:
        for attempt in self._attempts(alike):
            if attempt.result is None:  # another grader may have been faster
                self._gradebook.add_grading(attempt, result, "handed in")

    def _attempts(self, alike: Sequence[HandedIn]) -> list[Attempt]:
        return [self._gradebook.add_attempt(h.name, h.content, h.notes) for h in alike]


def _fault_of(record: Record) -> str:
    """Say in a sentence what the grader failed on."""
    for function in record.functions:
        for check in function.checks:
            if check.status is Status.GRADER_FAULT:
                return f"{function.name}: {check.message}"
    return "the grader failed"
