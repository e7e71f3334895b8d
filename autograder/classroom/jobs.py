"""Spreads work on a course over the machine's cores, in trusted processes alone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import joblib

from ..course.course import Course, load_course
from .processes import Processes, ProcessesEnded, end_processes, parallel

Part = TypeVar("Part")
Result = TypeVar("Result")
Task = Callable[[Course, Sequence[Part]], list[Result]]

_WORTH_A_JOB = 10
_MOST_JOBS = 8  # each takes 150 MB, and a second to begin


class Jobs:
    """Processes that work on a course as long as this is open.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._started = False

    def __enter__(self) -> "Jobs":
        return self

    def __exit__(self, *exception: object) -> None:
        if self._started:
            end_processes()

    def spread(self, task: Task[Part, Result], parts: Sequence[Part]) -> list[Result]:
        """Run a task on parts of the work, on all cores where there is much of it.

        Parameters
        ----------
        task : callable
            Takes the course and some of the parts; gives a result for each of them.
        parts : sequence

        Returns
        -------
        list
            The results in the order of the parts, the same as one process would give.
        """
        jobs = max(1, min(joblib.cpu_count(), _MOST_JOBS, len(parts) // _WORTH_A_JOB))
        if jobs == 1:
            return task(self._course, parts)
        self._started = True
        share = joblib.delayed(_in_job)
        tasks = (share(self._course.root, task, parts[n::jobs], n) for n in range(jobs))
        results: list[Result | None] = [None] * len(parts)
        try:
            with parallel(Processes(jobs)) as run:
                for number, part in run(tasks):
                    results[number::jobs] = part
        except ProcessesEnded:  # perhaps for want of memory: slower, in this one
            return task(self._course, parts)
        return results  # type: ignore[return-value]  # every place was filled


def _in_job(
    root: Path, task: Task[Part, Result], parts: Sequence[Part], number: int
) -> tuple[int, list[Result]]:
    return number, task(load_course(root), parts)
