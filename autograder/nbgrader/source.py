"""Writes the source notebook of a course: what an instructor gives to nbgrader."""

import ast
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ..course import expect
from ..course.bundle import one_text
from ..course.checks import Check
from ..course.course import Course
from ..course.markers import Function, Solution, read_text
from ..course.statements import bound_by, closure, text_of, used_by
from ..course.written import STUB, read_questions
from . import harness
from .cells import KERNEL, KIT

PREFIX = "et-"
"""How the ids of our cells begin, by which a later run knows them."""

_TASK = re.compile(r"^(\s*)### BEGIN SOLUTION: (.*)$", re.MULTILINE)
_MARK = re.compile(r"^\s*### (BEGIN|END) SOLUTION.*\n", re.MULTILINE)


def source_notebook(course: Course, title: str, seed: int) -> NotebookNode:
    """Write the whole chapter as one notebook, so that later functions find earlier ones.

    Parameters
    ----------
    course : Course
    title : str
    seed : int
        Draws the inputs of hidden checks; not the seed that a class is graded with.
    """
    cells = [
        _words("title", f"# {title}\n\nRun the cells from the top; write where a cell says so."),
        _locked(KIT, _kit(course)),
    ]
    for solution in course.solutions:
        cells += _exercise(course, solution, seed)
    cells += _questions(course)
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    notebook.nbformat_minor = 5
    return notebook


def test_cell_id(function: str) -> str:
    """Give the grade_id of a function's test cell."""
    return f"test_{function}"


def _exercise(course: Course, solution: Solution, seed: int) -> Iterator[NotebookNode]:
    tree = ast.parse(solution.source)
    lesson = ast.get_docstring(tree) or solution.exercise
    first, _, rest = lesson.partition("\n")
    yield _words(solution.exercise, f"## {first}\n{rest}")
    needed = [
        ast.unparse(node)
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign)
        and not (isinstance(node, ast.ImportFrom) and node.module in course.exercises)
    ]
    if needed:
        yield _locked(f"imports-{solution.exercise}", "\n".join(needed))
    for function in solution.functions:
        yield _solution(solution, function)
        yield _tests(course, function, seed)


def _solution(solution: Solution, function: Function) -> NotebookNode:
    lines = solution.source.splitlines()
    text = "\n".join(lines[function.line - 1 : function.last]).rstrip()
    # nbgrader's stub has no room for the task, so that it stands above the mark.
    text = _TASK.sub(r"\1# to do: \2\n\1### BEGIN SOLUTION", text)
    return _code(function.name, text, solution=True)


def _tests(course: Course, function: Function, seed: int) -> NotebookNode:
    checks = course.checks_of(function.name)
    visible = _definitions([check for check in checks if check.visibility == "visible"])
    hidden_checks = [check for check in checks if check.visibility == "hidden"]
    hidden = _definitions(hidden_checks)
    answers = _MARK.sub("", course.answers.text(_asked(hidden)))
    points = function.points
    text = (
        f"# Checks of {function.name}: {points} point{'s' * (points > 1)}\n"
        f"@checks.visible\ndef _(points, cases):\n{textwrap.indent(visible, '    ')}\n\n\n"
        "### BEGIN HIDDEN TESTS\n"
        f"@checks.hidden(answers={_quoted(answers)}, seed={seed})\n"
        f"def _(points, cases):\n{textwrap.indent(hidden, '    ')}\n"
        "### END HIDDEN TESTS\n"
        f"checks.earned({function.points})"
    )
    return _code(test_cell_id(function.name), text, grade=True, locked=True, points=points)


def _definitions(checks: Iterable[Check]) -> str:
    """Give the text of checks of one file and of what they need from it."""
    checks = list(checks)
    if not checks:
        return "pass"
    path = checks[0].path
    source = read_text(path)
    lines = source.splitlines()
    tree = ast.parse(source)
    bound = {name: node for node in tree.body for name in bound_by(node)}
    needs = {name: used_by(node) & bound.keys() for name, node in bound.items()}
    wanted = closure((check.call.__name__ for check in checks), needs) - {"pytest"}
    kept = [node for node in tree.body if wanted.intersection(bound_by(node))]
    text = "\n\n".join(text_of(node, lines) for node in kept)
    text = re.sub(r"@pytest\.mark\.limit\(.*\)\n", "", text)
    return text.replace("@pytest.mark.points(", "@points(").replace(
        "@pytest.mark.parametrize(", "@cases("
    )


def _asked(checks: str) -> set[str]:
    """Name the functions whose reference the checks ask for."""
    return {
        node.attr
        for node in ast.walk(ast.parse(checks))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "reference"
    }


def _questions(course: Course) -> Iterator[NotebookNode]:
    """Give the written questions, which a person marks."""
    for question in read_questions(course.root):
        number = question.number
        yield _words(f"question-{number}", f"## {question.title}\n\n{question.asked}")
        marks = {"grade": True, "solution": True, "points": question.points}
        yield _graded(new_markdown_cell(STUB), f"answer_{number}", **marks)


def _kit(course: Course) -> str:
    tables = {name: course.table_file(name).read_text(encoding="utf-8") for name in course.tables}
    data = "".join(f"    {name!r}: {_quoted(text)},\n" for name, text in tables.items())
    return (
        "# What the checks below need. Nothing in here has to be read or changed.\n"
        f"{one_text((expect, harness))}\n\n\n"
        f"checks = Checks(globals(), {{\n{data}}})"
    )


def _quoted(text: str) -> str:
    """Write a text so that a person can read it in the cell."""
    return f"r'''{text}'''" if "'''" not in text and not text.endswith("\\") else repr(text)


def _words(name: str, text: str) -> NotebookNode:
    return _named(new_markdown_cell(text), name)


def _locked(name: str, text: str) -> NotebookNode:
    cell = _code(name, text, locked=True)
    cell.metadata["jupyter"] = {"source_hidden": name == KIT}
    return cell


def _code(name: str, text: str, **marks: Any) -> NotebookNode:
    return _graded(new_code_cell(text), name, **marks)


def _graded(cell: NotebookNode, name: str, **marks: Any) -> NotebookNode:
    usual = {"grade": False, "solution": False, "locked": False, "task": False}
    cell.metadata["nbgrader"] = {"schema_version": 3, "grade_id": name, **usual, **marks}
    return _named(cell, name)


def _named(cell: NotebookNode, name: str) -> NotebookNode:
    cell.id = (PREFIX + name.replace("_", "-"))[:64]
    return cell
