"""What a student has in the end: the attempt that counts, and what a person changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .record import Record

COUNTS = ("last", "best", "first")


@dataclass(frozen=True)
class Override:
    """Points that a person gave (or, below zero, took) for a function, and why."""

    student: str
    function: str
    points: float
    reason: str
    person: str
    at: str


@dataclass(frozen=True)
class Grade:
    """What counts for one student.

    Attributes
    ----------
    student : str
    functions : dict of str to float
        Points by function; what was never graded is not in it.
    total : float or None
        None where there is no grade.
    max_total : float
    attempt : int or None
        The number of the attempt that counts.
    level : str
        The isolation level at which it was graded.
    """

    student: str
    functions: dict[str, float] = field(default_factory=dict)
    total: float | None = None
    max_total: float = 0.0
    attempt: int | None = None
    level: str = ""


def grade_of(record: Record, attempt: int, overrides: Iterable[Override]) -> Grade:
    """Give what a record is worth with what a person changed; no function falls below zero."""
    functions = {function.name: function.score or 0.0 for function in record.functions}
    by_hand: dict[str, float] = {}
    for override in overrides:
        by_hand[override.function] = by_hand.get(override.function, 0.0) + override.points
    for name, points in by_hand.items():
        functions[name] = max(0.0, round(functions.get(name, 0.0) + points, 2))
    level = str(record.isolation.get("level", ""))
    total = round(sum(functions.values()), 2)
    return Grade(record.submission, functions, total, record.max_score, attempt, level)


def counting(count: str, grades: Sequence[Grade]) -> Grade:
    """Choose among the grades of one student's attempts, in their order, the one that counts.

    Parameters
    ----------
    count : str
        One of `COUNTS`. The best is the earliest of the best.
    grades : sequence of Grade
        At least one; those of attempts that have no score are blank.
    """
    if count == "best":
        return max(grades, key=lambda grade: -1.0 if grade.total is None else grade.total)
    return grades[0] if count == "first" else grades[-1]
