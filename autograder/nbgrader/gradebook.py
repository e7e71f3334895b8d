"""Grades the submissions of an nbgrader course into its gradebook, without nbgrader's autograde."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade
from traitlets.config.loader import PyFileConfigLoader

from ..course.course import Course
from ..grading.grader import Grader
from ..records.errors import UserError
from ..records.record import Record, student_view
from .cells import grade_id, masters_by_notebook, mend, readable, write_scores
from .submitted import submission_in

_CONFIG = "nbgrader_config.py"


class NbgraderCourse:
    """An nbgrader course on disk, and its gradebook.

    Parameters
    ----------
    folder : Path
        It has nbgrader_config.py.
    assignment : str

    Raises
    ------
    UserError
        Where it is none, or the assignment was not generated yet.
    """

    def __init__(self, folder: Path, assignment: str) -> None:
        if not (folder / _CONFIG).is_file():
            what = f"no {_CONFIG} here: run `autograder nbgrader init` with this folder first"
            raise UserError(what, folder)
        config = PyFileConfigLoader(_CONFIG, str(folder)).load_config()
        self._config = config
        self._directories = CourseDirectory(config=config, root=str(folder.resolve()))
        self.assignment = assignment
        # nbgrader looks for its database tool on the path, which an unactivated environment lacks.
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._gradebook = Gradebook(self._directories.db_url, self._directories.course_id)
        try:
            found = self._gradebook.find_assignment(assignment)
        except MissingEntry:
            self.close()
            what = f"run `nbgrader generate_assignment {assignment}` in this folder first"
            raise UserError(
                f"no assignment {assignment} in the gradebook: {what}", folder
            ) from None
        self._masters = masters_by_notebook(found)

    def close(self) -> None:
        """Let go of the gradebook."""
        self._gradebook.close()

    def students(self) -> list[str]:
        """Name the students who handed the assignment in."""
        root = Path(self._directories.root, self._directories.submitted_directory)
        return sorted(path.name for path in root.glob("*") if (path / self.assignment).is_dir())

    def grade(self, student: str, course: Course, grader: Grader) -> Record:
        """Grade one student; the gradebook changes at the very end, in one piece.

        A record without a score changes nothing: what was there before stays.
        """
        folder = self._folder(self._directories.submitted_directory, student)
        record = grader.grade(submission_in(folder, student, course.exercises, self._masters))
        if record.score is not None:
            view = student_view(record)
            notebooks = {name: _read(folder, name, len(self._masters)) for name in self._masters}
            scores = {}
            for name, notebook in notebooks.items():
                mend(notebook, self._masters[name])
                scores[name] = write_scores(notebook, self._masters[name], view)
            self._write_files(student, folder, notebooks)
            self._write_scores(student, folder, notebooks, scores)
        return record

    def _folder(self, step: str, student: str) -> Path:
        return Path(self._directories.format_path(step, student, self.assignment))

    def _write_files(
        self, student: str, submitted: Path, notebooks: dict[str, NotebookNode]
    ) -> None:
        folder = self._folder(self._directories.autograded_directory, student)
        folder.mkdir(parents=True, exist_ok=True)
        for name, notebook in notebooks.items():
            unfinished = folder / f".{name}.unfinished"
            nbformat.write(notebook, unfinished)
            unfinished.replace(folder / f"{name}.ipynb")
        if (submitted / "timestamp.txt").is_file():
            shutil.copy(submitted / "timestamp.txt", folder)

    def _write_scores(
        self,
        student: str,
        folder: Path,
        notebooks: dict[str, NotebookNode],
        scores: dict[str, dict[str, float | None]],
    ) -> None:
        session = self._gradebook.db
        try:
            submission = self._submission(student)
            timestamp = self._directories.get_existing_timestamp(str(folder))
            if timestamp:
                submission.timestamp = timestamp
            for notebook in submission.notebooks:
                _fill(notebook, notebooks[notebook.name], scores[notebook.name])
            session.flush()
            self._penalise(submission)
            session.commit()
        except BaseException:
            session.rollback()
            raise

    def _submission(self, student: str) -> Any:
        """Find a submission, or make one that exists once the transaction ends."""
        session = self._gradebook.db
        try:
            return self._gradebook.find_submission(self.assignment, student)
        except MissingEntry:
            person = session.get(Student, student)
            if person is None:
                person = Student(id=student)
                session.add(person)
            assignment = self._gradebook.find_assignment(self.assignment)
            with session.no_autoflush:
                made = SubmittedAssignment(assignment=assignment, student=person)
                session.add(made)
                for notebook in assignment.notebooks:
                    mine = SubmittedNotebook(notebook=notebook, assignment=made)
                    for cell in [*notebook.grade_cells, *notebook.task_cells]:
                        session.add(Grade(cell_id=cell.id, notebook=mine))
                    for cell in [*notebook.solution_cells, *notebook.task_cells]:
                        session.add(Comment(cell_id=cell.id, notebook=mine))
            session.flush()
            return made

    def _penalise(self, submission: Any) -> None:
        """Apply the course's own rule for late work, as nbgrader does."""
        late = submission.total_seconds_late
        rule = self._late_rule()
        for notebook in submission.notebooks:
            self._gradebook.db.refresh(notebook)
            penalty = None
            if late > 0:
                penalty = rule.late_submission_penalty(submission.student.id, notebook.score, late)
            if penalty is not None:
                penalty = min(max(penalty, 0.0), notebook.score)
            notebook.late_submission_penalty = penalty

    def _late_rule(self) -> Any:
        step = AssignLatePenalties(config=self._config)
        step.init_plugin()
        return step.plugin_inst


def _read(folder: Path, name: str, notebooks: int) -> NotebookNode:
    """Read a submitted notebook; the only one counts whatever its name is."""
    path = folder / f"{name}.ipynb"
    others = sorted(folder.glob("*.ipynb"))
    if not path.is_file() and notebooks == len(others) == 1:
        path = others[0]
    try:
        # A link could lead to the answers, and the graded copy would show them.
        return readable(path.read_bytes() if path.is_file() and not path.is_symlink() else b"")
    except OSError:
        return readable(b"")


def _fill(submitted: Any, notebook: NotebookNode, scores: dict[str, float | None]) -> None:
    """Set what the machine has to say; what a person said is left alone."""
    cells = {grade_id(cell): cell for cell in notebook.cells}
    for grade in submitted.grades:
        cell = cells.get(grade.name)
        if grade.name in scores:
            grade.auto_score = scores[grade.name]
        else:
            grade.auto_score = determine_grade(cell)[0] if cell is not None else 0
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
    for comment in submitted.comments:
        cell = cells.get(comment.name)
        untouched = cell is None or cell.metadata.nbgrader.checksum == compute_checksum(cell)
        comment.auto_comment = "No response." if untouched else None
