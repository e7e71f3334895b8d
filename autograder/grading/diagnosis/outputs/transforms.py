"""Right values to which one thing more was done, or from which one thing is still to be made."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..evidence import Observation
from ..likeness import is_truth, numbers

_ENOUGH = 3  # different numbers that must agree before a transform is no accident
_MANY = 5  # before a straight line is none
_ROOM = 0.05  # of a right value: where right versions differ by more, nothing can be told
Transform = Callable[[np.ndarray], Any]


class Pair(NamedTuple):
    """Values, what they may have become, and by how much right versions of them differ."""

    before: np.ndarray
    after: np.ndarray
    slack: float


def transform_sentence(wrong: Sequence[Observation]) -> str:
    """Say what was done to all right values, empty where it is nothing that is known."""
    if any(is_truth(o.wanted.value) for o in wrong):
        return ""
    both = [(numbers(o.came.value), numbers(o.wanted.value), o.slack) for o in wrong]
    known = [
        Pair(came, wanted, slack)
        for came, wanted, slack in both
        if came is not None
        and wanted is not None
        and slack <= _ROOM * np.max(np.abs(wanted), initial=0.0)
    ]
    if len(known) < len(wrong) or any(o.came.error is not None for o in wrong):
        return ""
    turned = [Pair(pair.after, pair.before, pair.slack) for pair in known]
    return _made(_DONE, turned) or _made(_STILL_TO_DO, known) or _stretched(known)


def _made(table: Sequence[tuple[Transform, str]], pairs: Sequence[Pair]) -> str:
    """Say by which transform the first of all pairs become the second."""
    if len(np.unique(np.concatenate([pair.before.ravel() for pair in pairs]))) < _ENOUGH:
        return ""
    fitting = (
        sentence for transform, sentence in table if all(_gives(transform, pair) for pair in pairs)
    )
    return next(fitting, "")


def _stretched(known: Sequence[Pair]) -> str:
    """Tell of values that one factor and one shift turn into the right ones."""
    if any(pair.before.shape != pair.after.shape for pair in known):
        return ""
    came = np.concatenate([pair.before.ravel() for pair in known])
    wanted = np.concatenate([pair.after.ravel() for pair in known])
    if len(np.unique(np.round(wanted, 9))) < _MANY or not np.isfinite(came).all():
        return ""
    low, high = wanted.argmin(), wanted.argmax()
    factor = (came[high] - came[low]) / (wanted[high] - wanted[low])
    line = came[low] + factor * (wanted - wanted[low])
    if abs(factor) > 1e-6 and np.allclose(came, line, rtol=1e-6, atol=1e-9):
        return (
            "A factor or a shift, the same everywhere, turns the right values into yours: what is "
            "multiplied, or added, that should not be?"
        )
    return ""


def _gives(transform: Transform, pair: Pair) -> bool:
    """Tell whether a transform makes the one of the other, as far as right versions agree."""
    if pair.before.size == 0 or pair.after.size == 0:
        return False
    near = pair.before + pair.slack
    try:
        made, moved = (np.asarray(transform(v), dtype=float) for v in (pair.before, near))
    except (ValueError, IndexError):
        return False
    if made.shape != pair.after.shape:
        return False
    room = float(np.max(np.abs(moved - made))) if pair.slack else 0.0
    return bool(np.allclose(made, pair.after, rtol=1e-6, atol=1e-9 + room))


def _sigmoid(values: np.ndarray) -> Any:
    return 1 / (1 + np.exp(-np.clip(values, -500, 500)))


def _on_lists(transform: Transform) -> Transform:
    def on_lists(values: np.ndarray) -> Any:
        if values.ndim != 1 or values.size < _ENOUGH:
            raise ValueError("no list")
        return transform(values)

    return on_lists


def _on_tables(transform: Transform) -> Transform:
    def on_tables(values: np.ndarray) -> Any:
        if values.ndim != 2:
            raise ValueError("no table")
        return transform(values)

    return on_tables


def _probabilities(transform: Transform) -> Transform:
    def on_probabilities(values: np.ndarray) -> Any:
        if values.min() < -1e-6 or values.max() > 1 + 1e-6 or np.isin(values, (0, 1)).all():
            raise ValueError("no probabilities")
        return transform(values)

    return on_probabilities


_DONE: Sequence[tuple[Transform, str]] = (
    (
        _probabilities(lambda p: p >= 0.5),
        "These are decisions, yes or no: asked for is what they are made from, a probability each.",
    ),
    (
        _probabilities(_sigmoid),
        "The sigmoid was taken once too often: what went in was a probability already.",
    ),
    (
        _sigmoid,
        "The sigmoid was taken of what is asked for: stop one step earlier.",
    ),
    (
        _on_lists(lambda v: v / v.sum()),
        "Yours add up to 1, as shares of a whole: each value is wanted as it is.",
    ),
    (
        _on_tables(lambda t: t / t.sum()),
        "Yours add up to 1, as shares of the whole: the counts are wanted as they are.",
    ),
    (
        _on_tables(lambda t: t / t.sum(axis=1, keepdims=True)),
        "In yours each row adds up to 1: the values are wanted as they are, not as shares.",
    ),
    (
        _on_tables(lambda t: t[::-1, ::-1]),
        "The numbers are right, but rows and columns both begin at the wrong end.",
    ),
    (
        _on_tables(lambda t: t[::-1, ::-1].T),
        "The numbers are right, but the first and the last have changed places.",
    ),
    (
        _on_lists(lambda v: np.stack([1 - v, v], axis=1)),
        "Two columns came back, one for each class: asked for is the second one alone.",
    ),
    (
        _on_lists(np.mean),
        "One number came back, the mean of those that are asked for: each one is wanted.",
    ),
    (
        _on_lists(np.sum),
        "One number came back, the sum of those that are asked for: each one is wanted.",
    ),
    (
        _on_lists(np.max),
        "One number came back, the largest of those that are asked for: each one is wanted.",
    ),
    (
        _on_lists(lambda v: v[-1]),
        "Only the last one came back, and it is right: all of them are wanted.",
    ),
    (
        _on_lists(lambda v: np.full(v.size, v[-1])),
        "In all places you give what belongs into the last one.",
    ),
    (
        _on_lists(np.minimum.accumulate),
        "Yours can only fall: where the right values rise, the lowest so far stands.",
    ),
    (
        _on_lists(np.maximum.accumulate),
        "Yours can only rise: where the right values fall, the highest so far stands.",
    ),
    (
        _on_lists(np.cumsum),
        "In yours each value is added to those before it: each is wanted by itself.",
    ),
    (
        _on_lists(np.flatnonzero),
        "These are places, those where a 1 belongs: a 0 or a 1 is asked for in every place.",
    ),
    (np.square, "These are the squares of what is asked for."),
    (
        lambda v: np.sqrt(np.where(v < 0, np.nan, v)),
        "This is the square root of what is asked for.",
    ),
    (
        lambda v: 1 / np.where(v == 0, np.nan, v),
        "Your answer is 1 over the right one: a fraction is upside down.",
    ),
    (np.abs, "The sizes are right, but the signs have been lost."),
    (
        lambda v: np.log(np.where(v <= 0, np.nan, v)),
        "This is the logarithm of what is asked for.",
    ),
    (
        lambda v: np.exp(np.minimum(v, 500)),
        "e was raised to what is asked for: stop one step earlier.",
    ),
)
_STILL_TO_DO: Sequence[tuple[Transform, str]] = (
    (
        _sigmoid,
        "The sigmoid is missing: it would make of these scores what is asked for.",
    ),
    (
        _probabilities(lambda p: p >= 0.5),
        "These are probabilities: yes or no is asked for, a decision each.",
    ),
    (_on_lists(np.max), "These are values one by one: the largest of them is asked for."),
)
