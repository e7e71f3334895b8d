"""Makes and updates an nbgrader course; what an instructor added or changed is kept."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ..course.course import Course
from ..records.errors import UserError
from .source import PREFIX, source_notebook

ASSIGNMENT = "logistic_regression"
_TITLE = "Logistic regression on eight tickets"
_MARK = "eight_tickets"

_CONFIG = """\
c = get_config()

c.CourseDirectory.course_id = "eight-tickets"

# `nbgrader autograde` and the formgrader's button grade in confinement, without a kernel.
# To go back to nbgrader's own grading, remove the lines from here on.
c.GradeConfined.course = {course!r}
c.GradeConfined.require_level = "L2"
c.Autograde.sanitize_preprocessors = [
    "autograder.nbgrader.plugin.MendNotebook",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.plugin.GradeConfined",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""


@dataclass
class Written:
    """What `init` did.

    Attributes
    ----------
    notebook : Path
    changed : list of Path
        Files that are new or different now.
    kept : list of str
        Sentences on what was there and was kept.
    """

    notebook: Path
    changed: list[Path] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def init(course: Course, folder: Path) -> Written:
    """Write the course, or bring one that is there up to date.

    Raises
    ------
    UserError
        Where a file is in the way or cannot be written.
    """
    path = folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    written = Written(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _config(course, folder, written)
        before = _read(path) if path.is_file() else None
        seed = before.metadata[_MARK]["seed"] if before else secrets.randbits(32)
        notebook = source_notebook(course, _TITLE, seed)
        notebook.metadata[_MARK] = {
            "seed": seed,
            "cells": {cell.id: _hash(cell) for cell in notebook.cells},
        }
        if before is not None:
            _keep_edits(before, path, written)
            _keep_cells(before, notebook, written)
        text = nbformat.writes(notebook) + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            written.changed.append(path)
    except OSError as problem:
        what = f"cannot be written ({problem.strerror}): choose another folder"
        raise UserError(what, Path(problem.filename or folder)) from None
    return written


def config_lines(course: Course) -> str:
    """Give the configuration, for a course that has its own file."""
    return _CONFIG.format(course=str(course.root.resolve()))


def _config(course: Course, folder: Path, written: Written) -> None:
    path = folder / "nbgrader_config.py"
    if not path.is_file():
        path.write_text(config_lines(course), encoding="utf-8")
        written.changed.append(path)
    elif "GradeConfined" not in path.read_text(encoding="utf-8"):
        written.kept.append(
            f"{path} was there and is left alone: to grade in confinement add the lines of "
            "docs/nbgrader.md"
        )


def _read(path: Path) -> NotebookNode:
    """Read a notebook that an earlier run wrote."""
    try:
        notebook = nbformat.read(path, as_version=4)
        int(notebook.metadata[_MARK]["seed"])
        dict(notebook.metadata[_MARK]["cells"])
    except Exception:
        what = "is in the way and was not written by this command: move it"
        raise UserError(what, path) from None
    return notebook


def _hash(cell: NotebookNode) -> str:
    marks = json.dumps(cell.metadata.get("nbgrader", {}), sort_keys=True)
    return hashlib.sha256(f"{cell.cell_type}\n{cell.source}\n{marks}".encode()).hexdigest()[:16]


def _keep_edits(before: NotebookNode, path: Path, written: Written) -> None:
    """Keep the whole notebook aside where our own cells were edited in it."""
    ours = before.metadata[_MARK]["cells"]
    edited = [cell.id for cell in before.cells if cell.id in ours and _hash(cell) != ours[cell.id]]
    if edited:
        number = 1
        while (aside := path.parents[2] / f"{path.stem}.edited-{number}.ipynb").exists():
            number += 1
        aside.write_bytes(path.read_bytes())
        written.changed.append(aside)
        written.kept.append(
            f"{len(edited)} cells of ours had been edited ({', '.join(edited[:3])}); "
            f"they are as the course says again, the edited notebook is {aside}"
        )


def _keep_cells(before: NotebookNode, notebook: NotebookNode, written: Written) -> None:
    """Put an instructor's own cells back behind the cell that they stood behind."""
    own = 0
    last = ""
    for cell in before.cells:
        if not cell.id.startswith(PREFIX):
            ids = [other.id for other in notebook.cells]
            place = ids.index(last) + 1 if last in ids else (0 if not last else len(ids))
            notebook.cells.insert(place, cell)
            own += 1
        last = cell.id
    if own:
        written.kept.append(f"{own} cells of your own stand where they stood")
