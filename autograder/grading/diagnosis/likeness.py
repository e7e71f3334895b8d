"""Whether two calls ended alike: by value, not by form, within what right versions differ by."""

import math
from typing import Any

import numpy as np

from ...inside.calls import Outcome

_RELATIVE = 1e-6
_ABSOLUTE = 1e-8


def alike(one: Outcome, other: Outcome, slack: float = 0.0) -> bool:
    """Tell whether two calls gave the same value or error and left the same traces.

    Parameters
    ----------
    one, other : Outcome
    slack : float
        By how much right versions differ on this call.
    """
    if one.error is not None or other.error is not None:
        return _same_error(one, other)
    traces = [(bool(o.printed), len(o.changed)) for o in (one, other)]
    return traces[0] == traces[1] and same_value(one.value, other.value, slack)


def same_value(one: Any, other: Any, slack: float = 0.0) -> bool:
    """Tell whether two values are the same numbers in the same places, or the same text."""
    distance = difference(one, other)
    return distance is not None and distance <= max(slack, _ABSOLUTE)


def difference(one: Any, other: Any) -> float | None:
    """Give the largest distance of two values beyond rounding, None where their forms differ."""
    arrays = numbers(one), numbers(other)
    if arrays[0] is not None and arrays[1] is not None:
        return _distance(arrays[0], arrays[1])
    if _is_sequence(one) and _is_sequence(other) and len(one) == len(other):
        parts = [difference(a, b) for a, b in zip(one, other, strict=True)]
        return None if None in parts else max((p for p in parts if p is not None), default=0.0)
    plain = one is None or isinstance(one, str)
    return 0.0 if plain and type(one) is type(other) and one == other else None


def numbers(value: Any) -> np.ndarray | None:
    """Read numbers of any rectangular form as an array of floats, else give None."""
    if value is None or isinstance(value, str | dict):
        return None
    try:
        array = np.asarray(value)
    except (ValueError, TypeError):
        return None
    return array.astype(float) if array.dtype.kind in "biuf" else None


def is_truth(value: Any) -> bool:
    """Tell whether a value is Python's or NumPy's True or False."""
    return isinstance(value, bool | np.bool_)


def _is_sequence(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _same_error(one: Outcome, other: Outcome) -> bool:
    if one.error is None or other.error is None:
        return False
    return (one.error.kind, one.error.text) == (other.error.kind, other.error.text)


def unlike(one: np.ndarray, other: np.ndarray, slack: float = 0.0) -> np.ndarray:
    """Tell of each number in an array whether it is another than in one of the same shape."""
    return _gaps(one, other) > max(slack, _ABSOLUTE)


def _distance(one: np.ndarray, other: np.ndarray) -> float | None:
    if one.shape != other.shape:
        return None
    return float(_gaps(one, other).max(initial=0.0))


def _gaps(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Give how far numbers are apart beyond rounding: infinitely, where only one is finite."""
    settled = np.isfinite(one) & np.isfinite(other)
    gaps = np.where((one == other) | (np.isnan(one) & np.isnan(other)), 0.0, math.inf)
    gaps[settled] = np.abs(one[settled] - other[settled]) - _RELATIVE * np.abs(other[settled])
    return gaps
