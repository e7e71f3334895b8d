"""Finds the exercise files of each student, and says what it passed over."""

import hashlib
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..records.errors import UserError
from .members import (
    MAX_MEMBERS,
    Member,
    Refused,
    is_ignored,
    member_of_file,
    members_of_folder,
    members_of_zip,
)

_IGNORED_FILES = re.compile(r"(test_.*|.*_test|conftest|setup)\.py", re.IGNORECASE)
_MAX_INNER = 64 << 20
_MOST_LISTED = 5
_NOTHING = "no folder, zip archive or Python file of a student"
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
        The student's identity: the name of the folder, archive or file.
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
        if path.suffix.lower() != ".py":
            raise UserError("only Python files (.py), zip archives and folders are graded", path)
        return ClassFolder((_read_entry(path.resolve(), exercises),))
    entries = _entries(path)
    while len(entries) == 1 and _is_folder(entries[0]) and not _holds(entries[0], exercises):
        path = entries[0]
        entries = _entries(path)
    if any(_exercise_of(entry.name, exercises) for entry in entries):
        notes: list[str] = []
        members = members_of_folder(path, notes)
        return ClassFolder((_read_student(name, members, exercises, notes),))
    return _read_entries(path, entries, exercises)


def _entries(folder: Path) -> list[Path]:
    """List what may be a submission."""
    try:
        found = sorted(folder.iterdir())
    except OSError as problem:
        raise UserError(f"cannot be read ({problem.strerror})", folder) from None
    return [entry for entry in found if not is_ignored(entry.name)]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _holds(folder: Path, exercises: Sequence[str]) -> bool:
    return any(_exercise_of(entry.name, exercises) for entry in _entries(folder))


def _read_entries(path: Path, entries: Sequence[Path], exercises: Sequence[str]) -> ClassFolder:
    """Read each entry of a class folder as one student's."""
    found: list[tuple[str, Submission]] = []
    notes = []
    for entry in entries:
        if _is_folder(entry) or _is_handed_in(entry.name):
            found.append((entry.name, _read_entry(entry, exercises)))
        else:
            what = "a link" if entry.is_symlink() else _NOTHING
            notes.append(f"{entry.name} is {what}: not graded")
    if not found:
        raise UserError(
            "nothing to grade here: a class folder has one folder, zip archive or .py file "
            "a student",
            path,
        )
    return _a_class(found, notes)


def _is_handed_in(name: str) -> bool:
    is_code = name.lower().endswith(".py") and not _IGNORED_FILES.fullmatch(name)
    return is_code or name.lower().endswith(".zip")


def _a_class(found: Sequence[tuple[str, Submission]], notes: list[str]) -> ClassFolder:
    """Keep entries of one identity apart by their whole names, and say so."""
    counts = Counter(submission.name for _, submission in found)
    notes += [
        f"{name} was handed in more than once: each is graded"
        for name, count in sorted(counts.items())
        if count > 1
    ]
    taken: set[str] = {name for name, count in counts.items() if count == 1}
    submissions = []
    for entry, submission in found:
        name = submission.name
        if counts[name] > 1:
            name = entry
            while name in taken:
                name += "+"
            taken.add(name)
        submissions.append(replace(submission, name=name))
    return ClassFolder(tuple(submissions), tuple(notes))


def _read_entry(path: Path, exercises: Sequence[str]) -> Submission:
    """Read one student's folder, archive or file."""
    notes: list[str] = []
    if _is_folder(path):
        return _read_packed(path.name, members_of_folder(path, notes), exercises, notes)
    if path.suffix.lower() == ".zip":
        try:
            if path.is_symlink():
                raise Refused("is a link: hand in the file itself")
            return _read_student(path.stem, members_of_zip(path), exercises, notes)
        except Refused as problem:
            return Submission(path.stem, (), (f"{path.name} {problem}",))
    return _read_lone(path.stem, member_of_file(path, [path.name]), exercises)


def _read_lone(name: str, member: Member, exercises: Sequence[str]) -> Submission:
    """Read one file as a whole submission."""
    notes: list[str] = []
    found = _exercise_of(member.name, exercises)
    data = _read(member, notes)
    covers = (found[0],) if found else tuple(exercises)
    sources = [] if data is None else [Source(_module_name(member.name, found), covers, data)]
    return Submission(name, tuple(sources), tuple(notes))


def _read_zip(path: Path, exercises: Sequence[str]) -> ClassFolder:
    """Read an archive that holds one student's files, or folders and archives of several."""
    name = path.stem
    try:
        members = members_of_zip(path.resolve())
    except Refused as problem:
        raise UserError(str(problem), path) from None
    while members and len({m.parts[:1] for m in members if len(m.parts) > 1}) == 1:
        if any(len(member.parts) == 1 for member in members):
            break
        members = [Member(m.parts[1:], m.read) for m in members]
    top = [member for member in members if len(member.parts) == 1]
    several = len(top) < len(members) or any(m.name.lower().endswith(".zip") for m in top)
    if not several or any(_exercise_of(member.name, exercises) for member in top):
        return ClassFolder((_read_student(name, members, exercises, []),))
    return _split(members, exercises)


