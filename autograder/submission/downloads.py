"""How Canvas and Moodle name what an instructor downloads: which student, which file."""

import re
from dataclasses import dataclass

_NAMES = tuple(
    map(
        re.compile,
        (
            r"(?P<who>.+)_(?P<id>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?",
            r"(?P<who>anon)(?P<late>_LATE)?_(?P<id>[A-Za-z0-9]{5})_\d+_(?P<file>.+)",
            r"(?P<who>.+?)(?P<late>_LATE)?_(?P<id>\d+)_\d+_(?P<file>.+)",
        ),
    )
)


@dataclass(frozen=True)
class Download:
    """What the name of a downloaded file or folder says.

    Attributes
    ----------
    student : str
        The name and the number that the LMS knows the student by.
    file : str
        The file's own name; empty for a folder.
    late : bool
    """

    student: str
    file: str
    late: bool


def downloaded(name: str) -> Download | None:
    """Read a name as Canvas or Moodle writes it, None for any other.

    Parameters
    ----------
    name : str
        ``doejane_LATE_123_4567_ex01_sigmoid.py`` (Canvas) or
        ``Jane Doe_123_assignsubmission_file_`` (Moodle).
    """
    for pattern in _NAMES:
        found = pattern.fullmatch(name)
        if found:
            parts = found.groupdict()
            student = f"{parts['who']}_{parts['id']}"
            return Download(student, parts["file"] or "", bool(parts.get("late")))
    return None
