"""What can be known of a course without loading it: quick, for what was graded before."""

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from ..records.errors import UserError
from .data import TABLES

FILES = ("solution.py", "test_visible.py", "test_hidden.py", "misconceptions.py", "variants.py")
_DECIDE = FILES[:3]


def find_course(start: Path) -> Path:
    """Find the course that a folder belongs to: the nearest parent with ``solutions/``.

    Raises
    ------
    UserError
        Where there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "solutions").is_dir():
            return folder
    raise UserError(
        "no course here: no folder above has solutions/; go into the course or give --course", start
    )


def exercise_folders(root: Path) -> list[Path]:
    """Give the folders of a course's exercises, in the chapter's order.

    Raises
    ------
    UserError
        Where there is none, or one lacks a file.
    """
    folders = sorted(p for p in (root / "solutions").glob("ex*") if p.is_dir())
    if not folders:
        raise UserError("no exercise here: write solutions/ex01_.../solution.py", root)
    for folder in folders:
        for name in FILES:
            if not (folder / name).is_file():
                raise UserError(f"{name} is missing: every exercise has {', '.join(FILES)}", folder)
    return folders


def table_file(root: Path, name: str) -> Path:
    """Say where one of `data.TABLES` is."""
    return root / "source_data" / f"{name}.csv"


def tables(root: Path) -> tuple[str, ...]:
    """Name the tables that a course has; the first it must have."""
    return (TABLES[0], *(name for name in TABLES[1:] if table_file(root, name).is_file()))


def hash_of_checks(root: Path, exercises: Sequence[str]) -> str:
    """Hash all that decides a score: checks, reference, points, data, limits, versions.

    Raises
    ------
    UserError
        Where a file cannot be read.
    """
    return _hash(root, exercises, _DECIDE)


def hash_of_proof(root: Path, exercises: Sequence[str]) -> str:
    """Hash all that a proof of a seed rests on: what decides, and what it has to tell apart.

    Raises
    ------
    UserError
        Where a file cannot be read.
    """
    return _hash(root, exercises, FILES)


def _hash(root: Path, exercises: Sequence[str], names: Sequence[str]) -> str:
    decide = [root / "solutions" / exercise / name for exercise in exercises for name in names]
    decide += [table_file(root, name) for name in tables(root)]
    for room in ("confinement", "course", "grading", "inside"):
        decide += sorted((Path(__file__).parents[1] / room).rglob("*.py"))
    digest = hashlib.sha256()
    for path in decide:
        try:
            digest.update(path.read_bytes())
        except OSError as problem:
            what = f"cannot be read ({problem.strerror}): restore the file"
            raise UserError(what, path) from None
    digest.update(json.dumps([version("numpy"), version("scikit-learn")]).encode())
    return digest.hexdigest()
