"""What a regrade would change, for the person who decides."""

from collections import Counter
from collections.abc import Sequence

from ..records.changes import FunctionChange
from ..records.text import visible
from .grades import shown_points


def change_lines(student: str, attempt: int, functions: Sequence[FunctionChange]) -> list[str]:
    """Say what changes for one attempt, function by function, and because of which checks."""
    lines = [f"{visible(student)} (attempt {attempt})"]
    for function in functions:
        lines.append(f"  {function.name} {_points(function)}")
        lines += [
            f"    {check.name}: {_arrow(check.before, check.after)}" for check in function.checks
        ]
    return lines


def summary_lines(changes: Sequence[Sequence[FunctionChange]]) -> list[str]:
    """Count by function how many go up and down, and by check why."""
    lines = []
    for name in dict.fromkeys(f.name for functions in changes for f in functions):
        same = [f for functions in changes for f in functions if f.name == name]
        ups = sum((f.after or 0.0) > (f.before or 0.0) for f in same)
        downs = sum((f.after or 0.0) < (f.before or 0.0) for f in same)
        lines.append(f"{name}: {ups} up, {downs} down")
        why = Counter(f"{c.name}: {_arrow(c.before, c.after)}" for f in same for c in f.checks)
        lines += [f"  {told} ({count})" for told, count in sorted(why.items())]
    return lines


def _points(function: FunctionChange) -> str:
    before, after = shown_points(function.before) or "-", shown_points(function.after) or "-"
    if function.max_before != function.max_after:
        before += f" of {shown_points(function.max_before) or '-'}"
        after += f" of {shown_points(function.max_after) or '-'}"
    return f"{before} -> {after}"


def _arrow(before: str, after: str) -> str:
    if not before:
        return f"new, {after}"
    return f"{before} -> {after}" if after else f"{before}, and is gone"
