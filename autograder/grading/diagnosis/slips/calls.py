"""Slips in a call: one left out, another function, arguments exchanged or not handed on."""

import ast
from collections.abc import Iterator
from itertools import pairwise

from .nodes import COUNTING, Step, changed, named

_SWAPPED = "Two arguments have changed places where your code calls another function."
_NOT_HANDED_ON = "An argument is not handed on to another function, which then goes on without it."
_AXIS = "Something is done along the wrong axis: is it to go over the rows or over the columns?"
_NOT_WEIGHTED = "The parts of a sum are to be weighted, and in your code they are not."
_THROUGH = "The step through {0} is missing."
_SIDE = "A bound is set from the wrong side: too large or too small?"
_UNSORTED = "Nothing is sorted here, and it should be."
_WITHOUT = {
    "abs": "An absolute value is missing: a gap downwards counts as much as one upwards.",
    "sqrt": "A square root is missing.",
    "exp": "A step through e is missing: something is used as it is that belongs into an exponent.",
    "log": "A logarithm is missing.",
    "mean": "A mean is missing: the values come one by one.",
    "sum": "A sum is missing: the parts come one by one.",
    "sort": _UNSORTED,
    "sorted": _UNSORTED,
    "unique": "Equal values count once for each time that they occur: each is wanted once.",
    "clip": "Values are not kept within bounds.",
    "minimum": "Values are not kept within bounds: what happens to the largest?",
    "maximum": "Values are not kept within bounds: what happens to the smallest?",
}
_OTHER = {
    ("mean", "sum"): "A sum is taken where a mean is meant.",
    ("sum", "mean"): "A mean is taken where a sum is meant.",
    ("mean", "median"): "A median is taken where a mean is meant.",
    ("mean", "max"): "The largest is taken where a mean is meant.",
    ("max", "mean"): "A mean is taken where the largest is meant.",
    ("max", "sum"): "A sum is taken where the largest is meant.",
    ("max", "min"): "The smallest is taken where the largest is meant.",
    ("min", "max"): "The largest is taken where the smallest is meant.",
    ("argmax", "argmin"): "The place of the smallest is taken where that of the largest is meant.",
    ("argmin", "argmax"): "The place of the largest is taken where that of the smallest is meant.",
    ("argmax", "max"): "The largest value is taken where its place is meant.",
    ("argmin", "min"): "The smallest value is taken where its place is meant.",
    ("any", "all"): "All have to hold in your code where one is enough.",
    ("all", "any"): "One is enough in your code where all have to hold.",
    ("log", "log2"): "A logarithm to base 2 stands where the natural one is meant.",
    ("log", "log10"): "A logarithm to base 10 stands where the natural one is meant.",
    ("log", "log1p"): "log1p(v) is the logarithm of 1 + v, not of v.",
    ("log1p", "log"): "A logarithm is taken of v where 1 + v is meant.",
    ("abs", "square"): "Squares are taken where absolute values are meant.",
    ("square", "abs"): "Absolute values are taken where squares are meant.",
    ("exp", "exp2"): "A power of 2 stands where one of e is meant.",
    ("exp", "expm1"): "expm1(v) is e to the v less 1.",
    ("maximum", "minimum"): _SIDE,
    ("minimum", "maximum"): _SIDE,
    ("zeros", "ones"): "Something begins at 1 that should begin at 0.",
    ("ones", "zeros"): "Something begins at 0 that should begin at 1.",
    ("floor", "round"): "Something is rounded to the nearest where it should be rounded down.",
    ("round", "floor"): "Something is rounded down where it should go to the nearest.",
    ("argsort", "sort"): "Values are sorted where the order of their places is wanted.",
}
_PLAIN = ("float", "int", "len", "range", "list", "tuple", "enumerate", "zip")


def _left_out(node: ast.Call) -> Iterator[Step]:
    name = named(node.func)
    if name in _WITHOUT and node.args:
        yield node.args[0], _WITHOUT[name]
    elif name in _WITHOUT and isinstance(node.func, ast.Attribute):
        yield node.func.value, _WITHOUT[name]
    elif isinstance(node.func, ast.Name) and len(node.args) == 1 and name not in _PLAIN:
        yield node.args[0], _THROUGH.format(name)


def _another_function(node: ast.Call) -> Iterator[Step]:
    for (one, other), sentence in _OTHER.items():
        if named(node.func) == one:
            yield changed(node, func=_renamed(node.func, other)), sentence


def _arguments(node: ast.Call) -> Iterator[Step]:
    for place, (one, other) in enumerate(pairwise(node.args)):
        swapped = [*node.args[:place], other, one, *node.args[place + 2 :]]
        yield changed(node, args=swapped), _SWAPPED
    if isinstance(node.func, ast.Name) and named(node.func) not in _PLAIN:
        if len(node.args) > 1:
            yield changed(node, args=node.args[:-1]), _NOT_HANDED_ON
        for keyword in node.keywords:
            rest = [other for other in node.keywords if other is not keyword]
            yield changed(node, keywords=rest), _NOT_HANDED_ON


def _axis(node: ast.Call) -> Iterator[Step]:
    for keyword in node.keywords:
        rest = [other for other in node.keywords if other is not keyword]
        if keyword.arg == "axis":
            yield changed(node, keywords=rest), _AXIS
            if isinstance(keyword.value, ast.Constant) and keyword.value.value in (0, 1):
                turned = ast.Constant(0 if keyword.value.value else 1)
                yield changed(node, keywords=[*rest, ast.keyword("axis", turned)]), _AXIS


def _weights(node: ast.Call) -> Iterator[Step]:
    part = node.args[0] if node.args else None
    if named(node.func) == "sum" and isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mult):
        for inner in (part.left, part.right):
            for other in ("mean", "max"):
                func = _renamed(node.func, other)
                yield changed(node, func=func, args=[inner]), _NOT_WEIGHTED


def _counting(node: ast.Call) -> Iterator[Step]:
    if named(node.func) == "range":
        for place, argument in enumerate(node.args[:2]):
            for operator in (ast.Add(), ast.Sub()):
                shifted = ast.BinOp(argument, operator, ast.Constant(1))
                args = [*node.args[:place], shifted, *node.args[place + 1 :]]
                yield changed(node, args=args), COUNTING


def _renamed(function: ast.expr, name: str) -> ast.expr:
    return changed(function, **{"attr" if isinstance(function, ast.Attribute) else "id": name})


CALLS = (
    (ast.Call, _left_out),
    (ast.Call, _another_function),
    (ast.Call, _arguments),
    (ast.Call, _axis),
    (ast.Call, _weights),
    (ast.Call, _counting),
)
