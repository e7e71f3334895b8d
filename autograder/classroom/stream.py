"""Grades many submissions, in one process or several; each record comes as soon as it is there.

Where others grade for it, this process never loads the course, nor pytest with it: that
would take half a second and 20 MB.
"""

import functools
import gc
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import joblib

from ..confinement.isolation import Isolation, open_isolation
from ..course.identity import hash_of_checks
from ..course.seed import Seed
from ..records.errors import GraderFault, UserError
from ..records.record import Record
from ..submission.packing import pack, unpack
from ..submission.student_files import Submission
from .processes import Processes, ProcessesEnded, parallel

if TYPE_CHECKING:
    from ..grading.grader import Grader

_WORTH_A_JOB = 10
_TRIES = 3
_AT_ONCE = 200  # some 16 MB; at the end of each batch, all but one process wait
_AT_ONCE_IN_A_CLUSTER = 3000


@dataclass(frozen=True)
class Order:
    """All that a process needs to know to grade: plain values, nothing of a student.

    Attributes
    ----------
    root : Path
        The course's folder.
    checks : str
        The hash of its checks: a process that finds other ones there refuses.
    level : str
    seed : str
    hints_from_hidden : bool
    hints : bool
        False where nobody reads them: the search for a mistake is left out.
    """

    root: Path
    checks: str
    level: str
    seed: str
    hints_from_hidden: bool = False
    hints: bool = True

    @classmethod
    def of(
        cls,
        root: Path,
        exercises: Sequence[str],
        isolation: Isolation,
        seed: Seed,
        hints_from_hidden: bool = False,
        hints: bool = True,
    ) -> "Order":
        """Ask for a course as it lies on disk."""
        checks = hash_of_checks(root, exercises)
        return cls(root.resolve(), checks, isolation.level, seed.text, hints_from_hidden, hints)


def _in_processes(
    order: Order, submissions: Sequence[Submission], processes: Processes
) -> Iterator[tuple[int, Record]]:
    """Grade in processes of their own, in new ones where those are ended from outside."""
    left = dict(enumerate(submissions))
    tries = 0
    while left:
        before = len(left)
        try:
            for place, record in _spread(order, left, processes):
                del left[place]
                yield place, record
        except ProcessesEnded:
            # The system may have ended one for want of memory: the others' work counts.
            tries = tries + 1 if len(left) == before else 1
            if tries == _TRIES:
                raise GraderFault(
                    "the grading processes are ended from outside, perhaps for want of memory: "
                    "try fewer of them"
                ) from None


def _spread(
    order: Order, submissions: Mapping[int, Submission], processes: Processes
) -> Iterator[tuple[int, Record]]:
    grade = joblib.delayed(_grade_for)
    tasks = (
        grade(order, place, submission.name, submission.notes, pack(submission))
        for place, submission in list(submissions.items())
    )
    with parallel(processes) as run:
        yield from run(tasks)


def _grade_for(
    order: Order, place: int, name: str, notes: tuple[str, ...], packed: bytes
) -> tuple[int, Record]:
    return place, _grader(order).grade(unpack(packed, name, notes))


@functools.lru_cache(maxsize=1)
def _grader(order: Order) -> "Grader":
    """Give the grader of this process, which serves one order after the other."""
    isolation = open_isolation(order.level)
    try:
        if isolation.level != order.level:
            raise GraderFault(f"a further process gets {isolation.level} alone: {isolation.advice}")
        grader = _grader_with(isolation, order)
    except BaseException:
        isolation.close()
        raise
    weakref.finalize(grader, isolation.close)  # with the next order, or at exit
    return grader


def _grader_with(isolation: Isolation, order: Order) -> "Grader":
    from ..course.course import load_course
    from ..grading.grader import Grader

    course = load_course(order.root)
    if course.checks_hash != order.checks:
        raise UserError("the checks changed while they were graded with: grade again", order.root)
    grader = Grader(course, isolation, Seed(order.seed), order.hints_from_hidden, order.hints)
    # The libraries and the course stay to the end: no collection needs to go through them.
    gc.freeze()
    return grader


def grade_each(
    order: Order, isolation: Isolation, submissions: Sequence[Submission], processes: Processes
) -> Iterator[tuple[int, Record]]:
    """Grade submissions, each as soon as a process has time for it.

    Parameters
    ----------
    order : Order
    isolation : Isolation
        Of the order's level: what is used here. Further processes have their own.
    submissions : sequence of Submission
    processes : Processes

    Yields
    ------
    int
        The place of a submission in the sequence.
    Record
    """
    if _is_spread(processes, len(submissions)):
        isolation.close()  # the others have their own
        yield from _in_processes(order, submissions, processes)
        return
    grader = _grader_with(isolation, order)
    for place, submission in enumerate(submissions):
        yield place, grader.grade(submission)


def _is_spread(processes: Processes, submissions: int) -> bool:
    return bool(processes.scheduler) or min(processes.jobs, submissions) > 1


class Readable(Protocol):
    """A submission that is read when its turn comes."""

    def read(self) -> Submission:
        """Read it."""
        ...


def grade_from_disk(
    order: Order, isolation: Isolation, submissions: Sequence[Readable], processes: Processes
) -> Iterator[tuple[int, Submission, Record]]:
    """Grade as `grade_each` does, with the files of few submissions in memory at a time.

    Yields
    ------
    int
        The place of a submission in the sequence.
    Submission
        What was read and graded.
    Record
    """
    if not _is_spread(processes, len(submissions)):
        grader = _grader_with(isolation, order)
        for place, waiting in enumerate(submissions):
            submission = waiting.read()
            yield place, submission, grader.grade(submission)
        return
    isolation.close()  # the others have their own
    at_once = _AT_ONCE_IN_A_CLUSTER if processes.scheduler else _AT_ONCE
    for first in range(0, len(submissions), at_once):
        batch = [waiting.read() for waiting in submissions[first : first + at_once]]
        for place, record in _in_processes(order, batch, processes):
            yield first + place, batch[place], record


def in_order(records: Iterable[tuple[int, Record]]) -> Iterator[Record]:
    """Give records by their places, each as soon as all before it are there."""
    early: dict[int, Record] = {}
    place = 0
    for number, record in records:
        early[number] = record
        while place in early:
            yield early.pop(place)
            place += 1


def grade_all(
    root: Path,
    exercises: Sequence[str],
    level: str,
    seed: Seed,
    submissions: Sequence[Submission],
) -> list[Record]:
    """Grade submissions on all cores, where there are many, without hints.

    Returns
    -------
    list of Record
        In the order of the submissions.
    """
    processes = Processes(min(joblib.cpu_count(), len(submissions) // _WORTH_A_JOB))
    isolation = open_isolation(level)
    try:
        order = Order.of(root, exercises, isolation, seed, hints=False)
        return list(in_order(grade_each(order, isolation, submissions, processes)))
    finally:
        isolation.close()
