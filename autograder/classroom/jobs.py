"""Spreads work on a course over the machine's cores, in trusted processes alone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import joblib

from ..course.course import Course, load_course
from .processes import clean_up_in_silence

Part = TypeVar("Part")
Result = TypeVar("Result")
Task = Callable[[Course, Sequence[Part]], list[Result]]

_WORTH_A_JOB = 10


def spread(course: Course, task: Task[Part, Result], parts: Sequence[Part]) -> list[Result]:
    """Run a task on parts of the work, on all cores where there is much of it.

    Parameters
    ----------
    course : Course
    task : callable
        Takes the course and some of the parts; gives a result for each of them.
    parts : sequence

    Returns
    -------
    list
        The results in the order of the parts, the same as one process would give.
    """
    jobs = max(1, min(joblib.cpu_count(), len(parts) // _WORTH_A_JOB))
    if jobs == 1:
        return task(course, parts)
    clean_up_in_silence()
    done = joblib.Parallel(n_jobs=jobs)(
        joblib.delayed(_in_job)(course.root, task, parts[number::jobs]) for number in range(jobs)
    )
    results: list[Result | None] = [None] * len(parts)
    for number, part in enumerate(done):
        results[number::jobs] = part
    return results  # type: ignore[return-value]  # every place was filled


def _in_job(root: Path, task: Task[Part, Result], parts: Sequence[Part]) -> list[Result]:
    return task(load_course(root), parts)
