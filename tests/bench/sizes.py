"""How much is measured: the whole bench takes about half an hour on two idle cores."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """The sizes of the classes.

    Attributes
    ----------
    repeats : int
        How often each measurement is made; medians are shown.
    submissions : int
        Right ones, of the class that every tool grades.
    slowest : int
        How many of them are graded with a process for every check.
    small : int
        How many exercises the small assignment has, which every tool can do in bearable time.
    growth, small_growth : tuple of int
        Classes of an honest mix, of the whole chapter and of the small assignment.
    start_ups : int
        How often a command is started to see how long that takes.
    """

    repeats: int
    submissions: int
    slowest: int
    small: int
    growth: tuple[int, ...]
    small_growth: tuple[int, ...]
    start_ups: int


FULL = Sizes(
    repeats=3,
    submissions=7,  # each of the mixtures once
    slowest=1,
    small=1,
    growth=(10, 100, 1000),
    small_growth=(100, 1000, 10_000),
    start_ups=9,
)
QUICK = Sizes(
    repeats=1,
    submissions=1,
    slowest=1,
    small=1,
    growth=(2, 4),
    small_growth=(2, 3, 4),
    start_ups=1,
)
