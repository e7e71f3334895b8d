"""What differs between two gradings of the same content."""

from collections.abc import Mapping
from dataclasses import dataclass

from .record import CheckRecord, FunctionRecord, Record


@dataclass(frozen=True)
class CheckChange:
    """A check that says something else, is new or is gone.

    Attributes
    ----------
    name : str
    before, after : str
        Its status, or status and points where these alone differ; empty where there was no
        such check.
    """

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class FunctionChange:
    """A function that is worth something else.

    Attributes
    ----------
    name : str
    before, after : float or None
        Points; None where the function is not graded on that side.
    max_before, max_after : float or None
    checks : tuple of CheckChange
        Why.
    """

    name: str
    before: float | None
    after: float | None
    max_before: float | None
    max_after: float | None
    checks: tuple[CheckChange, ...]


def changes_between(before: Record, after: Record) -> tuple[FunctionChange, ...]:
    """Give the functions of which the points, or the most points, differ."""
    old = {function.name: function for function in before.functions}
    new = {function.name: function for function in after.functions}
    changes = []
    for name in [*new, *(name for name in old if name not in new)]:
        change = _function_change(name, old.get(name), new.get(name))
        if (change.before, change.max_before) != (change.after, change.max_after):
            changes.append(change)
    return tuple(changes)


def _function_change(
    name: str, before: FunctionRecord | None, after: FunctionRecord | None
) -> FunctionChange:
    old = {check.name: check for check in before.checks} if before else {}
    new = {check.name: check for check in after.checks} if after else {}
    return FunctionChange(
        name,
        before.score if before else None,
        after.score if after else None,
        before.max_score if before else None,
        after.max_score if after else None,
        tuple(_check_changes(old, new)),
    )


def _check_changes(
    old: Mapping[str, CheckRecord], new: Mapping[str, CheckRecord]
) -> list[CheckChange]:
    """Give checks that say something else; where none does, those that count something else."""
    names = [*new, *(name for name in old if name not in new)]
    pairs = {name: (old.get(name), new.get(name)) for name in names}
    turned = [
        CheckChange(name, str(before.status) if before else "", str(after.status) if after else "")
        for name, (before, after) in pairs.items()
        if not before or not after or before.status != after.status
    ]
    return turned or [
        CheckChange(name, _weighed(before), _weighed(after))
        for name, (before, after) in pairs.items()
        if before and after and before.max_points != after.max_points
    ]


def _weighed(check: CheckRecord) -> str:
    return f"{check.status} (of {check.max_points:.2f})"
