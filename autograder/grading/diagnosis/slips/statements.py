"""Slips in what is done when: a loop, a branch, a step left out, early or in the wrong order."""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .nodes import ANSWER, CASE, COUNTING, NOT, SIGN, Step, changed

_ALWAYS = "The answer for a special case is given in other cases, too."
_COLLECT = "What the earlier turns of a loop found is lost: a later turn has to add to it."
_LEFT_OUT = "A step is left out: go through the task line by line and ask where your code does it."
_ALL_TURNS = "Your loop is over after its first turn: where does its return, or its break, stand?"
_SET_BACK = "In every turn of a loop something is set back to where it began."
_WRONG_ORDER = "Two steps come in the wrong order: which of them needs what the other gives?"
_ON_THE_WAY = "What comes back is a result on the way, not the one that is asked for."


def _loop(node: ast.For) -> Iterator[Step]:
    listed = ast.Call(ast.Name("list"), [node.iter], [])
    one, last = ast.Constant(1), ast.UnaryOp(ast.USub(), ast.Constant(1))
    for part in (ast.Slice(one, None), ast.Slice(None, last)):
        yield changed(node, iter=ast.Subscript(listed, part)), COUNTING
    yield changed(node, body=[*node.body, ast.Break()]), _ALL_TURNS


def _branch(node: ast.If) -> Iterator[Step]:
    yield changed(node, test=ast.Constant(False)), CASE
    if not isinstance(node.body[-1], ast.Return):
        yield changed(node, test=ast.Constant(True)), _ALWAYS
    yield changed(node, test=ast.UnaryOp(ast.Not(), node.test)), NOT


def _collecting(node: ast.AugAssign) -> Iterator[Step]:
    yield ast.Assign([node.target], node.value, lineno=node.lineno), _COLLECT
    if isinstance(node.op, ast.Add | ast.Sub):
        yield changed(node, op=ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()), SIGN
    yield ast.Pass(), _LEFT_OUT


def _filling(node: ast.Assign) -> Iterator[Step]:
    if isinstance(node.targets[0], ast.Subscript):
        yield ast.Pass(), _LEFT_OUT


def _doing(node: ast.Expr) -> Iterator[Step]:
    if isinstance(node.value, ast.Call):
        yield ast.Pass(), _LEFT_OUT


def _returning(node: ast.Return) -> Iterator[Step]:
    value = node.value
    if isinstance(value, ast.Constant | ast.UnaryOp):
        for other in ("None", "0", "1", "float('nan')"):
            yield changed(node, value=ast.parse(other, mode="eval").body), ANSWER
    elif isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Name):
        yield changed(node, value=value.slice), _ON_THE_WAY


def other_blocks(block: Sequence[ast.stmt]) -> Iterator[tuple[list[ast.stmt], str]]:
    """Give a block with its statements in another order, or left too early."""
    for place, (first, second) in enumerate(pairwise(block)):
        before, after = block[:place], block[place + 2 :]
        if not isinstance(second, ast.Return):
            yield [*before, second, first, *after], _WRONG_ORDER
        if not isinstance(first, ast.Assign):
            continue
        if isinstance(second, ast.For):
            again = changed(second, body=[first, *second.body])
            yield [*before, first, again, *after], _SET_BACK
        elif isinstance(first.targets[0], ast.Name):
            early = ast.Return(ast.Name(first.targets[0].id))
            yield [*before, first, early, second, *after], _ON_THE_WAY


STATEMENTS = (
    (ast.For, _loop),
    (ast.If, _branch),
    (ast.AugAssign, _collecting),
    (ast.Assign, _filling),
    (ast.Expr, _doing),
    (ast.Return, _returning),
)
