"""Values that are right but for a sign, a factor, a place or their last digits."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..evidence import Observation
from ..likeness import numbers

_ENOUGH = 3  # numbers that must agree before a factor is no accident
_CLOSE = 1e-5
Pair = tuple[np.ndarray, np.ndarray, Observation]

_CONSTANTS: Sequence[tuple[float, str]] = (
    (
        1 / math.log(2),
        (
            "Every value is the right one in another unit: this is the logarithm to base 2. Which "
            "base does the formula mean?"
        ),
    ),
    (
        1 / math.log(10),
        (
            "Every value is the right one in another unit: this is the logarithm to base 10. Which "
            "base does the formula mean?"
        ),
    ),
    (2.0, "Every value is exactly twice the right one: where does a 2 come in that should not?"),
    (0.5, "Every value is exactly half the right one: which step halves it, or leaves a 2 out?"),
    (100.0, "Every value is 100 times the right one: shares are wanted, not percentages."),
)


def factor_sentence(wrong: Sequence[Observation]) -> str:
    """Say what turns all right values into those that came, empty where nothing simple does."""
    pairs = list(_pairs(wrong))
    if len(pairs) < len(wrong):
        return ""
    return next(filter(None, (rule(pairs) for rule in _RULES)), "")


def _pairs(wrong: Sequence[Observation]) -> Iterator[Pair]:
    for observation in wrong:
        came, wanted = numbers(observation.came.value), numbers(observation.wanted.value)
        if came is None or wanted is None or came.shape != wanted.shape:
            return
        if observation.came.error is None and np.isfinite(came).all() and np.isfinite(wanted).all():
            yield came, wanted, observation


def _sign(pairs: Sequence[Pair]) -> str:
    if _enough(pairs) and _all(pairs, lambda wanted: -wanted):
        return (
            "Every value has the right size and the wrong sign: is a minus missing, or is a "
            "difference taken the other way round?"
        )
    return ""


def _complement(pairs: Sequence[Pair]) -> str:
    telling = sum(np.count_nonzero((w > 1e-6) & (w < 1 - 1e-6)) for _, w, _ in pairs)
    if telling >= _ENOUGH and _all(pairs, lambda wanted: 1 - wanted):
        return (
            "Yours and the right answer add up to 1: you answer for the opposite case. What "
            "counts as a yes here?"
        )
    return ""


def _factor(pairs: Sequence[Pair]) -> str:
    if not _enough(pairs):
        return ""
    for factor, sentence in _CONSTANTS:
        if _each(pairs, [factor] * len(pairs)):
            return sentence
    return _factor_of_size(pairs)


def _factor_of_size(pairs: Sequence[Pair]) -> str:
    """Tell of a factor that is the number of rows, or of columns, where it cannot be another."""
    sizes = [_size(observation) for _, _, observation in pairs]
    if any(min(size) < 2 for size in sizes) or all(rows == columns for rows, columns in sizes):
        return ""
    for axis, what in enumerate(("rows (tickets)", "columns")):
        counts = [size[axis] for size in sizes]
        if _each(pairs, counts):
            return f"Every value is too large by a factor, the number of {what}: a sum is no mean."
        if _each(pairs, [1 / count for count in counts]):
            return (
                f"Every value is too small by a factor, the number of {what}: is something "
                "divided that should not be?"
            )
    return ""


def _size(observation: Observation) -> tuple[int, int]:
    arrays = [value for value in observation.arguments.values() if isinstance(value, np.ndarray)]
    tables = [array for array in arrays if array.ndim == 2]
    if tables:
        return tables[0].shape[0], tables[0].shape[1]
    return (len(arrays[0]), 0) if arrays and arrays[0].ndim else (0, 0)


def _shifted(pairs: Sequence[Pair]) -> str:
    gaps = {float(gap) for came, wanted, _ in pairs for gap in np.ravel(came - wanted)}
    values = {float(w) for _, wanted, _ in pairs for w in wanted.ravel()}
    counts = all(value == round(value) for value in values) and max(values) > 1
    if counts and len(values) > 1 and gaps in ({1.0}, {-1.0}):
        which = "one too large" if gaps == {1.0} else "one too small"
        return f"Every wrong answer is {which}: where does your counting begin?"
    return ""


def _moved(pairs: Sequence[Pair]) -> str:
    """Tell of rows that stand one place too early or too late."""
    if not all(wanted.ndim and len(np.unique(wanted)) > _ENOUGH for _, wanted, _ in pairs):
        return ""
    if all(_same(came[:-1], wanted[1:]) for came, wanted, _ in pairs):
        return "Every value stands one place too early: what belongs into the first place?"
    if all(_same(came[1:], wanted[:-1]) for came, wanted, _ in pairs):
        return "Every value stands one place too late: what belongs into the first place?"
    return ""


def _rounded(pairs: Sequence[Pair]) -> str:
    if not _enough(pairs):
        return ""
    if any(_all(pairs, partial(np.round, decimals=digits), 1e-9) for digits in range(1, 7)):
        return (
            "Right, but rounded: keep all the digits while you compute, and round only what "
            "you print."
        )
    return ""


def _cut_off(pairs: Sequence[Pair]) -> str:
    if _all(pairs, np.trunc, 1e-12) and _enough(pairs):
        return (
            "The digits behind the point are gone: the array that holds your result was made "
            "for whole numbers, or // stands where / is meant."
        )
    return ""


def _enough(pairs: Sequence[Pair]) -> bool:
    return int(sum(np.count_nonzero(np.abs(w) > 1e-6) for _, w, _ in pairs)) >= _ENOUGH


def _all(pairs: Sequence[Pair], change: Callable[[np.ndarray], Any], close: float = _CLOSE) -> bool:
    return all(_same(came, change(wanted), close) for came, wanted, _ in pairs)


def _each(pairs: Sequence[Pair], factors: Sequence[float]) -> bool:
    return _enough(pairs) and all(
        _same(came, factor * wanted)
        for (came, wanted, _), factor in zip(pairs, factors, strict=True)
    )


def _same(came: np.ndarray, aim: np.ndarray, close: float = _CLOSE) -> bool:
    return bool(np.allclose(came, aim, rtol=close, atol=1e-9))


_RULES: Sequence[Callable[[Sequence[Pair]], str]] = (
    _sign,
    _complement,
    _factor,
    _shifted,
    _moved,
    _rounded,
    _cut_off,
)