def _split(members: Sequence[Member], exercises: Sequence[str]) -> ClassFolder:
    """Read the students of a class archive: its folders, archives and lone files."""
    folders: dict[str, list[Member]] = {}
    found: list[tuple[str, Submission]] = []
    notes = []
    for member in members:
        entry, rest = member.parts[0], member.parts[1:]
        if rest:
            folders.setdefault(entry, []).append(Member(rest, member.read))
        elif entry.lower().endswith(".zip"):
            found.append((entry, _read_packed(entry[:-4], [member], exercises, [])))
        elif _is_handed_in(entry):
            found.append((entry, _read_lone(entry[:-3], member, exercises)))
        else:
            notes.append(f"{entry} is {_NOTHING}: not graded")
    found += [(who, _read_packed(who, files, exercises, [])) for who, files in folders.items()]
    return _a_class(sorted(found, key=lambda pair: pair[0]), notes)


def _read_packed(
    who: str, members: list[Member], exercises: Sequence[str], notes: list[str]
) -> Submission:
    """Read one student's files, which may be an archive of their own."""
    if len(members) == 1 and members[0].name.lower().endswith(".zip"):
        try:
            members = members_of_zip(io.BytesIO(members[0].read(_MAX_INNER)))
        except Refused as problem:
            return Submission(who, (), (*notes, f"{members[0].name} {problem}"))
    return _read_student(who, members, exercises, notes)


def _read_student(
    name: str, members: Sequence[Member], exercises: Sequence[str], notes: list[str]
) -> Submission:
    """Choose among a student's files."""
    copies, others = _sort(members, exercises, notes)
    sources = []
    for exercise in exercises:
        data = _one_of(exercise, copies.get(exercise, []), exercises, notes)
        if data is not None:
            sources.append(Source(exercise, (exercise,), data))
    if not copies and len(others) == 1:
        data = _read(others[0], notes)
        if data is not None:
            notes.append(f"{others[0].shown} was searched for all functions")
            sources.append(Source(_module_name(others[0].name, None), tuple(exercises), data))
    elif others:
        names = ", ".join(member.shown for member in others[:5])
        notes.append(f"not the name of an exercise, so not loaded: {names}")
    if not sources:
        notes.append("no exercise file was found")
    return Submission(name, tuple(sources), tuple(notes))


def _sort(
    members: Sequence[Member], exercises: Sequence[str], notes: list[str]
) -> tuple[dict[str, list[Member]], list[Member]]:
    """Give the copies of each exercise, and other Python files."""
    if len(members) > MAX_MEMBERS:
        notes.append(f"more than {MAX_MEMBERS} files: the rest was not looked at")
    copies: dict[str, list[Member]] = {}
    others: list[Member] = []
    # Where there are too many, the exercises are more likely near the top.
    for member in sorted(members, key=lambda member: len(member.parts))[:MAX_MEMBERS]:
        found = _exercise_of(member.name, exercises)
        if found is not None:
            copies.setdefault(found[0], []).append(member)
        elif member.name.lower().endswith(".py") and not _IGNORED_FILES.fullmatch(member.name):
            others.append(member)
        elif member.name.lower().endswith(".zip"):
            notes.append(f"{member.shown} is an archive inside: hand in its files, or it alone")
    return copies, others


def _one_of(
    exercise: str, copies: list[Member], exercises: Sequence[str], notes: list[str]
) -> bytes | None:
    """Read the copy of an exercise that counts: nearest the top, then the newest download."""
    if not copies:
        return None

    def rank(member: Member) -> tuple[int, int]:
        found = _exercise_of(member.name, exercises)
        return -len(member.parts), found[1] if found else 0

    best = max(copies, key=rank)
    rivals = [
        member
        for member in copies
        if member.parts[:-1] != best.parts[:-1] and rank(member)[0] == rank(best)[0]
    ]
    data = _read(best, notes)
    if any(_read(rival, notes) != data for rival in rivals):
        paths = _listed([member.shown for member in (best, *rivals)])
        notes.append(f"{paths} differ: hand in one {exercise}.py; neither is graded")
        return None
    spare = [member.shown for member in copies if member is not best]
    notes += [f"{path} is a second {exercise}.py: not graded" for path in spare[:_MOST_LISTED]]
    if len(spare) > _MOST_LISTED:
        notes.append(f"{len(spare) - _MOST_LISTED} more copies of {exercise}.py are not graded")
    if best.name.rpartition(".")[0] != exercise and data is not None:
        notes.append(f"{best.shown} was taken for {exercise}.py")
    return data


def _listed(paths: list[str]) -> str:
    shown = sorted(paths)[:_MOST_LISTED]
    more = len(paths) - len(shown)
    return " and ".join(shown) + (f" and {more} more" if more else "")


def _read(member: Member, notes: list[str]) -> bytes | None:
    """Read a text file, or note why it is none."""
    try:
        data = member.read()
    except Refused as problem:
        notes.append(f"{member.shown} {problem}")
        return None
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        notes.append(f"{member.shown} is not a text file: not graded")
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


def _module_name(filename: str, found: tuple[str, int] | None) -> str:
    return found[0] if found else re.sub(r"\W", "_", filename.rpartition(".")[0]) or "submission"
