"""What the errors mean that beginners meet, in their own words."""

import re
from collections.abc import Sequence

from ..inside.calls import StudentError

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
            "An if asks for one yes or no, and here it gets a whole array of them. Decide element "
            "by element, or say whether any or all of them count."
        ),
    ),
    (
        "TypeError",
        r"unsupported operand type.*NoneType|'NoneType' object",
        (
            "Something here is None, where a value was expected: a function without a return gives "
            "None, and so does a method that changes a list in place."
        ),
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
