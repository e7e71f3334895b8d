"""The versions of a function in which one step has gone wrong, by every kind of step."""

import ast
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import Any

from ....course.wrong import Version
from .arguments import changed_before, ignored_or_exchanged
from .calls import CALLS
from .expressions import EXPRESSIONS, IN_CONDITIONS
from .nodes import Mixed, Step, statement
from .statements import STATEMENTS, other_blocks

_INSTEAD = "{0} is used where {1} is meant."
_COUNTER = "_turns"
_TURNS = 3_000  # of all loops of a call: a slip may have taken away what ends one
_STEPS: tuple[tuple[type[ast.AST], Any], ...] = (*EXPRESSIONS, *CALLS, *STATEMENTS)


def slips_inside(right: Version, arrays: Set[str]) -> list[Version]:
    """Make versions in which one step of the body has gone wrong.

    Parameters
    ----------
    right : Version
    arrays : set of str
        The parameters that are arrays or lists, and no single values.
    """
    return _versions(right, _gone_wrong_inside(_parsed(right), arrays))


def slips_before(right: Version, arrays: Set[str]) -> list[Version]:
    """Make versions in which the body is right, and works on something else than it should."""
    tree = _parsed(right)
    function = _function(tree)
    first = changed_before(function, arrays, _mixed_up(function, arrays))
    return _versions(right, _beginning_with(tree, first))


def _versions(right: Version, texts: Iterable[tuple[str, str]]) -> list[Version]:
    found: dict[str, str] = {}
    for text, sentence in texts:
        found.setdefault(text, sentence)
    return [replace(right, text=text, sentence=sentence) for text, sentence in found.items()]


def _parsed(version: Version) -> ast.Module:
    """Parse a version without its docstring, its loops limited to a number of turns."""
    tree = ast.parse(version.text)
    function = _function(tree)
    if ast.get_docstring(function):
        del function.body[0]
    counted = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.For | ast.While | ast.FunctionDef) and node is not function
    ]
    for node in counted:
        node.body.insert(0, statement(f"next({_COUNTER})"))
    if counted:
        function.body.insert(0, statement(f"{_COUNTER} = iter(range({_TURNS}))"))
    return tree


def _function(tree: ast.Module) -> ast.FunctionDef:
    (function,) = tree.body
    assert isinstance(function, ast.FunctionDef)
    return function


def _gone_wrong_inside(tree: ast.Module, arrays: Set[str]) -> Iterator[tuple[str, str]]:
    function = _function(tree)
    mixed, deciding = _mixed_up(function, arrays), _conditions(function)
    for owner, field, place, node in _places(function):
        for other, sentence in _steps_from(node, mixed):
            _put(owner, field, place, other)
            text = ast.unparse(tree)
            _put(owner, field, place, node)
            yield text, IN_CONDITIONS.get(sentence, sentence) if node in deciding else sentence
    yield from _beginning_with(tree, ignored_or_exchanged(function, mixed))
    for block in _blocks(function):
        kept, counting = list(block), [node for node in block if _counts(node)]
        for others, sentence in other_blocks([node for node in block if node not in counting]):
            block[:] = [*counting, *others]
            yield ast.unparse(tree), sentence
        block[:] = kept


def _steps_from(node: ast.AST, mixed: Mixed) -> Iterator[Step]:
    for kind, make in _STEPS:
        if isinstance(node, kind):
            yield from make(node)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        for other in sorted(mixed.get(node.id, ())):
            yield ast.Name(other), _INSTEAD.format(other, node.id)


def _beginning_with(
    tree: ast.Module, statements: Iterable[tuple[ast.stmt, str]]
) -> Iterator[tuple[str, str]]:
    function = _function(tree)
    body = function.body
    for first, sentence in statements:
        function.body = [first, *body]
        yield ast.unparse(tree), sentence
    function.body = body


def _places(function: ast.FunctionDef) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Give each node that a student could have written otherwise, and where it stands."""
    for owner in list(ast.walk(function)):
        if isinstance(owner, ast.arguments) or _counts(owner):
            continue
        for field, value in list(ast.iter_fields(owner)):
            nodes = enumerate(value) if isinstance(value, list) else [(None, value)]
            for place, node in list(nodes):
                if isinstance(node, ast.AST) and not _counts(node):
                    yield owner, field, place, node


def _put(owner: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(owner, field, node)
    else:
        getattr(owner, field)[place] = node


def _counts(node: ast.AST) -> bool:
    """Tell whether a node does nothing but count turns."""
    return isinstance(node, ast.Expr | ast.Assign | ast.Call) and any(
        isinstance(part, ast.Name) and part.id == _COUNTER for part in ast.walk(node)
    )


def _conditions(function: ast.FunctionDef) -> set[ast.AST]:
    """Give all nodes that are a part of a condition."""
    tests = [
        test
        for node in ast.walk(function)
        for test in [getattr(node, "test", None), *getattr(node, "ifs", ())]
        if isinstance(test, ast.AST)
    ]
    return {part for test in tests for part in ast.walk(test)}


def _blocks(function: ast.FunctionDef) -> Iterator[list[ast.stmt]]:
    for node in list(ast.walk(function)):
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                yield block


def _mixed_up(function: ast.FunctionDef, arrays: Set[str]) -> Mixed:
    """Give for each parameter those that a student may take for it."""
    names = [argument.arg for argument in function.args.args]
    required = names[: len(names) - len(function.args.defaults)]
    sorts = {name: (name in required, name in arrays) for name in names}
    return {
        name: {other for other in names if other != name and sorts[other] == sorts[name]}
        for name in names
    }
