"""A student's folder of exercises, as `autograder release` packs it."""

import re
from dataclasses import dataclass
from pathlib import Path

from ..records.errors import UserError

_EXERCISE = re.compile(r"ex\d\d_\w+")


@dataclass(frozen=True)
class Folder:
    """A folder that has been looked at.

    Attributes
    ----------
    path : Path
    exercises : tuple of str
        Those with visible checks, in the chapter's order, whether their own file is there or not.
    """

    path: Path
    exercises: tuple[str, ...]

    def file(self, exercise: str) -> Path:
        """Say where an exercise's own file is."""
        return self.path / f"{exercise}.py"

    def checks(self, exercise: str) -> Path:
        """Say where its visible checks are."""
        return self.path / f"test_{exercise}.py"

    def table(self, name: str) -> Path:
        """Say where a table of tickets is."""
        return self.path / "data" / f"{name}.csv"


def find_folder(path: Path) -> Folder:
    """Look at a folder.

    Raises
    ------
    UserError
        Where it is not one of exercises.
    """
    if not path.is_dir():
        raise UserError("there is no such folder", path)
    stems = (file.stem.removeprefix("test_") for file in path.glob("test_ex*.py"))
    exercises = tuple(sorted(stem for stem in stems if _EXERCISE.fullmatch(stem)))
    if exercises and not (path / "conftest.py").is_file():
        what = "conftest.py is missing here: take it from the release once more"
        raise UserError(what, path.resolve())
    if not exercises:
        inside = (
            "exercises/ below is one: " if (path / "exercises" / "conftest.py").is_file() else ""
        )
        raise UserError(
            f"no folder of exercises: {inside}go into the one that holds test_ex01_....py",
            path.resolve(),
        )
    return Folder(path.resolve(), exercises)
