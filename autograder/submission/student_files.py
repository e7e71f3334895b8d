"""Chooses among one student's files those that are graded, and says what it passed over."""

import hashlib
import io
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from .members import MAX_MEMBERS, Member, Refused, members_of_zip
from .notebooks import MAX_NOTEBOOK, Cells, read_notebook
from .written import written_by

_IGNORED_FILES = re.compile(r"(test_.*|.*_test|conftest|setup|logistic_scratch)\.py", re.IGNORECASE)
_MAX_INNER = 64 << 20
_MOST_LISTED = 5
SEARCHED = "was searched for all functions"
_SEARCHED_FOR_REST = "was searched for functions that the exercise files leave open"
_COPY_SUFFIX = re.compile(r"(?:\s*\((\d+)\)|[-_](\d+))$")


@dataclass(frozen=True)
class Source:
    """One file of a submission.

    Attributes
    ----------
    module : str
        The name under which it is loaded.
    exercises : tuple of str
        The exercises that it stands for: one, all that have no file of their own, or
        none, where it is only looked into for what they leave open.
    data : bytes
    cells : Cells or None
        Of a notebook, where its lines stand.
    """

    module: str
    exercises: tuple[str, ...]
    data: bytes
    cells: Cells | None = None


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
    written : str
        The filled-in answer sheet, which a person reads; empty where there is none.
    """

    name: str
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()
    written: str = ""

    @property
    def content_hash(self) -> str:
        """A hash of all that a record of it rests on, but for the name and the notes."""
        digest = hashlib.sha256()
        for source in self.sources:
            told = (source.module, source.exercises, source.cells, len(source.data))
            digest.update(repr(told).encode("utf-8", "surrogateescape"))
            digest.update(source.data)
        return digest.hexdigest()


def is_handed_in(name: str) -> bool:
    """Tell whether a file beside others may be all that a student handed in."""
    is_code = name.lower().endswith(".py") and not _IGNORED_FILES.fullmatch(name)
    return is_code or name.lower().endswith((".ipynb", ".zip"))


def read_lone(name: str, member: Member, exercises: Sequence[str]) -> Submission:
    """Read one file as a whole submission."""
    notes: list[str] = []
    found = exercise_of(member.name, exercises)
    covers = (found[0],) if found else tuple(exercises)
    source = _source(member, covers, notes)
    written = written_by([member], notes)
    return Submission(name, (source,) if source else (), tuple(notes), written)


def read_packed(
    who: str, members: list[Member], exercises: Sequence[str], notes: list[str]
) -> Submission:
    """Read one student's files, which may be an archive of their own."""
    if len(members) == 1 and members[0].name.lower().endswith(".zip"):
        try:
            members = members_of_zip(io.BytesIO(members[0].read(_MAX_INNER)))
        except Refused as problem:
            return Submission(who, (), (*notes, f"{members[0].name} {problem}"))
    return read_student(who, members, exercises, notes)


def read_student(
    name: str, members: Sequence[Member], exercises: Sequence[str], notes: list[str]
) -> Submission:
    """Choose among a student's files."""
    copies, others = _sort(members, exercises, notes)
    sources = []
    for exercise in exercises:
        source = _one_of(exercise, copies.get(exercise, []), exercises, notes)
        if source is not None:
            sources.append(source)
    rest = tuple(exercise for exercise in exercises if exercise not in copies)
    notebooks = [member for member in others if _is_notebook(member.name)]
    searched = notebooks or others
    if len(searched) == 1:
        lone = searched[0]
        others.remove(lone)
        source = _source(lone, rest, notes)
        if source is not None:
            notes.append(f"{lone.shown} {SEARCHED if rest else _SEARCHED_FOR_REST}")
            sources.append(source)
    if others:
        names = ", ".join(member.shown for member in others[:5])
        notes.append(f"not the name of an exercise, so not loaded: {names}")
    if not sources:
        notes.append("no exercise file was found")
    written = written_by(members, notes)
    return Submission(name, tuple(sources), tuple(notes), written)


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
        found = exercise_of(member.name, exercises)
        if found is not None:
            copies.setdefault(found[0], []).append(member)
        elif member.name.lower().endswith(".zip"):
            notes.append(f"{member.shown} is an archive inside: hand in its files, or it alone")
        elif is_handed_in(member.name):
            others.append(member)
    return copies, others


