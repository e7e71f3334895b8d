"""What every kind of step is made of: changed copies of syntax nodes, and sentences."""

import ast
import copy
from collections.abc import Mapping, Set
from typing import TypeVar

Step = tuple[ast.AST, str]
Mixed = Mapping[str, Set[str]]
_Node = TypeVar("_Node", bound=ast.AST)

ANSWER = "A special case is noticed, but gets another answer than the task wants."
CASE = "A case that needs an answer of its own is treated like all the others."
COUNTING = "A count or a place is off by one: where does your counting begin, and where end?"
NOT = "A condition is turned round: what is done when it holds belongs where it does not."
SIGN = "A plus stands where a minus is meant, or a minus for a plus: look at each sign once more."


def changed(node: _Node, **fields: object) -> _Node:
    """Give a copy of a node with other fields; the node stays as it is."""
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def named(function: ast.expr) -> str:
    """Give the last part of the name by which a function is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def statement(text: str) -> ast.stmt:
    """Parse one statement."""
    return ast.parse(text).body[0]
