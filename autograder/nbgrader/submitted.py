"""Reads what a student handed in through nbgrader as a submission like any other."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..submission.members import members_of_folder
from ..submission.student_files import SEARCHED, Submission, read_packed


def submission_in(folder: Path, student: str, exercises: Sequence[str]) -> Submission:
    """Read ``submitted/<student>/<assignment>``."""
    notes: list[str] = []
    found = read_packed(student, members_of_folder(folder, notes), exercises, notes)
    # A notebook with all functions is what was asked for here.
    kept = tuple(note for note in found.notes if not note.endswith(SEARCHED))
    return replace(found, notes=kept)
