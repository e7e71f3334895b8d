"""Grades many submissions in several trusted processes, each with workers of its own."""

from collections.abc import Sequence
from pathlib import Path

import joblib

from ..confinement.isolation import open_isolation
from ..course.course import Course, load_course
from ..course.seed import Seed
from ..grading.grader import Grader
from ..records.record import Record
from ..submission.reader import Submission

_WORTH_A_JOB = 20


def grade_all(
    course: Course, level: str, seed: Seed, submissions: Sequence[Submission]
) -> list[Record]:
    """Grade submissions on all cores.

    Parameters
    ----------
    course : Course
    level : str
        The isolation level to use.
    seed : Seed
    submissions : sequence of Submission

    Returns
    -------
    list of Record
        In the order of the submissions, the same as one process would give.
    """
    jobs = max(1, min(joblib.cpu_count(), len(submissions) // _WORTH_A_JOB))
    if jobs == 1:
        return _grade(course, level, seed, submissions)
    parts = joblib.Parallel(n_jobs=jobs)(
        joblib.delayed(_grade_part)(course.root, level, seed, submissions[number::jobs])
        for number in range(jobs)
    )
    records: list[Record | None] = [None] * len(submissions)
    for number, part in enumerate(parts):
        records[number::jobs] = part
    return [record for record in records if record is not None]


def _grade_part(
    root: Path, level: str, seed: Seed, submissions: Sequence[Submission]
) -> list[Record]:
    return _grade(load_course(root), level, seed, submissions)


def _grade(
    course: Course, level: str, seed: Seed, submissions: Sequence[Submission]
) -> list[Record]:
    isolation = open_isolation(level)
    try:
        grader = Grader(course, isolation, seed)
        return [grader.grade(submission) for submission in submissions]
    finally:
        isolation.close()
