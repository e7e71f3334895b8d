"""Sentences for a student whose function cannot be found, or ended in an exception."""

import difflib
import re
from collections.abc import Iterable, Sequence

from ..inside.calls import StudentError

ENDLESS = (
    "Something in it goes on for ever, or takes very many rounds. What has to become true for your "
    "loop to end, and does every round come nearer to that?"
)
_NONE = (
    "Something here is None, where a value was expected: a function without a return gives None, "
    "so does a method that changes a list in place, and an argument that was left out may be it."
)
_NEARLY = 0.8

# Kind, what its text holds, and what it means; the first that fits is told.
_MEANT: Sequence[tuple[str, str, str]] = (
    (
        "TypeError",
        r"only (length-1|size-1|0-dimensional) arrays",
        (
            "A function that takes one number only was given a whole array: math's functions and "
            "float() do that, NumPy's own work on every element."
        ),
    ),
    (
        "ValueError",
        r"truth value of an array",
        (
            "if, and, or and not ask for one yes or no, and here they get a whole array of them. "
            "Decide element by element. With & and |, each comparison needs brackets of its own."
        ),
    ),
    (
        "TypeError",
        r"for \^:|'bitwise_xor'",
        "In Python ^ is no power: write **, and np.exp(x) for e to the power of x.",
    ),
    ("TypeError", r"unsupported operand type.*NoneType|'NoneType' object", _NONE),
    ("AttributeError", r"^'NoneType' object", _NONE),
    (
        "AttributeError",
        r"numpy.* has no attribute 'trapz'",
        "Its name in today's NumPy is np.trapezoid.",
    ),
    (
        "TypeError",
        r"operand type.*'(function|builtin_function_or_method)'",
        "A function stands where its result is meant: call it, with its arguments in brackets.",
    ),
    (
        "UFuncTypeError",
        r"Cannot cast",
        (
            "An array of whole numbers (or of True and False) cannot take decimals in. Make it of "
            "floats, and do not change an argument in place."
        ),
    ),
    (
        "ValueError",
        r"must have same number of dimensions|must match exactly",
        (
            "Two arrays are put side by side that do not fit. Print both shapes: a list of n "
            "numbers is (n,), a column of a table is (n, 1), and neither n is the same everywhere."
        ),
    ),
    (
        "ValueError",
        r"values to unpack",
        (
            "More or fewer names stand left of the = than things right of it. A table gives its "
            "rows; its single numbers come with table[0, 1] or table.ravel()."
        ),
    ),
    (
        "TypeError",
        r"append\(\) takes exactly one",
        "append takes one thing: put several into brackets of their own, as one tuple.",
    ),
    (
        "SyntaxError",
        r"leading zeros in decimal",
        "Decimals are written with a point: 0.018, not 0,018.",
    ),
    (
        "ValueError",
        r"mismatch in its core dimension|could not be broadcast|not aligned",
        (
            "Two shapes do not fit together. Print the shapes of both sides: which axis are the "
            "tickets, and which the features?"
        ),
    ),
    (
        "TypeError",
        r"(boolean subtract|boolean negative)",
        (
            "Labels may come as True and False, and NumPy has no minus for those: make numbers of "
            "them first."
        ),
    ),
    (
        "TypeError",
        r"(object is not iterable|has no len\(\)|object is not subscriptable)",
        "Your function takes its argument apart like a list, and here it is a single number.",
    ),
    (
        "IndexError",
        r"out of bounds|index out of range|too many indices",
        (
            "Your function reaches for a place that is not there. How long is the array here, and "
            "does anything in your code count on another length?"
        ),
    ),
    (
        "ZeroDivisionError",
        r"",
        (
            "Your formula divides by 0 here. When is the denominator 0, and what does the task "
            "want then?"
        ),
    ),
    (
        "UnboundLocalError",
        r"",
        (
            "A name is used before it has a value: on the way that this call takes through your "
            "function, the line that sets it is never reached."
        ),
    ),
    (
        "NameError",
        r"",
        (
            "Python does not know one of your names: is it spelt the same everywhere, and is it "
            "set or imported before it is used?"
        ),
    ),
    (
        "TypeError",
        r"positional argument|unexpected keyword",
        (
            "Somewhere a call and a def disagree: compare what stands between the brackets of the "
            "call in that line with the def, and your def with the stub's."
        ),
    ),
    (
        "ValueError",
        r"math domain",
        "The logarithm of 0 or less does not exist: what keeps p away from 0 and 1?",
    ),
    (
        "OverflowError",
        r"",
        (
            "e to the power of a large number does not fit into a float: is the sign right? If it "
            "is, use a form whose exponent is never large and positive."
        ),
    ),
    ("TimeLimit", r"", ENDLESS),
    ("IndentationError", r"", "Lines of one block begin in the same column."),
    ("TabError", r"", "Use spaces alone at the beginning of lines, never tabs."),
    (
        "RecursionError",
        r"",
        (
            "Your function calls itself again and again: does it have the name of a function that "
            "it means to call?"
        ),
    ),
)


def error_sentence(error: StudentError) -> str:
    """Say what an error means, empty for one that is not among the usual ones."""
    for kind, text, sentence in _MEANT:
        if error.kind == kind and re.search(text, error.text):
            return sentence
    return ""


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
