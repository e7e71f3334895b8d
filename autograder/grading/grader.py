"""Grades one submission after the other with the same checks and seed."""

import sys
import time
from dataclasses import replace

import numpy as np

from .. import __version__
from ..confinement.isolation import Isolation
from ..course.course import Course
from ..course.seed import Seed
from ..records.record import FunctionRecord, Record
from ..submission.notebooks import Cells
from ..submission.student_files import Submission
from .diagnosis.hints import Diagnosis
from .fixtures import Fixtures
from .foresight import Foresight
from .local import LocalKey
from .scoring import Scoring


class Grader:
    """Grades one submission after the other with the same checks and seed.

    Parameters
    ----------
    course : Course
    isolation : Isolation
    seed : Seed
    hints_from_hidden : bool
        Whether hints may rest on what hidden checks called.
    hints : bool
        Whether to look for the mistakes.
    """

    def __init__(
        self,
        course: Course,
        isolation: Isolation,
        seed: Seed,
        hints_from_hidden: bool = False,
        hints: bool = True,
    ) -> None:
        self._course, self._isolation, self._seed = course, isolation, seed
        self._fixtures, key = Fixtures(course, seed), LocalKey(course)
        self._foresight = Foresight(key, self._fixtures)
        self._diagnosis = (
            Diagnosis(course, key, self._fixtures, hints_from_hidden) if hints else None
        )

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
        scoring = Scoring(
            self._course,
            self._isolation,
            self._fixtures,
            self._foresight,
            submission,
            self._diagnosis,
        )
        try:
            functions = scoring.score_all()
        finally:
            scoring.close()
        spent = scoring.seconds | {"seconds": time.perf_counter() - start}
        notes = scoring.notes
        for cells in filter(None, (source.cells for source in submission.sources)):
            functions = tuple(_told_by_cell(function, cells) for function in functions)
            notes = [cells.told(note) for note in notes]
        scores = [function.score for function in functions]
        total = None if None in scores else round(sum(s for s in scores if s is not None), 2)
        return Record(
            submission=submission.name,
            score=total,
            max_score=float(sum(f.points for f in self._course.functions.values())),
            functions=functions,
            notes=(*submission.notes, *notes),
            isolation={"level": self._isolation.level, "holes": list(self._isolation.holes)},
            versions={
                "eight-tickets": __version__,
                "python": sys.version.split()[0],
                "numpy": np.__version__,
            },
            checks_hash=self._course.checks_hash,
            content_hash=submission.content_hash,
            seed_hash=self._seed.hash,
            timing={name: round(seconds, 5) for name, seconds in spent.items()},
        )


def _told_by_cell(function: FunctionRecord, cells: Cells) -> FunctionRecord:
    """Name cells of the student's notebook where the record names lines of its code."""
    checks = tuple(
        replace(
            check,
            message=cells.told(check.message),
            detail={key: cells.told(text) for key, text in check.detail.items()},
        )
        for check in function.checks
    )
    return replace(function, notes=tuple(map(cells.told, function.notes)), checks=checks)
