"""Finds the students in what an instructor has: a class folder, an archive, or one student's."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..records.errors import UserError
from .downloads import Download, downloaded
from .members import (
    Member,
    Refused,
    is_ignored,
    member_of_file,
    members_of_folder,
    members_of_zip,
)
from .student_files import (
    Submission,
    exercise_of,
    is_handed_in,
    read_lone,
    read_packed,
    read_student,
)

_NOTHING = "no student's folder, archive, notebook or .py file"


@dataclass(frozen=True, slots=True)
class Entry:
    """One student's submission where it lies: a large class fits no memory.

    Attributes
    ----------
    name : str
        The student's identity, different from all others.
    read : callable
        Gives the `Submission`, read anew at each call.
    """

    name: str
    read: Callable[[], Submission]


@dataclass(frozen=True)
class ClassFolder:
    """The submissions of a class, and what in its folder was none."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """All of them, read anew."""
        return tuple(entry.read() for entry in self.entries)


def read_class(path: Path, exercises: Sequence[str]) -> ClassFolder:
    """Read a class folder or archive, or one student's folder, archive or file.

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
        if path.suffix.lower() == ".zip":
            return _read_zip(path, exercises)
        if path.suffix.lower() not in (".py", ".ipynb"):
            what = "only Python files (.py), notebooks, zip archives and folders are graded"
            raise UserError(what, path)
        return _of_one(path.stem, partial(_read_entry, path.resolve(), exercises))
    names = _names(path)
    notes: list[str] = []
    while len(names) == 1 and _is_wrapping(path / names[0], exercises):
        path = path / names[0]
        names = _names(path)
        notes.append(f"{path.name} was taken for a folder around the class, not for a student")
    if any(exercise_of(inner, exercises) for inner in names):
        return _of_one(name, partial(_read_folder, name, path, exercises))
    return _read_entries(path, names, exercises, notes)


def _of_one(name: str, read: Callable[[], Submission]) -> ClassFolder:
    return ClassFolder((Entry(name, read),))


def _read_folder(name: str, path: Path, exercises: Sequence[str]) -> Submission:
    notes: list[str] = []
    members = members_of_folder(path, notes)
    return read_student(name, members, exercises, notes)


def _names(folder: Path) -> list[str]:
    """List what may be a submission; by name, as a path takes ten times the memory."""
    try:
        found = sorted(entry.name for entry in folder.iterdir())
    except OSError as problem:
        raise UserError(f"cannot be read ({problem.strerror})", folder) from None
    return [name for name in found if not is_ignored(name)]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_wrapping(entry: Path, exercises: Sequence[str]) -> bool:
    """Tell a folder around the class from a student's own."""
    if not _is_folder(entry) or downloaded(entry.name):
        return False
    return not any(exercise_of(inner, exercises) for inner in _names(entry))


def _read_entries(
    path: Path, names: Sequence[str], exercises: Sequence[str], notes: list[str]
) -> ClassFolder:
    """Take each entry of a class folder as one student's, downloads by the student's number."""
    found: list[tuple[str, Entry]] = []
    downloads = _Downloads()
    for entry in map(path.joinpath, names):
        download = downloaded(entry.name)
        if download and _is_folder(entry):
            downloads.add(download, partial(members_of_folder, entry))
        elif download:
            member = member_of_file(entry, [download.file])
            downloads.add(download, partial(_listed, [member]))
        elif _is_folder(entry) or is_handed_in(entry.name):
            name = entry.name if _is_folder(entry) else entry.stem
            found.append((entry.name, Entry(name, _EntryIn(path, entry.name, exercises))))
        else:
            what = "a link" if entry.is_symlink() else _NOTHING
            notes.append(f"{entry.name} is {what}: not graded")
    found += downloads.entries(exercises)
    if not found:
        raise UserError(
            "nothing to grade here: a class folder has one folder, zip archive, .py file or "
            "notebook a student",
            path,
        )
    return _a_class(found, notes)


Listing = Callable[[list[str]], Sequence[Member]]  # notes what cannot be listed


def _listed(members: Sequence[Member], notes: list[str]) -> Sequence[Member]:
    return members


class _Downloads:
    """Files that an LMS put beside each other, by the student whom their names tell."""

    def __init__(self) -> None:
        self._files: dict[str, list[Listing]] = {}
        self._notes: dict[str, list[str]] = {}

    def add(self, download: Download, files: Listing) -> None:
        self._files.setdefault(download.student, []).append(files)
        notes = self._notes.setdefault(download.student, [])
        if download.late and not notes:
            notes.append("handed in late, says Canvas")

    def entries(self, exercises: Sequence[str]) -> list[tuple[str, Entry]]:
        return [(who, Entry(who, partial(self._read, who, exercises))) for who in self._files]

    def _read(self, who: str, exercises: Sequence[str]) -> Submission:
        notes = list(self._notes[who])
        members = [member for files in self._files[who] for member in files(notes)]
        return read_packed(who, members, exercises, notes)


