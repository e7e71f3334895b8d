"""A throw-away class on nbgrader: made, graded by one of three ways, and looked at afterwards."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.notebook_attacks import (
    ALL,
    EVERYTHING,
    RIGHT,
    read_release,
    student_of,
    written,
)
from tests.tiny import make_course

ASSIGNMENT = "logistic_regression"
NATIVE, PLUGIN, GRADEBOOK = "native", "nbgrader autograde", "autograder nbgrader grade"
DOORS = (PLUGIN, GRADEBOOK)
HONEST = ("ada", "zoe")
_OURS = "# `nbgrader autograde` and the formgrader"
_SCORES = """
SELECT submitted.student_id, cell.name, grade.auto_score, grade.manual_score, grade.extra_credit
FROM grade
JOIN base_cell AS cell ON cell.id = grade.cell_id
JOIN submitted_notebook AS notebook ON notebook.id = grade.notebook_id
JOIN submitted_assignment AS submitted ON submitted.id = notebook.assignment_id
"""
Scores = dict[str, dict[str, float | None]]


@dataclass(frozen=True)
class Seen:
    """What there is to see of a course from outside.

    Attributes
    ----------
    scores : dict
        Points by student and function as nbgrader adds them up, None where there are none.
    worth : dict of str to float
        What the test cells are worth.
    files : dict of str to str
        A hash of every file but the gradebook.
    """

    scores: Scores
    worth: dict[str, float]
    files: dict[str, str]

    def total(self, student: str) -> float | None:
        """Add a student's points up, None where a function has none."""
        points = [p for p in self.scores.get(student, {}).values() if p is not None]
        return sum(points) if len(points) == len(self.worth) else None


class Trap:
    """Where attacks leave their marks: an empty folder, and a listener on this machine alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        _open_up(folder)
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(50)
        self._listener.setblocking(False)
        self.port = str(self._listener.getsockname()[1])

    def caught(self) -> list[str]:
        """Name what was left."""
        marks = sorted(path.name for path in self.folder.iterdir())
        with contextlib.suppress(BlockingIOError):
            self._listener.accept()[0].close()
            marks.append("connection")
        return marks

    def close(self) -> None:
        """Stop to listen."""
        self._listener.close()


def tool(name: str) -> str:
    """Give a program of this environment."""
    return str(Path(sys.executable).parent / name)


def run(command: Iterable[str], folder: Path, timeout: float = 120) -> tuple[int | None, str]:
    """Run a command to its end and give its status and words, None where it took too long."""
    words = list(command)
    # nbgrader looks for its database tool there.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with subprocess.Popen(
        words,
        cwd=folder,
        env={**os.environ, "PATH": path, "JUPYTER_PLATFORM_DIRS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            for pid in _descendants(process.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.kill()
            return None, process.communicate()[0]
    return process.returncode, said


def _descendants(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield from _descendants(int(child))
            yield int(child)


def well(command: Iterable[str], folder: Path) -> None:
    """Run a command that must not fail."""
    words = list(command)
    status, said = run(words, folder)
    assert status == 0, f"{words} ended with {status}:\n{said}"


def make_class(folder: Path, kit: Path | None = None) -> Path:
    """Make an nbgrader course from a kit course, a tiny one of its own where none is given."""
    if kit is None:
        kit = make_course(folder / "kit").root
        well([tool("autograder"), "build"], kit)
    course = folder / "course"
    well([tool("autograder"), "nbgrader", "init", str(course), "--course", str(kit)], folder)
    well([tool("nbgrader"), "generate_assignment", ASSIGNMENT], course)
    return course


def go_native(course: Path) -> None:
    """Go back to nbgrader's own grading, as the configuration says."""
    path = course / "nbgrader_config.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index(_OURS)], encoding="utf-8")


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    """Give a folder that everybody may enter, so that no permission does confinement's work."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        folder.chmod(0o777)
        yield folder


def copy_of(course: Path, folder: Path) -> Path:
    """Copy a class, to be harmed in its place; everybody may write in it."""
    shutil.copytree(course.parent, folder, symlinks=True)
    _open_up(folder)
    return folder / course.name


def _open_up(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)


def hand_in(course: Path, student: str, text: str) -> Path:
    """Put a notebook where nbgrader collects it."""
    path = course / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    _open_up(path.parents[2])
    return path


def hand_in_right(course: Path, *students: str) -> None:
    """Hand in what earns everything."""
    notebook = written(read_release(course), RIGHT)
    for student in students:
        hand_in(course, student, json.dumps(notebook))


def hand_in_attack(course: Path, name: str, trap: Trap) -> None:
    """Hand in one of the notebooks of `tests.notebook_attacks`."""
    student = student_of(name)
    names = {
        "COURSE": str(course),
        "STUDENT": student,
        "PORT": trap.port,
        "MARKER": str(trap.folder / student),
    }
    hand_in(course, student, ALL[name].notebook(read_release(course), names))


def grade(course: Path, how: str, timeout: float = 120) -> tuple[int | None, str]:
    """Grade the class one way."""
    if how == GRADEBOOK:
        kit = course.parent / "kit"
        words = [tool("autograder"), "nbgrader", "grade", str(course), "--course", str(kit)]
        return run(words, course.parent, timeout)
    return run([tool("nbgrader"), "autograde", ASSIGNMENT], course, timeout)


def look(course: Path) -> Seen:
    """See what is there."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        rows = book.execute(_SCORES).fetchall()
        cells = "SELECT name, max_score FROM grade_cells JOIN base_cell USING (id)"
        worth = {name.removeprefix("test_"): points for name, points in book.execute(cells)}
    scores: Scores = {}
    for student, cell, auto, manual, extra in rows:
        points = auto if manual is None else manual
        points = None if points is None else points + (extra or 0.0)
        scores.setdefault(student, {})[cell.removeprefix("test_")] = points
    files = {
        str(path.relative_to(course)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(course.rglob("*"))
        if path.is_file() and not path.name.startswith("gradebook.db")
    }
    return Seen(scores, worth, files)


def harms(before: Seen, after: Seen, trap: Trap, students: Iterable[str]) -> list[str]:
    """Say what became of what is not the students' own: points of others, files, traps."""
    found = []
    others: Mapping[str, float | None] = {who: after.total(who) for who in HONEST}
    full = sum(EVERYTHING.values())
    if None in others.values():
        found.append("another student has no grade")
    if any(total not in (None, full) for total in others.values()) or before.worth != after.worth:
        found.append("points of others changed")
    found += [f"{top} changed" for top in _changed(before.files, after.files, students)]
    found += [f"left behind: {mark}" for mark in trap.caught()]
    return found


def _changed(
    before: Mapping[str, str], after: Mapping[str, str], students: Iterable[str]
) -> list[str]:
    """Name the folders and files at the top in which something changed that is not graded work."""
    first, last = map(_graded_notebook, HONEST)
    rest = {*before, *after} - {first, last, *map(_graded_notebook, students)}
    changed = {name for name in rest if before.get(name) != after.get(name)}
    # Graded in one run with the same engine, the same work becomes the same file.
    untouched = before.get(first, after.get(last))
    if after.get(first) != untouched:
        changed.add(first)
    return sorted({name.split("/")[0] for name in changed})


def _graded_notebook(student: str) -> str:
    return f"autograded/{student}/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
