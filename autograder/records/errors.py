"""Errors that a person reads."""

from pathlib import Path

from .text import visible


class UserError(Exception):
    """Something that the user can mend: what is wrong, where, and what to do next.

    Parameters
    ----------
    what : str
        What is wrong and what to do, in a sentence.
    path : Path or str, optional
        The file or folder it is about.
    line : int, optional
        The line in it, counted from 1.
    """

    def __init__(self, what: str, path: Path | str | None = None, line: int | None = None) -> None:
        shown = "" if path is None else visible(str(path))
        place = "" if path is None else f"{shown}:{line}: " if line else f"{shown}: "
        super().__init__(f"{place}{what}")


class GraderFault(Exception):
    """The grader itself failed; no student loses a point for it."""
