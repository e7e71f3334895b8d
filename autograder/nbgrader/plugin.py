"""The two preprocessors that give `nbgrader autograde` our grading in place of a kernel."""

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from ..classroom.level import require
from ..classroom.proof import seed_for_class
from ..confinement.isolation import open_isolation
from ..course.course import Course, load_course
from ..course.identity import find_course
from ..grading.grader import Grader
from ..records.errors import GraderFault
from ..records.record import Record, student_view
from .cells import Master, masters_by_notebook, mend, readable, write_scores
from .submitted import submission_in

_KEPT = "_eight_tickets"


class MendNotebook(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Puts a submitted notebook back into the form that nbgrader's own steps can read."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Mend the cells; what the student wrote stays."""
        # A link could lead to the answers, and the graded copy would show them.
        if (_folder(self, resources) / f"{resources['nbgrader']['notebook']}.ipynb").is_symlink():
            nb = readable(b"")
        mend(nb, _masters(resources)[resources["nbgrader"]["notebook"]])
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
        ids, masters = resources["nbgrader"], _masters(resources)
        record = self._record(resources, list(masters))
        if record.score is None:
            raise GraderFault(f"no score for {ids['student']}: grade again")
        written = write_scores(nb, masters[ids["notebook"]], student_view(record))
        tests = {master.name for master in masters[ids["notebook"]] if master.function}
        if missing := ", ".join(sorted(tests - set(written))):
            # Points that stand nowhere would be whatever nbgrader makes of what is there.
            raise GraderFault(
                f"{ids['student']}'s notebook has no cell {missing}: "
                "name MendNotebook first in nbgrader_config.py, as docs/nbgrader.md has it"
            )
        return nb, resources

    def _record(self, resources: Any, notebooks: list[str]) -> Record:
        """Grade once a submission, however many notebooks it has."""
        kept = vars(self.parent.parent).setdefault(_KEPT, _Kept(self.course, self.require_level))
        student = resources["nbgrader"]["student"]
        return kept.record(student, _folder(self, resources), notebooks)


class _Kept:
    """What lives as long as one run of `nbgrader autograde`: the grader and the last record."""

    def __init__(self, course: str, level: str) -> None:
        self._course, self._level = course, level
        self._grader: Grader | None = None
        self._loaded: Course | None = None
        self._last: tuple[Path, Record] | None = None

    def record(self, student: str, folder: Path, notebooks: list[str]) -> Record:
        if self._grader is None or self._loaded is None:
            self._loaded = load_course(find_course(Path(self._course)))
            isolation = open_isolation()
            require(isolation, self._level)
            self._grader = Grader(self._loaded, isolation, seed_for_class(self._loaded, None))
        if self._last is None or self._last[0] != folder:
            submission = submission_in(folder, student, self._loaded.exercises, notebooks)
            self._last = folder, self._grader.grade(submission)
        return self._last[1]


def _folder(step: NbGraderPreprocessor, resources: Any) -> Path:
    """Say where a submission lies; an exporter stands between a step and its converter."""
    directories, ids = step.parent.parent.coursedir, resources["nbgrader"]
    path = directories.format_path(
        directories.submitted_directory, ids["student"], ids["assignment"]
    )
    return Path(path)


def _masters(resources: Any) -> dict[str, list[Master]]:
    ids = resources["nbgrader"]
    with Gradebook(ids["db_url"]) as gradebook:
        return masters_by_notebook(gradebook.find_assignment(ids["assignment"]))
