"""Where the wrong values stand, when those beside them are right: the last thing that can be said.

What is told holds for every call that was seen, and names no mistake: it says where to look.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ..evidence import Observation
from ..likeness import numbers, same_value, unlike

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_ENOUGH = 2  # of the wrong ones, and of the right ones beside them


def place_sentence(seen: Sequence[Observation]) -> str:
    """Say what all wrong values, and no right ones, have in common, empty for nothing."""
    wrong = [observation for observation in seen if observation.wrong]
    if len(wrong) < _ENOUGH or any(o.came.error is not None for o in wrong):
        return ""
    return _part(wrong) or _elements(seen) or _calls(seen)


def _part(wrong: Sequence[Observation]) -> str:
    """Tell which of a few results alone is wrong in every call."""
    lists = [_parts(o.came.value, o.wanted.value) for o in wrong]
    if len({len(pairs) for pairs in lists}) != 1 or not lists[0]:
        return ""
    found = {
        tuple(
            place for place, (one, other) in enumerate(pairs) if not same_value(one, other, o.slack)
        )
        for o, pairs in zip(wrong, lists, strict=True)
    }
    places, many = found.pop(), len(lists[0])
    if found:
        return ""
    if len(places) == 1:
        value = numbers(wrong[0].wanted.value)
        what = "results" if value is None else "columns" if value.ndim == 2 else "numbers"
        return (
            f"Of the {many} {what} only the {_ORDINALS[places[0]]} is wrong in these calls: what "
            "is special about it?"
        )
    return ""


def _parts(came: Any, wanted: Any) -> list[tuple[Any, Any]]:
    """Pair the results of a call: of a tuple, or the columns of a table."""
    one, other = numbers(came), numbers(wanted)
    if one is not None and other is not None:
        if one.shape != other.shape or one.ndim not in (1, 2):
            return []
        pairs = list(zip(one.T, other.T, strict=True))
    elif isinstance(came, tuple | list) and isinstance(wanted, tuple | list):
        pairs = list(zip(came, wanted, strict=False)) if len(came) == len(wanted) else []
    else:
        return []
    return pairs if 2 <= len(pairs) <= len(_ORDINALS) else []


_OF_AN_ELEMENT: Sequence[tuple[str, Callable[[np.ndarray], np.ndarray]]] = (
    ("is negative", lambda v: v < 0),
    ("is not negative", lambda v: v >= 0),
    ("is positive", lambda v: v > 0),
    ("is 0", lambda v: v == 0),
    ("is 1", lambda v: v == 1),
    ("is 0 or 1", lambda v: (v == 0) | (v == 1)),
)


def _elements(seen: Sequence[Observation]) -> str:
    """Tell at which values of an argument the answers for them are wrong."""
    for number, ordinal in enumerate(_ORDINALS):
        pairs = [_along(o, str(number)) for o in seen]
        if any(pair is None for pair, o in zip(pairs, seen, strict=True) if o.wrong):
            continue
        known = [pair for pair in pairs if pair is not None]
        if not known:
            continue
        values = np.concatenate([given for given, _ in known])
        off = np.concatenate([lost for _, lost in known])
        for words, holds in _OF_AN_ELEMENT:
            if _exactly(off, holds(values)):
                return (
                    f"Your answers are wrong wherever the {ordinal} argument {words}, and right "
                    "everywhere else: what does your code do with such values?"
                )
    return ""


def _along(observation: Observation, name: str) -> tuple[np.ndarray, np.ndarray] | None:
    """Give an argument's values, and whether the answer beside each is wrong."""
    came, wanted = numbers(observation.came.value), numbers(observation.wanted.value)
    given = numbers(observation.arguments.get(name))
    if came is None or wanted is None or given is None or observation.came.error is not None:
        return None
    if not came.shape == wanted.shape == given.shape:
        return None
    return given.ravel(), unlike(came, wanted, observation.slack).ravel()


def _exactly(off: np.ndarray, holds: np.ndarray) -> bool:
    return bool((off == holds).all()) and min(off.sum(), (~off).sum()) >= _ENOUGH


def _calls(seen: Sequence[Observation]) -> str:
    """Tell in which calls the answer is wrong."""
    off = np.array([o.wrong for o in seen])
    told = [dict(_told(o.arguments)) for o in seen]
    for words in dict.fromkeys(words for one in told for words in one):
        if _exactly(off, np.array([one.get(words, False) for one in told])):
            return (
                f"Your answer is wrong whenever {words}, and right in all other calls: what does "
                "your code do then?"
            )
    return ""


def _told(arguments: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Say in words what holds of a call's arguments."""
    arrays = {name: numbers(value) for name, value in arguments.items()}
    tables = [array for array in arrays.values() if array is not None and array.ndim]
    single = [float(a) for a in arrays.values() if a is not None and not a.ndim and 0 < a < 1]
    lists = [array for array in tables if array.ndim == 1 and array.size > 1]
    labels = [array for array in lists if np.isin(array, (0, 1)).all()]
    scores = [array for array in lists if not np.isin(array, (0, 1)).all()]
    yield "a single number comes instead of an array", not tables
    yield "there is one row only", any(len(array) == 1 for array in tables)
    yield "there is nothing in an array", any(array.size == 0 for array in tables)
    yield (
        "an array of labels or decisions holds one class only",
        any(len(np.unique(array)) == 1 for array in labels),
    )
    yield "some values are equal", any(len(np.unique(a)) < a.size for a in scores)
    probabilities = [array for array in scores if array.min() >= 0 and array.max() <= 1]
    yield "a value lies on the threshold", any(v in a for a in probabilities for v in single)
    for name, array in arrays.items():
        if not name.isdigit():
            yield f"{name} is given", True
            yield f"{name} is not 0", array is not None and bool(np.any(array))
