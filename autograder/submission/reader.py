"""Finds the exercise files of each student in a folder, and says what it passed over."""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..records.errors import UserError

MAX_SOURCE = 1 << 20
_MAX_FILES = 1000
_IGNORED_FOLDERS = frozenset(["__pycache__", "__MACOSX", ".git", ".venv", ".ipynb_checkpoints"])
_IGNORED_FILES = re.compile(r"(test_.*|.*_test|conftest|setup)\.py", re.IGNORECASE)
_COPY_SUFFIX = re.compile(r"(?:\s*\((\d+)\)|[-_](\d+))$")


@dataclass(frozen=True)
class Source:
    """One file of a submission.

    Attributes
    ----------
    module : str
        The name under which it is loaded.
    exercises : tuple of str
        The exercises that it holds: one, or all for a lone file.
    data : bytes
    """

    module: str
    exercises: tuple[str, ...]
    data: bytes


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Attributes
    ----------
    name : str
        The student's identity: the name of the folder or file.
    sources : tuple of Source
        In the chapter's order.
    notes : tuple of str
        What was passed over, and why.
    """

    name: str
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()

    @property
    def content_hash(self) -> str:
        """A hash of all that is graded."""
        digest = hashlib.sha256()
        for source in self.sources:
            digest.update(f"{source.module}:{len(source.data)}:".encode())
            digest.update(source.data)
        return digest.hexdigest()


@dataclass(frozen=True)
class ClassFolder:
    """The submissions of a class, and what in its folder was none."""

    submissions: tuple[Submission, ...]
    notes: tuple[str, ...] = ()


def read_class(path: Path, exercises: Sequence[str]) -> ClassFolder:
    """Read a class folder, or one student's folder or file.

    Parameters
    ----------
    path : Path
    exercises : sequence of str
        Names of the course's exercises, in order.

    Raises
    ------
    UserError
        Where there is nothing to grade.
    """
    if not path.exists():
        raise UserError("there is no such file or folder", path)
    name = path.resolve().name
    if path.is_file():
        if path.suffix.lower() != ".py":
            raise UserError("only Python files (.py) and folders can be graded", path)
        return ClassFolder((_read_file(path.resolve().stem, path, exercises),))
    entries = _entries(path)
    while len(entries) == 1 and _is_folder(entries[0]) and not _holds(entries[0], exercises):
        path = entries[0]
        entries = _entries(path)
    if any(_exercise_of(entry.name, exercises) for entry in entries):
        return ClassFolder((_read_folder(name, path, exercises),))
    return _read_entries(path, entries, exercises)


def _entries(folder: Path) -> list[Path]:
    """List what may be a submission."""
    try:
        found = sorted(folder.iterdir())
    except OSError as problem:
        raise UserError(f"cannot be read ({problem.strerror})", folder) from None
    return [e for e in found if not e.name.startswith(".") and e.name not in _IGNORED_FOLDERS]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _holds(folder: Path, exercises: Sequence[str]) -> bool:
    return any(_exercise_of(entry.name, exercises) for entry in _entries(folder))


def _read_entries(path: Path, entries: Sequence[Path], exercises: Sequence[str]) -> ClassFolder:
    """Read each entry of a class folder as one student's."""
    submissions: dict[str, Submission] = {}
    passed_over = []
    for entry in entries:
        if _is_folder(entry):
            submissions[entry.name] = _read_folder(entry.name, entry, exercises)
        elif entry.suffix.lower() == ".py" and not _IGNORED_FILES.fullmatch(entry.name):
            identity = entry.name if entry.stem in submissions else entry.stem
            submissions[identity] = _read_file(identity, entry, exercises)
        else:
            what = "a link" if entry.is_symlink() else "neither a folder nor a Python file"
            passed_over.append(f"{entry.name} is {what}: not graded")
    if not submissions:
        raise UserError(
            "nothing to grade here: a class folder has one folder or .py file a student", path
        )
    return ClassFolder(tuple(submissions.values()), tuple(passed_over))


def _read_file(name: str, path: Path, exercises: Sequence[str]) -> Submission:
    notes: list[str] = []
    data = _read_bytes(path, path.name, notes)
    found = _exercise_of(path.name, exercises)
    sources = []
    if data is not None:
        covers = (found[0],) if found else tuple(exercises)
        sources.append(Source(_module_name(path, found), covers, data))
    return Submission(name, tuple(sources), tuple(notes))


