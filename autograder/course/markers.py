"""Reads one solution file: its graded functions, their points, and the stub that remains of it.

A graded function carries ``# points: N`` on the line above ``def``; what stands
between ``### BEGIN SOLUTION: what to do`` and ``### END SOLUTION`` is cut out.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from ..records.errors import UserError

_BEGIN = re.compile(r"^(\s*)### BEGIN SOLUTION(?::\s*(.*?))?\s*$")
_END = re.compile(r"^\s*### END SOLUTION\s*$")
_NEARLY = re.compile(r"#.*\b(BEGIN|END)\s+SOLUTION\b", re.IGNORECASE)
_POINTS = re.compile(r"^# points:\s*(\S+)\s*$")


@dataclass(frozen=True)
class Function:
    """A graded function as its author declared it.

    Attributes
    ----------
    name, exercise : str
    points : int
        The most that it can earn.
    line, last : int
        Of its ``def`` in solution.py, and where it ends, closing marker included.
    """

    name: str
    exercise: str
    points: int
    line: int
    last: int

    @property
    def by_hand(self) -> bool:
        """True for a pencil-and-paper answer."""
        return self.name.endswith("_by_hand")


@dataclass(frozen=True)
class Solution:
    """One parsed solution file.

    Attributes
    ----------
    exercise : str
    path : Path
    source : str
    stub : str
        The source with the marked bodies cut out.
    cut : tuple of str
        The lines that were cut out, stripped.
    functions : tuple of Function
        In the file's order.
    imports : frozenset of str
        Top-level modules that it imports.
    """

    exercise: str
    path: Path
    source: str
    stub: str
    cut: tuple[str, ...]
    functions: tuple[Function, ...]
    imports: frozenset[str]


@dataclass(frozen=True)
class _Region:
    begin: int
    end: int
    indent: str
    task: str


def read_solution(path: Path) -> Solution:
    """Parse a solution file.

    Raises
    ------
    UserError
        For a mistake in the markers or points, with the line.
    """
    source = read_text(path)
    tree = parse(source, path)
    lines = source.splitlines()
    regions = _find_regions(lines, path)
    exercise = path.parent.name
    graded = _find_graded(tree, lines, path, exercise)
    for region in regions:
        if not region.indent:
            raise UserError("indent the markers like the function's body", path, region.begin)
        inside = [f for f in graded if f.line < region.begin and region.end <= f.last]
        if not inside:
            raise UserError(
                "the marked part stands outside a graded function: "
                "put it into one, or put `# points: N` above its def",
                path,
                region.begin,
            )
    for function in graded:
        mine = [r for r in regions if function.line < r.begin and r.end <= function.last]
        if len(mine) != 1:
            raise UserError(
                f"{function.name} needs one marked body, it has {len(mine)}: "
                "put ### BEGIN SOLUTION: ... and ### END SOLUTION around it",
                path,
                function.line,
            )
    names = {r.begin: f.name for f in graded for r in regions if f.line < r.begin <= f.last}
    stub, cut = _cut(lines, regions, names)
    return Solution(exercise, path, source, stub, cut, tuple(graded), imported_modules(tree))


def read_text(path: Path) -> str:
    """Read an author's file, saying plainly what is wrong with one that cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UserError("this file is not UTF-8: save it as UTF-8", path) from None
    except OSError as problem:
        raise UserError(f"cannot be read ({problem.strerror})", path) from None


def parse(source: str, path: Path) -> ast.Module:
    """Parse an author's file, or say where it is wrong."""
    try:
        return ast.parse(source, str(path))
    except SyntaxError as error:
        raise UserError(f"not Python: {error.msg}", path, error.lineno) from None


def imported_modules(tree: ast.AST) -> frozenset[str]:
    """Name the top-level modules that a file imports."""
    found = (name for node in ast.walk(tree) for name in imported_by(node))
    return frozenset(name if name.startswith(".") else name.split(".")[0] for name in found)


def imported_by(node: ast.AST) -> list[str]:
    """Name the modules that one statement imports, relative ones with their dots."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return ["." * node.level + (node.module or "")]
    return []


def _find_regions(lines: list[str], path: Path) -> list[_Region]:
    regions: list[_Region] = []
    open_at: tuple[int, str, str] | None = None
    for number, line in enumerate(lines, 1):
        if begin := _BEGIN.match(line):
            if open_at is not None:
                raise UserError(
                    f"BEGIN SOLUTION inside the one of line {open_at[0]}: end that first",
                    path,
                    number,
                )
            if not begin[2]:
                raise UserError(
                    "BEGIN SOLUTION needs a task for the stub: ### BEGIN SOLUTION: what to do",
                    path,
                    number,
                )
            open_at = (number, begin[1], begin[2])
        elif _END.match(line):
            if open_at is None:
                raise UserError(
                    "END SOLUTION without a BEGIN SOLUTION: remove it, or add the beginning",
                    path,
                    number,
                )
            if not any(text.strip() for text in lines[open_at[0] : number - 1]):
                raise UserError(
                    "nothing stands between BEGIN and END SOLUTION: write the solution there",
                    path,
                    open_at[0],
                )
            regions.append(_Region(open_at[0], number, open_at[1], open_at[2]))
            open_at = None
        elif _NEARLY.search(line):
            raise UserError(
                "this looks like a marker but is none: write ### BEGIN SOLUTION: what to do, "
                "or ### END SOLUTION",
                path,
                number,
            )
    if open_at is not None:
        raise UserError(
            "BEGIN SOLUTION without an end: add ### END SOLUTION after the body", path, open_at[0]
        )
    return regions


def _find_graded(tree: ast.Module, lines: list[str], path: Path, exercise: str) -> list[Function]:
    """Give the graded functions."""
    declared = {n: m[1] for n, line in enumerate(lines, 1) if (m := _POINTS.match(line))}
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.lineno - 1 in declared:
            text = declared.pop(node.lineno - 1)
            if not re.fullmatch(r"[1-9][0-9]*", text):
                raise UserError(
                    f"points must be a whole number above 0, not {text}", path, node.lineno - 1
                )
            last = node.end_lineno or node.lineno
            # The closing marker is a comment, so the parser ends the function before it.
            while last < len(lines) and (
                not lines[last].strip() or lines[last].startswith((" ", "\t"))
            ):
                last += 1
            found.append(Function(node.name, exercise, int(text), node.lineno, last))
    if declared:
        raise UserError(
            "no function follows: put `# points: N` on the line right above its def",
            path,
            min(declared),
        )
    if not found:
        raise UserError("no graded function: put `# points: N` on the line right above a def", path)
    return found


def _cut(
    lines: list[str], regions: list[_Region], names: dict[int, str]
) -> tuple[str, tuple[str, ...]]:
    kept: list[str] = []
    cut: list[str] = []
    position = 0
    for region in regions:
        kept += lines[position : region.begin - 1]
        sentence = f"{names[region.begin]}: {region.task}"
        kept += _raise_lines(region.indent, sentence)
        cut += [line.strip() for line in lines[region.begin : region.end - 1] if line.strip()]
        position = region.end
    kept += lines[position:]
    return "\n".join(kept) + "\n", tuple(cut)


def _raise_lines(indent: str, sentence: str) -> list[str]:
    one = f"{indent}raise NotImplementedError({_quoted(sentence)})"
    if len(one) <= 100:
        return [one]
    return [
        f"{indent}raise NotImplementedError(",
        f"{indent}    {_quoted(sentence)}",
        f"{indent})",
    ]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
