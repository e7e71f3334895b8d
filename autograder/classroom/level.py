"""Refuses to grade below the level that the instructor wants."""

from ..confinement.isolation import LEVELS, Isolation
from ..records.errors import UserError
from ..reports.isolation import isolation_lines


def accepted_levels(lowest: str) -> tuple[str, ...]:
    """Give a level and all that are better."""
    return LEVELS[LEVELS.index(lowest) :]


def require(isolation: Isolation, level: str) -> None:
    """Raise before any student code runs where this machine gives less.

    Raises
    ------
    UserError
        With what would give more.
    """
    if isolation.level not in accepted_levels(level):
        lines = isolation_lines(isolation.level, isolation.holes, isolation.advice)
        raise UserError(
            f"{level} is required and this machine gives {isolation.level}; no student code was "
            f"run. To accept it: --require-level {isolation.level}\n" + "\n".join(lines)
        )
