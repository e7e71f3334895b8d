"""What sort of thing came back in place of another: a list for a number, a text for yes or no."""

from collections.abc import Sequence
from typing import Any

from ..evidence import Observation
from ..likeness import is_truth, numbers, same_value

_SORTS = {
    "truth": "True or False",
    "number": "one number",
    "list": "a list of numbers",
    "table": "a table of rows and columns",
    "text": "a text",
    "dict": "a dict",
    "parts": "several results",
    "nothing": "None",
}


def kind_sentence(wrong: Sequence[Observation]) -> str:
    """Say what kind of answer all wrong calls gave instead of which, empty where they agree."""
    if any(o.came.error is not None for o in wrong):
        return ""
    sorts = {(_sort(o.came.value), _sort(o.wanted.value)) for o in wrong}
    if len(sorts) > 1:
        return ""
    ((came, wanted),) = sorts
    if came and wanted and came != wanted:
        if came in ("parts", "list") and all(_among(o) for o in wrong):
            return "What is asked for came back with something beside it: it is wanted alone."
        return f"Asked for is {_SORTS[wanted]}; what came back is {_SORTS[came]}."
    return _sizes([(o.came.value, o.wanted.value) for o in wrong]) if came == wanted else ""


def _sort(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return "text"
    if isinstance(value, dict):
        return "dict"
    if is_truth(value):
        return "truth"
    array = numbers(value)
    if array is None:
        return "parts" if isinstance(value, tuple | list) else ""
    return {0: "number", 1: "list", 2: "table"}.get(array.ndim, "")


def _among(observation: Observation) -> bool:
    came, wanted = observation.came.value, observation.wanted.value
    return any(same_value(part, wanted) for part in came)


def _sizes(pairs: Sequence[tuple[Any, Any]]) -> str:
    arrays = [(numbers(came), numbers(wanted)) for came, wanted in pairs]
    shapes = [(a.shape, b.shape) for a, b in arrays if a is not None and b is not None and a.ndim]
    if len(shapes) < len(pairs):
        return ""
    names = ("values",) if len(shapes[0][0]) == 1 else ("rows", "columns")
    for axis, what in enumerate(names):
        if all(came[axis] < wanted[axis] for came, wanted in shapes):
            return f"Too few {what} came back: what has none that should have one?"
        if all(came[axis] > wanted[axis] for came, wanted in shapes):
            return f"Too many {what} came back: which of them does nobody ask for?"
    return ""
