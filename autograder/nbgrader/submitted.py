"""Reads what a student handed in through nbgrader as a submission like any other."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from ..submission.members import members_of_folder
from ..submission.student_files import SEARCHED, Submission, read_packed


def submission_in(
    folder: Path, student: str, exercises: Sequence[str], notebooks: Collection[str]
) -> Submission:
    """Read ``submitted/<student>/<assignment>``.

    Parameters
    ----------
    folder : Path
    student : str
    exercises : sequence of str
    notebooks : collection of str
        The assignment's own; where one is there, copies beside it do not count.
    """
    notes: list[str] = []
    members = members_of_folder(folder, notes)
    wanted = {f"{name}.ipynb" for name in notebooks}
    if wanted & {member.name for member in members}:
        copies = [m for m in members if m.name.endswith(".ipynb") and m.name not in wanted]
        notes += [f"{member.shown} is one more notebook: not graded" for member in copies]
        members = [member for member in members if member not in copies]
    found = read_packed(student, members, exercises, notes)
    # A notebook with all functions is what was asked for here.
    kept = tuple(note for note in found.notes if not note.endswith(SEARCHED))
    return replace(found, notes=kept)
