"""The level of isolation in words that a teacher understands."""

from collections.abc import Sequence

MEANING = {
    "L3": "student code is confined, and sees nothing of this machine",
    "L2": "student code is confined: no files, processes, network or signals",
    "L0": "student code runs in a process of its own, but is not confined",
}


def isolation_lines(level: str, holes: Sequence[str], advice: str = "") -> list[str]:
    """Say the level, each hole that was found, and what to do about it."""
    lines = [f"isolation {level}: {MEANING[level]}"]
    lines += [f"  - {hole}" for hole in holes]
    if holes:
        lines.append("  so hidden inputs, expected values and scores count as given away")
    if advice:
        lines.append(f"  for a better level: {advice}")
    return lines