def _read_folder(name: str, folder: Path, exercises: Sequence[str]) -> Submission:
    notes: list[str] = []
    copies: dict[str, list[Path]] = {}
    others: list[Path] = []
    for path in _python_files(folder, notes):
        found = _exercise_of(path.name, exercises)
        if found is None:
            others.append(path)
        else:
            copies.setdefault(found[0], []).append(path)
    sources = []
    for exercise in exercises:
        data = _one_of(exercise, copies.get(exercise, []), folder, exercises, notes)
        if data is not None:
            sources.append(Source(exercise, (exercise,), data))
    if not copies and len(others) == 1:
        data = _read_bytes(others[0], _shown(others[0], folder), notes)
        if data is not None:
            notes.append(f"{_shown(others[0], folder)} was searched for all functions")
            sources.append(Source(_module_name(others[0], None), tuple(exercises), data))
    elif others:
        names = ", ".join(_shown(path, folder) for path in others[:5])
        notes.append(f"not the name of an exercise, so not loaded: {names}")
    if not sources:
        notes.append("no exercise file was found")
    return Submission(name, tuple(sources), tuple(notes))


def _one_of(
    exercise: str, copies: list[Path], folder: Path, exercises: Sequence[str], notes: list[str]
) -> bytes | None:
    """Read the copy of an exercise that counts: nearest the top, then the newest download."""
    if not copies:
        return None

    def rank(path: Path) -> tuple[int, int]:
        found = _exercise_of(path.name, exercises)
        return -len(path.relative_to(folder).parts), found[1] if found else 0

    best = max(copies, key=rank)
    rivals = [p for p in copies if p.parent != best.parent and rank(p)[0] == rank(best)[0]]
    data = _read_bytes(best, _shown(best, folder), notes)
    if any(_read_bytes(rival, _shown(rival, folder), notes) != data for rival in rivals):
        paths = " and ".join(sorted(_shown(path, folder) for path in (best, *rivals)))
        notes.append(f"{paths} differ: hand in one {exercise}.py; neither is graded")
        return None
    for path in copies:
        if path is not best:
            notes.append(f"{_shown(path, folder)} is a second {exercise}.py: not graded")
    if best.stem != exercise and data is not None:
        notes.append(f"{_shown(best, folder)} was taken for {exercise}.py")
    return data


def _python_files(folder: Path, notes: list[str]) -> Iterable[Path]:
    """Give the Python files below a folder, links and ignored names left out."""
    found: list[Path] = []

    def unreadable(problem: OSError) -> None:
        notes.append(f"{Path(problem.filename).name} cannot be read ({problem.strerror})")

    for root, folders, files in os.walk(folder, onerror=unreadable):
        for name in folders:
            if name.lower().endswith(".py"):
                notes.append(f"{name} is a folder, not a Python file")
        folders[:] = sorted(
            name for name in folders if name not in _IGNORED_FOLDERS and not name.startswith(".")
        )
        for name in sorted(files):
            if name.lower().endswith(".py") and not _IGNORED_FILES.fullmatch(name):
                found.append(Path(root) / name)
        if len(found) > _MAX_FILES:
            notes.append(f"more than {_MAX_FILES} Python files: the rest was not looked at")
            break
    return found


def _read_bytes(path: Path, shown: str, notes: list[str]) -> bytes | None:
    try:
        details = path.lstat()
        if stat.S_ISLNK(details.st_mode):
            notes.append(f"{shown} is a link: hand in the file itself")
        elif not stat.S_ISREG(details.st_mode):
            notes.append(f"{shown} is not a regular file")
        elif details.st_size > MAX_SOURCE:
            size = details.st_size / (1 << 20)
            notes.append(f"{shown} is too large to be an exercise ({size:.0f} MB): not graded")
        else:
            return _text_only(path.read_bytes(), shown, notes)
    except OSError as problem:
        notes.append(f"{shown} cannot be read ({problem.strerror})")
    return None


def _text_only(data: bytes, shown: str, notes: list[str]) -> bytes | None:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        notes.append(f"{shown} is not a text file: not graded")
        return None
    return data


def _exercise_of(filename: str, exercises: Sequence[str]) -> tuple[str, int] | None:
    """Give the exercise that a file name stands for, and the number of a downloaded copy."""
    stem, dot, ending = filename.rpartition(".")
    if not dot or ending.lower() != "py":
        return None
    known = {exercise.lower(): exercise for exercise in exercises}
    if stem.lower() in known:
        return known[stem.lower()], 0
    suffix = _COPY_SUFFIX.search(stem)
    base = stem[: suffix.start()].lower() if suffix else ""
    if suffix and base in known:
        return known[base], int(suffix[1] or suffix[2])
    return None


def _module_name(path: Path, found: tuple[str, int] | None) -> str:
    return found[0] if found else re.sub(r"\W", "_", path.stem) or "submission"


def _shown(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