def _one_of(
    exercise: str, copies: list[Member], exercises: Sequence[str], notes: list[str]
) -> Source | None:
    """Read the copy of an exercise that counts: nearest the top, then the newest download."""
    if not copies:
        return None

    def rank(member: Member) -> tuple[int, int]:
        found = exercise_of(member.name, exercises)
        return -len(member.parts), found[1] if found else 0

    best = max(copies, key=rank) if len(copies) > 1 else copies[0]
    rivals = [
        member
        for member in copies
        if member.parts[:-1] != best.parts[:-1] and rank(member)[0] == rank(best)[0]
    ]
    source = _source(best, (exercise,), notes)
    data = source and source.data
    if any((other := _source(r, (exercise,), notes)) and other.data != data for r in rivals):
        paths = _listed([member.shown for member in (best, *rivals)])
        notes.append(f"{paths} differ: hand in one {exercise}.py; neither is graded")
        return None
    spare = [member.shown for member in copies if member is not best]
    notes += [f"{path} is a second {exercise}.py: not graded" for path in spare[:_MOST_LISTED]]
    if len(spare) > _MOST_LISTED:
        notes.append(f"{len(spare) - _MOST_LISTED} more copies of {exercise}.py are not graded")
    if best.name.rpartition(".")[0] != exercise and source is not None:
        notes.append(f"{best.shown} was taken for {exercise}.py")
    return source


def _listed(paths: list[str]) -> str:
    shown = sorted(paths)[:_MOST_LISTED]
    more = len(paths) - len(shown)
    return " and ".join(shown) + (f" and {more} more" if more else "")


def _source(member: Member, exercises: tuple[str, ...], notes: list[str]) -> Source | None:
    """Read a Python file or a notebook, or note why it is none."""
    module = exercises[0] if len(exercises) == 1 else _module_name(member.name)
    try:
        if _is_notebook(member.name):
            data, cells, remarks = read_notebook(member.name, module, member.read(MAX_NOTEBOOK))
            notes += [f"{member.shown}: {remark}" for remark in remarks]
            return Source(module, exercises, data, cells)
        data = member.read()
    except Refused as problem:
        notes.append(f"{member.shown} {problem}")
        return None
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        notes.append(f"{member.shown} is not a text file: not graded")
        return None
    return Source(module, exercises, data)


def _module_name(filename: str) -> str:
    """Give a name that no import of a library finds instead of the library."""
    stem = re.sub(r"\W", "_", filename.rpartition(".")[0]) or "submission"
    taken = stem in sys.stdlib_module_names or stem in ("numpy", "scipy", "sklearn")
    return f"{stem}_" if taken else stem


def _is_notebook(name: str) -> bool:
    return name.lower().endswith(".ipynb")


def exercise_of(filename: str, exercises: Sequence[str]) -> tuple[str, int] | None:
    """Give the exercise that a file name stands for, and the number of a downloaded copy."""
    stem, dot, ending = filename.rpartition(".")
    if not dot or ending.lower() not in ("py", "ipynb"):
        return None
    if stem in exercises:
        return stem, 0  # as most are called
    known = {exercise.lower(): exercise for exercise in exercises}
    if stem.lower() in known:
        return known[stem.lower()], 0
    suffix = _COPY_SUFFIX.search(stem)
    base = stem[: suffix.start()].lower() if suffix else ""
    if suffix and base in known:
        return known[base], int(suffix[1] or suffix[2])
    return None
