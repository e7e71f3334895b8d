"""What became of the visible checks of one run, and the table of points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Graded(NamedTuple):
    """A graded function.

    Attributes
    ----------
    exercise : str
    points : int
        In all.
    visible : float
        How many of them visible checks give.
    libraries : bool
        Whether its exercise may use scikit-learn and SciPy.
    parameters : tuple of str
        Its arguments, in the stub's order.
    """

    exercise: str
    points: int
    visible: float
    libraries: bool
    parameters: tuple[str, ...]


@dataclass
class Results:
    """What became of the checks of this session.

    Attributes
    ----------
    passed, weights : dict of str to list of int
        Weights of the checks that passed, and of all that ran, by function.
    not_attempted : set of str
    told : set of str
        Causes that were told in full: they need no second telling.
    """

    passed: dict[str, list[int]] = field(default_factory=dict)
    weights: dict[str, list[int]] = field(default_factory=dict)
    not_attempted: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    def lost(self) -> list[str]:
        """Give the functions with a failed check, in the order in which they ran."""
        return [name for name, all_of in self.weights.items() if self.passed[name] != all_of]


def write_table(
    write: Callable[[str], None], results: Results, graded: Mapping[str, Graded]
) -> None:
    """Write the table of points, a row a function."""
    if not results.weights:
        return
    width = max(map(len, results.weights))
    write("")
    write(f"{'function':<{width}}  {'checks':>7}  {'points':>13}")
    earned_in_all, most_in_all = 0.0, 0.0
    for name, weights in results.weights.items():
        most = graded[name].visible
        earned = most * sum(results.passed[name]) / max(sum(weights), 1)
        earned_in_all, most_in_all = earned_in_all + earned, most_in_all + most
        counts = f"{len(results.passed[name])}/{len(weights)}"
        points = f"{earned:.2f} of {most:.2f}" if most else "when graded"
        state = "not attempted" if name in results.not_attempted else ""
        write(f"{name:<{width}}  {counts:>7}  {points:>13}  {state}".rstrip())
    total = f"{earned_in_all:.2f} of {most_in_all:.2f}"
    write(f"{'together':<{width}}  {'':>7}  {total:>13}")
    hidden = sum(graded[name].points for name in results.weights) - most_in_all
    write(f"visible checks; hidden ones give the other {hidden:.2f} points when graded")
    open_ones = [*results.not_attempted, *results.lost()]
    todo = next((name for name in results.weights if name in open_ones), None)
    if todo is not None:
        write(f"next: {todo} in {graded[todo].exercise}.py")
    else:
        write("all visible checks here pass")
