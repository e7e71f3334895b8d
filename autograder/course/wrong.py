"""Misconceptions and variants: other versions of a function, kept as code."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from ..records.errors import UserError
from .markers import Solution, parse, read_text

_HIDDEN_ONLY = re.compile(r"# hidden only: (.+)")


@dataclass(frozen=True)
class Version:
    """A wrong or an unusual version of one function.

    Attributes
    ----------
    function : str
        The graded function that it stands for.
    name : str
        ``"<function>__<short name>"``.
    sentence : str
        A misconception's hint, or what is unusual about a variant.
    prelude, text : str
        The imports of its file, and its definition under the graded function's name.
    path : Path
    line : int
    hidden_only : str
        Why no visible check notices it, from ``# hidden only: why`` above its def.
    """

    function: str
    name: str
    sentence: str
    prelude: str
    text: str
    path: Path
    line: int
    hidden_only: str = ""

    def inserted_into(self, source: str) -> str:
        """Give an exercise file in which this version is the function's last definition."""
        return f"{source}\n\n{self.prelude}\n\n{self.text}\n"


def read_versions(path: Path, solution: Solution) -> tuple[Version, ...]:
    """Read ``misconceptions.py`` or ``variants.py``.

    Raises
    ------
    UserError
        For a definition that stands for no function of the exercise or has no docstring.
    """
    source = read_text(path)
    tree = parse(source, path)
    lines = source.splitlines()
    graded = {function.name for function in solution.functions}
    imports = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    prelude = "\n".join(ast.unparse(node) for node in imports)
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            target = node.name.partition("__")[0]
            doc = ast.get_docstring(node)
            if target not in graded or target == node.name:
                raise UserError(
                    f"{node.name} stands for no graded function here: "
                    "name it <function>__<short name>",
                    path,
                    node.lineno,
                )
            if not doc:
                raise UserError("a docstring is needed: say what is the matter", path, node.lineno)
            text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            text = text.replace(f"def {node.name}(", f"def {target}(", 1)
            above = _HIDDEN_ONLY.match(lines[node.lineno - 2])
            found.append(
                Version(
                    function=target,
                    name=node.name,
                    sentence=" ".join(doc.split()),
                    prelude=prelude,
                    text=text,
                    path=path,
                    line=node.lineno,
                    hidden_only=above[1] if above else "",
                )
            )
        elif node not in imports and not _is_docstring(node):
            raise UserError(
                "only imports and functions may stand here: move helpers into the function",
                path,
                node.lineno,
            )
    return tuple(found)


def version_in(solution: Solution, function: str) -> Version:
    """Give a graded function as its solution has it, to be put among that file's names."""
    found = next(f for f in solution.functions if f.name == function)
    text = "\n".join(solution.source.splitlines()[found.line - 1 : found.last])
    return Version(function, function, "", "", text, solution.path, found.line)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
