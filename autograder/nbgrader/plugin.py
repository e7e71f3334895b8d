"""The two preprocessors that give `nbgrader autograde` our grading in place of a kernel."""

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from ..classroom.level import require
from ..confinement.isolation import open_isolation
from ..course.course import Course, find_course, load_course
from ..grading.grader import Grader
from ..grading.proof import seed_for_class
from ..records.errors import GraderFault
from ..records.record import Record, student_view
from .cells import Master, masters_of, mend, write_scores
from .submitted import submission_in

_KEPT = "_eight_tickets"


class MendNotebook(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Puts a submitted notebook back into the form that nbgrader's own steps can read."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Mend the cells; what the student wrote stays."""
        mend(nb, _masters(resources))
        return nb, resources


class GradeConfined(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Grades the functions of a submission in confinement and writes points into test cells."""

    course = Unicode(help="The folder of the Eight Tickets course: it has solutions/.").tag(
        config=True
    )
    require_level = Unicode("L2", help="The lowest isolation to accept: L0, L2 or L3.").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the outputs of every test cell, and take hidden checks out of them."""
        ids = resources["nbgrader"]
        record = self._record(ids["student"], ids["assignment"])
        if record.score is None:
            raise GraderFault(f"no score for {ids['student']}: grade again")
        write_scores(nb, _masters(resources), student_view(record))
        return nb, resources

    def _record(self, student: str, assignment: str) -> Record:
        """Grade once a submission, however many notebooks it has."""
        converter = self.parent.parent
        kept = vars(converter).setdefault(_KEPT, _Kept(self.course, self.require_level))
        directories = converter.coursedir
        folder = directories.format_path(directories.submitted_directory, student, assignment)
        return kept.record(student, Path(folder))


class _Kept:
    """What lives as long as one run of `nbgrader autograde`: the grader and the last record."""

    def __init__(self, course: str, level: str) -> None:
        self._course, self._level = course, level
        self._grader: Grader | None = None
        self._loaded: Course | None = None
        self._last: tuple[Path, Record] | None = None

    def record(self, student: str, folder: Path) -> Record:
        if self._grader is None or self._loaded is None:
            self._loaded = load_course(find_course(Path(self._course)))
            isolation = open_isolation()
            require(isolation, self._level)
            self._grader = Grader(self._loaded, isolation, seed_for_class(self._loaded, None))
        if self._last is None or self._last[0] != folder:
            submission = submission_in(folder, student, self._loaded.exercises)
            self._last = folder, self._grader.grade(submission)
        return self._last[1]


def _masters(resources: Any) -> list[Master]:
    ids = resources["nbgrader"]
    with Gradebook(ids["db_url"]) as gradebook:
        return masters_of(gradebook.find_notebook(ids["notebook"], ids["assignment"]))