def _a_class(found: Sequence[tuple[str, Entry]], notes: list[str]) -> ClassFolder:
    """Keep entries of one identity apart by their whole names, and say so."""
    found = sorted(found, key=lambda pair: pair[0])
    counts = Counter(entry.name for _, entry in found)
    notes += [
        f"{name} was handed in more than once: each is graded"
        for name, count in sorted(counts.items())
        if count > 1
    ]
    taken: set[str] = {name for name, count in counts.items() if count == 1}
    entries = []
    for whole, entry in found:
        if counts[entry.name] == 1:
            entries.append(entry)
            continue
        name = whole
        while name in taken:
            name += "+"
        taken.add(name)
        entries.append(Entry(name, partial(_read_as, name, entry.read)))
    return ClassFolder(tuple(entries), tuple(notes))


def _read_as(name: str, read: Callable[[], Submission]) -> Submission:
    return replace(read(), name=name)


@dataclass(frozen=True, slots=True)
class _EntryIn:
    """Reads an entry of a folder; there may be ten thousand, so it is as small as can be."""

    folder: Path
    name: str
    exercises: Sequence[str]

    def __call__(self) -> Submission:
        return _read_entry(self.folder / self.name, self.exercises)


def _read_entry(path: Path, exercises: Sequence[str]) -> Submission:
    """Read one student's folder, archive or file."""
    notes: list[str] = []
    if _is_folder(path):
        return read_packed(path.name, members_of_folder(path, notes), exercises, notes)
    if path.suffix.lower() == ".zip":
        try:
            if path.is_symlink():
                raise Refused("is a link: hand in the file itself")
            return read_student(path.stem, members_of_zip(path), exercises, notes)
        except Refused as problem:
            return Submission(path.stem, (), (f"{path.name} {problem}",))
    return read_lone(path.stem, member_of_file(path, [path.name]), exercises)


def _read_zip(path: Path, exercises: Sequence[str]) -> ClassFolder:
    """Look into an archive that holds one student's files, or folders and archives of several."""
    name = path.stem
    try:
        members = members_of_zip(path.resolve())
    except Refused as problem:
        raise UserError(str(problem), path) from None
    while (top := _only_folder(members)) and not downloaded(top):
        members = [Member(m.parts[1:], m.read) for m in members]
    top_files = [member for member in members if len(member.parts) == 1]
    several = len(top_files) < len(members) or any(
        m.name.lower().endswith(".zip") or downloaded(m.name) for m in top_files
    )
    if not several or any(exercise_of(member.name, exercises) for member in top_files):
        return _of_one(name, lambda: read_student(name, members, exercises, []))
    return _split(members, exercises)


def _only_folder(members: Sequence[Member]) -> str:
    """Give the folder that holds all there is, or nothing."""
    tops = {(member.parts[0], len(member.parts) > 1) for member in members}
    name, is_folder = next(iter(tops)) if len(tops) == 1 else ("", False)
    return name if is_folder else ""


def _split(all_members: Sequence[Member], exercises: Sequence[str]) -> ClassFolder:
    """Tell the students of a class archive apart: its folders, archives and lone files."""
    folders: dict[str, list[Member]] = {}
    found: list[tuple[str, Entry]] = []
    downloads = _Downloads()
    notes: list[str] = []
    for member in all_members:
        entry, rest = member.parts[0], member.parts[1:]
        download = downloaded(entry)
        if download:
            members = [Member(rest or (download.file,), member.read)]
            downloads.add(download, partial(_listed, members))
        elif rest:
            folders.setdefault(entry, []).append(Member(rest, member.read))
        elif entry.lower().endswith(".zip"):
            found.append((entry, _inner(entry[:-4], [member], exercises)))
        elif is_handed_in(entry):
            name = Path(entry).stem
            found.append((entry, Entry(name, partial(read_lone, name, member, exercises))))
        else:
            notes.append(f"{entry} is {_NOTHING}: not graded")
    found += [(who, _inner(who, files, exercises)) for who, files in folders.items()]
    found += downloads.entries(exercises)
    return _a_class(found, notes)


def _inner(who: str, members: list[Member], exercises: Sequence[str]) -> Entry:
    return Entry(who, lambda: read_packed(who, members, exercises, []))
