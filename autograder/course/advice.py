"""Sentences for a student whose function cannot be found, or ended in an exception."""

import difflib
from collections.abc import Iterable, Sequence

from ..inside.calls import StudentError

_NEARLY = 0.8

# What the exception's own text begins with or holds, and what a beginner may think about.
_THOUGHTS = {
    "NameError": {
        "'np'": "is `import numpy as np` still at the top of the file?",
        "": "is that name spelled as where it was given its value?",
    },
    "UnboundLocalError": {"": "is there a way through the function that gives it no value?"},
    "TypeError": {
        "positional argument": "compare the names between the brackets with the stub's",
        "unexpected keyword": "compare the names between the brackets with the stub's",
        "NoneType": "something here is None: does every function used end with return?",
        "not callable": "a value stands before brackets: is a * missing, or a name used twice?",
        "not subscriptable": "square brackets follow something that holds no parts",
        "only 0-dimensional": "math works on one number; NumPy's functions take arrays too",
        "only length-1 arrays": "math works on one number; NumPy's functions take arrays too",
    },
    "ValueError": {
        "truth value of an array": "an array is neither true nor false: "
        "np.where chooses element by element",
        "could not be broadcast": "print the shapes: which axis has another length?",
        "matmul": "print both shapes: the inner two lengths around @ must be equal",
        "shapes": "print both shapes: which lengths must be equal here?",
        "inhomogeneous": "the rows that are put together have different lengths",
        "unpack": "count the values on both sides of the = sign",
        "math domain": "the logarithm of 0 or less does not exist: what keeps p inside 0 and 1?",
    },
    "IndexError": {"": "the first place is 0, and the last one is the length minus one"},
    "OverflowError": {"": "e to the power of a large number does not fit: is its sign right?"},
    "ZeroDivisionError": {"": "what should come back when there is nothing to divide by?"},
    "RecursionError": {"": "the function calls itself: what ends it?"},
    "IndentationError": {"": "lines of one block begin in the same column"},
    "TabError": {"": "use spaces alone at the beginning of lines"},
}


def on_error(error: StudentError) -> str:
    """Give a sentence to think about, empty where the exception's own text says it all."""
    thoughts = _THOUGHTS.get(error.kind, {})
    return next((thought for part, thought in thoughts.items() if part in error.text), "")


def nearly_named(name: str, others: Iterable[str]) -> str:
    """Name a function that is nearly called so, empty where none is."""
    by_name = {other.lower(): other for other in others}
    found = difflib.get_close_matches(name.lower(), by_name, n=1, cutoff=_NEARLY)
    return f"{by_name[found[0]][:60]} is nearly its name: rename it to {name}" if found else ""


def other_order(found: Sequence[str], wanted: Sequence[str]) -> str:
    """Say that a function takes the stub's arguments in another order, empty where it does not."""
    if list(found) != list(wanted) and sorted(found) == sorted(wanted):
        return f"its arguments come in another order: {', '.join(wanted)} is wanted"
    return ""
