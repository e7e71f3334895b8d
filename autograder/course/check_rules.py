"""What the text of a check file may hold, told before anything of it runs."""

import ast
from pathlib import Path

from ..records.errors import UserError
from .markers import imported_by, parse, read_text

_REFUSED = frozenset(["skip", "xfail", "importorskip", "exit"])
_IMPORTS = frozenset(["numpy", "sklearn", "pytest"])


def examine_source(path: Path) -> None:
    """Refuse a check file that imports more, defines classes or loses a check.

    Raises
    ------
    UserError
        For the first mistake, with its line.
    """
    tree = parse(read_text(path), path)
    for node in ast.walk(tree):
        for module in imported_by(node):
            if module.split(".")[0] not in _IMPORTS:
                what = f"a check file imports numpy, scikit-learn and pytest only, not {module}"
                raise UserError(what, path, getattr(node, "lineno", None))
        if isinstance(node, ast.Attribute) and node.attr in _REFUSED and _is_pytest(node.value):
            what = f"a check may not use pytest.{node.attr}: let it pass or fail"
            raise UserError(what, path, node.lineno)
        if isinstance(node, ast.ClassDef):
            what = "classes are not collected: write checks as plain functions"
            raise UserError(what, path, node.lineno)
    seen: dict[str, int] = {}
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            if statement.name in seen:
                before = f"{statement.name} stands in line {seen[statement.name]} too"
                raise UserError(f"{before}: give it another name", path, statement.lineno)
            seen[statement.name] = statement.lineno


def _is_pytest(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "pytest"
