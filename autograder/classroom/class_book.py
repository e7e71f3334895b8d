"""A class beside its gradebook: what is left to grade, and each record kept as it comes."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..gradebook.attempts import Attempt, Wanted
from ..gradebook.store import Gradebook
from ..records.record import Record, Status
from ..submission.packing import pack
from ..submission.student_files import Submission


@dataclass(frozen=True)
class Left:
    """What a class looks like beside the gradebook.

    Attributes
    ----------
    to_grade : tuple of Submission
        One of each content that was never graded so.
    graded_otherwise : tuple of str
        Students whose score rests on other checks, another seed or a lower level, and stays.
    """

    to_grade: tuple[Submission, ...]
    graded_otherwise: tuple[str, ...]


class ClassBook:
    """Keeps what a class hands in and what it is graded.

    Parameters
    ----------
    gradebook : Gradebook
    wanted : Wanted
    submissions : sequence of Submission
    """

    def __init__(
        self, gradebook: Gradebook, wanted: Wanted, submissions: Sequence[Submission]
    ) -> None:
        self._gradebook, self._wanted = gradebook, wanted
        self._waiting: dict[str, list[Submission]] = {}
        self._otherwise: list[str] = []
        for submission in submissions:
            self._sort(submission)

    def _sort(self, submission: Submission) -> None:
        content = submission.content_hash
        last = self._gradebook.latest(submission.name)
        if last is not None and last.content == content and last.terms is not None:
            if not self._wanted.met_by(last.terms):
                self._otherwise.append(submission.name)
            if last.notes != submission.notes:
                self._keep([submission], None)
            return
        result = self._gradebook.result(content, self._wanted)
        if result is None:
            self._waiting.setdefault(content, []).append(submission)
        else:
            self._keep([submission], result)

    @property
    def left(self) -> Left:
        """What is to be graded, and what stays as it is."""
        first = tuple(alike[0] for alike in self._waiting.values())
        return Left(first, tuple(self._otherwise))

    def keep(self, graded: Submission, record: Record) -> list[str]:
        """Keep a record for all who handed in the same; or that the grader failed.

        Returns
        -------
        list of str
            The students.
        """
        alike = self._waiting.pop(graded.content_hash)
        with self._gradebook.writing():
            self._gradebook.add_content(graded.content_hash, pack(graded))
            if record.score is None:
                for attempt in self._attempts(alike):
                    self._gradebook.set_fault(attempt, _fault_of(record))
            else:
                result = self._gradebook.add_result(record, graded.notes)
                self._grade(alike, result)
        return [submission.name for submission in alike]

    def record(self, submission: Submission) -> Record | None:
        """Give what is in the gradebook for a submission, None where it has no score."""
        attempt = self._gradebook.latest(submission.name)
        if attempt is None or attempt.result is None:
            return None
        return self._gradebook.record(attempt)

    def _keep(self, alike: Sequence[Submission], result: int | None) -> None:
        with self._gradebook.writing():
            if result is None:
                self._attempts(alike)
            else:
                self._grade(alike, result)

    def _grade(self, alike: Sequence[Submission], result: int) -> None:
        for attempt in self._attempts(alike):
            if attempt.result is None:  # another grader may have been faster
                self._gradebook.add_grading(attempt, result, "handed in")

    def _attempts(self, alike: Sequence[Submission]) -> list[Attempt]:
        return [self._gradebook.add_attempt(s.name, s.content_hash, s.notes) for s in alike]


def _fault_of(record: Record) -> str:
    """Say in a sentence what the grader failed on."""
    for function in record.functions:
        for check in function.checks:
            if check.status is Status.GRADER_FAULT:
                return f"{function.name}: {check.message}"
    return "the grader failed"
