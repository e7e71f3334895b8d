"""Slips before the work begins: an argument ignored, exchanged or changed first.

Each is a first statement of the body, which then goes on as it should.
"""

import ast
from collections.abc import Iterator, Set

from .nodes import Mixed, statement

_NO_EFFECT = "{0} changes nothing, whatever is given for it: where should it come in?"
_EXCHANGED = "{0} and {1} have changed places."
_DECIDED = "Decisions made from {1} take the place of {0}."
_TOO_NARROW = "{0} is kept within bounds that are too narrow: what lies outside becomes alike."
_OWN_LIST = "Your code goes through a list of its own in place of {0}."
_OF_SINGLE_VALUES = (
    *((value, _NO_EFFECT) for value in ("0", "0.5", "1", "10")),
    ("{0} - 1", "{0} counts as one less than it is."),
    ("{0} + 1", "{0} counts as one more than it is."),
)
_OF_ARRAYS = (
    ("np.zeros_like({0})", _NO_EFFECT),
    ("{0}[1:]", "The first of {0} never takes part."),
    ("{0}[:-1]", "The last of {0} never takes part."),
    ("np.sort({0})", "{0} is sorted, and then no longer fits what stands beside it."),
    ("np.unique({0})", "What occurs twice in {0} counts only once."),
    ("{0}.T", "Rows and columns of {0} are taken for each other."),
    ("{0}[::-1, ::-1]", "{0} is read from the corner opposite to where it begins."),
    ("np.asarray({0})[::-1]", "{0} is gone through from its end."),
    *((f"np.round({{0}}, {n})", "{0} is rounded before it is used.") for n in range(4)),
    ("np.trunc({0})", "The digits of {0} behind the point are lost before it is used."),
    ("1 / (1 + np.exp(-{0}))", "A sigmoid is taken of {0}, where none belongs."),
    ("({0} >= 0.5) * 1", "{0} becomes yes or no before it is used, and how sure it was is lost."),
    ("1 - {0}", "1 minus {0} is used where {0} itself is meant."),
    ("-{0}", "The sign of {0} is turned round before it is used."),
    ("np.abs({0})", "{0} loses its sign before it is used."),
    ("{0}[:, 1:]", "The first column of {0} never takes part."),
    ("{0}[:, :-1]", "The last column of {0} never takes part."),
    (
        "np.column_stack([np.ones(len({0})), {0}])",
        "{0} is given another column of ones: it has one already.",
    ),
    (
        "({0} - {0}.mean(axis=0)) / np.where({0}.std(axis=0) == 0, 1, {0}.std(axis=0))",
        "{0} is rescaled before it is used: it is wanted as it comes.",
    ),
    *((f"np.clip({{0}}, -{n}, {n})", _TOO_NARROW) for n in (1, 5, 10)),
    *((f"np.clip({{0}}, {n}, 1 - {n})", _TOO_NARROW) for n in (0.001, 0.01, 0.05, 0.1)),
    *((f"np.linspace(0, 1, {n})", _OWN_LIST) for n in (11, 21, 101)),
)


def ignored_or_exchanged(function: ast.FunctionDef, mixed: Mixed) -> Iterator[tuple[ast.stmt, str]]:
    """Leave a parameter at its default, or exchange two."""
    names, defaults = [a.arg for a in function.args.args], function.args.defaults
    for name, default in zip(names[len(names) - len(defaults) :], defaults, strict=True):
        yield statement(f"{name} = {ast.unparse(default)}"), _NO_EFFECT.format(name)
    for name in names:
        for other in sorted(other for other in mixed[name] if other > name):
            exchange = statement(f"{name}, {other} = {other}, {name}")
            yield exchange, _EXCHANGED.format(name, other)


def changed_before(
    function: ast.FunctionDef, arrays: Set[str], mixed: Mixed
) -> Iterator[tuple[ast.stmt, str]]:
    """Make something else of what was given."""
    for name in (argument.arg for argument in function.args.args):
        for expression, sentence in _OF_ARRAYS if name in arrays else _OF_SINGLE_VALUES:
            yield statement(f"{name} = {expression.format(name)}"), sentence.format(name)
        for other in sorted(mixed[name]) if name in arrays else ():
            decided = statement(f"{name} = ({other} >= 0.5) * 1")
            yield decided, _DECIDED.format(name, other)
