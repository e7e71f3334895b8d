"""What of a notebook is a student's code, and in which cell each of its lines stands."""

import bisect
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .members import MAX_SOURCE, Refused

MAX_NOTEBOOK = 64 << 20
_MOST_PARTS = 2_000_000
_COMMAND = re.compile(r"(\s*)(?:[%!][A-Za-z%~./{].*|\?+[\w.]+|[\w.]+\?+)\s*")
_RUNS_AS_PYTHON = frozenset(["time", "timeit", "capture", "prun"])


@dataclass(frozen=True)
class Cells:
    """Tells lines of a notebook's code by cell, as a person finds them.

    Attributes
    ----------
    file : str
        The notebook's name.
    module : str
        The name under which its code is loaded.
    numbers : tuple of int
        Which cell of the notebook each part comes from, counted from 1.
    lines : tuple of int
        The line of the code on which each part begins.
    """

    file: str
    module: str
    numbers: tuple[int, ...]
    lines: tuple[int, ...]

    def told(self, text: str) -> str:
        """Give a text in which ``module.py:12`` became a cell and its line."""
        place = re.compile(rf"\b{re.escape(self.module)}\.py(?::(\d+))?")
        return place.sub(self._place, text)

    def _place(self, found: re.Match[str]) -> str:
        if not found[1] or not self.lines:
            return self.file
        part = max(0, bisect.bisect_right(self.lines, int(found[1])) - 1)
        line = int(found[1]) - self.lines[part] + 1
        return f"{self.file}, cell {self.numbers[part]}, line {line}"


def read_notebook(file: str, module: str, data: bytes) -> tuple[bytes, Cells, list[str]]:
    """Put the code of a notebook together.

    Parameters
    ----------
    file, module : str
        The notebook's name, and the name under which its code will be loaded.
    data : bytes

    Returns
    -------
    source : bytes
    cells : Cells
    notes : list of str
        What was read differently from how it stands there.

    Raises
    ------
    Refused
        Where this is no notebook.
    """
    parts: list[str] = []
    numbers: list[int] = []
    lines: list[int] = []
    notes: list[str] = []
    line = 1
    for number, cell in enumerate(cells_of(data), 1):
        text = _code_of(cell, number, notes)
        if text is not None:
            numbers.append(number)
            lines.append(line)
            parts.append(text)
            line += text.count("\n") + 2
    source = "\n\n".join(parts).encode("utf-8", "replace")
    if len(source) > MAX_SOURCE:
        raise Refused("holds more than a megabyte of code: not graded")
    return source, Cells(file, module, tuple(numbers), tuple(lines)), notes


def cells_of(data: bytes) -> list[Any]:
    """Give the cells of a notebook of any format, whatever they are.

    Raises
    ------
    Refused
        Where this is no notebook.
    """
    if data.count(b"[") + data.count(b"{") > _MOST_PARTS:
        # Sixty-four megabytes of empty lists take gigabytes of memory.
        raise Refused("has too many parts for a notebook: clear its outputs and save it again")
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused("is broken: a notebook is JSON text; save it again in Jupyter") from None
    cells: Any = None
    if type(notebook) is dict:
        cells = notebook.get("cells")
        sheets = notebook.get("worksheets")  # of format 3
        if cells is None and type(sheets) is list and sheets and type(sheets[0]) is dict:
            cells = sheets[0].get("cells")
    if type(cells) is not list:
        raise Refused("is no notebook: it has no list of cells")
    return cells


def _code_of(cell: Any, number: int, notes: list[str]) -> str | None:
    """Give a cell's code, None where it has none of the student's."""
    if type(cell) is not dict:
        return None
    marks = marks_of(cell)
    solution = marks.get("solution") is True and marks.get("grade") is not True
    if marks.get("grade") is True and not marks.get("solution"):
        return None  # a test cell of nbgrader
    text = text_of(cell)
    if cell.get("cell_type") != "code":
        if not solution or "def " not in text:
            return None
        notes.append(f"cell {number} is no code cell any more: read as code all the same")
    return "\n".join(_python_lines(text))


def marks_of(cell: Mapping[str, Any]) -> dict[str, Any]:
    """Give what nbgrader noted on a cell, nothing where that is no mapping."""
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return marks if isinstance(marks, dict) else {}


def text_of(cell: Mapping[str, Any]) -> str:
    """Give the text of a cell, empty where it has none."""
    source = cell.get("source", cell.get("input", ""))
    if type(source) is list:
        source = "".join(line for line in source if type(line) is str)
    return source if type(source) is str else ""


def _python_lines(text: str) -> Iterator[str]:
    """Give a cell's lines; what speaks to Jupyter and not to Python does nothing."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%"):
        name = re.match(r"%%(\w*)", first)
        if name is None or name[1] not in _RUNS_AS_PYTHON:
            yield from ("" for _ in lines)
            return
    for line in lines:
        command = _COMMAND.fullmatch(line)
        yield f"{command[1]}pass" if command else line
