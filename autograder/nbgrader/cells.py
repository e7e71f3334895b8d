"""The cells of a submitted notebook: put back into nbgrader's order, and given their points."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from ..records.text import visible
from ..submission.members import Refused
from ..submission.notebooks import cells_of, marks_of, text_of

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
KIT = "kit"
"""The grade_id of the set-up cell, which is long and of no interest to a reader."""

_HIDDEN = re.compile(r"^### BEGIN HIDDEN TESTS\n.*?^### END HIDDEN TESTS\n?", re.DOTALL | re.M)
_BY_HAND = "No function of the kit stands behind this cell: it is marked by hand."


@dataclass(frozen=True)
class Master:
    """A cell as the instructor wrote it, from nbgrader's gradebook.

    Attributes
    ----------
    name : str
        Its grade_id.
    kind : str
        ``"code"`` or ``"markdown"``.
    source, checksum : str
    locked, grade, solution : bool
    points : float
        0 for a cell that is not graded.
    """

    name: str
    kind: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    points: float

    @property
    def function(self) -> str:
        """The graded function that its name tells, empty for a cell that is no test cell."""
        is_test = self.grade and not self.solution
        return re.sub(r"^test_|_test$", "", self.name) if is_test else ""


def masters_by_notebook(assignment: Any) -> dict[str, list[Master]]:
    """Read an assignment of nbgrader's gradebook, by the names of its notebooks."""
    return {notebook.name: _masters_of(notebook) for notebook in assignment.notebooks}


def _masters_of(notebook: Any) -> list[Master]:
    points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    return [
        Master(
            cell.name,
            cell.cell_type,
            cell.source,
            cell.checksum or "",
            bool(cell.locked),
            cell.name in points,
            cell.name in solutions,
            points.get(cell.name, 0.0),
        )
        for cell in notebook.source_cells
    ]


def readable(data: bytes) -> NotebookNode:
    """Read a student's notebook of any format; one that cannot be read becomes an empty one.

    Of each cell its text and nbgrader's name of it are kept, which is all that counts.
    """
    try:
        cells = [_clean(cell) for cell in cells_of(data) if isinstance(cell, dict)]
    except Refused:
        said = "This notebook could not be read: it is broken. Save it again in Jupyter."
        cells = [new_markdown_cell(said)]
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def _clean(cell: dict[str, Any]) -> NotebookNode:
    text = text_of(cell).encode("utf-8", "replace").decode()
    made = new_code_cell(text) if cell.get("cell_type") == "code" else new_markdown_cell(text)
    if name := grade_id(cell):
        made.metadata["nbgrader"] = {"grade_id": name}
    return made


def grade_id(cell: Mapping[str, Any]) -> str:
    """Give nbgrader's name of a cell, empty where it has none."""
    name = marks_of(cell).get("grade_id")
    return name if isinstance(name, str) else ""


def mend(notebook: NotebookNode, masters: Iterable[Master]) -> None:
    """Put cells that were pasted, retyped, changed or deleted back to what nbgrader expects.

    What a student wrote into solution cells stays; of two cells of one name the last
    one is the one that counts.
    """
    by_name = {master.name: master for master in masters}
    seen: set[str] = set()
    cells: list[NotebookNode] = []
    for cell in reversed(notebook.cells):
        name = grade_id(cell)
        if name in by_name and name not in seen:
            seen.add(name)
            cell = _as_master(cell.source, by_name[name])
        else:
            cell.get("metadata", {}).pop("nbgrader", None)
        cells.insert(0, _with_id(cell, len(cells)))
    for master in by_name.values():
        if master.grade and master.name not in seen:
            missing = _as_master(master.source if not master.solution else "", master)
            cells.insert(_after(cells, master.function), _with_id(missing, len(cells)))
    notebook.cells = cells
    notebook.nbformat, notebook.nbformat_minor = 4, 5


def _as_master(source: str, master: Master) -> NotebookNode:
    text = master.source if master.locked and not master.solution else source
    cell = new_code_cell(text) if master.kind == "code" else new_markdown_cell(text)
    marks = {
        "schema_version": 3,
        "grade_id": master.name,
        "grade": master.grade,
        "solution": master.solution,
        "locked": master.locked,
        "task": False,
        "cell_type": master.kind,
        "checksum": master.checksum,
    }
    cell.metadata["nbgrader"] = marks | ({"points": master.points} if master.grade else {})
    return cell


def _with_id(cell: NotebookNode, number: int) -> NotebookNode:
    cell["id"] = f"cell-{number}"
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    return cell


def _after(cells: list[NotebookNode], function: str) -> int:
    """Find the place below a function's cell, the end where there is none."""
    for place, cell in enumerate(cells):
        if function and grade_id(cell) == function:
            return place + 1
    return len(cells)


def write_scores(
    notebook: NotebookNode, masters: Iterable[Master], view: Mapping[str, Any]
) -> dict[str, float | None]:
    """Write into each test cell what its function earned and why, and take hidden checks out.

    Parameters
    ----------
    notebook : NotebookNode
        Mended.
    masters : iterable of Master
    view : mapping
        What the student may see of the record, from `student_view`.

    Returns
    -------
    dict of str to (float or None)
        Points by test cell; None where a person has to give them.
    """
    functions = {function["name"]: function for function in view["functions"]}
    scores: dict[str, float | None] = {}
    by_name = {master.name: master for master in masters if master.function}
    for cell in notebook.cells:
        name = grade_id(cell)
        master = by_name.get(name)
        if name == KIT:
            cell.source = "# What the checks need stands here in the assignment."
        if master is None:
            continue
        cell.source = _HIDDEN.sub("", cell.source)
        function = functions.get(master.function)
        score = None if function is None else _points(function, master.points)
        lines = [_BY_HAND] if function is None else _lines(function)
        scores[master.name] = score
        cell.execution_count = 1
        cell.outputs = [
            new_output("stream", name="stdout", text="\n".join(lines) + "\n"),
            # A number must stand here: nbgrader gives full marks to a cell without one.
            new_output(
                "execute_result", data={"text/plain": repr(score or 0.0)}, execution_count=1
            ),
        ]
    if view["notes"]:
        said = "\n".join(["Notes on this submission:", *map(visible, view["notes"])])
        cell = new_markdown_cell("```text\n" + said.replace("`", "'") + "\n```")
        notebook.cells.insert(0, _with_id(cell, len(notebook.cells)))
    return scores


def _points(function: Mapping[str, Any], most: float) -> float | None:
    """Give a function's share of the points that the cell is worth in this course."""
    if function["score"] is None:
        return None
    return round(most * function["score"] / function["max_score"], 2)


def _lines(function: Mapping[str, Any]) -> list[str]:
    """Say what came of a function."""
    status = str(function["status"]).replace("_", " ")
    lines = [f"{function['name']}: {status}", *(f"note: {note}" for note in function["notes"])]
    lines += [f"hint: {hint}" for hint in function["hints"]]
    for check in function["checks"]:
        mark = "passed" if check["passed"] else "failed"
        lines.append(f"{mark}  {check['name']}" + _hidden(check))
        if check["visibility"] == "visible" and not check["passed"]:
            detail = check["detail"]
            told = [
                (key, detail[key]) for key in ("call", "came", "wanted", "hint") if key in detail
            ]
            lines += [f"        {key}: {text}" for key, text in told]
            if check["message"] and check["message"] not in detail.values():
                lines.append(f"        {check['message']}")
    return [visible(line) for line in lines]


def _hidden(check: Mapping[str, Any]) -> str:
    return "" if check["visibility"] == "visible" else " (hidden check)"
