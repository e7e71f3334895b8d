"""Puts modules of this package into one text that needs none of them."""

import ast
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType


def one_text(modules: Iterable[ModuleType]) -> str:
    """Join modules in the order given: imports from outside first, docstrings left out."""
    imports: list[str] = []
    bodies = []
    for module in modules:
        assert module.__file__ is not None
        source = Path(module.__file__).read_text(encoding="utf-8")
        imports += _outside_imports(source)
        bodies.append(_without_imports(source))
    lines = sorted(set(imports), key=lambda line: (line.startswith("from"), line))
    return "\n".join(lines) + "\n\n" + "\n\n\n".join(bodies)


def _outside_imports(source: str) -> list[str]:
    found = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            found.append(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found += [ast.unparse(ast.ImportFrom(node.module, [a], 0)) for a in node.names]
    return found


def _without_imports(source: str) -> str:
    lines = source.splitlines()
    dropped: set[int] = set()
    for index, node in enumerate(ast.parse(source).body):
        docstring = index == 0 and isinstance(node, ast.Expr)
        if docstring or isinstance(node, ast.Import | ast.ImportFrom):
            dropped.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    kept = [line for number, line in enumerate(lines, 1) if number not in dropped]
    return "\n".join(kept).strip()
