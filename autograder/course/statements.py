"""Top-level statements of an author's file: what they bind, what they use, how they read."""

import ast
from collections.abc import Iterable, Mapping, Sequence


def bound_by(node: ast.stmt) -> list[str]:
    """Name what a statement binds."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return [target.id for target in targets if isinstance(target, ast.Name)]
    return []


def used_by(node: ast.stmt) -> set[str]:
    """Name everything that a statement mentions."""
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def text_of(node: ast.stmt, lines: Sequence[str]) -> str:
    """Give a statement as it stands in a file's lines, decorators included."""
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
    return "\n".join(lines[first - 1 : node.end_lineno])


def closure(names: Iterable[str], needs: Mapping[str, Iterable[str]]) -> set[str]:
    """Give names and all that they need, directly or not."""
    found: set[str] = set()
    queue = list(names)
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += needs[name]
    return found
