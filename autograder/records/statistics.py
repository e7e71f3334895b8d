"""How hard functions and checks are for a class, and whether they tell good from weak."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from .record import FunctionRecord, Record, Status

_NOT_TRIED = (Status.MISSING, Status.NOT_ATTEMPTED, Status.SYNTAX_ERROR)
_FEWEST = 3


@dataclass(frozen=True)
class Item:
    """A function, or a check, in numbers.

    Attributes
    ----------
    function : str
    check : str
        Empty for the function itself.
    tried : int
        Students whose function could be run at all; the rest is about these.
    right : float
        Mean share of the points, or of those who passed a check: 1 is easy.
    item_rest : float or None
        The corrected item-rest correlation: of the item with the points for all the rest. None
        where it has no meaning, as when all or none are right.
    seconds : float or None
        The median; None where nothing was measured.
    """

    function: str
    check: str
    tried: int
    right: float
    item_rest: float | None
    seconds: float | None

    @property
    def misleads(self) -> bool:
        """True where good students fail and weak ones pass, beyond what chance explains."""
        return self.item_rest is not None and self.item_rest < -2 / math.sqrt(self.tried)


@dataclass(frozen=True)
class Mistake:
    """A hint, and how many students got it."""

    function: str
    hint: str
    students: int


@dataclass(frozen=True)
class Statistics:
    """What a class makes of the exercises.

    Attributes
    ----------
    students : int
    items : tuple of Item
        Each function, followed by its checks.
    mistakes : tuple of Mistake
        The most common first.
    """

    students: int
    items: tuple[Item, ...]
    mistakes: tuple[Mistake, ...]


@dataclass
class _Tally:
    """What is known of one item: a number a student who tried it."""

    right: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, right: float, rest: float, seconds: float | None) -> None:
        self.right.append(right)
        self.rest.append(rest)
        if seconds is not None:
            self.seconds.append(seconds)

    def item(self, function: str, check: str) -> Item:
        return Item(
            function,
            check,
            len(self.right),
            float(np.mean(self.right)) if self.right else 0.0,
            _correlation(self.right, self.rest),
            float(np.median(self.seconds)) if self.seconds else None,
        )


def statistics_of(records: Iterable[Record]) -> Statistics:
    """Count over the records of a class, one a student, each with a score."""
    tallies: dict[tuple[str, str], _Tally] = {}
    mistakes: Counter[tuple[str, str]] = Counter()
    students = 0
    for record in records:
        students += 1
        for function in record.functions:
            _count(record, function, tallies)
            mistakes.update((function.name, hint) for hint in set(function.hints))
    items = [tally.item(*name) for name, tally in tallies.items()]
    places = {name: place for place, name in enumerate(dict.fromkeys(i.function for i in items))}
    items.sort(key=lambda item: places[item.function])
    common = (Mistake(*name, count) for name, count in mistakes.most_common())
    return Statistics(students, tuple(items), tuple(common))


def _count(
    record: Record, function: FunctionRecord, tallies: dict[tuple[str, str], _Tally]
) -> None:
    tally = tallies.setdefault((function.name, ""), _Tally())
    for check in function.checks:
        tallies.setdefault((function.name, check.name), _Tally())
    if function.status in _NOT_TRIED or record.score is None or function.score is None:
        return
    timing = record.timing
    spent = [timing[check.name] for check in function.checks if check.name in timing]
    share = function.score / function.max_score if function.max_score else 0.0
    tally.add(share, record.score - function.score, sum(spent) if spent else None)
    for check in function.checks:
        passed = float(check.status is Status.PASSED)
        seconds = timing.get(check.name)
        tallies[function.name, check.name].add(passed, record.score - check.points, seconds)


def _correlation(one: list[float], other: list[float]) -> float | None:
    if len(one) < _FEWEST or min(one) == max(one) or min(other) == max(other):
        return None
    return float(np.corrcoef(one, other)[0, 1])
