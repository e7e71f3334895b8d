"""Right values in a wrong form: transposed, a column short, another order, not yet averaged."""

from collections.abc import Callable, Sequence
from itertools import combinations, permutations
from typing import Any

import numpy as np

from ..evidence import Observation
from ..likeness import numbers, same_value

Rule = Callable[[Any, Any], bool]
_FEW = 4  # parts whose every order is tried


def form_sentence(wrong: Sequence[Observation]) -> str:
    """Say how the form of all wrong values differs, empty where the values do too."""
    if any(o.came.error is not None for o in wrong):
        return ""
    for rule, sentence in _RULES:
        if all(rule(o.came.value, o.wanted.value) for o in wrong):
            return sentence
    return ""


def _arrays(rule: Callable[[np.ndarray, np.ndarray], bool]) -> Rule:
    def on_arrays(came: Any, wanted: Any) -> bool:
        one, other = numbers(came), numbers(wanted)
        return one is not None and other is not None and bool(rule(one, other))

    return on_arrays


def _equal(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and bool(np.allclose(one, other, rtol=1e-6, atol=1e-8))


def _transposed(came: np.ndarray, wanted: np.ndarray) -> bool:
    return came.ndim == 2 and _equal(came.T, wanted) and not _equal(wanted.T, wanted)


def _column(came: np.ndarray, wanted: np.ndarray) -> bool:
    return wanted.ndim == 1 and came.ndim == 2 and _equal(came.ravel(), wanted)


def _flattened(came: np.ndarray, wanted: np.ndarray) -> bool:
    return wanted.ndim == 2 and came.ndim == 1 and _equal(came, wanted.ravel())


def _first_missing(came: np.ndarray, wanted: np.ndarray) -> bool:
    return wanted.ndim > 0 and _equal(came, wanted[..., 1:])


def _last_missing(came: np.ndarray, wanted: np.ndarray) -> bool:
    return wanted.ndim > 0 and _equal(came, wanted[..., :-1])


def _first_row_missing(came: np.ndarray, wanted: np.ndarray) -> bool:
    return wanted.ndim == 2 and _equal(came, wanted[1:])


def _last_row_missing(came: np.ndarray, wanted: np.ndarray) -> bool:
    return wanted.ndim == 2 and _equal(came, wanted[:-1])


def _only_first(came: np.ndarray, wanted: np.ndarray) -> bool:
    return wanted.ndim > 0 and len(wanted) > 1 and _equal(came.ravel(), wanted[:1].ravel())


def _one_too_many(came: np.ndarray, wanted: np.ndarray) -> bool:
    if not came.ndim or came.ndim != wanted.ndim or not len(wanted):
        return False
    return any(_equal(part, wanted) for part in (came[1:], came[:-1], came[1:-1]))


def _not_averaged(came: np.ndarray, wanted: np.ndarray) -> bool:
    return wanted.ndim == 0 and came.ndim == 1 and came.size > 1 and _near(came.mean(), wanted)


def _not_added(came: np.ndarray, wanted: np.ndarray) -> bool:
    return wanted.ndim == 0 and came.ndim == 1 and came.size > 1 and _near(came.sum(), wanted)


def _rows_not_added(came: np.ndarray, wanted: np.ndarray) -> bool:
    if wanted.ndim != 1 or came.ndim != 2:
        return False
    return _equal(came.sum(axis=0), wanted) or _equal(came.sum(axis=1), wanted)


def _near(one: Any, other: Any) -> bool:
    return bool(np.isclose(one, other, rtol=1e-6, atol=1e-8))


def _backwards(came: np.ndarray, wanted: np.ndarray) -> bool:
    return came.ndim > 0 and len(came) > 2 and _equal(came[::-1], wanted)


def _rows_reordered(came: np.ndarray, wanted: np.ndarray) -> bool:
    telling = np.setdiff1d(wanted, (0.0, 1.0))
    if came.shape != wanted.shape or not wanted.ndim or len(telling) < 2:
        return False
    return _equal(_sorted(came), _sorted(wanted))


def _sorted(array: np.ndarray) -> np.ndarray:
    rows = array.reshape(len(array), -1)
    return rows[np.lexsort(rows.T[::-1])]


def _parts_reordered(came: Any, wanted: Any) -> bool:
    """Tell whether a few parts, or a table's columns, are right in another order."""
    return any(
        all(same_value(ours[place], aim) for place, aim in zip(order, theirs, strict=True))
        for ours, theirs in _part_lists(came, wanted)
        if not any(same_value(one, other) for one, other in combinations(theirs, 2))
        for order in permutations(range(len(theirs)))
        if list(order) != sorted(order)
    )


def _part_lists(came: Any, wanted: Any) -> list[tuple[Sequence[Any], Sequence[Any]]]:
    one, other = numbers(came), numbers(wanted)
    if one is not None and other is not None:
        if one.shape != other.shape or not one.ndim:
            return []
        both = [(list(a), list(b)) for a, b in ((one.T, other.T), (one, other))]
        return [pair for pair in both if 2 <= len(pair[0]) <= _FEW]
    same = isinstance(came, tuple | list) and isinstance(wanted, tuple | list)
    return [(came, wanted)] if same and len(came) == len(wanted) <= _FEW else []


_RULES: Sequence[tuple[Rule, str]] = (
    (
        _arrays(_transposed),
        "Rows and columns have changed places: which of the two are the rows meant to be?",
    ),
    (
        _arrays(_column),
        (
            "The values are right, but they stand in a table of one column or one row: print the "
            "shape, which should be (n,)."
        ),
    ),
    (
        _arrays(_flattened),
        "The values are right, but they stand in one long row: they are wanted as a table.",
    ),
    (
        _arrays(_only_first),
        (
            "Only the first one came back, and it is right: is your function done after one turn "
            "of its loop?"
        ),
    ),
    (
        _arrays(_first_missing),
        "All the rest is right, but what belongs into the first place is missing.",
    ),
    (
        _arrays(_last_missing),
        "All the rest is right, but what belongs into the last place is missing.",
    ),
    (_arrays(_first_row_missing), "All the rest is right, but the first row is missing."),
    (_arrays(_last_row_missing), "All the rest is right, but the last row is missing."),
    (
        _arrays(_one_too_many),
        (
            "The right values are all there, with something more at one end or at both: nobody "
            "asked for that."
        ),
    ),
    (
        _arrays(_not_averaged),
        "These are the values one by one, and they are right: one number is asked for, their mean.",
    ),
    (
        _arrays(_not_added),
        "These are the parts one by one, and they are right: one number is asked for, their sum.",
    ),
    (
        _arrays(_rows_not_added),
        "These are the parts, and they are right: they have yet to be added up, along one axis.",
    ),
    (_arrays(_backwards), "The values are right and stand in the opposite order."),
    (
        _parts_reordered,
        "The numbers are right, but they stand in another order than the one that is asked for.",
    ),
    (
        _arrays(_rows_reordered),
        (
            "The values are right, but they stand in another order: did you sort what was to keep "
            "its order?"
        ),
    ),
)
